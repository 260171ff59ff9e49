// The behaviours of librdkafka that a script can observe, as the facts number them, and what the simulator makes of
// them. docs/FIDELITY.md has them as a table.
//
//   INFLIGHT_BEHAVIOUR(facts, "behaviour", model, proof, "how, or why not")
//
// model: modelled, approximated or refused (named to whoever runs a script that uses it).
// proof: compared (conform compares it with the real library), tested (by a test of the simulator's that names the
// facts' row; too fast or too rare to be compared), or specification (from the source only).
// Each numbered row has a test that names it, `// facts 4.7`; for one that is refused, that it is named as left out.
// Rows that are missing here are no matter of a script's: interceptors (1.11, 7), request versions (2.11), the event
// interface (4.8), the mock's own interface (8.1).
// clang-format off
INFLIGHT_BEHAVIOUR("1.1", "synchronous checks of produce(), in order: sizes, limits, topic, partition", modelled, compared, "")
INFLIGHT_BEHAVIOUR("1.2", "what produce() raises: BufferError, or KafkaException with the error", modelled, compared, "")
INFLIGHT_BEHAVIOUR("1.3", "limits in messages and in kilobytes of payload; keys and headers are free", modelled, compared, "")
INFLIGHT_BEHAVIOUR("1.4", "a slot is freed after the callback has returned", modelled, compared, "")
INFLIGHT_BEHAVIOUR("1.5", "produce() that blocks", refused, specification, "confluent-kafka-python never asks for it")
INFLIGHT_BEHAVIOUR("1.6", "partition chosen when metadata is there; a bad one is an exception then, a report before", modelled, compared, "")
INFLIGHT_BEHAVIOUR("1.7", "a topic that does not exist", approximated, specification, "every topic is created when it is asked for, as brokers do by default")
INFLIGHT_BEHAVIOUR("1.8", "a topic named after the connection is up waits for the timer", modelled, compared, "")
INFLIGHT_BEHAVIOUR("1.9", "partitioners: random, consistent, murmur2, fnv1a, and those that fall back to random", modelled, compared, "")
INFLIGHT_BEHAVIOUR("1.10", "sticky partition for messages without key", modelled, tested, "chance decides: only what it can't change is compared")
INFLIGHT_BEHAVIOUR("2.1", "linger, in whole milliseconds, from the first message on", modelled, compared, "")
INFLIGHT_BEHAVIOUR("2.2", "one partition a request", modelled, compared, "")
INFLIGHT_BEHAVIOUR("2.3", "what fits in a batch, in bytes as they are written", modelled, compared, "")
INFLIGHT_BEHAVIOUR("2.4", "a batch's trigger and its content differ", modelled, compared, "")
INFLIGHT_BEHAVIOUR("2.5", "one unsent request at a time; partitions take turns", modelled, compared, "whose turn it is first is chance")
INFLIGHT_BEHAVIOUR("2.6", "max.in.flight counts requests of all kinds", modelled, compared, "")
INFLIGHT_BEHAVIOUR("2.7", "flush() wakes the threads that send", modelled, compared, "")
INFLIGHT_BEHAVIOUR("2.8", "compression", refused, specification, "batches count their uncompressed size, as their limits do")
INFLIGHT_BEHAVIOUR("2.9", "Nagle's algorithm holds requests back", approximated, compared, "only as something that chance may do; conform switches it off")
INFLIGHT_BEHAVIOUR("2.10", "one connection at the start; a failure of it is queued before anything was produced", modelled, tested, "")
INFLIGHT_BEHAVIOUR("3.1", "a request's own timeout", modelled, compared, "")
INFLIGHT_BEHAVIOUR("3.2", "offsets, statuses and timestamps of reports, of failures and without acks too", modelled, compared, "")
INFLIGHT_BEHAVIOUR("3.3", "latency counts until the callback asks, the wait for poll() included", modelled, tested, "no two computers agree on it")
INFLIGHT_BEHAVIOUR("3.4", "which errors are retried, which are final, what a retry uses up", modelled, compared, "")
INFLIGHT_BEHAVIOUR("3.5", "retries are batched anew; newer messages wait behind them", modelled, compared, "")
INFLIGHT_BEHAVIOUR("3.6", "reordering, with one request in flight too", modelled, compared, "")
INFLIGHT_BEHAVIOUR("3.7", "one late request takes the connection down", modelled, compared, "")
INFLIGHT_BEHAVIOUR("3.8", "message.timeout.ms is lazy, more so while the broker is down", modelled, compared, "")
INFLIGHT_BEHAVIOUR("3.9", "another broker becomes the leader", refused, specification, "one broker")
INFLIGHT_BEHAVIOUR("3.10", "idempotence", refused, specification, "the producer is a plain one")
INFLIGHT_BEHAVIOUR("3.11", "fatal errors", refused, specification, "only idempotence and transactions raise them")
INFLIGHT_BEHAVIOUR("3.12", "transactions", refused, specification, "")
INFLIGHT_BEHAVIOUR("4.1", "one operation for all reports of a batch; only poll() and flush() call back", modelled, compared, "")
INFLIGHT_BEHAVIOUR("4.2", "poll() counts operations, not messages; one inside a callback sees none", modelled, compared, "")
INFLIGHT_BEHAVIOUR("4.3", "statistics and throttling overtake reports", refused, specification, "stats_cb and throttle_cb are never called")
INFLIGHT_BEHAVIOUR("4.4", "order of reports", modelled, compared, "within a partition")
INFLIGHT_BEHAVIOUR("4.5", "delivery.report.only.error", modelled, tested, "")
INFLIGHT_BEHAVIOUR("4.6", "an exception in a callback ends poll(); the rest waits", modelled, compared, "")
INFLIGHT_BEHAVIOUR("4.7", "the queue's length counts messages and operations", modelled, compared, "")
INFLIGHT_BEHAVIOUR("4.9", "failures of connections are operations too; error_cb", modelled, compared, "librdkafka 2.0.2 queues them whether or not error_cb is set")
INFLIGHT_BEHAVIOUR("5.1", "flush(): overrides linger, waits for what is produced meanwhile, does not bound callbacks", modelled, compared, "")
INFLIGHT_BEHAVIOUR("5.2", "purge(), queued and in flight", approximated, tested, "what was produced at the last moment and what was there before are one operation")
INFLIGHT_BEHAVIOUR("5.3", "a producer that is destroyed drops everything without a report", modelled, compared, "")
INFLIGHT_BEHAVIOUR("5.4", "what is in memory when the process exits is lost", modelled, compared, "")
INFLIGHT_BEHAVIOUR("6.1", "the interpreter's end, with and without pending callbacks", modelled, compared, "")
INFLIGHT_BEHAVIOUR("8.2", "any program can use the built-in broker", modelled, tested, "inflight broker")
INFLIGHT_BEHAVIOUR("8.3", "the broker's log, read by a second client", modelled, compared, "")
INFLIGHT_BEHAVIOUR("8.4", "the mock: timestamps, answers without acks, errors that append nothing", modelled, compared, "")
INFLIGHT_BEHAVIOUR("", "replication, acks=1 that loses a message, unclean elections", refused, specification, "one broker")
INFLIGHT_BEHAVIOUR("", "a connection that breaks while it asks for API versions", approximated, specification, "the next attempt asks again; librdkafka then does without")
// clang-format on
