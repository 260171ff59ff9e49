// Types, texts and small parts of the builtin objects; see objects.h and types.h.
#include "core/script/objects.h"

#include <array>
#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/script/code.h"
#include "core/script/machine.h"
#include "core/script/methods.h"
#include "core/script/source.h"
#include "core/script/types.h"

namespace inflight::script {

const Type Str::kType{"str", nullptr, str_methods(), make_str, {}, {}, str_functions()};
const Type Bytes::kType{"bytes", nullptr, bytes_methods(), make_bytes, {}, {}, bytes_functions()};
const Type List::kType{"list", nullptr, list_methods(), make_list};
const Type Tuple::kType{"tuple", nullptr, tuple_methods(), make_tuple};
const Type Dict::kType{"dict", nullptr, dict_methods(), make_dict, {}, {}, dict_functions()};
const Type Set::kType{"set", nullptr, set_methods(), make_set};
const Type Range::kType{"range", nullptr, {}, make_range};
const Type Slice::kType{"slice"};
const Type Cell::kType{"cell"};
const Type Function::kType{"function"};
const Type NativeFunction::kType{"builtin_function_or_method"};
const Type BoundMethod::kType{"builtin_function_or_method"};
const Type TypeMethod::kType{"method_descriptor"};
const Type TypeObject::kType{"type", nullptr, {}, make_type};
const Type Module::kType{"module"};
const Type Iterator::kType{"iterator"};
const Type kIntType{"int", nullptr, number_methods(), make_int};
const Type kFloatType{"float", nullptr, number_methods(), make_float};
const Type kBoolType{"bool", &kIntType, {}, make_bool};
const Type kNoneType{"NoneType"};

namespace errors {
const Type BaseException{"BaseException"};
#define INFLIGHT_DEFINE(name, base) const Type name{#name, &base};
INFLIGHT_EXCEPTIONS(INFLIGHT_DEFINE)
#undef INFLIGHT_DEFINE
}  // namespace errors

std::span<const Type* const> exception_types() {
  static const std::array kAll{&errors::BaseException,
#define INFLIGHT_LIST(name, base) &errors::name,
                               INFLIGHT_EXCEPTIONS(INFLIGHT_LIST)
#undef INFLIGHT_LIST
  };
  return kAll;
}

const Type& type_of(const Value& value) {
  switch (value.tag()) {
    case Tag::boolean: return kBoolType;
    case Tag::integer: return kIntType;
    case Tag::real: return kFloatType;
    case Tag::object: return value.object()->type();
    default: return kNoneType;
  }
}

std::int64_t Str::characters() {
  if (characters_ < 0) characters_ = static_cast<std::int64_t>(count_characters(text));
  return characters_;
}

std::uint64_t Str::hash() {
  if (hash_ == 0) hash_ = hash_bytes(text) | 1;
  return hash_;
}

std::int64_t Range::count() const {
  if (step > 0 ? start >= stop : start <= stop) return 0;
  const auto span = step > 0 ? static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start)
                             : static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(stop);
  const std::uint64_t stride = step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  return static_cast<std::int64_t>((span - 1) / stride + 1);
}

std::string Function::repr() { return fmt::format("<function {}>", code.qualified); }
std::string NativeFunction::repr() { return fmt::format("<built-in function {}>", name); }
std::string BoundMethod::repr() {
  return fmt::format("<built-in method {} of {} object>", method.name, type_of(self).name);
}
std::string TypeMethod::repr() { return fmt::format("<method '{}' of '{}' objects>", method.name, of.name); }
std::string TypeObject::repr() {
  return fmt::format("<class '{}{}{}'>", named.module, named.module.empty() ? "" : ".", named.name);
}
std::string Module::repr() { return fmt::format("<module '{}'>", spec.name); }

}  // namespace inflight::script
