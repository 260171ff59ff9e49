def load(key):
    table = {'a': 1}
    return table[key]

def outer(key):
    try:
        return load(key)
    except KeyError as e:
        raise RuntimeError('no such key: ' + key) from e

try:
    outer('q')
except RuntimeError:
    x = [1, 2]
    print(x[5])
