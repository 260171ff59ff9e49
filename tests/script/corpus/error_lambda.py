items = [3, None, 1]
rank = lambda v: v + 0
print(sorted([2, 1], key=rank))
print(sorted(items, key=lambda v: rank(v)))
