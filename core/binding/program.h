// Program: a producer script, compiled, ready to run on a Host. The same text runs unchanged under python3 with
// confluent_kafka; what the machine does not run is refused here, before anything happens, with line, column and caret.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/binding/host.h"
#include "core/script/controls.h"

namespace inflight {

// A statement that a switch can turn off, or that a view wants to know, by its first line.
struct StatementInfo {
  std::int32_t line = 0;
  std::int32_t last_line = 0;
  bool calls_poll = false;  // an attribute call .poll(...) stands directly in it
  bool calls_flush = false;
  bool calls_produce = false;
  bool compound = false;            // if, for, while, try, def
  std::vector<std::string> topics;  // of its produce() calls, where the text says them: 'orders', or a name bound once
};

// A function: its first and last line; the callback's lines light up while it runs.
struct FunctionInfo {
  std::string name;
  std::int32_t line = 0;
  std::int32_t last_line = 0;
};

struct ProgramEnd {
  enum class How : std::uint8_t { end_of_script, sys_exit, exit_now, exception, os_exit, stopped, limit };
  How how = How::end_of_script;
  std::int64_t code = 0;
  std::string reason;  // the traceback as python3 prints it, the limit's name, or empty
};

class Program {
 public:
  // Refuses with one sentence and the place: "program.py, line 3, column 9: ..." and the line with a caret below it.
  // A text over 1 MiB, or one that is not UTF-8, is refused.
  static Result<Program> compile(std::string_view text, std::string_view name);

  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  std::int32_t line_count() const;
  const std::vector<StatementInfo>& statements() const;  // by line
  const std::vector<FunctionInfo>& functions() const;    // by line

  // Runs to the end, synchronously. `extra` is laid over every producer's configuration (-F and -X of the command line,
  // the built-in broker's address), its entries winning over the script's. Destroys what python would destroy at the
  // interpreter's end (facts, 6.1); whoever owns the host then says that the process is gone.
  ProgramEnd run(Host& host, const Controls& controls, const Properties& extra) const;

 private:
  struct Impl;
  explicit Program(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace inflight
