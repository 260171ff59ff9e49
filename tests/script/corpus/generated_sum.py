import json
i = 3
j = -7
n = 12
x = 2.5
y = -0.125
s = 'kafka'
t = 'a b,c'
b = b'ab\xff'
p = True
q = False
xs = [3, 1, 2]
ys = []
ws = ['b', 'A', 'é']
u = (1, 'z', None)
d = {'a': 1, 'b': 2}
e = {}
k = {1, 2, 3}
try:
    k ^= set(v % 7 for v in list(filter(None, [-1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    (i, j), n = divmod(sum(xs), 7), min(n, i) % 50
    i, j, n = [v % 100 if isinstance(v, int) else 1 for v in (i, j, n)]
except Exception as error:
    print(type(error).__name__, error)
else:
    print('fine')
try:
    print(repr(json.dumps(None, ensure_ascii=False)), sep='-')
except Exception as error:
    print(type(error).__name__, error)
try:
    c1 = 0
    while c1 < 1:
        c1 += 1
        def g2():
            global n
            try:
                n = round(-1.5) % 100
            finally:
                print('left')
        print(g2(), n)
    else:
        print('over', c1)
except Exception as error:
    print(type(error).__name__, error)
finally:
    print(['kafka'])
try:
    xs.reverse()
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod((-divmod(10, 7)[0]), sum([sum([0.5, x], 1000), abs(1e3)], (b'\x00\x7f' + b))), set(v % 7 for v in list(filter(None, ys[n:1]))), ((~divmod(-2, j)[1]) != repr(True).rfind(('Hello World' * -1), 1, 3)), end='!')
    print()
except Exception as error:
    print(type(error).__name__, error)
try:
    print(2.0, f"{x}-{xs!a:s}".split(None, 1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(d.popitem())
except Exception as error:
    print(type(error).__name__, error)
finally:
    d = dict.fromkeys([f'{v}{w}' for v, w in zip([i, i, *ys], [f'{v}{w}' for v, w in zip([1, 4, -2], [' pad '])])], (ys.count(2) >> 1))
try:
    def f3(a, c=sum(ys), *rest, **more):
        inner = lambda z: (a, c, z)
        return inner(len(rest)), sorted(more), (10 % n)
    print(f3(1, 2, 3, 4))
except Exception as error:
    print(type(error).__name__, error)
finally:
    t = (('%s %o %x' % (format(x, '+').zfill(6), int(format(255, 'd')), ((10 >> 1) if (u is None) else s.encode('utf-8')))))[:12]
try:
    i += int(bool(1000))
except Exception as error:
    print(type(error).__name__, error)
else:
    print('fine')
try:
    if min(list(filter(None, [1, 7, 7, -3]))[(-i)], abs((-255))):
        d.update(dict.fromkeys('a,b,,c'.splitlines(True), ((0) % 97 ** 2)))
        c4 = 0
        while c4 < 2 and (t == s):
            c4 += 1
            def f5(a, c=(2 | 1000), *rest, **more):
                inner = lambda z: (a, c, z)
                return inner(len(rest)), sorted(more), round(3.14159)
            print(f5(1, a=2))
            k.discard([5].count(j))
            if (ascii('a') in dict(zip([], ys))): continue
    else:
        print(json.dumps(set([1, 2])), sep='-')
        print(repr(('%% %g' % (sum([y, (-0.0 ** -1)], (j or n)),))), list(bin(sum([8, 6, 0]))), chr(233))
except (Exception, AssertionError) as error:
    print(type(error).__name__, error)
else:
    print('fine')
print(i, j, n, x, y, repr(s), repr(t), b, p, q, xs, ys, ws, u, d, e, sorted(k))
