// Any text as a script: it is refused with a sentence, or it runs to an end or a bound. What it prints and says is
// UTF-8.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/script/compiler.h"
#include "core/script/machine.h"
#include "core/script/modules.h"
#include "core/script/source.h"

namespace inflight::script {
namespace {

// Far below the machine's own bounds, so that many scripts are tried in a second.
constexpr int kMostTicks = 20;  // of 10,000 steps
constexpr std::size_t kMostOutput = 1U << 16;

void must_be_text(std::string_view what, const std::string& text) {
  if (is_utf8(text)) return;
  std::fprintf(stderr, "%s is not UTF-8\n", std::string(what).c_str());
  std::abort();
}

class Watched final : public Surroundings {
 public:
  explicit Watched(Controls& controls) : controls_(controls) {}
  void computed(std::int64_t steps) override {
    steps_ += steps;
    if (steps_ >= kMostTicks * kTickSteps) controls_.stop();
  }
  void line_reached(std::int32_t) override {}
  void output(std::string_view line) override {
    printed_ += line.size() + 1;
    if (printed_ >= kMostOutput) controls_.stop();
    must_be_text("what it prints", std::string(line));
  }

 private:
  Controls& controls_;
  std::int64_t steps_ = 0;
  std::size_t printed_ = 0;
};

bool knows(std::string_view module, std::string_view member) {
  for (const ModuleSpec* spec : standard_modules()) {
    if (spec->name != module) continue;
    if (member.empty()) return true;
    for (const ModuleMember& one : spec->members) {
      if (one.name == member) return true;
    }
  }
  return false;
}

void try_script(std::string_view text) {
  const auto unit = compile_script(text, "program.py", knows);
  if (!unit) return must_be_text("its error", unit.error().sentence);
  Controls controls(unit.value()->source->line_count());
  Watched watched(controls);
  Machine machine(unit.value(), controls, watched, standard_modules(), nullptr);
  must_be_text("its end", machine.run().reason);
  machine.drop_globals();
}

}  // namespace
}  // namespace inflight::script

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  inflight::script::try_script({reinterpret_cast<const char*>(data), size});
  return 0;
}
