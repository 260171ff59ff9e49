def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


# Which two are compared first shows in what the error says; a list that can't be sorted stays as far as it was.
for mixed in ([1, None, 'a'], ['a', 1, None], [None, 'a', 1], [1, 3, 2, 'a', 0], [1, 2, 3, 'a', 0, -1], [b'a', 3, 'x', None],
              [3, 2, 1, 'a'], [2, 1, 3, 4, 'a', 5], [(1, 'a'), (1, 2)], [[1], [0, None], [0, 'a']], [2.5, None, 'a', b'', {}],
              [*range(70), 'late'], ['early', *range(70)], [*range(40), *range(30), 'late', 3], [5] * 33 + ['x'] * 40):
    attempt(lambda: sorted(mixed))
    for reverse in (False, True):
        attempt(lambda: mixed.sort(reverse=reverse))
        print(mixed)
attempt(lambda: sorted({1: 2, 'a': 3, None: 4}))
attempt(lambda: sorted(['x', None, 3], key=lambda v: v and v))

# No order of all: the result depends on which are compared.
nan = float('nan')
print(sorted([3, nan, 2, 1]), sorted([nan, 2, 1, nan, 0, 5]), sorted([4, 2, nan, 9, 1, 7, nan, 3], reverse=True))
print([sorted(s) for s in sorted([{1, 2}, {3}, {1}, {2, 3}, {1, 2, 3}, {0}])], min(nan, 1), max([1, nan, 2]))

# Long lists; equals keep their order.
long = [i * 7919 % 1009 for i in range(1000)]
print(sorted(long) == list(range(1009))[:0] + sorted(long, key=lambda v: v), sorted(long)[:5], sorted(long, reverse=True)[:5])
pairs = [(i * 37 % 11, i) for i in range(500)]
print(sorted(pairs, key=lambda p: p[0]) == sorted(pairs), sorted(pairs, key=lambda p: p[0], reverse=True)[:6])
for size in (0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200):
    some = long[:size]
    print(size, sorted(some)[:3], sorted(some, key=lambda v: v // 100)[:3], sorted(some, reverse=True)[-3:])

# The list is empty while it is sorted.
xs = [3, 1, 2]
attempt(lambda: xs.sort(key=lambda v: (print(xs), v)[1]))
print(xs)
attempt(lambda: xs.sort(key=lambda v: (xs.append(v), -v)[1]))
print(xs)
attempt(lambda: xs.sort(key=lambda v: 1 // (v - 1)))
print(xs)

# Sums of what is no number.
attempt(lambda: sum([1, 2.5], b'ab'))
attempt(lambda: sum([b'a'], b''))
attempt(lambda: sum(['a'], ''))
attempt(lambda: sum([b'a']))
attempt(lambda: sum([[1], [2]], []))

# A set is looked for as a frozenset, so without an error.
k = {1, 2}
attempt(lambda: k.discard({1}))
attempt(lambda: k.remove({1}))
attempt(lambda: {1} in k)
attempt(lambda: {1} not in k)
attempt(lambda: {1} in {'a': 1})
attempt(lambda: [1] in k)
attempt(lambda: k.discard([1]))
attempt(lambda: k.add({1}))

# A float without a type has room for a digit behind the point, or an exponent.
for value in (0.0, 0.5, 1.0, 5.0, 9.5, 12.0, 12.5, 99.6, 106.0, 1020.0, 123456.0, 1e10, 1e-5, -12.0, nan, float('inf')):
    print([format(value, f'.{n}') for n in range(8)], f'{value:8.2}', f'{value:+,.3}')
