// Calls: of the script's functions, which become frames, and of native ones; attributes. See machine.h.
#include <algorithm>
#include <fmt/format.h>
#include <new>

#include "core/script/iterators.h"
#include "core/script/machine.h"

namespace inflight::script {

// What a native call back into the script must put right, however it ends.
struct Machine::NestedRun {
  explicit NestedRun(Machine& machine) : m(machine), top(machine.top_ - machine.stack_), handled(machine.handled_) {
    if (m.nested_ >= kMaxNested) m.raise(errors::RecursionError, "maximum recursion depth exceeded in native calls");
    ++m.nested_;
  }
  ~NestedRun() {
    --m.nested_;
    m.drop(m.top_ - m.stack_ - top);
    m.handled_ = std::move(handled);
  }
  NestedRun(const NestedRun&) = delete;
  Machine& m;
  std::ptrdiff_t top;
  Value handled;
};

Value Machine::call(const Value& callee, std::span<const Value> args) {
  if (const NativeFunction* native = callee.get<NativeFunction>()) return native->call(*this, Value(), {args, {}, {}});
  const NestedRun nested(*this);
  const std::size_t until = frames_.size();
  push(callee);
  for (const Value& one : args) push(one);
  call_top(args.size(), {});
  return frames_.size() > until ? execute(until) : pop();
}

bool Machine::callable(const Value& value) const {
  return value.is(Function::kType) || value.is(NativeFunction::kType) || value.is(BoundMethod::kType) ||
         value.is(TypeObject::kType) || value.is(TypeMethod::kType);
}

void Machine::op_call(const Instruction& i) {
  std::span<const std::string> names;
  if (i.b > 0) names = unit_->sites[i.b - 1U].names;
  call_top(static_cast<std::size_t>(i.a), names);
}

// The callee lies below `positional` arguments by position and one for each name.
void Machine::call_top(std::size_t positional, std::span<const std::string> names) {
  const std::size_t count = positional + names.size();
  const Value& callee = top_[-1 - static_cast<std::ptrdiff_t>(count)];
  if (const Function* function = callee.get<Function>()) return enter(*function, positional, names);
  const Args args{{top_ - count, positional}, {top_ - names.size(), names.size()}, names};
  if (const NativeFunction* native = callee.get<NativeFunction>()) {
    return finish_native(count + 1, native->call(*this, Value(), args));
  }
  if (const BoundMethod* bound = callee.get<BoundMethod>()) {
    return finish_native(count + 1, bound->method.call(*this, bound->self, args));
  }
  if (const TypeMethod* unbound = callee.get<TypeMethod>()) {
    if (args.positional.empty()) {
      raise(errors::TypeError,
            fmt::format("unbound method {}.{}() needs an argument", unbound->of.name, unbound->method.name));
    }
    const Value& self = args.positional[0];
    if (!type_of(self).is(unbound->of)) {
      raise(errors::TypeError, fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                                           unbound->method.name, unbound->of.name, type_of(self).name));
    }
    return finish_native(count + 1, unbound->method.call(*this, self, {args.positional.subspan(1), args.named, names}));
  }
  if (const TypeObject* type = callee.get<TypeObject>()) {
    if (type->named.is(errors::BaseException) && type->named.construct == nullptr) {
      if (!names.empty()) raise(errors::TypeError, fmt::format("{}() takes no keyword arguments", type->named.name));
      return finish_native(count + 1, exception(type->named, {args.positional.begin(), args.positional.end()}));
    }
    if (type->named.construct != nullptr) return finish_native(count + 1, type->named.construct(*this, Value(), args));
    raise(errors::TypeError, fmt::format("cannot create '{}' instances", type->named.name));
  }
  raise(errors::TypeError, fmt::format("'{}' object is not callable", type_of(callee).name));
}

void Machine::finish_native(std::size_t values, Value result) {
  drop(static_cast<std::ptrdiff_t>(values));
  push(std::move(result));
}

void Machine::enter(const Function& function, std::size_t positional, std::span<const std::string> names) {
  const Code& code = function.code;
  const bool plain = names.empty() && positional == static_cast<std::size_t>(code.positional) && !code.has_rest &&
                     !code.has_named_rest && code.only_by_name == 0;
  if (!plain) bind_arguments(function, positional, names);
  const std::size_t given = static_cast<std::size_t>(code.positional + code.only_by_name) + (code.has_rest ? 1 : 0) +
                            (code.has_named_rest ? 1 : 0);
  open_frame(function, top_ - given, true);
}

void Machine::open_frame(const Function& function, Value* base, bool anew) {
  const Code& code = function.code;
  if (frames_.size() >= kMaxFrames) raise(errors::RecursionError, "maximum recursion depth exceeded");
  const std::size_t need = code.locals.size() + static_cast<std::size_t>(code.stack_size);
  if (static_cast<std::size_t>(base - stack_) + need + 1100 > kStackValues) {
    throw LimitReached{"the program's calls need more memory than Inflight gives them"};
  }
  if (anew) lay_variables(function, base);
  const std::int32_t line = frame_ != nullptr ? frame_->line : 0;
  frames_.push_back({&code, code.instructions.data(), constants_of(code), base, tries_.size(), line, true});
  frame_ = &frames_.back();
}

// Behind the parameters: variables without a value, the cells of the closure; own variables that are shared get cells.
void Machine::lay_variables(const Function& function, Value* base) {
  const Code& code = function.code;
  while (top_ < base + code.closure_from) push(Value());
  for (const Value& cell : function.closure) push(cell);
  for (const std::int32_t slot : code.own_cells) {
    Cell* cell = heap_.make<Cell>(Value());
    const Value value = Value::of(cell);
    cell->value = std::move(base[slot]);
    base[slot] = value;
  }
}

// Lays the arguments out as the slots of the parameters: by position, by name only, *rest, **named_rest.
void Machine::bind_arguments(const Function& function, std::size_t positional, std::span<const std::string> names) {
  const Code& code = function.code;
  const auto count = static_cast<std::size_t>(code.positional);
  const std::size_t all = count + static_cast<std::size_t>(code.only_by_name);
  std::vector<Value> slots(all + (code.has_rest ? 1 : 0) + (code.has_named_rest ? 1 : 0));
  Value* given = top_ - names.size() - positional;
  if (positional > count && !code.has_rest) {
    const std::size_t least = count - function.fallbacks.size();
    raise(errors::TypeError, fmt::format("{}() takes {}{} positional argument{} but {} {} given", code.qualified,
                                         function.fallbacks.empty() ? "" : fmt::format("from {} to ", least), count,
                                         count == 1 ? "" : "s", positional, positional == 1 ? "was" : "were"));
  }
  for (std::size_t n = 0; n < std::min(positional, count); ++n) slots[n] = given[n];
  if (code.has_rest) {
    slots[all] =
        tuple(positional > count ? std::vector<Value>(given + count, given + positional) : std::vector<Value>{});
  }
  Value more = code.has_named_rest ? dict() : Value();
  for (std::size_t n = 0; n < names.size(); ++n) {
    const auto first = code.locals.begin();
    const auto last = first + static_cast<std::ptrdiff_t>(all);
    const auto slot = static_cast<std::size_t>(std::find(first + code.only_by_position, last, names[n]) - first);
    if (slot < all) {
      if (!slots[slot].is_unset()) {
        raise(errors::TypeError, fmt::format("{}() got multiple values for argument '{}'", code.qualified, names[n]));
      }
      slots[slot] = given[positional + n];
    } else if (code.has_named_rest) {
      put(more.to<Dict>(), text(names[n]), given[positional + n]);
    } else {
      raise(errors::TypeError, fmt::format("{}() got an unexpected keyword argument '{}'", code.qualified, names[n]));
    }
  }
  if (code.has_named_rest) slots.back() = more;
  const std::size_t without = count - function.fallbacks.size();
  for (std::size_t n = without; n < count; ++n) {
    if (slots[n].is_unset()) slots[n] = function.fallbacks[n - without];
  }
  for (std::size_t n = 0; n < function.named_fallbacks.size(); ++n) {
    if (slots[count + n].is_unset()) slots[count + n] = function.named_fallbacks[n];
  }
  missing_arguments(function, slots.data());
  drop(static_cast<std::ptrdiff_t>(positional + names.size()));
  for (Value& slot : slots) push(std::move(slot));
}

void Machine::missing_arguments(const Function& function, const Value* slots) {
  const Code& code = function.code;
  const auto check = [&](std::int32_t from, std::int32_t to, std::string_view kind) {
    std::vector<std::string> missing;
    for (std::int32_t n = from; n < to; ++n) {
      if (slots[n].is_unset()) missing.push_back(fmt::format("'{}'", code.locals[static_cast<std::size_t>(n)]));
    }
    if (missing.empty()) return;
    std::string list = missing[0];
    for (std::size_t n = 1; n < missing.size(); ++n) {
      list += (n + 1 < missing.size() ? ", " : missing.size() == 2 ? " and " : ", and ") + missing[n];
    }
    raise(errors::TypeError, fmt::format("{}() missing {} required {} argument{}: {}", code.qualified, missing.size(),
                                         kind, missing.size() == 1 ? "" : "s", list));
  };
  check(0, code.positional, "positional");
  check(code.positional, code.positional + code.only_by_name, "keyword-only");
}

void Machine::op_give_back() {
  Value result = pop();
  Value* base = frame_->base;
  drop(top_ - (base - 1));
  tries_.resize(frame_->tries_from);
  frames_.pop_back();
  frame_ = frames_.empty() ? nullptr : &frames_.back();
  push(std::move(result));
}

void Machine::op_generator() {
  Value over = pop();
  Value function = pop();
  push(Value::of(heap_.make<Generator>(std::move(function), std::move(over))));
}

// Its frame goes, and what is in it waits in the generator.
void Machine::op_give_value() {
  Generator& generator = *frame_->generator;
  Value given = pop();
  for (Value* one = frame_->base; one < top_; ++one) generator.saved.push_back(std::move(*one));
  generator.at = frame_->ip;
  generator.done = false;
  drop(top_ - (frame_->base - 1));
  frames_.pop_back();
  frame_ = frames_.empty() ? nullptr : &frames_.back();
  push(std::move(given));
}

bool Machine::resume(Generator& generator, Value& out) {
  if (generator.done) return false;
  if (generator.running) raise(errors::ValueError, "generator already executing");
  const NestedRun nested(*this);
  const std::size_t until = frames_.size();
  const Value kept = generator.function;
  const Function& function = kept.to<Function>();
  push(kept);
  Value* base = top_;
  for (Value& one : std::exchange(generator.saved, {})) push(std::move(one));
  open_frame(function, base, generator.at == nullptr);
  if (generator.at != nullptr) frame_->ip = generator.at;
  frame_->generator = &generator;
  generator.running = true;
  generator.done = true;  // unless it gives a value
  try {
    Value given = execute(until);
    generator.running = false;
    if (generator.done) return false;
    out = std::move(given);
    return true;
  } catch (...) {
    generator.running = false;
    throw;
  }
}

void Machine::op_function(const Instruction& i) {
  const Code& code = *unit_->codes[static_cast<std::size_t>(i.a)];
  Function* function = heap_.make<Function>(code);
  Value value = Value::of(function);
  const std::size_t cells = i.extra;
  const std::size_t fallbacks = i.b;
  heap_.grow(function, (cells + fallbacks + static_cast<std::size_t>(code.only_by_name)) * sizeof(Value));
  function->closure.assign(top_ - cells, top_);
  drop(static_cast<std::ptrdiff_t>(cells));
  const Value named = pop();
  function->named_fallbacks.resize(static_cast<std::size_t>(code.only_by_name));
  for (std::int32_t n = 0; n < code.only_by_name; ++n) {
    const Value name = text(code.locals[static_cast<std::size_t>(code.positional + n)]);
    const Table& table = named.to<Dict>().table;
    const std::size_t at = table.find(*this, name, hash(name));
    if (at != Table::npos) function->named_fallbacks[static_cast<std::size_t>(n)] = table.at(at).value;
  }
  function->fallbacks.assign(top_ - fallbacks, top_);
  drop(static_cast<std::ptrdiff_t>(fallbacks));
  push(std::move(value));
}

namespace {
const Method* method_of(const Type& of, std::string_view name) {
  for (const Type* type = &of; type != nullptr; type = type->base) {
    for (const Method& method : type->methods) {
      if (method.name == name) return &method;
    }
  }
  return nullptr;
}
}  // namespace

const Method* Machine::find_method(const Value& receiver, std::string_view name) const {
  return method_of(type_of(receiver), name);
}

void Machine::op_call_method(const Instruction& i) {
  const CallSite& site = unit_->sites[i.b - 1U];
  const std::size_t positional = static_cast<std::size_t>(i.a);
  const std::size_t count = positional + site.names.size();
  Value& receiver = top_[-1 - static_cast<std::ptrdiff_t>(count)];
  SiteCache& cache = sites_[i.b - 1U];
  if (const Module* module = receiver.get<Module>()) {
    if (cache.receiver != &module->spec) {
      const auto& members = module->spec.members;
      const auto found =
          std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.name == site.method; });
      if (found == members.end()) raise_no_attribute(receiver, site.method);
      cache = {&module->spec, nullptr, static_cast<std::size_t>(found - members.begin())};
    }
    receiver = Value(module->members[cache.member]);
    return call_top(positional, site.names);
  }
  const Type* type = &type_of(receiver);
  if (cache.receiver != type) {
    const Method* method = receiver.is(TypeObject::kType) ? nullptr : find_method(receiver, site.method);
    if (method == nullptr) {  // perhaps a function that is an attribute, such as str.upper or dict.fromkeys
      receiver = attribute(receiver, site.method);
      return call_top(positional, site.names);
    }
    cache = {type, method, 0};
  }
  const Args args{{top_ - count, positional}, {top_ - site.names.size(), site.names.size()}, site.names};
  finish_native(count + 1, cache.method->call(*this, receiver, args));
}

void Machine::op_call_spread() {
  const Value named = pop();
  const Value items = pop();
  std::vector<std::string> names;
  const std::vector<Value>& positional = items.to<List>().items;
  const Table& table = named.to<Dict>().table;
  if (positional.size() + table.size() > 1000) {
    raise(errors::TypeError, "a call has more than 1,000 arguments, which is the most that Inflight takes");
  }
  for (const Value& one : positional) push(one);
  for (std::size_t at = 0; at < table.end(); ++at) {
    const Table::Entry& entry = table.at(at);
    if (entry.key.is_unset()) continue;
    const Str* name = entry.key.get<Str>();
    if (name == nullptr) raise(errors::TypeError, "keywords must be strings");
    names.push_back(name->text);
    push(entry.value);
  }
  call_top(positional.size(), names);
}

void Machine::raise_no_attribute(const Value& object, std::string_view name) {
  if (const Module* module = object.get<Module>()) {
    raise(errors::AttributeError, fmt::format("module '{}' has no attribute '{}'", module->spec.name, name));
  }
  if (const TypeObject* type = object.get<TypeObject>()) {
    raise(errors::AttributeError, fmt::format("type object '{}' has no attribute '{}'", type->named.name, name));
  }
  const Type& type = type_of(object);
  raise(errors::AttributeError, fmt::format("'{}{}{}' object has no attribute '{}'", type.module,
                                            type.module.empty() ? "" : ".", type.name, name));
}

Value Machine::attribute(const Value& object, const std::string& name) {
  if (const Module* module = object.get<Module>()) {
    for (std::size_t n = 0; n < module->members.size(); ++n) {
      if (module->spec.members[n].name == name) return module->members[n];
    }
    raise_no_attribute(object, name);
  }
  if (const TypeObject* type = object.get<TypeObject>()) {
    if (name == "__name__") return text(type->named.name);
    for (const Method& constant : type->named.constants) {
      if (constant.name == name) return constant.call(*this, Value(), {});
    }
    for (const Method& function : type->named.functions) {
      if (function.name == name) return native(function.name, function.call);
    }
    if (const Method* method = method_of(type->named, name))
      return Value::of(heap_.make<TypeMethod>(type->named, *method));
    raise_no_attribute(object, name);
  }
  if (const Function* function = object.get<Function>(); function != nullptr && name == "__name__") {
    return text(function->code.name);
  }
  if (const Exception* exception = exception_in(object)) {
    if (name == "args") return tuple(exception->args);
    if (name == "code" && exception->type().is(errors::SystemExit)) {
      return exception->args.empty() ? Value::none() : exception->args[0];
    }
    if (name == "__cause__") return exception->cause.is_unset() ? Value::none() : exception->cause;
    if (name == "__context__") return exception->context.is_unset() ? Value::none() : exception->context;
  }
  if (name == "__class__") return type_object(type_of(object));
  const Method* method = find_method(object, name);
  if (method == nullptr) raise_no_attribute(object, name);
  return Value::of(heap_.make<BoundMethod>(object, *method));
}

Value Machine::call_attribute(const Value& object, const std::string& name, const Args& args) {
  const Method* method = find_method(object, name);
  if (method == nullptr) raise_no_attribute(object, name);
  return method->call(*this, object, args);
}

}  // namespace inflight::script
