// Run: anything that turns script and actions into events. The rest of the program can't tell the sources apart.
// A run belongs to one thread (the collector); destroying it ends its program, child and threads, and leaves nothing.
#pragma once

#include <bitset>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/event/event.h"
#include "core/run/action.h"
#include "core/run/options.h"

namespace inflight {

// What a source can know. What it can't is drawn as "not observed", never guessed.
struct Observes {
  std::bitset<64> kinds;                  // by EventKind: facts that this source can tell
  bool request_contents = true;           // request_sent bears its messages when it leaves
  std::vector<std::string> not_modelled;  // properties and behaviours left out, in words
  bool can_tell(EventKind kind) const { return kinds.test(static_cast<std::size_t>(kind)); }
};

struct RunState {
  Nanos reached_ns = 0;  // all facts up to here have been given
  bool ended = false;    // nothing more will come: the process is gone and the truth is settled, or has failed to
  std::optional<Error> failed;  // the run could not go on; facts given before stay true
  std::string note;             // at the end: what must be known beside the facts; mostly empty
  int percent = 0;              // of a recording: how much of the file has been read
};

class Run {
 public:
  virtual ~Run() = default;

  // Gives facts to `sink` in commit order. A simulated run goes on to `until` at most and returns when it is there; a
  // live one gives what has arrived, waiting for at most 20 ms if there is nothing.
  virtual RunState advance(Nanos until, FactSink& sink) = 0;

  // Acts from the point reached on. An error says why this source or state can't.
  virtual Status act(const Action& action) = 0;

  // Empty if this source can do the action; else the reason, as the window shows it beside the greyed button.
  virtual std::string why_not(ActionKind kind) const = 0;

  // The same of a fault of the options; asked before the run starts.
  virtual std::string why_not(const Fault& fault) const { return why_not(fault.action.kind); }

  virtual const Observes& observes() const = 0;
};

}  // namespace inflight
