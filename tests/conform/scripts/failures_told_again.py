#: topic orders:1
#: rtt 100ms
#: at 0.93s: broker down
#: at 4.7s: broker up
#: at 1.31s: latency 200ms
#: at 0.93s: reject next with NOT_ENOUGH_REPLICAS
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 470, 'batch.num.messages': 1, 'acks': 1, 'queue.buffering.max.messages': 20, 'retries': 1, 'reconnect.backoff.max.ms': 200, 'error_cb': failure})
time.sleep(1.17)
for i in range(4):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
for i in range(15):
    try:
        producer.produce('orders', f'b2 m{i} ', key=str(i), callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
print('left', producer.flush(10))
