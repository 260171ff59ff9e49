def walk(thing):
    for part in thing:
        print(part)
walk([1])
a, b = 1, 2
walk(a if a > 0 else
     b)
