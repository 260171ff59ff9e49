// How native functions read their arguments; see machine.h.
#include <algorithm>
#include <cassert>
#include <fmt/format.h>

#include "core/script/machine.h"

namespace inflight::script {

Given parse_args(Machine& machine, const Args& args, std::string_view function, std::span<const std::string_view> names,
                 std::size_t required) {
  assert(names.size() <= Given().size());
  const auto called = [&] { return function.empty() ? "function" : fmt::format("{}()", function); };
  const std::size_t given = args.positional.size() + args.named.size();
  if (given > names.size()) {
    machine.raise(errors::TypeError,
                  fmt::format("{} takes at most {} {}argument{} ({} given)", called(), names.size(),
                              args.positional.empty() ? "keyword " : "", names.size() == 1 ? "" : "s", given));
  }
  Given found{};
  for (std::size_t i = 0; i < args.positional.size(); ++i) found[i] = &args.positional[i];
  for (std::size_t i = 0; i < args.named.size(); ++i) {
    const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), args.names[i]) - names.begin());
    if (at == names.size()) {
      machine.raise(errors::TypeError, fmt::format("'{}' is an invalid keyword argument for {}", args.names[i],
                                                   function.empty() ? "this function" : called()));
    }
    if (found[at] != nullptr) {
      machine.raise(errors::TypeError, fmt::format("argument for {} given by name ('{}') and position ({})", called(),
                                                   args.names[i], at + 1));
    }
    found[at] = &args.named[i];
  }
  for (std::size_t i = 0; i < required; ++i) {
    if (found[i] == nullptr) {
      machine.raise(errors::TypeError,
                    fmt::format("{} missing required argument '{}' (pos {})", called(), names[i], i + 1));
    }
  }
  return found;
}

void expect_args(Machine& machine, const Args& args, std::string_view function, std::size_t least, std::size_t most) {
  if (!args.named.empty()) machine.raise(errors::TypeError, fmt::format("{}() takes no keyword arguments", function));
  const std::size_t given = args.positional.size();
  if (given >= least && given <= most) return;
  if (least == 1 && most == 1) {  // what takes one argument and no more has a message of its own
    machine.raise(errors::TypeError, fmt::format("{}() takes exactly one argument ({} given)", function, given));
  }
  const std::size_t limit = given < least ? least : most;
  machine.raise(errors::TypeError, fmt::format("{} expected {}{} argument{}, got {}", function,
                                               least == most   ? ""
                                               : given < least ? "at least "
                                                               : "at most ",
                                               limit, limit == 1 ? "" : "s", given));
}

namespace {

void no_names(Machine& machine, const Value& self, const Args& args, std::string_view name) {
  if (args.named.empty()) return;
  machine.raise(errors::TypeError, fmt::format("{}.{}() takes no keyword arguments", type_of(self).name, name));
}

}  // namespace

void expect_method(Machine& machine, const Value& self, const Args& args, std::string_view name, std::size_t least,
                   std::size_t most) {
  no_names(machine, self, args, name);
  expect_args(machine, args, name, least, most);
}

void expect_none(Machine& machine, const Value& self, const Args& args, std::string_view name) {
  no_names(machine, self, args, name);
  if (args.positional.empty()) return;
  machine.raise(errors::TypeError,
                fmt::format("{}.{}() takes no arguments ({} given)", type_of(self).name, name, args.positional.size()));
}

void expect_one(Machine& machine, const Value& self, const Args& args, std::string_view name) {
  no_names(machine, self, args, name);
  if (args.positional.size() == 1) return;
  machine.raise(errors::TypeError, fmt::format("{}.{}() takes exactly one argument ({} given)", type_of(self).name,
                                               name, args.positional.size()));
}

const Value* named(const Args& args, std::string_view name) {
  for (std::size_t n = 0; n < args.named.size(); ++n) {
    if (args.names[n] == name) return &args.named[n];
  }
  return nullptr;
}

void only_named(Machine& m, const Args& args, std::string_view function,
                std::initializer_list<std::string_view> allowed) {
  for (const std::string& name : args.names) {
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
      m.raise(errors::TypeError, fmt::format("'{}' is an invalid keyword argument for {}()", name, function));
    }
  }
}

}  // namespace inflight::script
