def greet(name, greeting='hello', *, mark='!'):
    """Says something."""
    return f'{greeting}, {name}{mark}'

print(greet('ann'), greet('bob', 'hi'), greet(name='cat', mark='?'), greet('d', greeting='yo'))

def collect(*args, **kwargs):
    return args, kwargs

print(collect(), collect(1, 2), collect(1, a=2, b=3), collect(*[1, 2], **{'k': 'v'}))

def outer(n):
    total = 0
    def add(k):
        nonlocal total
        total += k
        return total
    def peek():
        return total + n
    return add, peek

add, peek = outer(100)
add(5)
add(6)
print(peek(), add(1))

counter = 0
def count():
    global counter
    counter += 1
    return counter
count(); count()
print(counter)

makers = [lambda k=k: k * 10 for k in range(3)]
print([m() for m in makers])
late = [lambda: i for i in range(3)]
print([m() for m in late])

def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)
print(fact(10), fact(20))

def nothing():
    pass
print(nothing())

def early(x):
    if x:
        return 'early'
    return 'late'
print(early(1), early(0))

def defaults(a, items=[]):
    items.append(a)
    return items
print(defaults(1), defaults(2))

for bad in (lambda: greet(), lambda: greet(1, 2, 3), lambda: greet(1, name=2), lambda: greet(1, nope=3),
            lambda: (lambda a, b, c: 0)(), lambda: nothing(1), lambda: (lambda *, k: k)()):
    try:
        bad()
    except TypeError as e:
        print(e)

def annotated(a: int, b: 'str' = 'x') -> None:
    c: int = a
    d: int
    print(a, b, c)
annotated(1)

def local_error():
    print(undefined_yet)
    undefined_yet = 1
try:
    local_error()
except UnboundLocalError as e:
    print(e)

def with_finally():
    try:
        return 'try'
    finally:
        print('cleanup')
print(with_finally())

def loop_finally():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print('body', i)
        finally:
            print('fin', i)
    return 'out'
print(loop_finally())

def overriding():
    try:
        raise ValueError('lost')
    finally:
        return 'finally wins'
print(overriding())

print(sorted(['bb', 'a', 'ccc'], key=len), sorted([3, -1, 2], key=lambda v: -v), max(['a', 'bbb'], key=len))
print(list(map(lambda v: v + 1, [1, 2])), list(filter(None, [0, 1, '', 'x'])), list(zip([1, 2, 3], 'ab')))
print(list(enumerate('ab', start=1)), list(reversed([1, 2, 3])), any([0, 1]), all([]), all([1, 0]))
def deep():
    def a():
        def b():
            return peek()
        return b()
    return a()
print(deep())
print(greet.__name__, (lambda: 0).__name__)
def star(a, *, b=2, **rest):
    return a, b, rest
print(star(1, c=3), star(1, b=5))
def positional(a, b=1, /, c=2):
    return a, b, c
print(positional(1), positional(1, 2, 3), positional(1, c=9))
