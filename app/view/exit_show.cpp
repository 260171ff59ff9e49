// The exit's timing; see exit_show.h.
#include "app/view/exit_show.h"

#include "app/session/eye.h"
#include "app/view/ease.h"
#include "app/view/find_messages.h"

namespace inflight {
namespace {

constexpr Nanos ms(std::int64_t count) { return count * kMillisecond; }

}  // namespace

ExitShow exit_show(const StageInput& input) {
  const Nanos since = input.showing.since_exit_ns;
  if (!input.process_gone() || since == kForever || input.look.reduce_motion) return {};
  const float verdict = share_of(since, ms(3'300), ms(3'900));
  // Who is killed gets no breath: a flash, and it is gone.
  if (input.world.exit.how == ExitHow::killed) {
    return {1, share_of(since, 0, ms(220)), share_of(since, ms(220), ms(1'500)), verdict, true};
  }
  return {share_of(since, 0, eye::kBreath), share_of(since, eye::kBreath, ms(1'500)),
          share_of(since, eye::kFall, ms(2'300)), verdict};
}

bool is_quiet_exit(const World& world) {
  const auto left_behind = [](Outcome, Stage stage) {
    return stage.report == Report::waiting || (stage.place != Place::done && stage.report != Report::told);
  };
  const ExitHow how = world.exit.how;
  const bool by_itself = how == ExitHow::end_of_script || how == ExitHow::sys_exit || how == ExitHow::exit_now;
  return by_itself && world.exit.code == 0 && count_messages(world, left_behind) == 0;
}

}  // namespace inflight
