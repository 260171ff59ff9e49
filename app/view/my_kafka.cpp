// What the dialog says and what its fields mean; see my_kafka.h.
#include "app/view/my_kafka.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/durations.h"
#include "core/binding/properties.h"
#include "core/run/client_properties.h"

namespace inflight {
namespace {

constexpr Nanos kLongest = 7 * kSecond;  // five for the cluster, two for its topics (core/source/ask_cluster.h)
constexpr std::string_view kBootstrap = "bootstrap.servers";

std::string_view typed(std::span<const char> field) {
  const std::string_view words(field.data());
  const std::size_t first = words.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{}
                                         : words.substr(first, words.find_last_not_of(' ') + 1 - first);
}

bool is_bootstrap(std::string_view name) {
  const PropertyInfo* known = find_property(name);
  return known != nullptr && canonical_name(*known) == canonical_name(*find_property(kBootstrap));
}

std::string sentence_of(const StageInput& input) {
  const std::string where =
      input.topics.empty() ? "to the topics that it names" : fmt::format("to {}", fmt::join(input.topics, ", "));
  return fmt::format("Your program runs in a process of its own, on the real librdkafka. It really writes {} there.",
                     where);
}

}  // namespace

void write_field(std::span<char> field, std::string_view words) {
  const std::size_t size = std::min(words.size(), field.size() - 1);
  std::copy_n(words.begin(), size, field.begin());
  field[size] = '\0';
}

bool add_property(KafkaForm& form) {
  Property property{std::string(typed(form.name)), std::string(typed(form.value))};
  const Status right = property.name.empty() ? Status(bad_input("Write the property's name, like security.protocol."))
                                             : check_property(property.name, property.value);
  form.problem = right ? "" : right.error().sentence;
  if (!right) return false;
  std::erase_if(form.properties, [&](const Property& known) { return known.name == property.name; });
  form.properties.push_back(std::move(property));
  write_field(form.name, "");
  write_field(form.value, "");
  return true;
}

Result<ClusterAccess> access_of(const KafkaForm& form) {
  ClusterAccess access{.bootstrap = std::string(typed(form.brokers)), .properties = {}};
  if (const std::string_view file = typed(form.file); !file.empty()) {
    Result<Properties> read = read_client_properties(file);
    if (!read) return read.error();
    access.properties = std::move(read).value();
  }
  access.properties.insert(access.properties.end(), form.properties.begin(), form.properties.end());
  for (const Property& property : access.properties) {
    if (const Status right = check_property(property.name, property.value); !right) return right.error();
    if (access.bootstrap.empty() && is_bootstrap(property.name)) access.bootstrap = property.value;
  }
  if (access.bootstrap.empty()) return bad_input("Write where a broker of yours is, like localhost:9092.");
  return access;
}

KafkaRows prepare_my_kafka(const StageInput& input, const KafkaForm& form) {
  KafkaRows rows{.sentence = sentence_of(input)};
  for (const Property& property : form.properties) {
    rows.added.push_back({fmt::format("{} = {}", property.name, is_secret(property.name) ? "•••" : property.value)});
  }
  rows.hides_value = is_secret(typed(form.name));
  const ClusterTest* test = input.cluster_test;
  if (!form.problem.empty()) {
    rows.findings.push_back({ClusterFinding::Verdict::bad, form.problem});
  } else if (const std::string_view file = typed(form.file); form.waits && !file.empty()) {
    rows.asking = fmt::format("Reading {} …", file);
  } else if (test != nullptr && !test->finished()) {
    const Nanos since = std::max<Nanos>(0, input.now - test->began());
    rows.asking = fmt::format("Asking {} … {} s", test->bootstrap(), since / kSecond);
    rows.share = std::min(1.0, static_cast<double>(since) / static_cast<double>(kLongest));
  } else if (test != nullptr) {
    rows.findings = test->findings();
  } else {
    rows.foot =
        fmt::format("{} It takes {} seconds at most.", info(CommandId::test_kafka).sentence, kLongest / kSecond);
  }
  return rows;
}

std::string text(const KafkaRows& rows) {
  std::string out = "my kafka: " + rows.sentence + "\n";
  for (const KafkaRows::Added& added : rows.added) out += "  " + added.words + "\n";
  if (rows.hides_value) out += "  (the value is hidden)\n";
  if (!rows.asking.empty()) out += fmt::format("  {}\n", rows.asking);
  for (const ClusterFinding& finding : rows.findings) {
    constexpr std::array kSigns{"ok", "?", "no"};
    out += fmt::format("  {}: {}\n", kSigns[static_cast<std::size_t>(finding.verdict)], finding.sentence);
  }
  if (!rows.foot.empty()) out += "  " + rows.foot + "\n";
  return out;
}

}  // namespace inflight
