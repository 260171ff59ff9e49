#: topic orders:2
#: rtt 400ms
#: at 1.31s: latency 2ms
#: at 1.31s: latency 1500ms
#: at 1.31s: reject next with INVALID_REQUIRED_ACKS
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
def failure(err):
    print('error', err.name())
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 5, 'acks': 1, 'queue.buffering.max.kbytes': 1, 'retries': 1, 'socket.timeout.ms': 1100, 'error_cb': failure, 'compression.type': 'zstd', 'delivery.report.only.error': True})
print('queue', len(producer))
producer.purge(in_flight=False, blocking=False)
print('queue', len(producer))
for i in range(24):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, headers={'h': 'v'}, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(4):
    try:
        producer.produce('orders', f'b2 m{i} ', key=f'k{i % 3}', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        pass
producer.purge()
time.sleep(0.03)
for i in range(16):
    try:
        producer.produce('orders', f'b3 m{i} ', key='', partition=0, callback=report)
    except (BufferError, KafkaException) as error:
        pass
    time.sleep(0.03)

