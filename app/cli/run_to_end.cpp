// See run_to_end.h.
#include "app/cli/run_to_end.h"

#include "core/recording/recording.h"

namespace inflight {
namespace {

constexpr Nanos kSlice = kSecond;

class Counting : public FactSink {
 public:
  explicit Counting(FactSink& sink) : sink_(sink) {}
  void accept(const Fact& fact) override {
    ++count_;
    sink_.accept(fact);
  }
  std::uint64_t count() const { return count_; }

 private:
  FactSink& sink_;
  std::uint64_t count_ = 0;
};

}  // namespace

// A script that never ends must not fill the memory or the disk; --until says how long is wanted.
Status run_to_end(Run& run, FactSink& sink, const std::function<Status()>& after_slice) {
  Counting counting(sink);
  RunState state;
  while (!state.ended) {
    state = run.advance(saturating_add(state.reached_ns, kSlice), counting);
    if (const Status done = after_slice(); !done) return done;
    if (state.failed) return *state.failed;
    if (counting.count() > Recording::kMostEvents) {
      return bad_input("the program did not end within 30 million events. Give --until TIME to stop it sooner.");
    }
  }
  return Done{};
}

}  // namespace inflight
