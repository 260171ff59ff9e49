import json
import math
name = 'kafka'; n = 42; x = 3.14159; big = 1234567
print(f'{name} {n} {x:.2f} {x:8.3f}| {n:5d}| {n:<5}| {n:>5}| {n:^5}| {n:05d} {n:+d} {n:x} {n:#x} {n:b} {n:o} {n:e}')
print(f'{name!r} {name!s:>8} {name:<8}| {name:^9}| {name:*^9} {name:.2} {big:,} {big:_} {1e6:,.2f} {0.256:.1%} {x:g} {x:.3g} {1e10:g}')
print(f'{{braces}} {n + 1} {"nested"} {[1, 2][0]} {name.upper()} {n if n > 1 else 0} {x:{8}.{3}} {n=} {name = } {x=:.1f}')
print(f'{"a" if n else "b"}{n:>{10}}' f'{n}' 'plain')
print('%s %d %5.2f %r %x %05d %-5d| %5s| %% %c %i %+d' % (name, n, x, name, n, n, n, name, 'c', 7.9, 3))
print('%s' % name, '%d items' % 3, '%s' % (1,), '%(a)s-%(b)03d' % {'a': 1, 'b': 2}, '%.3s|' % 'abcdef', '%e' % 12345.678, '%g' % 0.0001)
print('{} {}'.format(1, 2), '{1} {0}'.format('a', 'b'), '{k} {v:.1f}'.format(k='k', v=2.55), '{0[1]} {1[k]}'.format([1, 2], {'k': 'v'}), '{:>5}|{:<5}|{!r}'.format(1, 2, 'q'), '{{}}'.format())
print(format(3.14159, '.2f'), format(42, '08b'), format('s', '>4'), str(3), repr(3.0), f'{True} {None} {[1]} {True:d} {3:.2f} {7:%}')
print('Hello World'.upper(), 'Hello'.lower(), 'hello world'.title(), 'hello'.capitalize(), ' x '.strip() + '|', 'xxhixx'.strip('x'), ' l'.lstrip(), 'r '.rstrip() + '|')
print('a,b,,c'.split(','), ' a  b '.split(), 'a b c'.split(' ', 1), 'a-b-c'.rsplit('-', 1), 'l1\nl2\n'.splitlines(), ','.join(['x', 'y']))
print('hello'.replace('l', 'L'), 'hello'.replace('l', 'L', 1), 'hello'.find('l'), 'hello'.find('z'), 'hello'.rfind('l'), 'hello'.index('e'), 'hello'.count('l'))
print('hello'.startswith('he'), 'hello'.endswith(('lo', 'x')), 'abc'.isalpha(), '12'.isdigit(), 'a1'.isalnum(), ' '.isspace(), 'A'.isupper())
print('7'.zfill(3), '-7'.zfill(4), 'ab'.ljust(4) + '|', 'ab'.rjust(4, '.'), 'ab'.center(5, '*'), 'a=b'.partition('='), 'prefix-x'.removeprefix('prefix-'))
print('é'.encode(), b'\xc3\xa9'.decode('utf-8'), 'abc'.encode('utf-8').hex(), bytes([65, 66]), b'abc'[0], b'abc'[1:], len(b'abc'), b'a' + b'b')
print(json.dumps({'a': 1, 'b': [1, 2.5, None, True], 'c': {'d': 'é"\n'}}), json.dumps([], indent=2), json.dumps('x'), json.dumps({'b': 1, 'a': 2}, sort_keys=True))
print(json.dumps({'a': [1, {'b': 2}], 'c': {}}, indent=2))
print(json.dumps({'id': 7, 'n': 'x'}, separators=(',', ':')), json.dumps('é', ensure_ascii=False))
print(math.floor(2.7), math.ceil(2.1), math.sqrt(16), math.pi)
print('a', 'b', sep='-', end='!\n')
print('a', 1, None, sep='')
print()
print('no newline', end='')
print(' then newline')
print('tab\tin', 'back\\slash', '\x41\u00e9\U0001F600', '\101', 'bell' if '\a' == '\x07' else '')
print(f'''multi
{n}
line''')
print('%s %s' % ('tuple', (1, 2)), '%s' % [1], '%5.1f|%-8s|' % (2.25, 'x'))
print(f'{1.5:.0f} {2.5:.0f} {1e20:.0f} {123.456:10.1f} {-5:06d} {-1.5:+.1f} {1.5:+} {12:,} {1234.5:,}')
print(f'{0.1 + 0.2:.17f} {1/3:.3} {100000.0:.3} {1e-7:.2e} {0:.1f}')
# What is no format, beyond ASCII too.
for form in ('%0😀5d', 'é%é', '日本%5.2日', '%\x01', '%y', '%(a)é', '%(a)日s'):
    try:
        print(form % ({'a': 1} if '(' in form else (1,)))
    except Exception as error:
        print(type(error).__name__, error)
for value in (1, 1.5, 'x', True):
    for form in ('é', '5é', '.2日', 'x日', '日x', '😀', '>😀'):
        try:
            print(format(value, form))
        except Exception as error:
            print(type(error).__name__, error)
