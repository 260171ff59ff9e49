#: topic orders:1
#: rtt 400ms
#: at 0.93s: latency 1500ms
#: at 2.12s: reject next with LEADER_NOT_AVAILABLE
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 140, 'batch.num.messages': 3, 'acks': 'all', 'retry.backoff.ms': 330})
for i in range(3):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 100, partition=0)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
print('served', producer.poll(0.06))
for i in range(21):
    try:
        producer.produce('orders', f'b2 m{i} ', callback=report)
    except (BufferError, KafkaException) as error:
        pass
    time.sleep(0.03)
for i in range(21):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 300, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    time.sleep(0.03)
print('left', producer.flush(0))
del producer
