// The machine's life: making, running, ending; its outputs, limits and tracebacks. See machine.h.
#include "core/script/machine.h"

#include <algorithm>
#include <fmt/format.h>
#include <new>

namespace inflight::script {

Machine::Machine(std::shared_ptr<const Unit> unit, const Controls& controls, Surroundings& surroundings,
                 std::span<const ModuleSpec* const> modules, void* context)
    : unit_(std::move(unit)), controls_(controls), surroundings_(surroundings), modules_(modules), context_(context) {
  stack_memory_.reset(new std::byte[kStackValues * sizeof(Value)]);
  stack_ = reinterpret_cast<Value*>(stack_memory_.get());
  top_ = stack_;
  frames_.reserve(kMaxFrames + 1);
  constants_.resize(unit_->codes.size());
  sites_.resize(unit_->sites.size() + 1);
  imported_.resize(unit_->modules.size());
  for (int c = 0; c < 128; ++c) letters_.push_back(Value::of(heap_.make<Str>(std::string(1, static_cast<char>(c)))));
  globals_.resize(unit_->globals.size());
  builtins_.resize(unit_->globals.size());
  for (std::size_t i = 0; i < unit_->globals.size(); ++i) {
    const std::string& name = unit_->globals[i];
    if (name == "__name__") globals_[i] = text("__main__");
    if (name == "__file__") globals_[i] = text(unit_->source->name());
    if (name == "__doc__") globals_[i] = Value::none();
    for (const Builtin& builtin : builtins()) {
      if (builtin.name != name) continue;
      builtins_[i] = builtin.type != nullptr ? type_object(*builtin.type) : native(builtin.name, builtin.call);
    }
    for (const Type* type : exception_types()) {
      if (type->name == name) builtins_[i] = type_object(*type);
    }
  }
}

Machine::~Machine() { drop(top_ - stack_); }

Ended Machine::run() {
  Ended ended;
  try {
    try {
      push(Value());  // where a called function would be
      const Code& code = *unit_->codes[0];
      frames_.push_back({&code, code.instructions.data(), constants_of(code), top_, 0, 0, true});
      frame_ = &frames_.back();
      execute(0);
    } catch (Raised& raised) {
      ended = ended_by(*exception_in(raised.exception));
    }
    flush_output();
  } catch (const LimitReached& limit) {
    ended = {Ended::How::limit, 1, limit.sentence};
  } catch (const Stopped&) {
    ended = {Ended::How::stopped, 0, {}};
  } catch (const OsExit& exit) {
    ended = {Ended::How::os_exit, exit.code, {}};
  }
  if (ticks_ > 0 && ended.how != Ended::How::stopped) surroundings_.computed(std::exchange(ticks_, 0));
  return ended;
}

// As the interpreter's handle_system_exit() and PyErr_Print() do.
Ended Machine::ended_by(Exception& exception) {
  if (!exception.type().is(errors::SystemExit)) return {Ended::How::exception, 1, traceback(exception)};
  const bool asked = exit_exception_.is_object() && exit_exception_.object() == &exception;
  Ended ended{asked ? Ended::How::exit_now : Ended::How::sys_exit, 0, {}};
  if (exception.args.empty() || exception.args[0].is_none()) return ended;
  if (exception.args.size() == 1 && exception.args[0].is_integral()) {
    ended.code = exception.args[0].as_integer() & 0xFF;
  } else {
    ended.code = 1;
    print((exception.args.size() == 1 ? str(exception.args[0]) : str(Value::of(&exception))) + "\n");
  }
  return ended;
}

void Machine::drop_globals() {
  drop(top_ - stack_);
  frames_.clear();
  frame_ = nullptr;
  handled_.reset();
  exit_exception_.reset();
  // In the order of their names' first mention, which is close to the interpreter's: that of their making.
  for (Value& value : globals_) value.reset();
}

std::int32_t Machine::line() const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->code->kind != CodeKind::comprehension) return frame->line;
  }
  return 0;
}

void Machine::report_steps() {
  if (ticks_ > 0) surroundings_.computed(std::exchange(ticks_, 0));
  steps_ = 0;
}

void Machine::before_host_call() {
  report_steps();
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->code->kind == CodeKind::comprehension) continue;
    if (!frame->reported) {
      frame->reported = true;
      surroundings_.line_reached(frame->line);
    }
    return;
  }
}

void Machine::tick() {
  steps_ += ticks_;
  surroundings_.computed(std::exchange(ticks_, 0));
  if (controls_.stopped()) throw Stopped{};
  if (steps_ >= kStepLimit) {
    throw LimitReached{
        fmt::format("the program computed 100 million steps without a call to the producer, a sleep or a "
                    "print, at line {}; that is the most that Inflight lets it",
                    line())};
  }
}

void Machine::charge_steps(std::int64_t steps) {
  while (steps > 0) {
    const std::int64_t some = std::min(steps, kTickSteps - ticks_);
    ticks_ += some;
    steps -= some;
    if (ticks_ >= kTickSteps) tick();
  }
}

void Machine::check_controls() {
  if (controls_.stopped()) throw Stopped{};
  if (controls_.exit_requested() && !exit_raised_) {
    exit_raised_ = true;
    exit_exception_ = exception(errors::SystemExit, {Value::integer(0)});
    raise_value(exit_exception_);
  }
}

void Machine::print(std::string_view text) {
  before_host_call();
  written_ += static_cast<std::int64_t>(text.size());
  if (written_ > kOutputLimit) {
    throw LimitReached{
        fmt::format("the program printed more than 16 MiB, at line {}; that is the most that Inflight "
                    "keeps",
                    line())};
  }
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    if (partial_line_.empty()) {
      surroundings_.output(text.substr(0, end));
    } else {
      partial_line_ += text.substr(0, end);
      surroundings_.output(partial_line_);
      partial_line_.clear();
    }
    text.remove_prefix(end + 1);
  }
  partial_line_ += text;
}

void Machine::flush_output() {
  if (partial_line_.empty()) return;
  surroundings_.output(partial_line_);
  partial_line_.clear();
}

Value Machine::text(std::string_view content) {
  if (content.size() == 1 && static_cast<unsigned char>(content[0]) < 128) {
    return letters_[static_cast<unsigned char>(content[0])];
  }
  return text_of(std::string(content));
}

Value Machine::text_of(std::string content) {
  heap_.reserve(content.size());
  Str* object = heap_.make<Str>(std::move(content));
  const Value value = Value::of(object);
  heap_.grow(object, object->text.size());
  return value;
}

Value Machine::bytes(std::string_view content) {
  heap_.reserve(content.size());
  Bytes* object = heap_.make<Bytes>(std::string(content));
  const Value value = Value::of(object);
  heap_.grow(object, content.size());
  return value;
}

Value Machine::list(std::vector<Value> items) {
  List* object = heap_.make<List>();
  const Value value = Value::of(object);
  heap_.grow(object, items.capacity() * sizeof(Value));
  object->items = std::move(items);
  return value;
}

Value Machine::tuple(std::vector<Value> items) {
  const std::size_t bytes = items.capacity() * sizeof(Value);
  heap_.reserve(bytes);
  Tuple* object = heap_.make<Tuple>(std::move(items));
  const Value value = Value::of(object);
  heap_.grow(object, bytes);
  return value;
}

Value Machine::dict() { return Value::of(heap_.make<Dict>()); }

Value Machine::native(std::string_view name, NativeFn function) {
  return Value::of(heap_.make<NativeFunction>(name, function));
}

Value Machine::type_object(const Type& type) {
  for (const auto& [known, value] : type_objects_) {
    if (known == &type) return value;
  }
  type_objects_.emplace_back(&type, Value::of(heap_.make<TypeObject>(type)));
  return type_objects_.back().second;
}

void Machine::append(List& list, Value value) {
  if (list.items.size() == list.items.capacity()) {
    const std::size_t more = std::max<std::size_t>(4, list.items.capacity());
    heap_.grow(&list, more * sizeof(Value));
    list.items.reserve(list.items.capacity() + more);
  }
  list.items.push_back(std::move(value));
}

void Machine::put(Dict& dict, const Value& key, Value value) { dict.table.set(*this, &dict, key, std::move(value)); }

Value Machine::exception(const Type& type, std::vector<Value> args) {
  return Value::of(heap_.make<Exception>(type, std::move(args)));
}

void Machine::raise(const Type& type, std::string_view message) { raise_value(exception(type, {text(message)})); }

void Machine::raise_value(Value exception) {
  note_context(exception);
  throw Raised{std::move(exception)};
}

// What was being handled becomes the new exception's context, unless that would make a ring.
void Machine::note_context(const Value& exception) {
  Exception& raised = *exception_in(exception);
  if (!handled_.is_object() || handled_.object() == &raised || raised.context.is_object()) return;
  for (const Exception* at = exception_in(handled_); at != nullptr; at = exception_in(at->context)) {
    if (at == &raised) return;
  }
  raised.context = handled_;
}

const Value* Machine::constants_of(const Code& code) {
  std::vector<Value>& values = constants_[static_cast<std::size_t>(code.index)];
  if (values.empty() && !code.constants.empty()) {
    values.reserve(code.constants.size());
    for (const Constant& constant : code.constants) values.push_back(from_constant(constant));
  }
  return values.data();
}

Value Machine::from_constant(const Constant& constant) {
  switch (constant.kind) {
    case ConstantKind::boolean: return Value::boolean(constant.boolean);
    case ConstantKind::integer: return Value::integer(constant.integer);
    case ConstantKind::real: return Value::real(constant.real);
    case ConstantKind::text: return text(constant.text);
    case ConstantKind::bytes: return bytes(constant.text);
    default: return Value::none();
  }
}

Value Machine::module(std::int32_t index) {
  Value& known = imported_[static_cast<std::size_t>(index)];
  if (known.is_object()) return known;
  const std::string& name = unit_->modules[static_cast<std::size_t>(index)];
  const auto spec =
      std::find_if(modules_.begin(), modules_.end(), [&](const ModuleSpec* m) { return m->name == name; });
  if (spec == modules_.end()) raise(errors::ModuleNotFoundError, fmt::format("No module named '{}'", name));
  Module* object = heap_.make<Module>(**spec);
  known = Value::of(object);
  for (const ModuleMember& member : (*spec)->members) {
    object->members.push_back(member.type != nullptr   ? type_object(*member.type)
                              : member.call != nullptr ? native(member.name, member.call)
                                                       : member.make(*this, Value(), {}));
  }
  return known;
}

ReprGuard::ReprGuard(Machine& machine) : machine_(machine) {
  if (++machine_.value_depth_ > 150) {
    --machine_.value_depth_;
    machine_.raise(errors::RecursionError, "maximum recursion depth exceeded");
  }
}

Exception* exception_in(const Value& value) {
  if (!value.is_object() || !value.object()->type().is(errors::BaseException)) return nullptr;
  return static_cast<Exception*>(value.object());
}

}  // namespace inflight::script
