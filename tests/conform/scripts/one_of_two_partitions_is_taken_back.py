#: topic orders:2
#: rtt 20ms
#: at 1.31s: reject next with _TRANSPORT
#: at 0s: reject next with NOT_ENOUGH_REPLICAS_AFTER_APPEND
#: at 0s: reject next with NOT_ENOUGH_REPLICAS_AFTER_APPEND
#: at 0s: reject next with NOT_ENOUGH_REPLICAS_AFTER_APPEND
#: at 0s: reject next with NOT_ENOUGH_REPLICAS_AFTER_APPEND
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 1450, 'batch.num.messages': 1, 'max.in.flight': 1, 'acks': 'all', 'queue.buffering.max.messages': 4, 'retries': 2, 'enable.idempotence': True, 'compression.type': 'lz4'})
print('queue', len(producer))
print('left', producer.flush(0))
for i in range(7):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 100, key=str(i), partition=0)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    time.sleep(0.03)
for i in range(21):
    try:
        producer.produce('orders', f'b2 m{i} ', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
producer.purge(in_queue=False, blocking=False)
print('served', producer.poll(0.2))

