// See conform.h.
#include "core/conform/conform.h"

#include <fmt/format.h>
#include <numeric>

#include "core/conform/apart.h"
#include "core/conform/side_by_side.h"

namespace inflight::conform {
namespace {

using Say = std::function<void(std::string_view)>;

constexpr std::size_t kMostRows = 400;
constexpr std::size_t kMostDifferences = 12;
constexpr int kTimesAlone = 3;

void tell_differences(const Comparison& comparison, const Say& say) {
  std::size_t told = 0;
  for (const Difference& difference : comparison.differences) {
    if (++told > kMostDifferences) {
      return say(fmt::format("  ... and {} more differences", comparison.differences.size() - kMostDifferences));
    }
    say(fmt::format("  {}: simulated {}, real {}", difference.name,
                    difference.simulated.empty() ? "nothing" : difference.simulated,
                    difference.real.empty() ? "nothing" : difference.real));
  }
}

void tell_divergence(const Case& the_case, const Trial& trial, const Plan& plan, const Say& say) {
  say(fmt::format("DIVERGENCE: {}", the_case.name));
  if (trial.failed) return say("  " + trial.failed->sentence);
  tell_differences(trial.comparison, say);
  Case smallest = the_case;
  Trial last = run_trial(the_case, plan.budget_ns);  // a trial apart keeps no lists of events
  if (plan.shrink_patience_ns > 0) {
    smallest = shrink(the_case, plan.budget_ns, plan.shrink_patience_ns);
    Trial shrunk = run_trial(smallest, plan.budget_ns);
    if (!shrunk.failed && !shrunk.agrees()) last = std::move(shrunk);
    say("shrunk to:");
    tell_differences(last.comparison, say);
  }
  say(listing(smallest.options.script, smallest.options.lines_off));
  if (last.real) say(side_by_side(*last.simulated, *last.real, kMostRows));
  say(fmt::format("To repeat it: inflight conform {}", smallest.repeat));
}

void count(const Trial& trial, Score& score) {
  ++score.scripts;
  score.too_long += trial.too_long;
  score.more += trial.took_more && trial.agrees();
  const auto add = [](Count& to, const Count& more) {
    to.compared += more.compared;
    to.left_out += more.left_out;
  };
  for (std::size_t i = 0; i < kTopicCount; ++i) add(score.counts[i], trial.comparison.counts[i]);
  add(score.durations, trial.comparison.durations);
}

}  // namespace

std::int64_t Score::compared() const {
  return std::accumulate(counts.begin(), counts.end(), durations.compared,
                         [](std::int64_t sum, const Count& count) { return sum + count.compared; });
}

Score conform(const Plan& plan, const Say& say) {
  Score score;
  std::vector<Trial> trials = run_apart(plan.cases, plan.at_once, plan.budget_ns);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const bool agreed_at_once = trials[i].agrees();
    for (int time = 0; time < kTimesAlone && !trials[i].agrees(); ++time) {
      trials[i] = run_apart({&plan.cases[i], 1}, 1, plan.budget_ns).front();
    }
    count(trials[i], score);
    if (!trials[i].agrees()) {
      ++score.divergences;
      tell_divergence(plan.cases[i], trials[i], plan, say);
    } else if (!agreed_at_once) {
      ++score.again;
    }
    trials[i] = {};
  }
  return score;
}

std::string summary(const Score& score) {
  std::string out;
  const auto row = [&](std::string_view what, const Count& count, std::string_view how) {
    out += fmt::format("  {:<32} {:>8} compared {:>8} left out{}\n", what, count.compared, count.left_out, how);
  };
  for (std::size_t i = 0; i < kTopicCount; ++i) row(name_of(static_cast<Topic>(i)), score.counts[i], "");
  row("durations", score.durations, "   loosened: a busy machine adds to them");
  out += "Left out: timing or chance may change it; simulated runs at several speeds and seeds differ in it.\n";
  if (score.more > 0) out += fmt::format("{} agreed only with more simulated runs than usual.\n", score.more);
  if (score.again > 0) out += fmt::format("{} agreed only when run alone.\n", score.again);
  if (score.too_long > 0) out += fmt::format("{} not run: they last beyond their budget.\n", score.too_long);
  return out + fmt::format("{} scripts, {} comparisons, {} divergences\n", score.scripts, score.compared(),
                           score.divergences);
}

}  // namespace inflight::conform
