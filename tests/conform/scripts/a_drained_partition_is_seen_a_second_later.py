#: topic orders:1
#: rtt 400ms
#: brokers 2
#: at 2.12s: another broker leads orders[0]
#: at 2.12s: reject next with INVALID_PRODUCER_EPOCH
from confluent_kafka import Producer, KafkaException
import sys
import time
def report(err, msg):
    if err:
        print('failed', err.name(), msg.partition())
    else:
        print('delivered', msg.offset())
    if msg.key() == b'k1': raise RuntimeError('callback')
def silent(err, msg):
    pass
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 470, 'queue.buffering.max.kbytes': 1, 'message.max.bytes': 1000, 'enable.idempotence': True})
for i in range(25):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, partition=0, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        pass
    time.sleep(0.03)
for i in range(4):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 100, headers=[('a', b'1'), ('a', None)], callback=report)
    except (BufferError, KafkaException) as error:
        pass
    producer.poll(0)
for i in range(22):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 300, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    producer.poll(0)
    time.sleep(0.03)
for i in range(19):
    try:
        producer.produce('orders', f'b4 m{i} ' + 'x' * 300, key='', callback=report)
    except (BufferError, KafkaException) as error:
        pass
print('left', producer.flush(0))
print('left', producer.flush())

