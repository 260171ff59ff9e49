// See paste.h.
#include "app/session/paste.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "core/base/duration.h"

namespace inflight {
namespace {

// The stand-in has as many brokers; they keep one copy of each record, however many the run's keep.
std::string broker_command(const RunOptions& options, const std::string& program) {
  std::string command = program + " broker";
  if (options.brokers > 1) command += fmt::format(" --brokers {}", options.brokers);
  for (const TopicSpec& topic : options.topics) command += fmt::format(" --topic {}:{}", topic.name, topic.partitions);
  std::string rtt = format_duration(options.rtt_ns);
  std::erase(rtt, ' ');
  return command + fmt::format(" --rtt {}", rtt);
}

// "    producer.poll(0)" → "    pass  # producer.poll(0)"
std::string left_out(std::string_view line) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  return fmt::format("{}pass  # {}", line.substr(0, indent), line.substr(indent));
}

// The script without what is switched off.
std::string program_of(const RunOptions& options) {
  std::string text;
  std::string_view rest = options.script;
  for (std::int32_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const bool off = std::binary_search(options.lines_off.begin(), options.lines_off.end(), number);
    text += (off ? left_out(line) : std::string(line)) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text;
}

// For a shell, one word whatever is in it.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string script_to_paste(const RunOptions& options) {
  const bool keeps_copies = options.brokers > 1 || options.min_insync > 1;
  return fmt::format(
      "# In one terminal:     {}\n"
      "# In another terminal: python3 {}\n{}\n{}",
      broker_command(options, "inflight"), options.script_name,
      keeps_copies ? "# These brokers keep one copy of each record: no replicas, no min.insync.replicas.\n" : "",
      program_of(options));
}

std::string command_for_shell(const RunOptions& options, const std::string& program) {
  const std::string script = program_of(options);
  std::string last = "END";
  while (("\n" + script).find("\n" + last + "\n") != std::string::npos) last += "_";
  return fmt::format(
      "( {} & trap \"kill $!\" EXIT\n"
      "sleep 1\n"
      "python3 - <<'{}'\n{}{}\n)\n",
      broker_command(options, quoted(program)), last, script, last);
}

}  // namespace inflight
