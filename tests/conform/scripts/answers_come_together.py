#: topic orders:1
#: rtt 400ms
#: brokers 3
#: at 1.31s: broker 3 leads orders[0]
from confluent_kafka import Producer, KafkaException
import sys
import time
def report(err, msg):
    if err:
        print('failed', err.name(), msg.partition())
    else:
        print('delivered', msg.offset())
    if msg.key() == b'k1': raise RuntimeError('callback')
    print('nested', producer.poll(0))
def silent(err, msg):
    pass
def failure(err):
    print('error', err.name())
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 1450, 'batch.num.messages': 1, 'batch.size': 2000, 'queue.buffering.max.messages': 4, 'max.in.flight': 2, 'message.max.bytes': 1000, 'error_cb': failure})
for i in range(25):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, partition=0, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
producer.purge()
time.sleep(0.03)
for i in range(15):
    try:
        producer.produce('orders', f'b2 m{i} ')
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
print('queue', len(producer))
print('served', producer.poll(1.04))
for i in range(24):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 100, key=f'k{i % 3}')
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    time.sleep(0.03)
print('left', producer.flush(10))

