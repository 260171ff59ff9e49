// list.sort() and sorted(); see modules.h.
#include <algorithm>
#include <iterator>
#include <numeric>

#include "core/script/machine.h"
#include "core/script/modules.h"

namespace inflight::script {
namespace {

using Order = std::vector<std::size_t>;

struct Less {
  Machine& machine;
  const std::vector<Value>& ranks;
  bool operator()(std::size_t a, std::size_t b) const {
    machine.charge_steps(1);
    return machine.less(ranks[a], ranks[b]);
  }
};

// Compares what python compares, in its order: that shows when a comparison raises, and when ranks have no order of all
// (NaN, sets). Only long lists are put together differently, out of runs that were sorted as python does.
class Sorter {
 public:
  Sorter(Less less, Order& order) : less_(less), order_(order) {}

  void sort() {
    const std::ptrdiff_t least = least_run(std::ssize(order_));
    std::vector<std::ptrdiff_t> ends{0};
    while (ends.back() != std::ssize(order_)) {
      const auto first = order_.begin() + ends.back();
      const auto run = ordered_run(first);
      const auto end = first + std::max(run - first, std::min(least, order_.end() - first));
      for (auto at = run; at != end; ++at) std::rotate(std::upper_bound(first, at, *at, less_), at, at + 1);
      ends.push_back(end - order_.begin());
    }
    while (ends.size() > 2) merge_pairs(ends);
  }

 private:
  // Python's: from 32 to 64, and such that the runs are a power of two, or a few less.
  static std::ptrdiff_t least_run(std::ptrdiff_t size) {
    std::ptrdiff_t odd = 0;
    for (; size >= 64; size >>= 1) odd |= size & 1;
    return size + odd;
  }

  // The end of what is in order from here on; what falls is turned round.
  Order::iterator ordered_run(Order::iterator first) {
    auto at = first + 1;
    if (at == order_.end()) return at;
    const bool falling = less_(*at, *first);
    for (++at; at != order_.end() && less_(*at, *(at - 1)) == falling;) ++at;
    if (falling) std::reverse(first, at);
    return at;
  }

  void merge_pairs(std::vector<std::ptrdiff_t>& ends) {
    Order merged;
    merged.reserve(order_.size());
    std::vector<std::ptrdiff_t> merged_ends{0};
    for (std::size_t n = 1; n < ends.size(); n += 2) {
      const std::size_t second = std::min(n + 1, ends.size() - 1);
      const auto place = [&](std::size_t which) { return order_.begin() + ends[which]; };
      std::merge(place(n - 1), place(n), place(n), place(second), std::back_inserter(merged), less_);
      merged_ends.push_back(ends[second]);
    }
    order_ = std::move(merged);
    ends = std::move(merged_ends);
  }

  Less less_;
  Order& order_;
};

}  // namespace

void sort_items(Machine& m, std::vector<Value>& items, const Value& key, bool reverse) {
  m.heap().reserve(items.size() * (sizeof(Value) * 2 + sizeof(std::size_t)));
  std::vector<Value> ranks;
  ranks.reserve(items.size());
  for (const Value& item : items) ranks.push_back(key.is_none() ? item : m.call(key, {&item, 1}));
  Order order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto turn = [&] {
    if (reverse) std::reverse(order.begin(), order.end());
  };
  const auto put = [&] {
    turn();
    std::vector<Value> sorted;
    sorted.reserve(items.size());
    for (const std::size_t at : order) sorted.push_back(std::move(items[at]));
    items = std::move(sorted);
  };
  turn();  // and turned back: so equals keep their order in reverse too
  try {
    Sorter({m, ranks}, order).sort();
  } catch (...) {
    put();  // as far as it came, like python
    throw;
  }
  put();
}

}  // namespace inflight::script
