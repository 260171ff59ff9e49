"""Numbers, texts, conditions, loops."""
x = 7
y = 2
print(x + y, x - y, x * y, x / y, x // y, x % y, x ** y, -x // y, -x % y)
print(7.5 // 2, -7.5 % 2, 1e16, 1e15, 0.1 + 0.2, 1 / 3, 1e-5, 123456789.123, 2.0, 1e300 * 1e10, -0.0)
print(x & 3, x | 8, x ^ 1, ~x, 1 << 10, 1024 >> 3)
print(True + True, not x, x and y, 0 or 'zero', None is None, 1 < 2 < 3, 1 < 3 < 2)
print('a' + 'b' * 3, 'abc'[1], 'abc'[-1], 'hello'[1:3], 'hello'[::-1], 'hello'[::2], 'hello'[10:])
print(len('héllo'), 'héllo'[1], 'héllo'[::-1], '日本語'[1:], '日本語'.upper())
print('it\'s', "it's", 'say "x"', 'both \' and "', repr('it\'s'), repr("a'b\"c"), repr('tab\tnew\nline\\'))
print(r'raw\n', b'bytes\x00\xff', repr(b"a'b"), """triple
line""")
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print(n, end=' ')
else:
    print('never')
print()
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        print(i, j, end='; ')
    else:
        print('no')
else:
    print('done')
for i in range(10, 0, -3):
    print(i, end=',')
print(list(range(0)), list(range(5)), range(1, 10, 2))
if x > 10:
    print('big')
elif x > 5:
    print('middle')
else:
    print('small')
a, b = 1, 2
a, b = b, a
print(a, b)
first, *rest = [1, 2, 3, 4]
*init, last = 'abcd'
h, (i, j), *k = 1, (2, 3), 4, 5
print(first, rest, init, last, h, i, j, k)
m = n = []
m.append(1)
print(n, m is n)
print(int('42'), int(' -7 '), int(3.9), int(-3.9), float('2.5'), float('1e3'), str(1.0), bool([]), bool('x'), int('ff', 16))
print(round(2.5), round(3.5), round(2.675, 2), round(-2.5), round(1234, -2), abs(-3), abs(-2.5), divmod(7, 3), pow(2, 10))
print(min(3, 1, 2), max([4, 9, 2]), sum([1, 2, 3]), sum([0.5, 0.25], 1), sorted([3, 1, 2], reverse=True))
print(hex(255), oct(8), bin(5), chr(97), ord('a'), chr(8364))
print(1 == 1.0, 'a' == 1, [1, 2] == [1, 2], (1, 2) < (1, 3), 'abc' < 'abd', [1] != [1])
print(1_000_000, 0xff, 0o17, 0b101, 1.5e3, .5, 5.)
print('x' if x > 3 else 'y', (lambda q: q * 2)(4))
print(1 if False else 2 if False else 3)
del a
try:
    a
except NameError as e:
    print(e)
assert True, 'fine'
print("a" "b" 'c', 'multi' \
      'line')
print(10 // 3 * 3 + 10 % 3 == 10, -7 // 2, 7 // -2, -7 % 3, 7 % -3, 5 % -3.0)
print(2 ** -1, 2 ** 0.5, (-8) ** (1 / 3) if False else 'skip', 0 ** 0)
x = 5; y = 6; print(x, y)
print(not 1 == 2, not (1 == 2), 3 in [1, 2, 3], 4 not in (1, 2), 'b' in 'abc', 'k' in {'k': 1})
print(isinstance(True, int), isinstance(1, (str, int)), isinstance('x', str), type(1), type('x').__name__, type(None))
print(None, True, [None, True], (1,), (), {}, {1: 'a', 'b': [1, {2: 3}]}, {1}, set())
print(float('inf'), float('-inf'), float('nan'), 1e100, 12345678901234567890.0, 0.0001, 0.00001, 1.0e-7)
