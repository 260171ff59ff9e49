// Speed: how fast a run is shown, in one of three words or at a ratio of real time that a person chose. It is asked how
// long something of the run takes on screen, and how much less time there is for what an eye should follow.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace inflight {

class Speed {
 public:
  // Ratios go by doubling: from 1/32 of real time to 32 times real time.
  static constexpr std::int64_t kMostDoublings = 5;

  static const Speed story, normal, fast;
  // 2 to the power of `doublings`, held within what there is.
  static constexpr Speed ratio(std::int64_t doublings) {
    return {Way::ratio, std::clamp(doublings, -kMostDoublings, kMostDoublings)};
  }

  constexpr bool is_ratio() const { return way_ == Way::ratio; }
  constexpr std::int64_t doublings() const { return doublings_; }

  // So much of the run passes in so much time on screen, and the other way round.
  constexpr Nanos of_run(Nanos screen) const { return times(screen, doublings_); }
  constexpr Nanos on_screen(Nanos run) const { return times(run, -doublings_); }
  // How long something stands that stands for `usual` at Normal. A slower run has more time between its events, but an
  // eye needs no more for each.
  constexpr Nanos standing(Nanos usual) const { return times(usual, std::min<std::int64_t>(0, -doublings_)); }
  // The same of what travels: it is shortened by the root only, or nobody could follow it.
  constexpr Nanos travelling(Nanos usual) const { return times(usual, std::min<std::int64_t>(0, -doublings_ / 2)); }

  friend constexpr bool operator==(const Speed&, const Speed&) = default;

 private:
  enum class Way : std::uint8_t { story, normal, fast, ratio };
  constexpr Speed(Way way, std::int64_t doublings) : way_(way), doublings_(doublings) {}
  static constexpr Nanos times(Nanos time, std::int64_t doublings) {
    return doublings < 0 ? time / (Nanos{1} << -doublings) : time * (Nanos{1} << doublings);
  }

  Way way_;
  std::int64_t doublings_;
};

inline constexpr Speed Speed::story{Way::story, 0};
inline constexpr Speed Speed::normal{Way::normal, 0};
inline constexpr Speed Speed::fast{Way::fast, 2};

// "Story", "1/4 of real time", "8 times real time"
std::string words_of(const Speed& speed);
// A ratio as it is written down: "1/4", "1", "8"; and read: none if it is no ratio that there is.
std::string ratio_text(const Speed& speed);
std::optional<Speed> ratio_in(std::string_view text);

}  // namespace inflight
