#: topic orders:2
#: rtt 400ms
#: at 0.93s: reject next with OUT_OF_ORDER_SEQUENCE_NUMBER
#: at 1.31s: cut connections
#: at 0.93s: latency 2ms
#: at 0.93s: reject next with OUT_OF_ORDER_SEQUENCE_NUMBER
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 1450, 'batch.num.messages': 3, 'queue.buffering.max.messages': 20, 'partitioner': 'consistent', 'error_cb': failure, 'enable.idempotence': True, 'delivery.report.only.error': True})
other = Producer({'socket.nagle.disable': True, 'linger.ms': 140, 'enable.idempotence': True})
time.sleep(0.71)
for i in range(12):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, key=str(i), on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    time.sleep(0.03)
time.sleep(0.03)
raise ValueError('enough')

