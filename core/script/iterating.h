// iterating: the builtin functions that give an iterator, or take one step of it; in the table of builtins.cpp.
#pragma once

#include "core/script/machine.h"

namespace inflight::script::iterating {

Value iter(Machine& machine, const Value&, const Args& args);
Value next(Machine& machine, const Value&, const Args& args);
Value enumerate(Machine& machine, const Value&, const Args& args);
Value zip(Machine& machine, const Value&, const Args& args);
Value map(Machine& machine, const Value&, const Args& args);
Value filter(Machine& machine, const Value&, const Args& args);
Value reversed(Machine& machine, const Value&, const Args& args);

}  // namespace inflight::script::iterating
