def mix(a, b):
    total = a + (b * 2)
    return total

def call_it(f):
    return f(1,
             2)

values = {'k': [1, 2]}
try:
    mix(1, 'x')
finally:
    print('cleanup')
