// The manifest: every kind of event, once. Structs, text form, file form and the table in docs/EVENTS.md are
// generated from it.
//
//   INFLIGHT_EVENT(Struct, kind, group, FIELDS, "what it says")
//   FIELDS = FIELD(name, slot, Type) ... without commas between them
//
// A slot is a member of Event: a, b (64 bit), message, partition (dense ids), flags (16 bit), text, ids (side pools).
// The order of the lines is the order in which learners meet them; the number of a kind is never stored in a file.

// program: what the script's own thread did
INFLIGHT_EVENT(RunStarted, run_started, program,
  FIELD(source, a, RunSource) FIELD(seed, b, std::int64_t) FIELD(script, text, Text),
  "A run began: its source, seed and script's name.")
INFLIGHT_EVENT(LineReached, line_reached, program,
  FIELD(line, a, std::int32_t),
  "The program's thread is about to run a statement that calls the client, sleeps or prints.")
INFLIGHT_EVENT(Computed, computed, program,
  FIELD(steps, a, std::int64_t),
  "The program computed for a while without calling anything; one event a millisecond.")
INFLIGHT_EVENT(CallStarted, call_started, program,
  FIELD(call, a, Call) FIELD(timeout_ns, b, Nanos),
  "The program entered a call; the timeout is -1 where the call waits without limit or has none.")
INFLIGHT_EVENT(CallReturned, call_returned, program,
  FIELD(call, a, Call) FIELD(value, b, std::int64_t) FIELD(exception, text, Text),
  "The call returned a value, or raised the exception that is named.")
INFLIGHT_EVENT(Output, output, program,
  FIELD(line, text, Text),
  "The program printed a line.")
INFLIGHT_EVENT(CallbackStarted, callback_started, program,
  FIELD(message, message, MessageId) FIELD(partition, partition, PartitionId) FIELD(error, a, KafkaError)
  FIELD(offset, b, std::int64_t) FIELD(line, flags, std::uint16_t),
  "The delivery callback began to run, in the program's thread, for one message.")
INFLIGHT_EVENT(CallbackFinished, callback_finished, program,
  FIELD(message, message, MessageId) FIELD(exception, text, Text),
  "The delivery callback returned, or raised the exception that is named.")
INFLIGHT_EVENT(ProcessExited, process_exited, program,
  FIELD(how, a, ExitHow) FIELD(code, b, std::int64_t) FIELD(reason, text, Text),
  "The process is gone, and its memory with it.")

// client: librdkafka's side
INFLIGHT_EVENT(ProducerCreated, producer_created, client,
  FIELD(configuration, text, Text),
  "A producer was created; its configuration, secrets redacted, one 'name=value' a line.")
INFLIGHT_EVENT(ProducerDestroyed, producer_destroyed, client,
  FIELD(dropped, a, std::int64_t),
  "A producer was destroyed without flush; so many messages were still queued or in transit.")
INFLIGHT_EVENT(MessageOffered, message_offered, client,
  FIELD(message, message, MessageId) FIELD(size_bytes, a, std::int64_t),
  "produce() was called and the limits let the message pass (librdkafka's on_send); it may yet be refused.")
INFLIGHT_EVENT(MessageAccepted, message_accepted, client,
  FIELD(message, message, MessageId) FIELD(size_bytes, a, std::int64_t) FIELD(line, b, std::int32_t)
  FIELD(report_wanted, flags, bool),
  "produce() returned success: the message is in the local buffer. Nothing was sent yet.")
INFLIGHT_EVENT(MessageRefused, message_refused, client,
  FIELD(message, message, MessageId) FIELD(error, a, KafkaError) FIELD(call_number, b, std::int64_t),
  "produce() refused the message; the id will be offered again. Calls are counted from 1.")
INFLIGHT_EVENT(PartitionAssigned, partition_assigned, client,
  FIELD(message, message, MessageId) FIELD(partition, partition, PartitionId),
  "The partitioner chose the message's partition.")
INFLIGHT_EVENT(RequestSent, request_sent, client,
  FIELD(request, a, RequestId) FIELD(broker, b, BrokerId) FIELD(partition, partition, PartitionId)
  FIELD(attempt, flags, std::uint16_t) FIELD(messages, ids, Ids),
  "A produce request left for a broker; its messages where they are known.")
INFLIGHT_EVENT(ResponseReceived, response_received, client,
  FIELD(request, a, RequestId) FIELD(error, b, KafkaError),
  "The broker's answer came back, or the request failed with the error that is named.")
INFLIGHT_EVENT(OutcomeKnown, outcome_known, client,
  FIELD(message, message, MessageId) FIELD(partition, partition, PartitionId) FIELD(error, a, KafkaError)
  FIELD(offset, b, std::int64_t) FIELD(status, flags, std::uint16_t),
  "The library knows how the message ended (on_acknowledgement). Status: 0 not, 1 possibly, 2 surely persisted.")
INFLIGHT_EVENT(ReportQueued, report_queued, client,
  FIELD(message, message, MessageId) FIELD(group, a, std::int64_t),
  "The message's delivery report waits in the queue that poll() and flush() serve; reports of one batch share a group.")
INFLIGHT_EVENT(ReportServed, report_served, client,
  FIELD(message, message, MessageId),
  "poll() or flush() took the report, and there was no callback to run.")
INFLIGHT_EVENT(RetryScheduled, retry_scheduled, client,
  FIELD(message, message, MessageId) FIELD(error, a, KafkaError) FIELD(backoff_ns, b, Nanos),
  "The message went back into the local buffer, to be sent again.")

// cluster: Kafka's side
INFLIGHT_EVENT(PartitionKnown, partition_known, cluster,
  FIELD(partition, partition, PartitionId) FIELD(number, a, std::int32_t) FIELD(leader, b, BrokerId)
  FIELD(topic, text, Text),
  "A topic's partition exists; later events name it by its dense id. Leader -1: not known, or none.")
INFLIGHT_EVENT(BrokerKnown, broker_known, cluster,
  FIELD(broker, a, BrokerId) FIELD(address, text, Text),
  "A broker exists.")
INFLIGHT_EVENT(RecordStored, record_stored, cluster,
  FIELD(message, message, MessageId) FIELD(partition, partition, PartitionId) FIELD(offset, b, std::int64_t),
  "A record is in the partition's log: a message of this run, or, without a message, somebody else's.")
INFLIGHT_EVENT(LogReadTo, log_read_to, cluster,
  FIELD(partition, partition, PartitionId) FIELD(offset, b, std::int64_t),
  "The log was read up to this offset; what lies before it and was not read is not there.")
INFLIGHT_EVENT(TruthSettled, truth_settled, cluster,
  ,
  "Every touched partition was read to an end that was asked for after the exit: what is not in the log is lost.")
INFLIGHT_EVENT(Replicated, replicated, cluster,
  FIELD(partition, partition, PartitionId) FIELD(broker, a, BrokerId) FIELD(offset, b, std::int64_t),
  "A broker keeps a copy of the partition, and has it up to this offset. The leader's own is the log itself.")
INFLIGHT_EVENT(InSyncChanged, in_sync_changed, cluster,
  FIELD(partition, partition, PartitionId) FIELD(broker, a, BrokerId) FIELD(in_sync, b, bool),
  "The broker's copy of the partition counts as in sync from now on, or no longer does.")
INFLIGHT_EVENT(LogTruncated, log_truncated, cluster,
  FIELD(partition, partition, PartitionId) FIELD(offset, b, std::int64_t) FIELD(gone, ids, Ids),
  "The partition's log ends at this offset now: its leader has no more. The messages are those without a copy left.")
INFLIGHT_EVENT(ResponseDropped, response_dropped, cluster,
  FIELD(request, a, RequestId),
  "The broker's answer was lost on its way; what it had stored stays stored.")
INFLIGHT_EVENT(BrokerDown, broker_down, cluster,
  FIELD(broker, a, BrokerId),
  "The broker can't be reached.")
INFLIGHT_EVENT(BrokerUp, broker_up, cluster,
  FIELD(broker, a, BrokerId),
  "The broker is back.")
INFLIGHT_EVENT(BrokerPaused, broker_paused, cluster,
  FIELD(broker, a, BrokerId),
  "The broker takes connections and requests, and does nothing about them.")
INFLIGHT_EVENT(BrokerResumed, broker_resumed, cluster,
  FIELD(broker, a, BrokerId),
  "The broker goes on where it was.")
INFLIGHT_EVENT(LeaderChanged, leader_changed, cluster,
  FIELD(partition, partition, PartitionId) FIELD(leader, a, BrokerId),
  "Another broker leads the partition now.")

// person: what somebody did while it ran
INFLIGHT_EVENT(Switched, switched, person,
  FIELD(line, a, std::int32_t) FIELD(on, b, bool),
  "A statement was switched on or off.")
INFLIGHT_EVENT(ActionTaken, action, person,
  FIELD(action, a, ActionKind) FIELD(argument, text, Text),
  "A person acted on the run.")
INFLIGHT_EVENT(FaultHappened, fault, person,
  FIELD(what, text, Text),
  "A fault of the lesson or of the command line took effect.")
INFLIGHT_EVENT(CaptionShown, caption, person,
  FIELD(words, text, Text) FIELD(at, a, CaptionAt) FIELD(message, message, MessageId),
  "A lesson's subtitle: its words, what it points to, and the message that it speaks of, if it is one.")
INFLIGHT_EVENT(PredictionMade, prediction, person,
  FIELD(choice, a, std::int32_t) FIELD(words, text, Text),
  "The learner answered the lesson's question before the run.")

// instrument: what the observer says of itself
INFLIGHT_EVENT(Gap, gap, instrument,
  FIELD(lost, a, std::int64_t) FIELD(what, text, Text),
  "So many facts were lost or could not be read; never silent.")
INFLIGHT_EVENT(ClockSync, clock_sync, instrument,
  FIELD(offset_ns, a, Nanos),
  "The watched process's clock runs so far ahead of ours.")
INFLIGHT_EVENT(Suspended, suspended, instrument,
  FIELD(duration_ns, a, Nanos),
  "The watched process did not run for a while.")
