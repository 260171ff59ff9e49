from confluent_kafka import Producer
import time

def report(err, msg):
    if err:
        print(f'failed: {err.str()}')
    else:
        print(f'landed in partition {msg.partition()} at offset {msg.offset()}')

producer = Producer({'bootstrap.servers': 'localhost:9092'})
producer.produce('orders', 'to nowhere', partition=7, callback=report)
for i in range(20):
    producer.produce('orders', f'm{i}', callback=report)
    producer.poll(0)
    time.sleep(0.2)
producer.flush()
