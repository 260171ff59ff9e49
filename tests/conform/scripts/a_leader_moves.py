#: topic orders:1
#: brokers 2
#: rtt 20ms
#: at 1.3s: broker 2 leads orders[0]
# The old leader refuses what it is sent until the fast query has found the new one (facts, 3.9).
from confluent_kafka import Producer
import time
def report(err, msg):
    print('failed' if err else 'delivered', msg.offset())
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 5})
for i in range(3):
    producer.produce('orders', f'before {i}', callback=report)
producer.flush()
time.sleep(1.6)
for i in range(3):
    producer.produce('orders', f'after {i}', callback=report)
print('left', producer.flush())
