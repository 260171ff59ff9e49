#: topic orders:1
#: rtt 400ms
#: at 2.12s: broker down
#: at 3.1s: broker up
#: at 0.93s: reject next with NOT_LEADER_FOR_PARTITION
from confluent_kafka import Producer, KafkaException
import sys
import time
def report(err, msg):
    if err:
        print('failed', err.name(), msg.partition())
    else:
        print('delivered', msg.offset())
    print('nested', producer.poll(0))
def silent(err, msg):
    pass
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 0, 'queue.buffering.max.messages': 4, 'retry.backoff.ms': 20, 'message.timeout.ms': 1700, 'reconnect.backoff.max.ms': 200})
for i in range(3):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 100, callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
for i in range(6):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 300, on_delivery=silent)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
producer.purge(in_flight=False, blocking=False)
time.sleep(0.03)
print('left', producer.flush(0.33))
print('left', producer.flush(0))
sys.exit(3)

