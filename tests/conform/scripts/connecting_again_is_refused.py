#: topic orders:1
#: rtt 400ms
#: at 1.31s: broker down
#: at 3.1s: broker up
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 1450, 'batch.num.messages': 3, 'acks': 0, 'max.in.flight': 1, 'reconnect.backoff.max.ms': 400})
for i in range(13):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 100)
    except (BufferError, KafkaException) as error:
        print('refused', error)
for i in range(15):
    try:
        producer.produce('orders', f'b2 m{i} ', callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    time.sleep(0.03)
for i in range(13):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 300)
    except (BufferError, KafkaException) as error:
        pass
    time.sleep(0.03)
print('served', producer.poll(1.04))
print('left', producer.flush(0.06))
print('served', producer.poll(1.04))
print('left', producer.flush(0))
raise ValueError('enough')
