#: topic orders:3
#: brokers 3
#: rtt 20ms
#: at 1.3s: broker 2 down
#: at 4.1s: broker 2 up
# Only the partition that it leads waits; each of the others is connected when it has something (facts, 2.10).
from confluent_kafka import Producer
import time
def report(err, msg):
    print('failed' if err else 'delivered', msg.partition(), msg.offset())
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 5, 'reconnect.backoff.max.ms': 200})
for i in range(6):
    producer.produce('orders', f'before {i}', partition=i % 3, callback=report)
print('left', producer.flush())
time.sleep(1.6)
for i in range(6):
    producer.produce('orders', f'after {i}', partition=i % 3, callback=report)
print('left', producer.flush(1.2))
print('left', producer.flush())
