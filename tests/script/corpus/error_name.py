value = 1
if value:
    result = [undefined_name + v for v in (1, 2)]
