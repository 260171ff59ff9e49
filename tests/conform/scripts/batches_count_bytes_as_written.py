#: topic orders:1
#: rtt 400ms
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 150, 'batch.num.messages': 15, 'batch.size': 2000, 'max.in.flight': 1})
print('left', producer.flush(0.3))
for i in range(21):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 100, key=f'k{i % 3}', callback=report)
    except (BufferError, KafkaException) as error:
        pass
print('queue', len(producer))
for i in range(1):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 100, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
print('left', producer.flush())
del producer
