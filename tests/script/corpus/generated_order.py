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
def fun0(a, c=2):
    for v in range(2):
        try:
            if a > c: break
        finally:
            c += 1
    return a + c
try:
    try:
        print(sorted(list(''.join(c for c in ['Hello World', "it's", "it's"] if c != 'l').partition("it's")), key=str.lower), repr(repr(b)), list(max(ws, key=len)[(lambda a, c=i: a + c)(n):fun0(j, -1)]))
        for v1, w in zip([v * 2 for v in list(reversed([-3, 6, 7])) if v % 2][:3], b"it's".replace(b'a', b'--').hex()):
            print(v1, end=' ')
            print(b','.join([b, b])[:-3:-1][:], list({'a'.removeprefix(t): [0].count(-1), **{v: w for v, w in sorted({'a': 1}.items())}}))
            if b'abc'.decode()[sum(ys)].join(list(t.partition('{}'))):
                print(repr(f"{[5, -1, 2][7]}{{}}{set(v % 7 for v in []):x}{{}}"), sep='-')
                s = s[:8]; s += ''.join(c for c in ' pad ' if c > 'l').removeprefix(oct(n))
        else:
            print('all')
        raise IndexError(sum([3.14159, 2.0], i))
    except TypeError as problem:
        print('caught', repr(problem), problem.args)
        raise ValueError(str(problem))
except Exception as error:
    print(type(error).__name__, error)
try:
    xs = xs[:5]; xs += u
except (Exception, AssertionError) as error:
    print(type(error).__name__, error)
try:
    xs.append([v ** 2 for v in [-3, 5, 6, -1] if v > 1].count(round(x)))
except (Exception, AssertionError) as error:
    print(type(error).__name__, error)
try:
    i, j = list(range(6))
    i, j, n = [v % 100 if isinstance(v, int) else 1 for v in (i, j, n)]
except Exception as error:
    print(type(error).__name__, error)
try:
    xs.sort()
except Exception as error:
    print(type(error).__name__, error)
try:
    def g2():
        pass
        try:
            n = (10 << 1) % 100
        finally:
            return 'from finally'
    print(g2(), n)
except Exception as error:
    print(type(error).__name__, error)
try:
    def f3(a, c=(lambda a, c=5: a + c)(i), *rest, **more):
        inner = lambda z: (a, c, z)
        return inner(len(rest)), sorted(more), (-10)
    print(f3(1, 2))
except (Exception, AssertionError) as error:
    print(type(error).__name__, error)
else:
    print('fine')
finally:
    k = set()
try:
    xs = xs[:3]; xs *= 1
except Exception as error:
    print(type(error).__name__, error)
finally:
    s = ((hex(max([6, 7])) * -1))[:12]
try:
    print(None, end='!')
    print()
except Exception as error:
    print(type(error).__name__, error)
try:
    d['a'] += int(y)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(d, (ascii(''.join(c for c in 'ABC' if c > 'l')) + t.replace(t, 'kafka', 1).rstrip('Hello World'[i])), end='!')
    print()
except Exception as error:
    print(type(error).__name__, error)
print(i, j, n, x, y, repr(s), repr(t), b, p, q, xs, ys, ws, u, d, e, sorted(k))
raise ValueError(s)
