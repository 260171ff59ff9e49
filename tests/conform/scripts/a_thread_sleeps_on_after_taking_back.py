#: topic orders:1
#: rtt 100ms
#: at 0.93s: reject next with _TRANSPORT
#: at 1.31s: reject next with NOT_ENOUGH_REPLICAS
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
def failure(err):
    print('error', err.name())
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 470, 'batch.num.messages': 1, 'acks': 'all', 'queue.buffering.max.messages': 4, 'queue.buffering.max.kbytes': 1, 'max.in.flight': 1, 'error_cb': failure, 'enable.idempotence': True})
for i in range(5):
    try:
        producer.produce('orders', f'b1 m{i} ', callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(14):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 300, partition=0, callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
for i in range(6):
    try:
        producer.produce('orders', f'b3 m{i} ', partition=7, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
    time.sleep(0.03)
for i in range(9):
    try:
        producer.produce('orders', f'b4 m{i} ' + 'x' * 100, key='', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
print('left', producer.flush())
raise ValueError('enough')

