#: topic orders:1
#: rtt 400ms
#: brokers 3
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 470, 'batch.num.messages': 1, 'max.in.flight': 1, 'message.timeout.ms': 1700, 'delivery.report.only.error': True})
time.sleep(0.03)
for i in range(3):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, partition=0, callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
    producer.poll(0)
print('left', producer.flush(10))

