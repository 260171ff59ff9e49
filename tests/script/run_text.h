// Runs a script without any host, for tests: what it prints, and how it ended.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/script/compiler.h"
#include "core/script/machine.h"
#include "core/script/modules.h"

namespace inflight::script {

struct Outcome {
  Ended ended;
  std::string printed;
  std::string refused;  // the compiler's error, if it did not run
};

class Recorder final : public Surroundings {
 public:
  void computed(std::int64_t) override {}
  void line_reached(std::int32_t) override {}
  void output(std::string_view line) override { printed += std::string(line) + "\n"; }
  std::string printed;
};

inline bool standard_import(std::string_view module, std::string_view member) {
  for (const ModuleSpec* spec : standard_modules()) {
    if (spec->name != module) continue;
    if (member.empty()) return true;
    for (const ModuleMember& one : spec->members) {
      if (one.name == member) return true;
    }
  }
  return false;
}

inline Outcome run_text(std::string_view text, std::string_view name = "program.py",
                        std::span<const std::int32_t> lines_off = {}) {
  Outcome outcome;
  const auto unit = compile_script(text, name, standard_import);
  if (!unit.ok()) {
    outcome.refused = unit.error().sentence;
    return outcome;
  }
  Recorder recorder;
  Controls controls(unit.value()->source->line_count());
  for (const std::int32_t line : lines_off) controls.switch_line(line, false);
  Machine machine(unit.value(), controls, recorder, standard_modules(), nullptr);
  outcome.ended = machine.run();
  outcome.printed = recorder.printed;
  return outcome;
}

// Output, what an uncaught exception says, and an exit status that is not 0: what a terminal shows of a program.
inline std::string transcript(std::string_view text, std::string_view name,
                              std::span<const std::int32_t> lines_off = {}) {
  const Outcome outcome = run_text(text, name, lines_off);
  if (!outcome.refused.empty()) return outcome.refused + "\n";
  std::string all = outcome.printed;
  if (!outcome.ended.reason.empty()) all += outcome.ended.reason + "\n";
  if (outcome.ended.code != 0) all += "exit status " + std::to_string(outcome.ended.code) + "\n";
  return all;
}

}  // namespace inflight::script
