// The producer's behaviour, as confluent-kafka-python 1.7.0 has it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/binding/run_script.h"

namespace inflight {
namespace {

using testing::Contains;
using testing::ElementsAre;

constexpr std::string_view kStart =
    "from confluent_kafka import Producer, KafkaError, KafkaException\np = Producer({'bootstrap.servers': 'x'})\n";

std::string script(std::string_view rest) { return std::string(kStart) + std::string(rest); }

TEST(Producer, AFullQueueIsABufferError) {  // facts 1.2, 6.1
  FakeHost host;
  host.buffer_limit = 1;
  const ProgramEnd end =
      run_script(host, script("p.produce('t', 'a')\ntry:\n    p.produce('t', 'b')\nexcept BufferError as e:\n"
                              "    print(repr(e), str(e))\n"));
  EXPECT_EQ(end.how, ProgramEnd::How::end_of_script) << end.reason;
  EXPECT_EQ(host.printed(), "BufferError('Local: Queue full') Local: Queue full\n");
  EXPECT_THAT(host.told, Contains("refused 1 _QUEUE_FULL call 2"));
  EXPECT_THAT(host.told, Contains("produce -> 0 BufferError: Local: Queue full"));
}

TEST(Producer, ARefusedMessagesIdIsOfferedAgain) {
  FakeHost host;
  host.buffer_limit = 1;
  run_script(host, script("p.produce('t', 'a')\ntry:\n    p.produce('t', 'b')\nexcept BufferError:\n    p.poll(0)\n"
                          "p.produce('t', 'c')\n"));
  EXPECT_THAT(host.offered, ElementsAre(0, 1, 1));
}

TEST(Producer, OtherRefusalsAreKafkaExceptions) {  // facts 1.2, 6.1
  FakeHost host;
  host.refuse_with = KafkaError::_UNKNOWN_PARTITION;
  run_script(host,
             script("try:\n    p.produce('t', 'a', partition=99)\nexcept KafkaException as e:\n    err = e.args[0]\n"
                    "    print(e)\n    print(err.code() == KafkaError._UNKNOWN_PARTITION, err.name(), err.str())\n"
                    "    print(repr(e))\n"));
  EXPECT_EQ(
      host.printed(),
      "KafkaError{code=_UNKNOWN_PARTITION,val=-190,str=\"Unable to produce message: Local: Unknown partition\"}\n"
      "True _UNKNOWN_PARTITION Unable to produce message: Local: Unknown partition\n"
      "KafkaException(KafkaError{code=_UNKNOWN_PARTITION,val=-190,str=\"Unable to produce message: Local: Unknown "
      "partition\"})\n");
}

TEST(Producer, ProduceTakesItsArgumentsByNameAndPosition) {
  FakeHost host;
  run_script(host,
             script("p.produce('t', key='k', value=b'v', headers={'h': 'x'}, partition=2)\np.produce('t', None, b'k')\n"
                    "p.produce(topic='t', value='ü')\np.produce('t', 'v', headers=[('a', b'1'), ('b', None)])\n"));
  EXPECT_THAT(host.produced, ElementsAre("t/2 k=v h:x", "t/-1 k=None", "t/-1 None=ü", "t/-1 None=v a:1 b:"));
}

TEST(Producer, ACallbackGetsTheMessage) {
  FakeHost host;
  run_script(
      host,
      script("def cb(err, msg):\n    print(err, msg.topic(), msg.partition(), msg.offset(), msg.key(), msg.value(), "
             "msg.error(), msg.latency(), len(msg), msg.headers())\n"
             "p.produce('t', 'hello', 'k', on_delivery=cb)\nprint(p.flush())\n"));
  EXPECT_EQ(host.printed(), "None t 0 0 b'k' b'hello' None 0.0015 5 None\n0\n");
}

TEST(Producer, AFailedMessageReachesTheCallbackAsAKafkaError) {
  FakeHost host;
  host.ack_error = KafkaError::_MSG_TIMED_OUT;
  run_script(host,
             script("def cb(err, msg):\n    print(err)\n    print(err == KafkaError._MSG_TIMED_OUT, err.retriable(), "
                    "err.fatal(), msg.error() is err)\np.produce('t', 'x', callback=cb)\np.poll(1)\n"));
  EXPECT_EQ(host.printed(),
            "KafkaError{code=_MSG_TIMED_OUT,val=-192,str=\"Local: Message timed out\"}\nTrue False False True\n");
}

TEST(Producer, AnExceptionInACallbackComesOutOfPollAndTheRestStaysQueued) {  // facts 4.6, 6.1, S18
  FakeHost host;
  const ProgramEnd end = run_script(
      host,
      script("def cb(err, msg):\n    print(msg.offset())\n    if msg.offset() == 0:\n        raise ValueError('no')\n"
             "for i in range(3):\n    p.produce('t', 'x', callback=cb)\ntry:\n    p.poll(0)\nexcept ValueError as e:\n"
             "    print('raised', e, len(p))\np.poll(0)\n"));
  EXPECT_EQ(end.how, ProgramEnd::How::end_of_script) << end.reason;
  EXPECT_EQ(host.printed(), "0\nraised no 2\n1\n2\n");
  EXPECT_THAT(host.told, Contains("callback of 0 done ValueError: no"));
  EXPECT_THAT(host.told, Contains("poll -> -1 ValueError: no"));
}

TEST(Producer, AnUncaughtExceptionInACallbackShowsBothPlaces) {
  FakeHost host;
  const ProgramEnd end = run_script(
      host, script("def cb(err, msg):\n    raise ValueError('no')\np.produce('t', callback=cb)\np.flush()\n"));
  EXPECT_EQ(end.reason,
            "Traceback (most recent call last):\n  File \"program.py\", line 6, in <module>\n    p.flush()\n"
            "  File \"program.py\", line 4, in cb\n    raise ValueError('no')\nValueError: no");
}

TEST(Producer, FlushReturnsWhatIsLeftOnTimeout) {  // facts 6.1
  FakeHost host;
  host.acks = false;
  run_script(host, script("p.produce('t', 'x')\np.produce('t', 'y')\nprint(p.flush(2.5), len(p), bool(p))\n"));
  EXPECT_EQ(host.printed(), "2 2 True\n");
  EXPECT_THAT(host.told, Contains("flush 2500000000"));
}

TEST(Producer, AnEmptyProducerIsFalse) {  // facts 6.1
  FakeHost host;
  run_script(host, script("print(bool(p), len(p))\nif not p:\n    print('empty')\n"));
  EXPECT_EQ(host.printed(), "False 0\nempty\n");
}

TEST(Producer, PurgesBlockingIsInverted) {  // facts 5.2, 6.1
  FakeHost host;
  run_script(host, script("p.purge()\np.purge(in_queue=False, blocking=False)\n"));
  EXPECT_THAT(host.purges, ElementsAre("true true true", "false true false"));
}

TEST(Producer, OnDeliveryOfTheConfigurationIsTheDefault) {
  FakeHost host;
  run_script(host,
             "from confluent_kafka import Producer\np = Producer({'on_delivery': lambda e, m: print('default')})\n"
             "p.produce('t', 'x')\np.produce('t', 'y', callback=lambda e, m: print('own'))\np.flush()\n");
  EXPECT_EQ(host.printed(), "default\nown\n");
}

TEST(Producer, ReportsOfOnlyErrorsCallNothingForSuccess) {  // facts 4.5, 6.1
  FakeHost host;
  run_script(host,
             "from confluent_kafka import Producer\np = Producer({'delivery.report.only.error': True})\n"
             "p.produce('t', 'x', callback=lambda e, m: print('told'))\np.flush()\n");
  EXPECT_EQ(host.printed(), "");
  EXPECT_TRUE(host.configurations[0].empty());
}

TEST(Producer, DelDestroysItAtOnce) {  // facts 5.3, 6.1
  FakeHost host;
  run_script(host, script("p.produce('t', 'x')\ndel p\nprint('after')\n"));
  EXPECT_EQ(host.destroyed, 1);
  EXPECT_EQ(host.told.back(), "line 5");
}

TEST(Producer, ALocalOneIsDestroyedWhenItsFunctionReturns) {
  FakeHost host;
  run_script(host,
             "from confluent_kafka import Producer\ndef main():\n    p = Producer({})\n    p.produce('t', "
             "'x')\nmain()\nprint('after')\n");
  EXPECT_EQ(host.destroyed, 1);
  EXPECT_EQ(host.told.back(), "line 6");
}

TEST(Producer, AGlobalOneIsDestroyedAtTheEndIfNoCallbackIsPending) {  // facts 6.1
  FakeHost host;
  host.acks = false;
  run_script(host, script("p.produce('t', 'x')\n"));
  EXPECT_EQ(host.destroyed, 1);
}

TEST(Producer, AGlobalOneIsNotDestroyedWhileACallbackIsPending) {  // facts 5.4, 6.1, S4
  FakeHost host;
  host.acks = false;
  run_script(host, script("def cb(e, m):\n    pass\np.produce('t', 'x', callback=cb)\n"));
  EXPECT_EQ(host.destroyed, 0);
}

TEST(Producer, ConfigurationIsGivenAsText) {
  FakeHost host;
  run_script(host,
             "from confluent_kafka import Producer\np = Producer({'linger.ms': 0.5, 'acks': 'all', "
             "'enable.idempotence': True},"
             " retries=3, logger=None)\n",
             {}, {{"bootstrap.servers", "other:9092"}, {"message.send.max.retries", "7"}});
  std::vector<std::string> given;
  for (const Property& property : host.configurations.at(0)) given.push_back(property.name + "=" + property.value);
  EXPECT_EQ(given.size(), 5U);
  EXPECT_THAT(given, ElementsAre("linger.ms=0.5", "acks=all", "enable.idempotence=True", "message.send.max.retries=7",
                                 "bootstrap.servers=other:9092"));
}

std::string refusal(std::string_view conf) {
  FakeHost host;
  run_script(host, "from confluent_kafka import Producer, KafkaException\ntry:\n    Producer(" + std::string(conf) +
                       ")\nexcept KafkaException as e:\n    print(e.args[0].str())\n");
  return host.printed();
}

TEST(Producer, WrongConfigurationIsRefusedByName) {
  EXPECT_EQ(refusal("{'linger.mss': 5}"),
            "No such configuration property: \"linger.mss\". Did you mean \"linger.ms\"?\n");
  EXPECT_EQ(refusal("{'batch.num.messages': 0}"),
            "Configuration property \"batch.num.messages\" value 0 is outside allowed range 1..1000000\n");
  EXPECT_THAT(refusal("{'plugin.library.paths': '/tmp/x.so'}"), testing::HasSubstr("can't set it in Inflight"));
  EXPECT_THAT(refusal("{'ssl.ca.location': '/etc/x'}"), testing::HasSubstr("-X ssl.ca.location="));
}

TEST(Producer, AHostsRefusalIsAKafkaException) {
  FakeHost host;
  host.create_error = "`acks` must be set to `all` when `enable.idempotence` is true";
  const ProgramEnd end = run_script(host, "from confluent_kafka import Producer\np = Producer({})\n");
  EXPECT_THAT(end.reason,
              testing::EndsWith("cimpl.KafkaException: KafkaError{code=_INVALID_ARG,val=-186,str=\"Failed to create "
                                "producer: `acks` must be set to `all` when `enable.idempotence` is true\"}"));
}

TEST(Producer, ListTopicsIsRefusedByName) {
  FakeHost host;
  const ProgramEnd end = run_script(host, script("p.list_topics()\n"));
  EXPECT_THAT(end.reason,
              testing::HasSubstr("Inflight does not run Producer.list_topics() here. Choose *Watch a program*"));
}

TEST(Producer, WrongArgumentsReadAsTheExtensionsDo) {
  FakeHost host;
  EXPECT_THAT(run_script(host, script("p.produce()\n")).reason,
              testing::EndsWith("TypeError: function missing required argument 'topic' (pos 1)"));
  EXPECT_THAT(run_script(host, script("p.produce('t', 5)\n")).reason, testing::HasSubstr("TypeError"));
  EXPECT_THAT(run_script(host, script("p.produce('t', valu='x')\n")).reason,
              testing::EndsWith("TypeError: 'valu' is an invalid keyword argument for this function"));
}

TEST(Producer, ACallbackMayProduceAndPoll) {
  FakeHost host;
  host.acks_one_by_one = true;
  run_script(host, script("n = 0\ndef cb(e, m):\n    global n\n    n += 1\n    if n < 3:\n        p.produce('t', "
                          "'again', callback=cb)\n"
                          "        p.poll(0)\np.produce('t', 'x', callback=cb)\np.flush()\nprint(n)\n"));
  EXPECT_EQ(host.printed(), "3\n");
}

}  // namespace
}  // namespace inflight
