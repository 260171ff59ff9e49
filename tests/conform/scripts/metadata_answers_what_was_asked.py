#: topic orders:1
#: rtt 100ms
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 0, 'queue.buffering.max.messages': 20, 'retries': 1})
time.sleep(0.26)
for i in range(9):
    try:
        producer.produce('orders', f'b1 m{i} ', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
    time.sleep(0.03)
del producer
