a = [1, 2.5, 'é', b'\x00', None, True, (1,), {1}, {'k': [1]}]
a.append(a)
for i, x in enumerate(a):
    try:
        print(f'{x!r:>5} {x}', x * 2, x + x, x < x, x[0], x[::-1], hash(x), '%s %d' % (x, x))
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
    finally:
        i += 1
def f(a, *b, c=1, **d):
    global g
    g = lambda y: (a, b, c, d, y)
    return (n for n in b if n)
print(list(f(1, 2, 3, c=4, e=5)), g(1), {k: v for k, v in zip('ab', (1, 2))}, {n % 3 for n in range(9)})
a.sort(key=str, reverse=True)
print('{:>{}} {0}'.replace('{0}', '').format(1, 8), 'a,b'.split(','), 'é😀'[::-1], b'ab'[1:], sorted('hello'))
