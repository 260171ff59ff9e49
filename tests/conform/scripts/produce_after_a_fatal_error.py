#: topic orders:3
#: rtt 20ms
#: at 2.12s: reject next with _TRANSPORT
#: at 1.31s: reject next with INVALID_REQUIRED_ACKS
#: brokers 2
from confluent_kafka import Producer, KafkaException
import sys
import time
def report(err, msg):
    if err:
        print('failed', err.name(), msg.partition())
    else:
        print('delivered', msg.offset())
    time.sleep(0.03)
def silent(err, msg):
    pass
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 1450, 'batch.num.messages': 1, 'acks': 'all', 'queue.buffering.max.messages': 20, 'enable.idempotence': True, 'enable.gapless.guarantee': True, 'delivery.report.only.error': True})
time.sleep(0.71)
producer.purge(in_queue=False)
print('served', producer.poll(0.2))
print('served', producer.poll(0.33))
producer.purge()
print('queue', len(producer))
for i in range(20):
    try:
        producer.produce('orders', f'b1 m{i} ', key='', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    time.sleep(0.03)
for i in range(12):
    try:
        producer.produce('orders', f'b2 m{i} ', partition=0, callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    time.sleep(0.03)
for i in range(20):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 300, key=f'k{i % 3}', callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
print('served', producer.poll(0.33))
print('left', producer.flush(10))
raise ValueError('enough')

