config = {'list': [1, 2, 3]}
for i in range(2):
    if i == 1:
        print(config['list'][i + 5], 'é', config)
