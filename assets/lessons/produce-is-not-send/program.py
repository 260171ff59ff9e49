from confluent_kafka import Producer
import time

def report(err, msg):
    print(err or f'delivered at {msg.offset()}')

conf = {'bootstrap.servers': 'localhost:9092',
        'linger.ms': 5000, 'batch.num.messages': 15}
producer = Producer(conf)
for i in range(100):
    producer.produce('orders', f'm{i}', callback=report)
    producer.poll(0)
    time.sleep(0.1)
producer.flush()
