// Trial: one case run on the simulator (with the mock's rules, at several speeds) and on the real librdkafka against
// the built-in broker, and compared. A trial takes as long as its script; any number of them may run at once, each in
// a process of its own (apart.h).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/conform/case.h"
#include "core/conform/compare.h"

namespace inflight::conform {

struct Trial {
  std::shared_ptr<const Recording> simulated;  // on an ordinary computer
  std::shared_ptr<const Recording> real;       // null if it was not run
  Comparison comparison;
  std::optional<Error> failed;  // it could not be run, or not be observed to its end
  bool too_long = false;        // the simulator says that it lasts beyond its budget; it was not run
  bool took_more = false;       // simulated runs than usual

  bool agrees() const { return !failed && comparison.differences.empty(); }
};

// How many simulated runs a case gets: some four dozen, or several hundred, more and more uneven.
enum class Thorough : bool { no, yes };

// A case simulated at several speeds and with several seeds, the ordinary run first.
struct Simulations {
  std::vector<Measures> measures;
  std::shared_ptr<const Recording> ordinary;
  bool too_long = false;  // the ordinary run lasts beyond its budget
};
Result<Simulations> simulate(const Case& the_case, Nanos budget_ns, Thorough thorough);

// `budget_ns`: how long the script may take.
Trial run_trial(const Case& the_case, Nanos budget_ns);

// The same case with as many statements switched off as possible, so that it still differs. Takes at most `patience_ns`
// of real time, alone on the machine.
Case shrink(const Case& the_case, Nanos budget_ns, Nanos patience_ns);

}  // namespace inflight::conform
