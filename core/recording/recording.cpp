// Appending and reading; see recording.h.
#include "core/recording/recording.h"

#include <algorithm>

namespace inflight {
namespace {

constexpr std::size_t kTextBlock = 1 << 16;
constexpr std::size_t kIdBlock = 1 << 14;

// Copies elements to the end of the newest block, or into a new one that is large enough. `room` is what is left of
// the newest block, which then always has the size `block_size`; a longer text gets a block of its own.
template <typename T>
const T* store_in(std::vector<std::unique_ptr<T[]>>& blocks, std::size_t& room, std::size_t block_size,
                  std::span<const T> data) {
  if (data.size() > room) {
    blocks.push_back(std::make_unique<T[]>(std::max(data.size(), block_size)));
    room = block_size;
  }
  T* at = blocks.back().get() + (block_size - room);
  std::copy(data.begin(), data.end(), at);
  room = data.size() > room ? 0 : room - data.size();
  return at;
}

}  // namespace

Fact committed(Fact fact, Nanos newest) {
  if (fact.event.at_ns >= newest) return fact;
  fact.happened_ns = fact.event.at_ns;
  fact.event.at_ns = newest;
  return fact;
}

Recording::Recording() {
  texts_.push_back({"", 0});
  id_lists_.push_back({nullptr, 0});
}

const char* Recording::store(std::string_view text) {
  return store_in<char>(text_blocks_, text_room_, kTextBlock, text);
}

const MessageId* Recording::store(std::span<const MessageId> ids) {
  return store_in<MessageId>(id_blocks_, id_room_, kIdBlock, ids);
}

void Recording::accept(const Fact& given) {
  const Fact fact = committed(given, end_ns());
  Event event = fact.event;
  event.text = 0;
  event.ids = 0;
  if (!fact.text.empty()) {
    event.text =
        static_cast<std::uint32_t>(texts_.push_back({store(fact.text), static_cast<std::uint32_t>(fact.text.size())}));
  }
  if (!fact.ids.empty()) {
    event.ids =
        static_cast<std::uint32_t>(id_lists_.push_back({store(fact.ids), static_cast<std::uint32_t>(fact.ids.size())}));
  }
  if (fact.happened_ns >= 0) late_.push_back({events_.size(), fact.happened_ns});
  events_.push_back(event);
}

Fact Recording::fact(std::uint64_t i) const {
  Fact fact;
  fact.event = events_[i];
  fact.text = text(fact.event.text);
  const Slice& ids = id_lists_[fact.event.ids];
  fact.ids = {static_cast<const MessageId*>(ids.data), ids.size};
  std::size_t low = 0;
  for (std::size_t high = late_.size(); low < high;) {
    const std::size_t middle = (low + high) / 2;
    if (late_[middle].event < i) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < late_.size() && late_[low].event == i) fact.happened_ns = late_[low].happened_ns;
  return fact;
}

std::string_view Recording::text(std::uint32_t ref) const {
  const Slice& slice = texts_[ref];
  return {static_cast<const char*>(slice.data), slice.size};
}

Nanos Recording::end_ns() const {
  const std::size_t size = events_.size();
  return size == 0 ? 0 : events_[size - 1].at_ns;
}

std::uint64_t Recording::events_until(Nanos t) const {
  std::uint64_t low = 0;
  for (std::uint64_t high = size(); low < high;) {
    const std::uint64_t middle = (low + high) / 2;
    if (events_[middle].at_ns <= t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace inflight
