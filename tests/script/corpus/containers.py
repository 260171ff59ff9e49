a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0); a.insert(-1, 9)
print(a, a.pop(), a.pop(0), a, a.index(2), a.count(1), len(a))
a.sort(); print(a)
a.sort(reverse=True); print(a)
a.reverse(); print(a)
a.remove(9); print(a, a[1:3], a[-2:], a[::-1], a[::2])
a[0] = 'zero'; a[1:3] = ['x', 'y', 'z']; print(a)
del a[0]; del a[1:3]; print(a)
b = a.copy(); b.clear(); print(a, b)
print([1, 2] + [3], [0] * 3, [[]] * 2, [1, [2, [3]]])
c = [1]; d = c; d += [2]; print(c)
c = c + [3]; print(c, d)
d = {'a': 1, 'b': 2}
d['c'] = 3
d.update({'a': 10}, z=26)
print(d, d['a'], d.get('q'), d.get('q', 0), 'a' in d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()))
for k, v in d.items():
    print(k, v, end=' ')
print()
print(d.pop('a'), d.pop('nope', None), d.setdefault('n', []), d)
d['n'].append(1)
del d['b']
print(d, dict(x=1, y=2), dict([('k', 'v')]), {**d, 'extra': 1}, {1: 'a', 1.0: 'b', True: 'c'})
print({k: v * 2 for k, v in {'a': 1, 'b': 2}.items()}, {v for v in [1, 1, 2]}, [x * y for x in range(3) for y in range(3) if x != y])
print([[c for c in w] for w in ['ab', 'cd']], sum(x * x for x in range(4)), list(x for x in 'abc'))
t = (1, 2, 3)
print(t, t[0], t[1:], t + (4,), t * 2, t.index(2), t.count(3), len(t), (1), (1,), 2 in t)
s = {1, 2, 3}
s.add(4); s.discard(1); s.discard(99)
print(sorted(s), 2 in s, len(s), sorted(s | {9}), sorted(s & {2, 3}), sorted(s - {2}), sorted(s ^ {4, 5}), {1} < {1, 2})
print([1, 2, 3] < [1, 2, 4], [1] == (1,), {'a': 1} == {'a': 1}, {1, 2} == {2, 1})
nested = {'list': [1, 2, {'deep': (1, 2)}], 'none': None}
print(nested, nested['list'][2]['deep'][1])
nested['list'][0] += 5
nested['new'] = nested.get('new', 0) + 1
print(nested)
x = [1, 2, 3, 4, 5, 6]
x[::2] = ['a', 'b', 'c']
print(x)
del x[::2]
print(x, x[-100:100], x[5:1], [] or 'empty')
matrix = [[i * j for j in range(3)] for i in range(3)]
print(matrix, [row[1] for row in matrix], list(zip(*matrix)))
words = 'the quick brown the lazy the'.split()
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])), max(counts, key=counts.get))
print(list(range(10))[2:8:3], range(10)[3], range(0, 10, 2)[1:3], len(range(3, 20, 4)), 7 in range(3, 20, 4))
big = {}
for i in range(1000):
    big[i] = str(i)
for i in range(0, 1000, 2):
    del big[i]
print(len(big), big[501], 500 in big, list(big)[:3])
big[0] = 'again'
print(list(big)[-1], len(big))
print(tuple([1, 2]), list((1, 2)), list('ab'), set() == set([]), dict(), list({'a': 1}))
print(str([1, 'a', 2.5, None, True, b'x']), repr(('a',)), str({'k': ('v',)}))
first = True
for item in [1, 2]:
    for other in (item, item * 10):
        if first:
            first = False
            continue
        print(other, end=' ')
print()
print([*range(3), *'ab'], (*[1], 2), {*[1, 1]})
q = [[1, 2], [3, 4]]
for i, (u, v) in enumerate(q):
    print(i, u + v)
print(all(x > 0 for x in [1, 2]), any(x > 5 for x in [1, 2]), ''.join(str(i) for i in range(5)), min(x for x in [3, 1]))
# The order of a set whose members have the same hash in each process.
for members in ([2.5, 3.0, 1], [0.1, 0.2, 0.3, 7, 1e300, 1e-300], [-1, -2, -3, 5], [-1.5, 2**40, 2**62, -2**62, 0], [(1, 2), (0, 5), (), (1,)],
                [1, 2, 3, b''], ['', 4, 9], [float('inf'), -float('inf'), 1], [((1, 2.5), 3), (0.5, -1)], [2**61 - 1, 2**61, 5, -2**61]):
    print(set(members), [hash(member) for member in members])
