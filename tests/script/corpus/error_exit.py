import sys
print('before')
try:
    sys.exit('bye')
finally:
    print('finally')
