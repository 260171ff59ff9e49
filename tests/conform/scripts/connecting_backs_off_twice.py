#: topic orders:2
#: rtt 400ms
#: at 2.12s: broker down
#: at 2.3s: broker up
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 140, 'acks': 1, 'queue.buffering.max.kbytes': 1, 'reconnect.backoff.max.ms': 400})
for i in range(15):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, key=str(i), callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    time.sleep(0.03)
for i in range(2):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 300, key='', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        pass
for i in range(23):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 100, callback=report)
    except (BufferError, KafkaException) as error:
        pass
    producer.poll(0)
producer.purge(in_queue=False)
print('queue', len(producer))
for i in range(12):
    try:
        producer.produce('orders', f'b4 m{i} ' + 'x' * 100, key=f'k{i % 3}', partition=7, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)

