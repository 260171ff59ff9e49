// See paste.h.
#include "app/session/paste.h"

#include <fmt/format.h>
#include <string_view>

#include "core/base/duration.h"
#include "core/script/without.h"

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

// The script without what is switched off.
std::string program_of(const RunOptions& options) {
  std::string text = script::without(options.script, options.lines_off);
  if (!text.ends_with('\n')) text += '\n';
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
