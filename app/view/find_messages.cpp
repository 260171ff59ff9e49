// Scans backwards, because what a region shows is mostly young; see find_messages.h.
#include "app/view/find_messages.h"

#include <algorithm>
#include <bitset>

namespace inflight {
namespace {

std::bitset<kStageCount> stages_of(const World& world, StagePredicate is_so) {
  std::bitset<kStageCount> stages;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    stages[i] = world.messages.counts[i] > 0 && is_so(kOutcomes[static_cast<std::size_t>(world.phase)][i], stage_at(i));
  }
  return stages;
}

template <typename Counts>
std::int64_t sum(const Counts& counts, const std::bitset<kStageCount>& stages) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (stages[i]) total += counts[i];
  }
  return total;
}

}  // namespace

std::int64_t count_messages(const World& world, StagePredicate is_so) {
  return sum(world.messages.counts, stages_of(world, is_so));
}

std::vector<MessageId> find_messages(const World& world, StagePredicate is_so, std::size_t most) {
  const std::bitset<kStageCount> stages = stages_of(world, is_so);
  const std::size_t wanted = std::min(most, static_cast<std::size_t>(sum(world.messages.counts, stages)));
  std::vector<MessageId> found;
  for (std::size_t page = world.messages.pages.size(); page-- > 0 && found.size() < wanted;) {
    const MessagePage& messages = *world.messages.pages[page];
    if (sum(messages.counts, stages) == 0) continue;
    for (std::size_t i = MessagePage::kSize; i-- > 0 && found.size() < wanted;) {
      const Message& message = messages.messages[i];
      if (message.accepted && stages[index_of(message.stage)]) {
        found.push_back(static_cast<MessageId>(page * MessagePage::kSize + i));
      }
    }
  }
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace inflight
