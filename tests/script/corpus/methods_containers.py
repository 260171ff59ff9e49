def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
a = [3, 1, 2]
def do(f):
    x = [3, 1, 2, 1]
    try:
        print(repr(f(x)), x)
    except Exception as e:
        print(type(e).__name__, e, x)
do(lambda x: x.append(4))
do(lambda x: x.extend('ab'))
do(lambda x: x.extend(5))
do(lambda x: x.insert(0, 9))
do(lambda x: x.insert(-1, 9))
do(lambda x: x.insert(100, 9))
do(lambda x: x.insert('a', 9))
do(lambda x: x.pop())
do(lambda x: x.pop(0))
do(lambda x: x.pop(-2))
do(lambda x: x.pop(10))
do(lambda x: x.pop('a'))
do(lambda x: x.remove(1))
do(lambda x: x.remove(7))
do(lambda x: x.clear())
do(lambda x: x.index(1))
do(lambda x: x.index(1, 2))
do(lambda x: x.index(7))
do(lambda x: x.count(1))
do(lambda x: x.sort())
do(lambda x: x.sort(reverse=True))
do(lambda x: x.sort(key=lambda v: -v))
do(lambda x: x.sort(key=len))
do(lambda x: x.sort(1))
do(lambda x: x.sort(foo=1))
do(lambda x: x.reverse())
do(lambda x: x.copy())
do(lambda x: x.append())
do(lambda x: x.append(1, 2))
do(lambda x: x.nope())
do(lambda x: x.push(1))
do(lambda x: x.length)
do(lambda x: x[1:3])
do(lambda x: x[::-1])
do(lambda x: x[10])
do(lambda x: x[-5])
do(lambda x: x['a'])
do(lambda x: x[1.0])
do(lambda x: x[None])
do(lambda x: x[True])
do(lambda x: x + [1])
do(lambda x: x + (1,))
do(lambda x: x + 1)
do(lambda x: x * 2)
do(lambda x: 2 * x)
do(lambda x: x * 'a')
do(lambda x: x * 1.0)
do(lambda x: x < [3, 1, 3])
do(lambda x: x < 5)
do(lambda x: x == (3, 1, 2, 1))
do(lambda x: x())
do(lambda x: -x)
def stmt(text_of):
    x = [0, 1, 2, 3, 4, 5]
    try:
        text_of(x)
    except Exception as e:
        print(type(e).__name__, e)
    print(x)
def s1(x): x[1:3] = 'abc'
def s2(x): x[::2] = [7, 8, 9]
def s3(x): x[::2] = [7, 8]
def s4(x): x[1:3] = 5
def s5(x): del x[1:3]
def s6(x): del x[::2]
def s7(x): del x[10]
def s8(x): x[10] = 1
def s9(x): x['a'] = 1
def s10(x): x[1:1] = [9, 9]
def s11(x): x += (7, 8)
def s12(x): x *= 2
def s13(x): x += 5
def s14(x): x[:] = []
def s15(x): x[-1] += 5
def s16(x): x[0], x[1] = x[1], x[0]
def s17(x): x[4:1] = [9]
def s18(x): x[::-1] = range(6)
def s19(x): del x[-1], x[0]
def s20(x): x += 'ab'
for s in [s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20]:
    stmt(s)
t = (1, 2, 3, 2)
attempt(lambda: t.count(2))
attempt(lambda: t.index(3))
attempt(lambda: t.index(9))
attempt(lambda: t + (4,))
attempt(lambda: t + [4])
attempt(lambda: t * 2)
attempt(lambda: t[1:])
attempt(lambda: t[9])
attempt(lambda: t['a'])
attempt(lambda: t.append(1))
attempt(lambda: (1, 2) < (1, 3))
attempt(lambda: (1, 'a') < (1, 2))
attempt(lambda: hash((1, [2])))
def t1(): t[0] = 1
def t2():
    del t[0]
for f in (t1, t2):
    attempt(f)
d = {'a': 1, 'b': 2}
attempt(lambda: d.get('a'))
attempt(lambda: d.get('z'))
attempt(lambda: d.get('z', 0))
attempt(lambda: d.keys())
attempt(lambda: d.values())
attempt(lambda: d.items())
attempt(lambda: list(d))
attempt(lambda: list(d.items()))
attempt(lambda: d.setdefault('c', []))
attempt(lambda: d.setdefault('a', 9))
attempt(lambda: d.pop('c'))
attempt(lambda: d.pop('q', 'none'))
attempt(lambda: d.pop('q'))
attempt(lambda: d.popitem())
attempt(lambda: d.update({'x': 1}))
attempt(lambda: d.update([('y', 2)], z=3))
attempt(lambda: d.update(5))
attempt(lambda: d.update([1]))
attempt(lambda: d.update(['abc']))
attempt(lambda: d.copy())
attempt(lambda: d['nope'])
attempt(lambda: d[[]])
attempt(lambda: d.nope)
attempt(lambda: d | {'a': 5})
attempt(lambda: d + d)
attempt(lambda: d < d)
attempt(lambda: d == dict(d))
attempt(lambda: {**d, 'q': 1})
attempt(lambda: dict(a=1, b=2))
attempt(lambda: dict([(1, 2), (3, 4)]))
attempt(lambda: dict(zip('ab', [1, 2])))
attempt(lambda: dict.fromkeys('ab'))
attempt(lambda: dict.fromkeys('ab', 0))
attempt(lambda: dict(5))
attempt(lambda: 'a' in d)
attempt(lambda: [] in d)
attempt(lambda: list(reversed(d)))
attempt(lambda: sorted(d, key=d.get))
attempt(lambda: max(d, key=lambda k: d[k]))
attempt(lambda: {1: 'a', 1.0: 'b', True: 'c'})
attempt(lambda: len(d.items()) + len(d.keys()))
attempt(lambda: ('a', 1) in d.items())
attempt(lambda: 1 in d.values())
attempt(lambda: d.keys() & {'a', 'q'})
attempt(lambda: d.keys() - {'a'} == {'x', 'y', 'z'})
attempt(lambda: d.clear())
attempt(lambda: d.popitem())
def d1():
    del d['nope']
def d2(): d[[1]] = 2
def d3():
    e = {}
    e['a'] += 1
def d4():
    e = {}
    e.setdefault('k', []).append(1)
    return e
def d5():
    e = {1: 1, 2: 2}
    for k in e:
        del e[k]
def d6():
    e = {'b': 1, 'a': 2}
    e['c'] = 3
    del e['b']
    e['b'] = 4
    return e
for f in (d1, d2, d3, d4, d5, d6):
    attempt(f)
s = {1, 2, 3}
attempt(lambda: s | {4})
attempt(lambda: s & {1, 9})
attempt(lambda: s - {1})
attempt(lambda: s.union([7], (8,)))
attempt(lambda: s.intersection([1, 2]))
attempt(lambda: s.difference([1]))
attempt(lambda: s.symmetric_difference([1, 5]))
attempt(lambda: s.issubset({1, 2, 3, 4}))
attempt(lambda: s.issuperset([1]))
attempt(lambda: s.isdisjoint([9]))
attempt(lambda: s < {1, 2, 3, 4})
attempt(lambda: s <= s)
attempt(lambda: s > {1})
attempt(lambda: s == {3, 2, 1})
attempt(lambda: s.add(4))
attempt(lambda: s.add([]))
attempt(lambda: s.discard(9))
attempt(lambda: s.remove(9))
attempt(lambda: s.remove(4))
attempt(lambda: s.update([5, 6]))
attempt(lambda: s.pop())
attempt(lambda: s)
attempt(lambda: s.copy())
attempt(lambda: s + {1})
attempt(lambda: s | [1])
attempt(lambda: s[0])
attempt(lambda: {[]})
attempt(lambda: {{}})
attempt(lambda: set('aaa'))
attempt(lambda: set(5))
attempt(lambda: set().pop())
attempt(lambda: {10, 3, 7, 100, 55, 8, 16, 24})
attempt(lambda: [x for x in {30, 20, 10, 5}])
attempt(lambda: set(range(20, 0, -1)))
attempt(lambda: set())
l = [1]
l.append(l)
print(l)
dd = {}
dd['self'] = dd
print(dd)
attempt(lambda: [[1] * 2] * 2)
attempt(lambda: [x * y for x in range(3) for y in range(3) if x != y])
attempt(lambda: {x: x ** 2 for x in range(4)})
attempt(lambda: {k: v for k, v in [('a', 1)]})
attempt(lambda: {x % 3 for x in range(10)})
attempt(lambda: [[y for y in range(x)] for x in range(3)])
attempt(lambda: [*range(3), *'ab'])
attempt(lambda: (*[1], 2))
attempt(lambda: {*[1], 2})
attempt(lambda: list(enumerate('ab', 1)))
attempt(lambda: list(zip('abc', [1, 2])))
attempt(lambda: list(zip('abc', [1, 2], strict=True)))
attempt(lambda: list(map(str, [1, 2])))
attempt(lambda: list(filter(None, [0, 1, '', 'a'])))
attempt(lambda: list(reversed([1, 2])))
attempt(lambda: reversed(5))
attempt(lambda: range(5)[2])
attempt(lambda: range(5)[9])
attempt(lambda: range(10)[2:8:2])
attempt(lambda: list(range(5, 0, -2)))
attempt(lambda: range(0, 10, 3) == range(0, 12, 3))
attempt(lambda: len(range(10, 0, -3)))
attempt(lambda: 4 in range(0, 10, 2))
attempt(lambda: range('a'))
attempt(lambda: range(1.5))
attempt(lambda: range())
attempt(lambda: list(5))
attempt(lambda: list(None))
attempt(lambda: tuple('ab'))
attempt(lambda: list({'a': 1}))
attempt(lambda: sum([[1], [2]], []))
attempt(lambda: sum([1, 2.5]))
attempt(lambda: sum('ab'))
attempt(lambda: min(1, 'a'))
attempt(lambda: min([]))
attempt(lambda: max([1, 5, 2], key=lambda x: -x))
attempt(lambda: max(default=5))
attempt(lambda: min([], default=None))
attempt(lambda: max(5))
attempt(lambda: any([0, '']))
attempt(lambda: all([]))
attempt(lambda: sorted([(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')], key=lambda p: p[0], reverse=True))
attempt(lambda: sorted(['b', 'A', 'c'], key=str.lower))
attempt(lambda: sorted([1, None]))
attempt(lambda: sorted([True, 0, 2]))
attempt(lambda: len(5))
attempt(lambda: len())
attempt(lambda: iter(5))
attempt(lambda: next([]))
attempt(lambda: next(iter([]), 'd'))
for container in ('ab', (1, 2), b'ab', {1}, range(3), 5, None):
    for key in (0, 'a', None):
        try:
            if key is None:
                del container[0:1]
            else:
                del container[key]
        except TypeError as e:
            print(e)
