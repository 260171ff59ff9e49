// Value: what a script's name can hold; and Object, the counted things that some values point to. Counting frees an
// object at the moment when python would, which is when a dropped producer dies; cycles end with the Heap. One machine,
// one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace inflight::script {

class Heap;
class Machine;
class Value;

// The arguments of a call: by position, then by name.
struct Args {
  std::span<const Value> positional;
  std::span<const Value> named;
  std::span<const std::string> names;  // of `named`, same size
};

using NativeFn = Value (*)(Machine&, const Value& self, const Args& args);

struct Method {
  std::string_view name;
  NativeFn call = nullptr;
};

// What kind of object; one constant for each, compared by address.
struct Type {
  std::string_view name;
  const Type* base = nullptr;  // of an exception
  std::span<const Method> methods{};
  NativeFn construct = nullptr;         // calling the type; `self` is unset
  std::string_view module{};            // "cimpl" in cimpl.KafkaException
  std::span<const Method> constants{};  // read as Type.NAME: the call makes the value
  std::span<const Method> functions{};  // called as Type.name(...)

  bool is(const Type& other) const {
    for (const Type* type = this; type != nullptr; type = type->base) {
      if (type == &other) return true;
    }
    return false;
  }
};

class Object {
 public:
  explicit Object(const Type& type) : type_(&type) {}
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  const Type& type() const { return *type_; }
  // Lets go of all other objects; the heap calls it before it frees.
  virtual void clear() {}
  // Nobody holds it any more. Not called for what is left when the heap ends.
  virtual void dropped() {}
  // An embedder's object may have a length, a truth and a text.
  virtual bool has_length() const { return false; }
  virtual std::int64_t length() { return 0; }
  virtual std::string repr();
  virtual bool equals(const Object& other) const { return this == &other; }
  virtual bool equals_integer(std::int64_t) const { return false; }

 private:
  friend class Heap;
  friend class Value;
  const Type* type_;
  Heap* heap_ = nullptr;
  Object* previous_ = nullptr;
  Object* next_ = nullptr;
  std::uint32_t holders_ = 0;
  std::uint32_t charged_ = 0;  // bytes accounted for this object
};

enum class Tag : std::uint8_t { unset, none, boolean, integer, real, object };

class Value {
 public:
  Value() = default;
  Value(const Value& other) : tag_(other.tag_), as_(other.as_) { retain(); }
  Value(Value&& other) noexcept : tag_(other.tag_), as_(other.as_) { other.tag_ = Tag::unset; }
  Value& operator=(const Value& other) {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    swap(other);
    other.reset();
    return *this;
  }
  ~Value() { release(); }

  static Value none() { return Value(Tag::none, {.integer = 0}); }
  static Value boolean(bool b) { return Value(Tag::boolean, {.integer = b ? 1 : 0}); }
  static Value integer(std::int64_t i) { return Value(Tag::integer, {.integer = i}); }
  static Value real(double d) { return Value(Tag::real, {.real = d}); }
  static Value of(Object* object) {
    Value value(Tag::object, {.object = object});
    value.retain();
    return value;
  }

  Tag tag() const { return tag_; }
  bool is_unset() const { return tag_ == Tag::unset; }
  bool is_none() const { return tag_ == Tag::none; }
  bool is_integer() const { return tag_ == Tag::integer; }
  bool is_boolean() const { return tag_ == Tag::boolean; }
  bool is_real() const { return tag_ == Tag::real; }
  bool is_object() const { return tag_ == Tag::object; }
  bool is_integral() const { return tag_ == Tag::integer || tag_ == Tag::boolean; }
  bool is_number() const { return is_integral() || is_real(); }
  // integer and boolean
  std::int64_t as_integer() const { return as_.integer; }
  double as_real() const { return as_.real; }
  double as_number() const { return is_real() ? as_.real : static_cast<double>(as_.integer); }
  Object* object() const { return as_.object; }

  bool is(const Type& type) const { return tag_ == Tag::object && &as_.object->type() == &type; }
  // The object, if the value is one of class T (whose kType says so); else null.
  template <typename T>
  T* get() const {
    return is(T::kType) ? static_cast<T*>(as_.object) : nullptr;
  }
  // The same, where the type is known.
  template <typename T>
  T& to() const {
    return *static_cast<T*>(as_.object);
  }
  // `is` of Python.
  bool same(const Value& other) const {
    if (tag_ != other.tag_) return false;
    return tag_ == Tag::none || tag_ == Tag::unset || as_.integer == other.as_.integer;
  }
  void swap(Value& other) noexcept {
    std::swap(tag_, other.tag_);
    std::swap(as_, other.as_);
  }
  void reset() {
    release();
    tag_ = Tag::unset;
  }

 private:
  union Payload {
    std::int64_t integer;
    double real;
    Object* object;
  };
  Value(Tag tag, Payload as) : tag_(tag), as_(as) {}
  void retain() {
    if (tag_ == Tag::object) ++as_.object->holders_;
  }
  void release() {
    if (tag_ == Tag::object && --as_.object->holders_ == 0) let_go(as_.object);
  }
  static void let_go(Object* object);

  Tag tag_ = Tag::unset;
  Payload as_{.integer = 0};
};

}  // namespace inflight::script
