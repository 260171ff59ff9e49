#: topic orders:2
#: rtt 400ms
#: at 0.93s: reject next with TOPIC_AUTHORIZATION_FAILED
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 0, 'batch.num.messages': 3, 'acks': 'all', 'queue.buffering.max.messages': 4})
for i in range(21):
    try:
        producer.produce('orders', f'b1 m{i} ', key='', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        pass
for i in range(10):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 100, key='', on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
for i in range(11):
    try:
        producer.produce('orders', f'b3 m{i} ' + 'x' * 300, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        print('refused', error)
print('served', producer.poll(0.33))
for i in range(9):
    try:
        producer.produce('orders', f'b4 m{i} ', key=str(i), partition=0)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    time.sleep(0.03)
print('left', producer.flush(10))
