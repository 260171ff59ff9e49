// The dialog *My Kafka*: where somebody's cluster is, how to get in, whether it answers. What is typed stays here until
// it is used; nothing secret is shown, and nothing of it but the address and the file's path is remembered.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"
#include "core/run/cluster_check.h"

namespace inflight {

// What stands in the fields.
struct KafkaForm {
  bool open = false;
  bool filled = false;              // with what the command line said: once
  std::array<char, 512> brokers{};  // each ends with a zero
  std::array<char, 1024> file{};
  std::array<char, 128> name{};  // of a property that is being added
  std::array<char, 1024> value{};
  Properties properties;           // added, or given on the command line
  std::string problem;             // what is wrong with what was typed; empty: nothing
  std::optional<CommandId> waits;  // test_kafka or use_kafka, until the file has been read
};

void write_field(std::span<char> field, std::string_view words);

// Takes the property that is being typed to the others, the last value of a name. False: form.problem says why not.
bool add_property(KafkaForm& form);

// What the fields say, the file's properties before those added. The brokers may be the file's. Error: what is missing
// or wrong, and what to do. Reads the file, so it is called off the UI thread.
Result<ClusterAccess> access_of(const KafkaForm& form);

struct KafkaRows {
  struct Added {
    std::string words;  // "sasl.password = •••"
  };
  std::string sentence;  // what will happen
  std::vector<Added> added;
  bool hides_value = false;  // of the property that is being typed: it is a secret
  std::string asking;        // "Reading my.properties …", "Asking localhost:9092 … 1 s"; empty: nothing is asked
  double share = 0;          // of the time that asking may take
  std::vector<ClusterFinding> findings;
  std::string foot;  // before anything was asked
};
KafkaRows prepare_my_kafka(const StageInput& input, const KafkaForm& form);
std::string text(const KafkaRows& rows);

// Over everything, in an ImGui window of its own.
void draw_my_kafka(Frame& frame, const StageInput& input, KafkaForm& form);

}  // namespace inflight
