// Cow<T> and Paged<T>: copy-on-write storage. A copy shares; the first change through a copy makes its own. That makes
// a keyframe of a world cost its page table, not its messages. Copies may live in different threads: a page is changed
// only by its sole owner, and the reference count orders the hand-over.
#pragma once

#include <array>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace inflight {

template <typename T>
class Cow {
 public:
  Cow() : node_(new Node) {}
  Cow(const Cow& other) : node_(other.node_) { node_->owners.fetch_add(1, std::memory_order_relaxed); }
  Cow(Cow&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Cow& operator=(Cow other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Cow() {
    if (node_ && node_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete node_;
  }

  const T& operator*() const { return node_->value; }
  const T* operator->() const { return &node_->value; }
  bool shares_with(const Cow& other) const { return node_ == other.node_; }

  // The value to change: copied first if anyone else has it.
  T& mutate() {
    if (node_->owners.load(std::memory_order_acquire) != 1) *this = Cow(node_->value);
    return node_->value;
  }

 private:
  struct Node {
    T value{};
    std::atomic<std::uint32_t> owners{1};
  };
  explicit Cow(const T& value) : node_(new Node{value, {1}}) {}
  Node* node_;
};

// A vector in shared pages that grows and shrinks at its end; elements may be changed in place. Element addresses are
// not stable.
template <typename T, std::size_t kPageSize = 256>
class Paged {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t i) const { return assert(i < size_), (*pages_[i / kPageSize])[i % kPageSize]; }
  const T& back() const { return (*this)[size_ - 1]; }
  T& mutate(std::size_t i) { return assert(i < size_), pages_[i / kPageSize].mutate()[i % kPageSize]; }
  void push_back(const T& value) {
    if (size_ % kPageSize == 0) pages_.emplace_back();
    pages_.back().mutate()[size_ % kPageSize] = value;
    ++size_;
  }
  // Forgets all but the first so many.
  void shrink(std::size_t size) {
    assert(size <= size_);
    pages_.resize((size + kPageSize - 1) / kPageSize);
    size_ = size;
  }

 private:
  using Page = std::array<T, kPageSize>;
  std::vector<Cow<Page>> pages_;
  std::size_t size_ = 0;
};

}  // namespace inflight
