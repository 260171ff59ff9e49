#!/usr/bin/env python3
"""A broker that answers as it is told to, for what librdkafka's mock cluster can't do: refuse a login, keep a topic from
somebody, say whether topics are made by themselves. It speaks so much of Kafka's protocol as a client needs that asks.
Prints its port; ends when its standard input does.

    scripted_broker.py [--refuse-login] [--topic NAME=ERROR]... [--makes-topics true|false] [--silent]
"""
import argparse
import socket
import struct
import sys
import threading

METADATA, SASL_HANDSHAKE, API_VERSIONS, DESCRIBE_CONFIGS, SASL_AUTHENTICATE = 3, 17, 18, 32, 36
VERSIONS = {METADATA: (4, 4), SASL_HANDSHAKE: (0, 1), API_VERSIONS: (0, 0), DESCRIBE_CONFIGS: (0, 0),
            SASL_AUTHENTICATE: (0, 0)}
NO_ERROR, UNKNOWN_TOPIC, UNSUPPORTED_VERSION, SASL_AUTHENTICATION_FAILED = 0, 3, 35, 58


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        values = struct.unpack_from(">" + form, self.data, self.at)
        self.at += struct.calcsize(">" + form)
        return values[0]

    def text(self):
        size = self.take("h")
        self.at += max(size, 0)
        return None if size < 0 else self.data[self.at - size:self.at].decode()


def text(words):
    return struct.pack(">h", -1) if words is None else struct.pack(">h", len(words)) + words.encode()


def array(items):
    return struct.pack(">i", len(items)) + b"".join(items)


class Broker:
    def __init__(self, options):
        self.options = options
        self.topics = dict((name, int(error)) for name, _, error in (t.partition("=") for t in options.topic))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def serve(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        stream = connection.makefile("rb")
        while size := stream.read(4):
            request = Reader(stream.read(struct.unpack(">i", size)[0]))
            key, version, correlation = request.take("h"), request.take("h"), request.take("i")
            request.text()  # client id
            if self.options.silent:
                continue
            body = struct.pack(">i", correlation) + self.answer(key, version, request)
            connection.sendall(struct.pack(">i", len(body)) + body)

    def answer(self, key, version, request):
        if key == API_VERSIONS:
            error = NO_ERROR if version == 0 else UNSUPPORTED_VERSION  # then it is asked again, in version 0
            return struct.pack(">h", error) + array([struct.pack(">hhh", k, *v) for k, v in VERSIONS.items()])
        if key == SASL_HANDSHAKE:
            return struct.pack(">h", NO_ERROR) + array([text("PLAIN")])
        if key == SASL_AUTHENTICATE:
            if self.options.refuse_login:
                return (struct.pack(">h", SASL_AUTHENTICATION_FAILED) +
                        text("Authentication failed: Invalid username or password") + struct.pack(">i", 0))
            return struct.pack(">h", NO_ERROR) + text(None) + struct.pack(">i", 0)
        if key == METADATA:
            count = request.take("i")
            asked = [request.text() for _ in range(count)] if count > 0 else list(self.topics)
            creates = bool(request.take("b"))
            assert not creates, "who only looks creates nothing"
            broker = struct.pack(">i", 1) + text("127.0.0.1") + struct.pack(">i", self.port) + text(None)
            return (struct.pack(">i", 0) + array([broker]) + text("scripted") + struct.pack(">i", 1) +
                    array([self.topic(name) for name in asked]))
        if key == DESCRIBE_CONFIGS:
            entries = [] if self.options.makes_topics is None else [
                text("auto.create.topics.enable") + text(self.options.makes_topics) + bytes([0, 0, 0])]
            return (struct.pack(">i", 0) + array([struct.pack(">h", NO_ERROR) + text(None) + bytes([4]) + text("1") +
                                                  array(entries)]))
        raise ValueError(f"nobody told me what to answer to {key}")

    def topic(self, name):
        error = self.topics.get(name, UNKNOWN_TOPIC)
        one = struct.pack(">i", 1) + struct.pack(">i", 1)  # an array of broker 1
        partition = struct.pack(">hii", NO_ERROR, 0, 1) + one + one
        return struct.pack(">h", error) + text(name) + bytes([0]) + array([] if error else [partition])


parser = argparse.ArgumentParser()
parser.add_argument("--refuse-login", action="store_true")
parser.add_argument("--silent", action="store_true")
parser.add_argument("--topic", action="append", default=[])
parser.add_argument("--makes-topics", choices=["true", "false"])
broker = Broker(parser.parse_args())
threading.Thread(target=broker.serve, daemon=True).start()
print(broker.port, flush=True)
sys.stdin.read()
