// Instructions that take more than a line; see machine.h.
#include <fmt/format.h>
#include <new>

#include "core/script/machine.h"
#include "core/script/text.h"

namespace inflight::script {

void Machine::op_rare(const Instruction& i) {
  switch (i.op) {
    case Instr::line:
      frame_->line = frame_->code->places[static_cast<std::size_t>(&i - frame_->code->instructions.data())].line;
      frame_->reported = false;
      check_controls();
      break;
    case Instr::cell:
    case Instr::cell_itself:
    case Instr::set_cell: return op_variable(i);
    case Instr::drop_local:
    case Instr::drop_cell:
    case Instr::drop_global: return op_drop(i);
    case Instr::method_there:
    case Instr::attribute: return op_attribute(i);
    case Instr::item:
    case Instr::set_item:
    case Instr::drop_item:
    case Instr::slice: return op_items(i);
    case Instr::unary: {
      Value result = unary(static_cast<Op>(i.b), top_[-1]);
      top_[-1] = std::move(result);
      break;
    }
    case Instr::jump_if_compare_fails: return op_jump_if_compare_fails(i);
    case Instr::iterate: {
      Value iterator = iterate(top_[-1]);
      top_[-1] = std::move(iterator);
      break;
    }
    case Instr::tuple:
    case Instr::list:
    case Instr::set:
    case Instr::dict:
    case Instr::list_to_tuple: return op_make(i);
    case Instr::append:
    case Instr::add:
    case Instr::put:
    case Instr::extend:
    case Instr::update_set:
    case Instr::merge: return op_fill(i);
    case Instr::unpack:
    case Instr::unpack_rest: return op_unpack(i);
    case Instr::call_spread: return op_call_spread();
    case Instr::function: return op_function(i);
    case Instr::generator: return op_generator();
    case Instr::try_begin: tries_.push_back({i.a, top_ - frame_->base, handled_}); break;
    case Instr::try_end: tries_.pop_back(); break;
    case Instr::duplicate:
    case Instr::duplicate_two:
    case Instr::swap:
    case Instr::rotate_three: return op_stack(i);
    case Instr::raise:
    case Instr::raise_from:
    case Instr::raise_again:
    case Instr::reraise:
    case Instr::assertion: return op_raise(i);
    case Instr::matches: return op_matches();
    case Instr::end_except: return op_end_except(i);
    case Instr::import:
    case Instr::import_member: return op_import(i);
    default: break;
  }
}

void Machine::op_attribute(const Instruction& i) {
  const std::string& name = unit_->names[static_cast<std::size_t>(i.a)];
  if (i.op == Instr::method_there) {
    --ticks_;  // a part of the call that follows, not a step of its own
    if (find_method(top_[-1], name) == nullptr) attribute(top_[-1], name);
    return;
  }
  const Value object = pop();
  push(attribute(object, name));
}

// A link of a chained comparison: true goes on with the right side, false leaves the chain with its value.
void Machine::op_jump_if_compare_fails(const Instruction& i) {
  if (truth(top_[-1])) {
    drop(1);
    return;
  }
  top_[-2].swap(top_[-1]);
  drop(1);
  frame_->ip = frame_->code->instructions.data() + i.a;
}

void Machine::op_stack(const Instruction& i) {
  switch (i.op) {
    case Instr::duplicate: push(top_[-1]); break;
    case Instr::duplicate_two:
      push(top_[-2]);
      push(top_[-2]);
      break;
    case Instr::swap: top_[-1].swap(top_[-2]); break;
    case Instr::rotate_three:
      top_[-1].swap(top_[-2]);
      top_[-2].swap(top_[-3]);
      break;
    default: break;
  }
}

void Machine::op_global(const Instruction& i) {
  const auto index = static_cast<std::size_t>(i.a);
  if (!globals_[index].is_unset()) return push(globals_[index]);
  if (builtins_[index].is_unset()) {
    raise(errors::NameError, fmt::format("name '{}' is not defined", unit_->globals[index]));
  }
  push(builtins_[index]);
}

// Cells, and locals that have no value.
void Machine::op_variable(const Instruction& i) {
  Value& slot = frame_->base[i.a];
  if (i.op == Instr::cell_itself) return push(slot);
  if (i.op == Instr::set_cell) {
    Value value = pop();
    slot.to<Cell>().value = std::move(value);
    return;
  }
  const std::string& name = frame_->code->locals[static_cast<std::size_t>(i.a)];
  if (i.op == Instr::cell) {
    const Value& value = slot.to<Cell>().value;
    if (!value.is_unset()) return push(value);
    if (i.a >= frame_->code->closure_from) {
      raise(errors::NameError,
            fmt::format("cannot access free variable '{}' where it is not associated with a value in enclosing scope",
                        name));
    }
  }
  raise(errors::UnboundLocalError,
        fmt::format("cannot access local variable '{}' where it is not associated with a value", name));
}

void Machine::op_drop(const Instruction& i) {
  if (i.op == Instr::drop_global) {
    const auto index = static_cast<std::size_t>(i.a);
    if (globals_[index].is_unset()) {
      raise(errors::NameError, fmt::format("name '{}' is not defined", unit_->globals[index]));
    }
    const Value gone = std::move(globals_[index]);
    return;
  }
  Value& slot = i.op == Instr::drop_cell ? frame_->base[i.a].to<Cell>().value : frame_->base[i.a];
  if (slot.is_unset()) {
    raise(errors::UnboundLocalError,
          fmt::format("cannot access local variable '{}' where it is not associated with a value",
                      frame_->code->locals[static_cast<std::size_t>(i.a)]));
  }
  const Value gone = std::move(slot);
}

void Machine::op_items(const Instruction& i) {
  if (i.op == Instr::item) {
    Value result = item(top_[-2], top_[-1]);
    drop(1);
    top_[-1] = std::move(result);
  } else if (i.op == Instr::set_item) {  // value, container, index
    set_item(top_[-2], top_[-1], top_[-3]);
    drop(3);
  } else if (i.op == Instr::drop_item) {
    drop_item(top_[-2], top_[-1]);
    drop(2);
  } else {
    Slice* slice = heap_.make<Slice>(top_[-3], top_[-2], top_[-1]);
    Value value = Value::of(slice);
    drop(2);
    top_[-1] = std::move(value);
  }
}

void Machine::op_binary(const Instruction& i) {
  Value& left = top_[-2];
  const Value& right = top_[-1];
  const auto op = static_cast<Op>(i.b);
  if (left.is_integer() && right.is_integer() && (op == Op::add || op == Op::sub)) {
    std::int64_t result = 0;
    const bool fits = op == Op::add ? !__builtin_add_overflow(left.as_integer(), right.as_integer(), &result)
                                    : !__builtin_sub_overflow(left.as_integer(), right.as_integer(), &result);
    if (fits) {
      left = Value::integer(result);
      --top_;
      return;
    }
  }
  if (i.a == 1 && op == Op::add && left.is(List::kType)) {  // += changes the list itself
    const Value kept = left;
    for (Value& one : collect(right)) append(kept.to<List>(), std::move(one));
    drop(1);
    return;
  }
  if (i.a == 1 && op == Op::mul && left.is(List::kType) && right.is_integral()) {
    const Value more = binary(op, left, right);
    heap_.grow(left.object(), more.to<List>().items.size() * sizeof(Value));
    left.to<List>().items = more.to<List>().items;
    drop(1);
    return;
  }
  Value result = binary(op, left, right, i.a == 1);
  drop(1);
  top_[-1] = std::move(result);
}

void Machine::op_compare(const Instruction& i) {
  const Value& left = top_[-2];
  const Value& right = top_[-1];
  const auto op = static_cast<Op>(i.b);
  bool result = false;
  if (left.is_integer() && right.is_integer() && op >= Op::eq && op <= Op::ge) {
    const std::int64_t a = left.as_integer();
    const std::int64_t b = right.as_integer();
    result = op == Op::eq   ? a == b
             : op == Op::ne ? a != b
             : op == Op::lt ? a < b
             : op == Op::le ? a <= b
             : op == Op::gt ? a > b
                            : a >= b;
  } else {
    result = compare(op, left, right);
  }
  drop(1);
  top_[-1] = Value::boolean(result);
}

void Machine::op_next(const Instruction& i) {
  Value one;
  if (static_cast<Iterator*>(top_[-1].object())->next(*this, one)) return push(std::move(one));
  drop(1);
  frame_->ip = frame_->code->instructions.data() + i.a;
}

void Machine::op_make(const Instruction& i) {
  Value made;
  Value* first = top_ - i.a;
  if (i.op == Instr::tuple) {
    made = tuple(std::vector<Value>(first, top_));
  } else if (i.op == Instr::list) {
    made = list(std::vector<Value>(first, top_));
  } else if (i.op == Instr::set) {
    Set* set = heap_.make<Set>();
    made = Value::of(set);
    for (Value* one = first; one < top_; ++one) set->table.set(*this, set, *one, Value::none());
  } else if (i.op == Instr::dict) {
    return push(dict());
  } else {
    made = tuple(top_[-1].to<List>().items);
    top_[-1] = std::move(made);
    return;
  }
  drop(i.a);
  push(std::move(made));
}

void Machine::op_fill(const Instruction& i) {
  if (i.op == Instr::put) {
    Dict& dict = top_[-2 - i.a].to<Dict>();
    put(dict, top_[-2], top_[-1]);
    drop(2);
    return;
  }
  const Value& container = top_[-1 - i.a];
  switch (i.op) {
    case Instr::append: append(container.to<List>(), top_[-1]); break;
    case Instr::add: container.to<Set>().table.set(*this, container.object(), top_[-1], Value::none()); break;
    case Instr::extend:
      if (!iterable(top_[-1])) {
        raise(errors::TypeError, fmt::format("Value after * must be an iterable, not {}", type_of(top_[-1]).name));
      }
      for_each(top_[-1], [&](const Value& one) { return append(container.to<List>(), one), true; });
      break;
    case Instr::update_set:
      for_each(top_[-1], [&](const Value& one) {
        return container.to<Set>().table.set(*this, container.object(), one, Value::none()), true;
      });
      break;
    default: {  // merge
      const Dict* more = top_[-1].get<Dict>();
      if (more == nullptr)
        raise(errors::TypeError, fmt::format("'{}' object is not a mapping", type_of(top_[-1]).name));
      for (std::size_t at = 0; at < more->table.end(); ++at) {
        const Table::Entry& entry = more->table.at(at);
        if (!entry.key.is_unset()) put(container.to<Dict>(), entry.key, entry.value);
      }
    }
  }
  drop(1);
}

void Machine::op_unpack(const Instruction& i) {
  const Value whole = pop();
  std::vector<Value> items;
  if (const Tuple* tuple = whole.get<Tuple>())
    items = tuple->items;
  else if (const List* list = whole.get<List>())
    items = list->items;
  else {
    if (whole.is_number() || whole.is_none()) {
      raise(errors::TypeError, fmt::format("cannot unpack non-iterable {} object", type_of(whole).name));
    }
    items = collect(whole);
  }
  const auto count = static_cast<std::int32_t>(items.size());
  const bool rest = i.op == Instr::unpack_rest;
  const std::int32_t wanted = i.a + (rest ? i.b : 0);
  if (count < wanted) {
    raise(errors::ValueError,
          fmt::format("not enough values to unpack (expected {}{}, got {})", rest ? "at least " : "", wanted, count));
  }
  if (!rest && count > wanted) {
    raise(errors::ValueError, fmt::format("too many values to unpack (expected {})", wanted));
  }
  const auto at = [&](std::int32_t index) { return items[static_cast<std::size_t>(index)]; };
  for (std::int32_t n = 0; rest && n < i.b; ++n) push(at(count - 1 - n));
  if (rest) push(list(std::vector<Value>(items.begin() + i.a, items.end() - i.b)));
  for (std::int32_t n = i.a - 1; n >= 0; --n) push(at(n));
}

void Machine::op_format(const Instruction& i) {
  std::string spec;
  if (i.a == 1) spec = pop().to<Str>().text;
  Value value = pop();
  if (i.b == 'r') value = text_of(repr(value));
  if (i.b == 'a') value = text_of(escaped_to_ascii(repr(value)));
  if (i.b == 's') value = text_of(str(value));
  push(spec.empty() && value.is(Str::kType) ? value : text_of(format(value, spec)));
}

void Machine::op_join(const Instruction& i) {
  std::size_t bytes = 0;
  for (Value* one = top_ - i.a; one < top_; ++one) bytes += one->to<Str>().text.size();
  heap_.reserve(bytes);
  std::string joined;
  joined.reserve(bytes);
  for (Value* one = top_ - i.a; one < top_; ++one) joined += one->to<Str>().text;
  drop(i.a);
  push(text_of(std::move(joined)));
}

void Machine::op_raise(const Instruction& i) {
  if (i.op == Instr::assertion) {
    raise_value(exception(errors::AssertionError, i.a == 1 ? std::vector<Value>{top_[-1]} : std::vector<Value>{}));
  }
  if (i.op == Instr::raise_again) {
    if (!handled_.is_object()) raise(errors::RuntimeError, "No active exception to reraise");
    throw Raised{handled_, true};
  }
  if (i.op == Instr::reraise) {
    Value exception = pop();
    handled_ = pop();
    throw Raised{std::move(exception), true};
  }
  const auto made = [&](const Value& value, std::string_view complaint) -> Value {
    if (exception_in(value) != nullptr) return value;
    if (const TypeObject* type = value.get<TypeObject>(); type != nullptr && type->named.is(errors::BaseException)) {
      return call(value, {});
    }
    raise(errors::TypeError, complaint);
  };
  if (i.op == Instr::raise) raise_value(made(top_[-1], "exceptions must derive from BaseException"));
  const Value raised = made(top_[-2], "exceptions must derive from BaseException");
  Exception& exception = *exception_in(raised);
  exception.context_hidden = true;
  if (!top_[-1].is_none()) exception.cause = made(top_[-1], "exception causes must derive from BaseException");
  raise_value(raised);
}

// On the stack: the exception, and what the handler catches.
void Machine::op_matches() {
  const Type& raised = top_[-2].object()->type();
  const auto catches = [&](const Value& caught) {
    const TypeObject* type = caught.get<TypeObject>();
    if (type == nullptr || !type->named.is(errors::BaseException)) {
      raise(errors::TypeError, "catching classes that do not inherit from BaseException is not allowed");
    }
    return raised.is(type->named);
  };
  bool result = false;
  if (const Tuple* several = top_[-1].get<Tuple>()) {
    for (const Value& one : several->items) result = catches(one) || result;
  } else {
    result = catches(top_[-1]);
  }
  top_[-1] = Value::boolean(result);
}

void Machine::op_end_except(const Instruction& i) {
  Value kept = i.a == 1 ? pop() : Value();
  drop(1);
  handled_ = pop();
  if (i.a == 1) push(std::move(kept));
}

void Machine::op_import(const Instruction& i) {
  if (i.op == Instr::import) return push(module(i.a));
  const Value module = pop();
  push(attribute(module, unit_->names[static_cast<std::size_t>(i.a)]));
}

}  // namespace inflight::script
