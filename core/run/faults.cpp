// See faults.h.
#include "core/run/faults.h"

#include <algorithm>

namespace inflight {
namespace {

// A chance of its own for each fault: one more does not change where the others hit.
Random chance(std::int64_t seed, std::size_t fault) {
  Random random(static_cast<std::uint64_t>(seed));
  std::uint64_t own = random.next();
  for (std::size_t i = 0; i < fault; ++i) own = random.next();
  return Random(own);
}

}  // namespace

Faults::Faults(const RunOptions& options) {
  for (std::size_t i = 0; i < options.faults.size(); ++i) {
    const Fault& fault = options.faults[i];
    if (fault.lasts()) {
      rules_.push_back({fault, chance(options.seed, i)});
      continue;
    }
    const auto when = fault.when == Fault::When::met ? Fault::When::met : Fault::When::at;
    waiting_.push_back({when, fault.from_ns, fault.condition, {fault.action, fault.what_words}});
    watches_ = watches_ || when == Fault::When::met;
    if (const std::optional<Action> ending = ending_of(fault, options.rtt_ns)) {
      waiting_.push_back({Fault::When::at, fault.to_ns, {}, {*ending, words_of(*ending)}});
    }
  }
  const auto key = [](const Waiting& each) { return each.when == Fault::When::at ? each.at_ns : kForever; };
  std::stable_sort(waiting_.begin(), waiting_.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

Nanos Faults::due_ns() const {
  return waiting_.empty() || waiting_.front().when != Fault::When::at ? kForever : waiting_.front().at_ns;
}

bool Faults::see(const Fact& fact) {
  if (!watches_) return false;
  counted_.count(fact);
  bool any = false;
  for (Waiting& each : waiting_) {
    if (each.when != Fault::When::met || each.met || !meets(each.condition, fact, counted_)) continue;
    each.met = true;
    any = true;
  }
  return any;
}

std::vector<Faults::Deed> Faults::take(Nanos now) {
  std::vector<Deed> due;
  const auto is_due = [&](const Waiting& each) { return each.when == Fault::When::at ? each.at_ns <= now : each.met; };
  for (const Waiting& each : waiting_) {
    if (is_due(each)) due.push_back(each.deed);
  }
  std::erase_if(waiting_, is_due);
  return due;
}

bool Faults::lasts(ActionKind kind, Nanos now) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.lasts(kind, now); });
}

std::string_view Faults::hit(ActionKind kind, Nanos now, std::string& error) {
  for (Rule& rule : rules_) {
    const Fault& fault = rule.fault;
    if (!rule.lasts(kind, now)) continue;
    const bool hits = fault.share.kind == Share::Kind::percent
                          ? static_cast<std::int64_t>(rule.random.below(100)) < fault.share.n
                          : ++rule.passed % fault.share.n == 0;
    if (!hits) continue;
    error = fault.action.text;
    return fault.what_words;
  }
  return {};
}

}  // namespace inflight
