// The method tables of the builtin types, and their constructors; each file of methods_*.cpp fills one.
#pragma once

#include <span>

#include "core/script/value.h"

namespace inflight::script {

std::span<const Method> str_methods();
std::span<const Method> bytes_methods();
// Called on the type: str.maketrans(), bytes.fromhex(), dict.fromkeys().
std::span<const Method> str_functions();
std::span<const Method> bytes_functions();
std::span<const Method> dict_functions();
std::span<const Method> list_methods();
std::span<const Method> tuple_methods();
std::span<const Method> dict_methods();
std::span<const Method> set_methods();
std::span<const Method> number_methods();

// int(), float(), str() ...
Value make_int(Machine&, const Value&, const Args&);
Value make_float(Machine&, const Value&, const Args&);
Value make_bool(Machine&, const Value&, const Args&);
Value make_str(Machine&, const Value&, const Args&);
Value make_bytes(Machine&, const Value&, const Args&);
Value make_list(Machine&, const Value&, const Args&);
Value make_tuple(Machine&, const Value&, const Args&);
Value make_dict(Machine&, const Value&, const Args&);
Value make_set(Machine&, const Value&, const Args&);
Value make_range(Machine&, const Value&, const Args&);
Value make_type(Machine&, const Value&, const Args&);

}  // namespace inflight::script
