#: topic orders:2
#: rtt 400ms
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 0, 'batch.size': 500, 'queue.buffering.max.messages': 20, 'acks': 'all'})
for i in range(14):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(19):
    try:
        producer.produce('orders', f'b2 m{i} ', key='', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    time.sleep(0.03)
for i in range(15):
    try:
        producer.produce('orders', f'b3 m{i} ', key=f'k{i % 3}', partition=7, headers={'h': 'v'}, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
print('left', producer.flush(10))
raise ValueError('enough')
