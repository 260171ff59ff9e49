#: topic orders:1
#: rtt 20ms
#: at 1.31s: reject next with REQUEST_TIMED_OUT
from confluent_kafka import Producer, KafkaException
import sys
import time
def report(err, msg):
    if err:
        print('failed', err.name(), msg.partition())
    else:
        print('delivered', msg.offset())
    print('nested', producer.poll(0))
def silent(err, msg):
    pass
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 5, 'batch.num.messages': 3, 'batch.size': 2000, 'max.in.flight': 1, 'enable.idempotence': True})
print('served', producer.poll(1.04))
print('queue', len(producer))
time.sleep(0.71)
for i in range(3):
    try:
        producer.produce('orders', f'b1 m{i} ', headers=[('a', b'1'), ('a', None)], callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    time.sleep(0.03)
producer.purge(in_flight=False)
print('served', producer.poll(0.2))
for i in range(18):
    try:
        producer.produce('orders', f'b2 m{i} ', partition=0, callback=report)
    except (BufferError, KafkaException) as error:
        pass
for i in range(8):
    try:
        producer.produce('orders', f'b3 m{i} ', headers={'h': 'v'}, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    producer.poll(0)
    time.sleep(0.03)
producer.purge()
print('left', producer.flush(0.33))
print('left', producer.flush(10))

