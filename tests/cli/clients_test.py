#!/usr/bin/env python3
"""Several clients of `inflight broker` at once: a C program, python3 and kcat write, and kcat reads all of it."""
import subprocess
import unittest

from inflight import InflightTest, PATIENCE_S

C_PROGRAM = r"""
#include <librdkafka/rdkafka.h>
#include <stdio.h>
int main(int argc, char** argv) {
  char error[256];
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", argv[1], error, sizeof error);
  rd_kafka_t* producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
  for (int i = 0; i < 500; ++i) {
    char value[16];
    int size = snprintf(value, sizeof value, "c%d", i);
    if (rd_kafka_producev(producer, RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_VALUE(value, size),
                          RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END)) return 1;
  }
  int left = rd_kafka_flush(producer, 30000);
  rd_kafka_destroy(producer);
  return left || argc != 2;
}
"""
PYTHON_PROGRAM = """\
import sys
from confluent_kafka import Producer
producer = Producer({'bootstrap.servers': sys.argv[1]})
for i in range(500):
    producer.produce('orders', f'p{i}')
producer.flush()
"""


class Clients(InflightTest):
    def test_all_at_once_lose_nothing(self):
        source = self.folder / "client.c"
        source.write_text(C_PROGRAM)
        program = self.folder / "client"
        subprocess.run(["cc", "-o", program, source, "-lrdkafka"], check=True)
        lines = "".join(f"k{i}\n" for i in range(500)).encode()
        with self.broker("--topic", "orders:3", "--rtt", "5ms") as port:
            address = f"127.0.0.1:{port}"
            commands = [[program, address], ["/usr/bin/python3", self.script(PYTHON_PROGRAM), address],
                        ["kcat", "-P", "-b", address, "-t", "orders"]]
            clients = [subprocess.Popen(command, stdin=subprocess.PIPE, env=self.environment, stderr=subprocess.DEVNULL)
                       for command in commands for _ in range(2)]
            for client in clients:
                client.communicate(lines if client.args[0] == "kcat" else b"", timeout=PATIENCE_S)
                self.assertEqual(client.returncode, 0, client.args[0])
            read = subprocess.run(["kcat", "-C", "-b", address, "-t", "orders", "-e", "-q"], capture_output=True,
                                  text=True, timeout=PATIENCE_S)
        expected = [f"{who}{i}" for who in "cpk" for i in range(500) for _ in range(2)]
        self.assertEqual(sorted(read.stdout.split()), sorted(expected))


if __name__ == "__main__":
    unittest.main()
