#: topic orders:3
#: rtt 400ms
#: at 2.12s: broker down
#: at 3.1s: broker up
#: at 0.93s: reject next with OUT_OF_ORDER_SEQUENCE_NUMBER
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 5, 'batch.num.messages': 1, 'retry.backoff.ms': 20, 'message.timeout.ms': 2600, 'partitioner': 'murmur2_random', 'reconnect.backoff.max.ms': 400, 'enable.idempotence': True, 'compression.type': 'gzip'})
for i in range(2):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 100, key=str(i), headers=[('a', b'1'), ('a', None)], callback=report)
    except (BufferError, KafkaException) as error:
        pass
for i in range(18):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 100, key='', callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(17):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 100, key=str(i), partition=7, callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
for i in range(5):
    try:
        producer.produce('orders', f'b4 m{i} ', key='', callback=report)
    except (BufferError, KafkaException) as error:
        pass
for i in range(12):
    try:
        producer.produce('orders', f'b5 m{i} ' + 'x' * 300, key=f'k{i % 3}', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        pass
print('left', producer.flush(10))

