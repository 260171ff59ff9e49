// The hash table of dicts and sets; see objects.h.
#include "core/base/hash.h"
#include "core/script/machine.h"

namespace inflight::script {
namespace {
constexpr std::int32_t kFree = -1;
constexpr std::int32_t kGone = -2;
}  // namespace

std::size_t Table::find(Machine& machine, const Value& key, std::uint64_t hash) const {
  if (slots_.empty()) return npos;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const std::int32_t at = slots_[slot];
    if (at == kFree) return npos;
    if (at == kGone) continue;
    const Entry& entry = entries_[static_cast<std::size_t>(at)];
    if (entry.hash == hash && (entry.key.same(key) || machine.equal(entry.key, key)))
      return static_cast<std::size_t>(at);
  }
}

void Table::set(Machine& machine, Object* owner, const Value& key, Value value) {
  set(machine, owner, key, machine.hash(key), std::move(value));
}

void Table::set(Machine& machine, Object* owner, const Value& key, std::uint64_t hash, Value value) {
  const std::size_t known = find(machine, key, hash);
  if (known != npos) {
    entries_[known].value = std::move(value);
    return;
  }
  if ((entries_.size() + 1) * 3 > slots_.size() * 2) {
    std::size_t slots = 8;
    while (slots * 2 < (live_ + 1) * 5) slots *= 2;
    const std::size_t before = slots_.size() * sizeof(std::int32_t);
    const std::size_t after = slots * sizeof(std::int32_t);
    if (after > before) machine.heap().grow(owner, after - before);
    rehash(slots);
  }
  if (entries_.size() == entries_.capacity()) {
    const std::size_t more = entries_.empty() ? 4 : entries_.size();
    machine.heap().grow(owner, more * sizeof(Entry));
    entries_.reserve(entries_.size() + more);
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] >= 0) slot = (slot + 1) & mask;
  slots_[slot] = static_cast<std::int32_t>(entries_.size());
  entries_.push_back({hash, key, std::move(value)});
  ++live_;
  ++changes;
}

bool Table::remove(Machine& machine, const Value& key) {
  const std::size_t at = find(machine, key, machine.hash(key));
  if (at == npos) return false;
  remove_at(at);
  return true;
}

void Table::remove_at(std::size_t position) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = entries_[position].hash & mask;
  while (slots_[slot] != static_cast<std::int32_t>(position)) slot = (slot + 1) & mask;
  slots_[slot] = kGone;
  const Entry gone = std::move(entries_[position]);
  entries_[position] = Entry{};
  --live_;
  ++changes;
}

// Drops the holes of what was removed, too.
void Table::rehash(std::size_t slots) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < entries_.size(); ++from) {
    if (entries_[from].key.is_unset()) continue;
    if (from != to) entries_[to] = std::move(entries_[from]);
    ++to;
  }
  entries_.resize(to);
  slots_.assign(slots, kFree);
  for (std::size_t at = 0; at < entries_.size(); ++at) {
    std::size_t slot = entries_[at].hash & (slots - 1);
    while (slots_[slot] != kFree) slot = (slot + 1) & (slots - 1);
    slots_[slot] = static_cast<std::int32_t>(at);
  }
}

void Table::clear() {
  std::vector<Entry> gone;
  gone.swap(entries_);
  slots_.clear();
  live_ = 0;
  ++changes;
}

}  // namespace inflight::script
