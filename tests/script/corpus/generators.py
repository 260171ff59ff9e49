def seen(x):
    print('seen', x)
    return x

lazy = (seen(i) * 2 for i in range(3))
print('made')
for value in lazy:
    print('got', value)
print(list(lazy))
print(any(seen(i) > 0 for i in range(5)))
k = 10
pairs = ((a, b + k) for a in 'ab' for b in range(2) if b or a == 'b')
k = 20
print(next(pairs), list(pairs))
print(sum(x for x in range(1000)), max((len(w), w) for w in ['a', 'bbb']), ','.join(str(i) for i in (1, 2)))
bad = (1 // x for x in [1, 0, 2])
print(next(bad))
try:
    next(bad)
except ZeroDivisionError as e:
    print(e)
print(next(bad, 'over'))
def make(n):
    return (n * i for i in range(n))
print(list(make(3)), dict((i, i * i) for i in range(3)), tuple(x for x in ()), sorted(-x for x in (1, 2)))
nested = (sum(j for j in range(i)) for i in range(4))
print(list(nested))
print([list(g) for g in [(i for i in range(n)) for n in range(3)]])
