#: topic orders:3
#: rtt 400ms
#: at 1.31s: reject next with UNKNOWN_PRODUCER_ID
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 5, 'batch.num.messages': 15, 'message.max.bytes': 1000, 'message.timeout.ms': 1700, 'enable.idempotence': True})
for i in range(11):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 300, key=str(i), on_delivery=silent)
    except (BufferError, KafkaException) as error:
        pass
    producer.poll(0)
print('left', producer.flush(0.06))
print('queue', len(producer))
print('left', producer.flush())
sys.exit(3)

