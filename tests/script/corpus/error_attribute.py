import json
text = 'abc'
try:
    text.missing
except AttributeError as e:
    print(e)
assert text == 'abd', f'got {text}'
