// See interest.h.
#include "app/view/interest.h"

#include <array>

#include "core/recording/landmarks.h"

namespace inflight {
namespace {

constexpr std::array<std::string_view, kStepsBy> kWords{"A batch leaves",
                                                        "An answer comes back",
                                                        "A report is queued",
                                                        "Your callback runs",
                                                        "produce() is refused",
                                                        "A message is to be sent again",
                                                        "Something is lost, or the process exits"};

}  // namespace

std::vector<MenuEntry> prepare_interest(const StageInput& input) {
  std::vector<MenuEntry> entries;
  for (std::size_t i = 0; i < kStepsBy; ++i) {
    const auto landmark = static_cast<Landmark>(i);
    entries.push_back({.name = std::string(name_of(landmark)),
                       .words = std::string(kWords[i]),
                       .command = {CommandId::toggle_interest, static_cast<std::int64_t>(i)},
                       .chosen = (input.interesting & only(landmark)) != 0});
  }
  return entries;
}

void draw_interest(Frame& f, const StageInput& input, bool opens) {
  const std::vector<MenuEntry> entries = prepare_interest(input);
  draw_menu_list(f, {.name = "choose_interest", .sentence = "", .entries = entries, .stays = true}, f.layout.step,
                 opens);
}

}  // namespace inflight
