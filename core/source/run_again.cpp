// See run_again.h.
#include "core/source/run_again.h"

#include "core/source/make_run.h"

namespace inflight {
namespace {

constexpr Nanos kSlice = kSecond;

bool is_of_the_run(EventKind kind) { return kind != EventKind::caption && kind != EventKind::prediction; }

// Compares facts with those of a recording, one by one.
class Comparing : public FactSink {
 public:
  explicit Comparing(const Recording& recording) : recording_(recording) {}

  void accept(const Fact& given) override {
    if (!found_.same) return;
    const Fact fact = committed(given, newest_ns_);
    newest_ns_ = fact.event.at_ns;
    go_to_next();
    if (next_ == recording_.size()) return differs("nothing", to_text(fact));
    const Fact recorded = recording_.fact(next_);
    if (!equal(recorded, fact)) return differs(to_text(recorded), to_text(fact));
    ++next_;
  }
  bool differed() const { return !found_.same; }
  RunAgain finish() {
    go_to_next();
    if (found_.same && next_ < recording_.size()) differs(to_text(recording_.fact(next_)), "nothing");
    return found_;
  }

 private:
  static bool equal(const Fact& x, const Fact& y) {
    Event a = x.event;
    Event b = y.event;
    a.text = b.text = a.ids = b.ids = 0;  // places in a recording's pools
    return a == b && x.text == y.text && std::equal(x.ids.begin(), x.ids.end(), y.ids.begin(), y.ids.end());
  }
  void go_to_next() {
    while (next_ < recording_.size() && !is_of_the_run(recording_.event(next_).kind)) ++next_;
  }
  void differs(std::string recorded, std::string now) { found_ = {false, next_, std::move(recorded), std::move(now)}; }

  const Recording& recording_;
  std::uint64_t next_ = 0;
  Nanos newest_ns_ = 0;
  RunAgain found_;
};

}  // namespace

Result<RunAgain> run_again(const RunOptions& options, const Recording& recording) {
  if (options.source != RunSource::simulated) {
    return bad_input("Only a simulated run can be run again: what really happened happens once.");
  }
  const Result<std::unique_ptr<Run>> run = make_run(options);
  if (!run) return run.error();
  Comparing comparing(recording);
  RunState state;
  while (!state.ended && !comparing.differed()) {
    state = run.value()->advance(saturating_add(state.reached_ns, kSlice), comparing);
    if (state.failed) return *state.failed;
  }
  return comparing.finish();
}

}  // namespace inflight
