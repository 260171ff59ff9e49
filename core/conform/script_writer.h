// ScriptWriter: writes producer scripts as somebody might, from a seed: bursts, keys, sizes, polls and flushes, limits,
// errors and ends of all kinds, with the surroundings in the first lines (see case.h). Real Python, that also runs
// under python3 with confluent_kafka.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "core/base/random.h"

namespace inflight::conform {

class ScriptWriter {
 public:
  explicit ScriptWriter(std::uint64_t seed) : random_(seed), more_(~seed), latest_(seed ^ (seed << 32)) {}
  std::string write();

 private:
  void line(const std::string& text) { text_ += text + "\n"; }
  std::string pick(const std::initializer_list<const char*>& values) {
    return *(values.begin() + random_.below(values.size()));
  }
  bool one_in(std::uint64_t n) { return random_.below(n) == 0; }
  std::string more_pick(const std::initializer_list<const char*>& values) {
    return *(values.begin() + more_.below(values.size()));
  }
  std::uint64_t latest_up_to(std::uint64_t n) { return 1 + latest_.below(n); }
  bool more_in(std::uint64_t n) { return more_.below(n) == 0; }

  void surroundings();
  void interference();
  void several_brokers();
  void refusals();
  void callbacks();
  void producer();
  void second_producer();
  void block();
  void more_block();
  void purge();
  void burst();
  void end();
  std::string arguments();

  Random random_;
  // These decide what was thought of later, so that what is decided before stays as it was.
  Random more_;
  Random latest_;
  std::string text_;
  bool one_partition_ = true;
  bool goes_down_ = false;  // the broker, in the first lines
  bool broken_ = false;     // the connection, by somebody
  bool refused_in_a_row_ = false;
  bool idempotent_ = false;
  bool two_producers_ = false;
  int bursts_ = 0;
};

}  // namespace inflight::conform
