// The loop over instructions, and exceptions on their way out; see machine.h.
#include <new>

#include "core/script/machine.h"

namespace inflight::script {

Value Machine::execute(std::size_t until) {
  while (true) {
    Raised raised;
    try {
      return loop(until);
    } catch (Raised& thrown) {
      raised = std::move(thrown);
    }
    if (!unwind(raised, until)) throw raised;
  }
}

// To the innermost `try` of the frames above `until`. False if there is none.
bool Machine::unwind(Raised& raised, std::size_t until) {
  Exception& exception = *exception_in(raised.exception);
  while (frames_.size() > until) {
    Frame& frame = *frame_;
    if (!raised.again) {
      const auto at = static_cast<std::int32_t>(frame.ip - frame.code->instructions.data()) - 1;
      exception.traceback.push_back({frame.code, at});
    }
    raised.again = false;
    if (tries_.size() > frame.tries_from) {
      Try innermost = std::move(tries_.back());
      tries_.pop_back();
      drop(top_ - (frame.base + innermost.depth));
      push(std::move(innermost.handled));
      push(raised.exception);
      handled_ = raised.exception;
      frame.ip = frame.code->instructions.data() + innermost.handler;
      return true;
    }
    drop(top_ - (frame.base - 1));
    frames_.pop_back();
    frame_ = frames_.empty() ? nullptr : &frames_.back();
  }
  return false;
}

void Machine::op_statement(const Instruction& i) {
  Frame& frame = *frame_;
  frame.line = frame.code->places[static_cast<std::size_t>(&i - frame.code->instructions.data())].line;
  frame.reported = false;
  check_controls();
  if (controls_.is_off(frame.line)) frame.ip = frame.code->instructions.data() + i.a;
}

// One line an instruction; what is not short stands in machine_ops.cpp.
Value Machine::loop(std::size_t until) {
  while (true) {
    Frame& frame = *frame_;
    const Instruction& i = *frame.ip++;
    if (++ticks_ >= kTickSteps) tick();
    const auto jump = [&] { frame.ip = frame.code->instructions.data() + i.a; };
    switch (i.op) {
      case Instr::statement: op_statement(i); break;
      case Instr::constant: push(frame.constants[i.a]); break;
      case Instr::local:
        if (frame.base[i.a].is_unset())
          op_variable(i);
        else
          push(frame.base[i.a]);
        break;
      case Instr::global: op_global(i); break;
      case Instr::set_local: frame.base[i.a] = pop(); break;
      case Instr::set_global: globals_[static_cast<std::size_t>(i.a)] = pop(); break;
      case Instr::jump: jump(); break;
      case Instr::jump_if_false:
        if (!truth(top_[-1])) jump();
        drop(1);
        break;
      case Instr::jump_if_true:
        if (truth(top_[-1])) jump();
        drop(1);
        break;
      case Instr::jump_if_false_keep:
        if (!truth(top_[-1]))
          jump();
        else
          drop(1);
        break;
      case Instr::jump_if_true_keep:
        if (truth(top_[-1]))
          jump();
        else
          drop(1);
        break;
      case Instr::pop: drop(1); break;
      case Instr::binary: op_binary(i); break;
      case Instr::compare: op_compare(i); break;
      case Instr::next: op_next(i); break;
      case Instr::call: op_call(i); break;
      case Instr::call_method: op_call_method(i); break;
      case Instr::give_back: {
        op_give_back();
        if (frames_.size() == until) return pop();
        break;
      }
      case Instr::join: op_join(i); break;
      case Instr::format: op_format(i); break;
      default: op_rare(i); break;
    }
  }
}

}  // namespace inflight::script
