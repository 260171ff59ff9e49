def attempt(f):
    try:
        f()
    except (ValueError, TypeError) as e:
        print('value or type:', e)
    except ZeroDivisionError:
        print('zero')
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print('fine')
    finally:
        print('finally')

attempt(lambda: int('x'))
attempt(lambda: 1 / 0)
attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1.0 / 0)
attempt(lambda: [][0])
attempt(lambda: {}['k'])
attempt(lambda: {}[5])
attempt(lambda: 'a' + 1)
attempt(lambda: 1 + 'a')
attempt(lambda: [] + ())
attempt(lambda: None.x)
attempt(lambda: 'x'.nope())
attempt(lambda: 5())
attempt(lambda: len(5))
attempt(lambda: 'abc'[10])
attempt(lambda: (1, 2)['a'])
attempt(lambda: {[]: 1})
attempt(lambda: 1 < 'a')
attempt(lambda: -'a')
attempt(lambda: float('abc'))
attempt(lambda: [1, 2].index(3))
attempt(lambda: 0)
attempt(lambda: sorted([1, 'a']))
attempt(lambda: sum(['a']))
attempt(lambda: max([]))
attempt(lambda: [].pop())
attempt(lambda: {}.pop('k'))
attempt(lambda: ','.join([1]))
attempt(lambda: chr(-1))
attempt(lambda: ord('ab'))
attempt(lambda: int(None))
attempt(lambda: 'x' % 5)
attempt(lambda: '%d' % 'x')
attempt(lambda: '{} {}'.format(1))
attempt(lambda: next(iter([])))
attempt(lambda: [1, 2, 3].remove(9))
attempt(lambda: set([1]).remove(2))
attempt(lambda: range(1, 2, 0))
attempt(lambda: 5 in 5)

try:
    try:
        raise KeyError('inner')
    except KeyError as e:
        raise RuntimeError('outer') from e
except RuntimeError as e:
    print(repr(e), repr(e.__cause__), e.args)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ArithmeticError as e:
    print('again', e)

def nested():
    try:
        try:
            raise ValueError('a')
        except TypeError:
            print('no')
        finally:
            print('inner finally')
    except ValueError as e:
        print('caught', e)
        return 1
    finally:
        print('outer finally')
print(nested())

for i in range(3):
    try:
        if i == 1:
            raise ValueError(i)
    except ValueError as e:
        print('skip', e)
        continue
    print('kept', i)

try:
    raise ValueError
except ValueError as e:
    print(repr(e), str(e) == '')
try:
    raise ValueError('a', 2)
except ValueError as e:
    print(e, repr(e), e.args)
try:
    assert 1 == 2, 'not equal'
except AssertionError as e:
    print('assert', e)
try:
    assert []
except AssertionError as e:
    print('assert', repr(e))
try:
    raise 5
except TypeError as e:
    print(e)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, b = [1]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    e
except NameError as err:
    print(err)
while True:
    try:
        break
    finally:
        print('broke')
try:
    d = {1: 2}
    for k in d:
        d[k + 1] = 1
except RuntimeError as e:
    print(e)
def recurse():
    recurse()
try:
    recurse()
except RecursionError as e:
    print('RecursionError', str(e)[:32])
print(isinstance(KeyError('x'), LookupError), issub if False else 'ok')
def gen_error():
    try:
        raise ValueError('one')
    except ValueError:
        try:
            raise TypeError('two')
        except TypeError as e:
            print(repr(e.__context__))
gen_error()
