// The methods that str and bytes have in common, written once over both; each file of methods_*.cpp has some of them.
#pragma once

#include "core/script/machine.h"

namespace inflight::script {

// What a str and what bytes are made of. T is Str or Bytes.
template <typename T>
const std::string& content(const Value& value);
template <>
inline const std::string& content<Str>(const Value& value) {
  return value.to<Str>().text;
}
template <>
inline const std::string& content<Bytes>(const Value& value) {
  return value.to<Bytes>().data;
}
template <typename T>
Value make(Machine& m, std::string_view content);
template <>
inline Value make<Str>(Machine& m, std::string_view content) {
  return m.text(content);
}
template <>
inline Value make<Bytes>(Machine& m, std::string_view content) {
  return m.bytes(content);
}

// The argument's content; raises `sentence`, or what bytes say, with the type's name behind it, if it is of another
// type.
template <typename T>
std::string_view part_of(Machine& m, const Value& argument, std::string_view sentence);

// Searching and replacing; see methods_search.cpp.
template <typename T>
Value text_find(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_rfind(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_index(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_rindex(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_count(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_startswith(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_endswith(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_replace(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_partition(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_rpartition(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_removeprefix(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_removesuffix(Machine& m, const Value& self, const Args& args);

// Taking apart and putting together; see methods_split.cpp.
template <typename T>
Value text_split(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_rsplit(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_splitlines(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_strip(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_lstrip(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_rstrip(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_join(Machine& m, const Value& self, const Args& args);
template <typename T>
Value text_expandtabs(Machine& m, const Value& self, const Args& args);

// Upper and lower case, and what kind of characters they are; see methods_case.cpp.
std::span<const Method> case_methods();

// encode(), decode(), hex(), fromhex(); see methods_codec.cpp.
Value text_encode(Machine& m, const Value& self, const Args& args);
Value bytes_decode(Machine& m, const Value& self, const Args& args);
Value bytes_hex(Machine& m, const Value& self, const Args& args);
Value bytes_fromhex(Machine& m, const Value& self, const Args& args);

}  // namespace inflight::script
