// Heap: owns every object of one machine and accounts for their memory. An allocation that would pass the limit is
// refused before it is made.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/script/value.h"

namespace inflight::script {

inline constexpr std::int64_t kMemoryLimit = 256LL << 20;

// Ends the program: a bound was passed. Not an exception of the script; no handler of it runs.
struct LimitReached {
  std::string sentence;
};

class Heap {
 public:
  Heap() = default;
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  template <typename T, typename... Arguments>
  T* make(Arguments&&... arguments) {
    reserve(sizeof(T));
    T* object = new T(std::forward<Arguments>(arguments)...);
    adopt(object, sizeof(T));
    return object;
  }

  // Throws LimitReached if so many bytes more would pass the limit. Says nothing about who uses them.
  void reserve(std::size_t bytes) const;
  // The object's contents grew by so many bytes; call before they do.
  void grow(Object* object, std::size_t bytes);
  void shrink(Object* object, std::size_t bytes);
  std::int64_t used() const { return used_; }

 private:
  friend class Value;
  void adopt(Object* object, std::size_t size);
  void free(Object* object);
  void unlink(Object* object);

  Object* first_ = nullptr;
  std::int64_t used_ = 0;
  std::vector<Object*> waiting_;  // dead, and not freed yet: freeing never recurses
  bool freeing_ = false;
};

}  // namespace inflight::script
