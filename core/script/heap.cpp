// Adopting, counting and freeing objects; see heap.h.
#include "core/script/heap.h"

#include <fmt/format.h>

namespace inflight::script {

std::string Object::repr() { return fmt::format("<{} object>", type_->name); }

void Value::let_go(Object* object) { object->heap_->free(object); }

// What is left here hangs in cycles, or nothing dropped it: let all go of all, then delete without order.
Heap::~Heap() {
  for (Object* object = first_; object != nullptr; object = object->next_) ++object->holders_;
  for (Object* object = first_; object != nullptr; object = object->next_) object->clear();
  while (first_ != nullptr) {
    Object* object = first_;
    first_ = object->next_;
    delete object;
  }
}

void Heap::reserve(std::size_t bytes) const {
  if (static_cast<std::int64_t>(bytes) > kMemoryLimit - used_) {
    throw LimitReached{"the program's values would need more than 256 MiB, which is the most that Inflight gives them"};
  }
}

void Heap::grow(Object* object, std::size_t bytes) {
  reserve(bytes);
  object->charged_ += static_cast<std::uint32_t>(bytes);
  used_ += static_cast<std::int64_t>(bytes);
}

void Heap::shrink(Object* object, std::size_t bytes) {
  object->charged_ -= static_cast<std::uint32_t>(bytes);
  used_ -= static_cast<std::int64_t>(bytes);
}

void Heap::adopt(Object* object, std::size_t size) {
  object->heap_ = this;
  object->charged_ = static_cast<std::uint32_t>(size);
  used_ += static_cast<std::int64_t>(size);
  object->next_ = first_;
  if (first_ != nullptr) first_->previous_ = object;
  first_ = object;
}

void Heap::unlink(Object* object) {
  if (object->previous_ != nullptr)
    object->previous_->next_ = object->next_;
  else
    first_ = object->next_;
  if (object->next_ != nullptr) object->next_->previous_ = object->previous_;
}

void Heap::free(Object* object) {
  waiting_.push_back(object);
  if (freeing_) return;
  freeing_ = true;
  while (!waiting_.empty()) {
    Object* dead = waiting_.back();
    waiting_.pop_back();
    dead->holders_ = 1;  // for what dropped() does with it
    dead->dropped();
    dead->clear();
    unlink(dead);
    used_ -= dead->charged_;
    delete dead;
  }
  freeing_ = false;
}

}  // namespace inflight::script
