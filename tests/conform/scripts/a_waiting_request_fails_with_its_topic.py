#: topic orders:1
#: rtt 20ms
#: at 2.12s: latency 2ms
#: at 1.31s: reject next with TOPIC_AUTHORIZATION_FAILED
#: at 0.93s: reject next with NOT_LEADER_FOR_PARTITION
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 5, 'batch.size': 500, 'queue.buffering.max.messages': 4, 'max.in.flight': 1, 'message.max.bytes': 1000, 'retries': 1, 'retry.backoff.ms': 330, 'socket.timeout.ms': 1100})
for i in range(1):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, partition=7, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(6):
    try:
        producer.produce('orders', f'b2 m{i} ', key=f'k{i % 3}', partition=0)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
time.sleep(1.17)
producer.purge(blocking=False)
print('served', producer.poll(0))
for i in range(9):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 100)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
print('left', producer.flush())
del producer

