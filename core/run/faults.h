// Faults: makes the faults of one run happen. It is shown the run's facts and asked at its instants what is to be done
// now; whoever runs the program does it, and tells it by the event `fault`. Chance comes from the run's seed alone, so
// two simulated runs of equal options are hit alike. One thread, that of the run.
//
//   faults.due_ns()                      the next instant at which something is due
//   faults.see(fact)                     true: something is due now
//   faults.take(now)                     what is due, in the order of the options
//   faults.hit(ActionKind::reject_next)  a request comes by: the fault that hits it
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/run/fault.h"
#include "core/run/options.h"

namespace inflight {

class Faults {
 public:
  explicit Faults(const RunOptions& options);

  bool empty() const { return waiting_.empty() && rules_.empty(); }

  struct Deed {
    Action action;
    std::string words;  // for the event `fault`
  };
  // The instant of the next one that waits for its time; kForever: none does.
  Nanos due_ns() const;
  // Shows a fact. True if it is what a fault has waited for.
  bool see(const Fact& fact);
  // Those whose time has come, by `now`, and those whose moment has. Each once.
  std::vector<Deed> take(Nanos now);

  // One of the faults that last does this now.
  bool lasts(ActionKind kind, Nanos now) const;
  // A request comes by that could be hit: the words of the fault that hits it; empty: none does. What a fault answers
  // with lies in `error`. Each lasting fault counts, or draws, until one hits.
  std::string_view hit(ActionKind kind, Nanos now, std::string& error);

 private:
  struct Waiting {
    Fault::When when = Fault::When::at;
    Nanos at_ns = 0;
    Condition condition;
    Deed deed;
    bool met = false;
  };
  struct Rule {
    bool lasts(ActionKind kind, Nanos now) const {
      return fault.action.kind == kind && now >= fault.from_ns && now < fault.to_ns;
    }
    Fault fault;
    Random random;
    std::int64_t passed = 0;
  };
  std::vector<Waiting> waiting_;  // what has not been done yet
  std::vector<Rule> rules_;
  Counted counted_;
  bool watches_ = false;  // one of them waits for a fact
};

}  // namespace inflight
