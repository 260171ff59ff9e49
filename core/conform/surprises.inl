// What a reader of librdkafka's documentation would not expect, as the facts number it, and what the simulator makes of
// it. docs/FIDELITY.md has it as a table. Each has a test that names it: `// facts S7`.
//
//   INFLIGHT_SURPRISE("S1", "in one line", model, proof, "where a script can't see it, or why not")
//
// model and proof: as in behaviours.inl; apart: no matter of scripts, or of another client; tested on the real library.
// clang-format off
INFLIGHT_SURPRISE("S1", "delivered is not released: a slot is held until the callback has returned; without poll() the queue fills up", modelled, compared, "")
INFLIGHT_SURPRISE("S2", "poll() counts operations, len() counts messages and operations, and flush() returns 0 though all failed", modelled, compared, "")
INFLIGHT_SURPRISE("S3", "flush(0) sends nothing that lingers; a flush's timeout does not bound its callbacks; it waits for what they produce", modelled, compared, "")
INFLIGHT_SURPRISE("S4", "destroy, del and exit drop everything, reports that wait too, and tell nobody", modelled, compared, "")
INFLIGHT_SURPRISE("S5", "without acks the report says only that the socket was written to; its offsets are no offsets", modelled, compared, "")
INFLIGHT_SURPRISE("S6", "one request in flight does not keep the order when one is retried", modelled, compared, "")
INFLIGHT_SURPRISE("S7", "an idempotent producer counts messages in flight, so that one batch of five holds its partition", modelled, compared, "")
INFLIGHT_SURPRISE("S8", "without retries a leader's errors are still retried; a lost connection and timeouts use retries up", modelled, compared, "")
INFLIGHT_SURPRISE("S9", "message.timeout.ms comes late, later while the broker is down; what timed out may be in the log", modelled, compared, "")
INFLIGHT_SURPRISE("S10", "one late request takes the connection down, and everybody's batches are sent again", modelled, compared, "")
INFLIGHT_SURPRISE("S11", "a retry is batched anew; newer messages wait behind it", modelled, compared, "")
INFLIGHT_SURPRISE("S12", "the message that fills a batch need not fit in it: the rest waits for its own linger", modelled, compared, "")
INFLIGHT_SURPRISE("S13", "one partition a request, one unsent request a broker; partitions take turns", modelled, compared, "")
INFLIGHT_SURPRISE("S14", "the sticky partition is a timer, off without linger; an empty key is none for one partitioner only", modelled, tested, "a partitioner of one's own can't be given in Python")
INFLIGHT_SURPRISE("S15", "the limit in kilobytes counts payloads only; a produce() that blocks may oversleep", modelled, compared, "confluent-kafka-python never blocks in produce()")
INFLIGHT_SURPRISE("S16", "the first message to a new topic may take a second; a bad partition is an exception or a report", modelled, compared, "")
INFLIGHT_SURPRISE("S17", "latency includes the wait for poll(); a slow callback delays all others; statistics overtake reports", approximated, tested, "statistics are never told; they are tested on the real library")
INFLIGHT_SURPRISE("S18", "an exception in a callback ends poll() in the middle of a batch; from Python's 2.13 on poll() waits on", modelled, compared, "confluent-kafka-python 1.7.0's way; later versions' is said in the window")
INFLIGHT_SURPRISE("S19", "interceptors: an answer's number is always 0, a refused message is not seen, nor a partition", apart, tested, "live runs are observed accordingly")
INFLIGHT_SURPRISE("S20", "the mock: every timestamp 1234, answers without acks, repeated batches stored twice", modelled, tested, "rules mock")
INFLIGHT_SURPRISE("S21", "a fatal error purges what is queued, and lets finish what is in flight", modelled, compared, "")
INFLIGHT_SURPRISE("S22", "request.timeout.ms is no timer of the client's; that is socket.timeout.ms, or what the batch's first message has left", modelled, tested, "")
INFLIGHT_SURPRISE("S23", "errors of connections count in len() too: a queue without messages is not empty", modelled, compared, "")
// clang-format on
