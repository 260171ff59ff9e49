#: topic orders:1
#: rtt 400ms
#: at 1.31s: reject next with NOT_ENOUGH_REPLICAS
#: at 1.31s: reject next with _TRANSPORT
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 1450, 'queue.buffering.max.messages': 20, 'enable.idempotence': True, 'enable.gapless.guarantee': True, 'delivery.report.only.error': True})
for i in range(22):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    producer.poll(0)
for i in range(6):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 300, key='', headers=[('a', b'1'), ('a', None)], callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(24):
    try:
        producer.produce('orders', f'b3 m{i} ')
    except (BufferError, KafkaException) as error:
        print('refused', error)
    time.sleep(0.03)
producer.purge(blocking=False)
print('served', producer.poll(0.2))
print('left', producer.flush(10))
del producer

