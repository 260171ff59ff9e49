#: topic orders:1
#: rtt 20ms
#: at 0.93s: lose next ack
from confluent_kafka import Producer
import time
def report(err, msg):
    if err:
        print('failed', err.name(), msg.partition())
    else:
        print('delivered', msg.offset())
# What the broker has stored it can't tell; the client gives the connection up and sends all of it again.
producer = Producer({'linger.ms': 5, 'socket.timeout.ms': 1500, 'socket.nagle.disable': True})
producer.produce('orders', b'first', partition=0, on_delivery=report)
producer.flush()
time.sleep(1.5)
for i in range(3):
    producer.produce('orders', f'later {i}', partition=0, on_delivery=report)
    time.sleep(0.2)
    producer.poll(0)
producer.flush()
print('left', len(producer))
