#: topic orders:2
#: rtt 400ms
#: at 0.93s: reject next with KAFKA_STORAGE_ERROR
#: at 2.12s: reject next with REQUEST_TIMED_OUT
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
producer = Producer({'socket.nagle.disable': True, 'linger.ms': 140, 'batch.num.messages': 15, 'acks': 'all', 'queue.buffering.max.messages': 4, 'message.max.bytes': 1000, 'retries': 1, 'message.timeout.ms': 1700, 'enable.idempotence': True, 'enable.gapless.guarantee': True, 'delivery.report.only.error': True})
for i in range(23):
    try:
        producer.produce('orders', f'b1 m{i} ' + 'x' * 100, callback=report)
    except (BufferError, KafkaException) as error:
        producer.poll(1)
    producer.poll(0)
    time.sleep(0.03)
for i in range(6):
    try:
        producer.produce('orders', f'b2 m{i} ' + 'x' * 300, key='', callback=report)
    except (BufferError, KafkaException) as error:
        print('refused', error)
producer.purge()
print('served', producer.poll(0))
print('left', producer.flush(0))
del producer

