// What a run simplifies, and what is different elsewhere: a sentence for each, and when it matters to what is seen.
//
//   INFLIGHT_NOTE(id, rows, place, "what it is about", "the sentence", basis, condition)
//
// rows: those of core/conform/behaviours.inl that the note is on, where the simulator approximates or leaves something
// out; empty for all others. place: here or elsewhere. basis: ours (how Inflight is made), known (facts, 2 to 8), or
// documented (facts, 6 and 10: general knowledge, which nobody here has measured; said as such). condition: notes.cpp.
// clang-format off
INFLIGHT_NOTE(time, "", here, "Time", "The clock is virtual. produce() takes 2 us, poll(), flush() and purge() take 1 us, a new producer 0.1 ms, a step of Python 50 ns.", ours, simulated)
INFLIGHT_NOTE(network, "", here, "Network", "Every round trip takes equally long, however much is on its way. A real network varies.", ours, simulated)
INFLIGHT_NOTE(connecting, "", here, "Connecting", "A connection is up after two round trips, and metadata takes a third. Looking up names, TLS and logging in take longer.", ours, simulated)
INFLIGHT_NOTE(one_broker, "", here, "One broker", "No replica lags and no other broker becomes the leader, so acks=1 loses nothing here.", ours, simulated_with_one_broker)
INFLIGHT_NOTE(preferred, "", here, "Leaders", "They stay where an election has put them; nobody gives partitions back to those that led them before.", ours, simulated_with_several_brokers)
INFLIGHT_NOTE(nagle, "2.9", here, "Small requests", "They leave at once. librdkafka 2.0.2 lets Nagle's algorithm hold one back until the last is acknowledged, up to 40 ms.", known, simulated_with_nagle)
INFLIGHT_NOTE(topics, "", here, "Topics", "A topic that nobody made is made, with four partitions, when a program asks for it. Many clusters refuse that.", ours, simulated_with_a_topic_of_four)
INFLIGHT_NOTE(blocking, "1.5", here, "BufferError", "produce() never waits for room: confluent-kafka-python does not ask librdkafka to.", known, refused_for_want_of_room)
INFLIGHT_NOTE(reconnecting, "", here, "Reconnecting", "If a connection breaks while it is opened, the next attempt is the same again. librdkafka then stops asking for the broker's versions.", known, simulated_with_a_broker_down)
INFLIGHT_NOTE(compression, "2.8", here, "Compression", "Batches hold as much as without it, as in librdkafka. How small they get on their way is not shown.", ours, simulated_with_compression)
INFLIGHT_NOTE(nested, "", here, "Callbacks", "They may call poll() and flush() here. confluent-kafka-python 1.7.0 crashes if another report follows then.", known, callbacks_serve)
INFLIGHT_NOTE(transactions, "3.12", here, "Transactions", "They have no effect here: nothing is committed or aborted.", ours, simulated_with_transactions)
INFLIGHT_NOTE(statistics, "4.3", here, "Statistics", "stats_cb and throttle_cb are never called here.", ours, simulated_with_statistics)
INFLIGHT_NOTE(mock_copies, "", here, "Copies", "librdkafka's mock cluster keeps one copy of each record, ignores acks, and answers even with acks=0.", known, on_the_mock)
INFLIGHT_NOTE(mock_timestamps, "", here, "Timestamps", "The mock cluster stamps every record with 1234, a second after 1970 began.", known, on_the_mock)
INFLIGHT_NOTE(mock_stores, "", here, "Round trip", "The mock cluster stores at once and holds its answer back. In Kafka a record is stored half a round trip before the answer.", known, on_the_mock)
INFLIGHT_NOTE(mock_repeats, "", here, "Idempotence", "The mock cluster does not recognise a batch that is sent again, and stores it twice. Kafka would store it once.", known, idempotent_on_the_mock)
INFLIGHT_NOTE(mock_answers, "", here, "Small answers", "The built-in broker sends them at once. By itself the mock cluster may hold one back for 40 ms.", known, on_the_real_mock)
INFLIGHT_NOTE(observing, "", here, "Watching", "Interceptors and librdkafka's own log tell what happens. That costs the program a little time.", ours, real)
INFLIGHT_NOTE(reading, "", here, "In Kafka", "A record counts as stored when Inflight has read it from the log, a moment after it got there.", ours, real)
INFLIGHT_NOTE(python, "", here, "Python", "Your program runs on Inflight's own small Python. It behaves as confluent-kafka-python 1.7.0 does.", ours, always)

INFLIGHT_NOTE(java_callbacks, "", elsewhere, "Java", "Callbacks run on the client's own thread, without poll(), and room is free when the answer is there.", documented, reports_were_queued)
INFLIGHT_NOTE(python_poll, "", elsewhere, "Python 2.13", "From that version on, poll() of 0.2 s or more waits on though a report has come; flush() runs all callbacks, then raises.", known, reports_were_queued)
INFLIGHT_NOTE(go_events, "", elsewhere, "Go", "The client drains reports into a channel for a million of them: until that is full, unread ones take no room.", known, reports_wait)
INFLIGHT_NOTE(node_poll, "", elsewhere, "Node", "node-rdkafka tells nothing unless the program calls poll(), setPollInterval() or flush().", known, reports_wait)
INFLIGHT_NOTE(java_send, "", elsewhere, "Java", "send() raises nothing when the buffer is full: it waits for room, a minute at most (max.block.ms).", documented, refused_for_want_of_room)
INFLIGHT_NOTE(java_requests, "", elsewhere, "Java", "One request carries the batches of many partitions.", documented, several_partitions)
INFLIGHT_NOTE(java_sticky, "", elsewhere, "Java", "Messages without a key stay with a partition until a batch is full, not for a time.", documented, several_partitions)
INFLIGHT_NOTE(java_retries, "", elsewhere, "Java", "A batch is sent again as it was, and with one request in flight the order stays.", documented, something_is_sent_again)
INFLIGHT_NOTE(newer_backoff, "", elsewhere, "librdkafka 2.3", "From that version on, the pause before a retry doubles each time, up to a second (retry.backoff.max.ms).", known, something_is_sent_again)
INFLIGHT_NOTE(java_copies, "", elsewhere, "Java", "Since 3.0 the producer is idempotent unless told otherwise: Kafka drops such copies.", documented, copies_are_stored)
INFLIGHT_NOTE(java_close, "", elsewhere, "Java", "close() waits until all is delivered. Destroying a producer of librdkafka does not.", documented, lost_at_the_exit)
INFLIGHT_NOTE(python_with, "", elsewhere, "Python 2.13", "From that version on, a producer can be used in a with statement: it is flushed at the end.", known, lost_at_the_exit)
// clang-format on
