// Small wrappers of librdkafka's C handles, so that each is released once.
#pragma once

#include <librdkafka/rdkafka.h>
#include <memory>
#include <string>

#include "core/base/kafka_error.h"

namespace inflight {

template <auto kRelease>
struct RdRelease {
  template <typename T>
  void operator()(T* handle) const {
    kRelease(handle);
  }
};

using RdHandle = std::unique_ptr<rd_kafka_t, RdRelease<rd_kafka_destroy>>;
using RdConf = std::unique_ptr<rd_kafka_conf_t, RdRelease<rd_kafka_conf_destroy>>;
using RdTopic = std::unique_ptr<rd_kafka_topic_t, RdRelease<rd_kafka_topic_destroy>>;
using RdQueue = std::unique_ptr<rd_kafka_queue_t, RdRelease<rd_kafka_queue_destroy>>;
using RdMetadata = std::unique_ptr<const rd_kafka_metadata_t, RdRelease<rd_kafka_metadata_destroy>>;
using RdPartitionList =
    std::unique_ptr<rd_kafka_topic_partition_list_t, RdRelease<rd_kafka_topic_partition_list_destroy>>;

using RdAdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, RdRelease<rd_kafka_AdminOptions_destroy>>;
using RdConfigResource = std::unique_ptr<rd_kafka_ConfigResource_t, RdRelease<rd_kafka_ConfigResource_destroy>>;
using RdEvent = std::unique_ptr<rd_kafka_event_t, RdRelease<rd_kafka_event_destroy>>;

// Our numbers are librdkafka's.
inline KafkaError kafka_error(rd_kafka_resp_err_t error) { return static_cast<KafkaError>(error); }

// For handles whose log lines nobody reads: the program's own go to python's standard error, which is not its output.
inline void drop_log(const rd_kafka_t*, int, const char*, const char*) {}

}  // namespace inflight
