// The command channel between Inflight and its child: JSON lines over a socket pair, {id, cmd: start | switch | type |
// exit}, each answered {id, ok} or {id, error}. The script and all configuration, secrets too, travel here and nowhere
// else: not in arguments, not in the environment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/run/options.h"

namespace inflight {

inline constexpr int kCommandFd = 3;  // in the child
inline constexpr int kFactsFd = 4;

struct ChildCommand {
  enum class Kind : std::uint8_t { start, switch_line, type_line, exit };
  std::int64_t id = 0;
  Kind kind = Kind::exit;
  // start
  RunSource source = RunSource::mock;
  std::int64_t seed = 0;
  std::string script;
  std::string script_name;
  Properties extra;
  std::vector<std::int32_t> lines_off;
  // switch_line
  std::int32_t line = 0;
  bool on = true;
  // type_line
  std::string text;
};

struct Answer {
  std::int64_t id = 0;
  std::string error;  // empty: done
};

// One line, with its newline. Text that isn't UTF-8 can't travel in JSON: an error.
Result<std::string> to_line(const ChildCommand& command);
std::string to_line(const Answer& answer);
Result<ChildCommand> command_of(std::string_view line);
Result<Answer> answer_of(std::string_view line);

// Cuts a stream of bytes into lines.
class LineCutter {
 public:
  void add(std::string_view bytes) { bytes_ += bytes; }
  // The next whole line, without its newline.
  std::optional<std::string> next();

 private:
  std::string bytes_;
};

}  // namespace inflight
