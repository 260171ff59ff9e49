#: topic orders:2
#: rtt 100ms
from confluent_kafka import Producer, KafkaException
import sys
import time
def report(err, msg):
    if err:
        print('failed', err.name(), msg.partition())
    else:
        print('delivered', msg.offset())
def silent(err, msg):
    pass
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 1500, 'queue.buffering.max.messages': 20})
for i in range(6):
    try:
        producer.produce('orders', f'b1 m{i} ', callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(11):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 100, partition=0, callback=report)
    except (BufferError, KafkaException) as error:
        pass
    time.sleep(0.05)
time.sleep(0.7)
print('served', producer.poll(1))
time.sleep(0.25)
for i in range(7):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 100, key=f'k{i % 3}', callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
print('left', producer.flush(0.2))
del producer
