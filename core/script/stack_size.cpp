// How deep the stack of a function gets: a walk over its instructions with what each leaves there. Known beforehand, so
// that a call checks once that there is room.
#include <algorithm>

#include "core/script/compiler_impl.h"

namespace inflight::script {
namespace {

struct Walk {
  const Code& code;
  std::vector<std::int32_t> depth_at;
  std::vector<std::int32_t> open;
  std::int32_t most = 0;

  void reach(std::int32_t at, std::int32_t depth) {
    most = std::max(most, depth);
    if (at >= static_cast<std::int32_t>(code.instructions.size()) || depth_at[static_cast<std::size_t>(at)] >= 0)
      return;
    depth_at[static_cast<std::size_t>(at)] = depth;
    open.push_back(at);
  }
};

// How many values an instruction adds, or takes if negative.
std::int32_t effect(const Instruction& i) {
  switch (i.op) {
    case Instr::constant:
    case Instr::local:
    case Instr::cell:
    case Instr::global:
    case Instr::cell_itself:
    case Instr::duplicate:
    case Instr::import: return 1;
    case Instr::duplicate_two: return 2;
    case Instr::set_local:
    case Instr::set_cell:
    case Instr::set_global:
    case Instr::binary:
    case Instr::compare:
    case Instr::item:
    case Instr::append:
    case Instr::add:
    case Instr::extend:
    case Instr::update_set:
    case Instr::merge:
    case Instr::pop:
    case Instr::jump_if_false:
    case Instr::jump_if_true:
    case Instr::raise: return -1;
    case Instr::drop_item:
    case Instr::put:
    case Instr::end_except:
    case Instr::reraise:
    case Instr::raise_from: return -2;
    case Instr::set_item: return -3;
    case Instr::slice: return -2;
    case Instr::call_spread: return -2;
    case Instr::tuple:
    case Instr::list:
    case Instr::set:
    case Instr::join: return 1 - i.a;
    case Instr::dict: return 1;
    case Instr::unpack: return i.a - 1;
    case Instr::unpack_rest: return i.a + i.b;
    case Instr::call:
    case Instr::call_method: return -i.a - i.extra;
    case Instr::function: return -i.b - i.extra;
    case Instr::format:
    case Instr::assertion: return -i.a;
    default: return 0;
  }
}

}  // namespace

std::int32_t stack_size(const Code& code) {
  Walk walk{code, std::vector<std::int32_t>(code.instructions.size(), -1), {}, 0};
  walk.reach(0, 0);
  while (!walk.open.empty()) {
    const std::int32_t at = walk.open.back();
    walk.open.pop_back();
    const Instruction& i = code.instructions[static_cast<std::size_t>(at)];
    const std::int32_t before = walk.depth_at[static_cast<std::size_t>(at)];
    const std::int32_t after = before + effect(i);
    switch (i.op) {
      case Instr::give_back:
      case Instr::raise:
      case Instr::raise_from:
      case Instr::raise_again:
      case Instr::reraise:
      case Instr::assertion: break;
      case Instr::jump: walk.reach(i.a, before); break;
      case Instr::statement:
        walk.reach(i.a, before);
        walk.reach(at + 1, before);
        break;
      case Instr::jump_if_false:
      case Instr::jump_if_true:
        walk.reach(i.a, after);
        walk.reach(at + 1, after);
        break;
      case Instr::jump_if_false_keep:
      case Instr::jump_if_true_keep:
        walk.reach(i.a, before);
        walk.reach(at + 1, before - 1);
        break;
      case Instr::jump_if_compare_fails:
        walk.reach(i.a, before - 1);
        walk.reach(at + 1, before - 1);
        break;
      case Instr::next:
        walk.reach(i.a, before - 1);
        walk.reach(at + 1, before + 1);
        break;
      case Instr::try_begin:
        walk.reach(i.a, before + 2);
        walk.reach(at + 1, before);
        break;
      default: walk.reach(at + 1, after); break;
    }
  }
  return walk.most + 4;
}

}  // namespace inflight::script
