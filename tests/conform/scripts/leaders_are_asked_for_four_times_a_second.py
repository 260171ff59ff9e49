#: topic orders:1
#: rtt 400ms
#: at 0.93s: reject next with NOT_LEADER_FOR_PARTITION
#: at 0.93s: latency 1500ms
#: at 0.93s: reject next with NOT_ENOUGH_REPLICAS_AFTER_APPEND
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 470, 'batch.size': 2000, 'acks': 1, 'queue.buffering.max.messages': 20, 'max.in.flight': 2, 'error_cb': failure, 'compression.type': 'gzip'})
other = Producer({'socket.nagle.disable': True, 'linger.ms': 140})
print('served', producer.poll(1.04))
print('served', producer.poll(0.06))
for i in range(11):
    try:
        producer.produce('orders', f'b1 m{i} ', partition=0, headers=[('a', b'1'), ('a', None)], on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
producer.purge(in_queue=False)
print('served', producer.poll(0.2))
print('left', producer.flush())
print('left', producer.flush())

