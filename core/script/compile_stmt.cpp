// Statements to bytecode; see compiler_impl.h. Every statement begins with Instr::statement, which is its switch.
#include <algorithm>
#include <fmt/format.h>

#include "core/script/compiler_impl.h"

namespace inflight::script {

void Compiler::block(const std::vector<Stmt*>& body) {
  for (const Stmt* node : body) statement(*node);
}

// Off: an assignment's targets get 0, what an idle call returns; all else is skipped.
void Compiler::statement(const Stmt& node) {
  if (!has_switch(node)) return;
  const std::int32_t start = emit(Instr::statement, node.place);
  switch (node.kind) {
    case StmtKind::if_: if_statement(node); break;
    case StmtKind::while_: while_statement(node, start); break;
    case StmtKind::for_: for_statement(node); break;
    case StmtKind::try_: try_statement(node); break;
    case StmtKind::def: def_statement(node); break;
    default: plain_statement(node); break;
  }
  if (node.kind == StmtKind::assign)
    off_branches_.push_back({start, here(), &node});
  else
    aim(start);
}

void Compiler::plain_statement(const Stmt& node) {
  switch (node.kind) {
    case StmtKind::expression:
      if (node.value->kind == ExprKind::constant) return;
      expression(node.value);
      emit(Instr::pop, node.place);
      return;
    case StmtKind::assign: return assign(node);
    case StmtKind::augmented: return augmented(node);
    case StmtKind::del:
      for (const Expr* target : node.targets) delete_target(target);
      return;
    case StmtKind::break_:
    case StmtKind::continue_:
    case StmtKind::return_: return leave(node);
    case StmtKind::raise: return raise(node);
    case StmtKind::assert_: return assertion(node);
    case StmtKind::import: return import(node);
    case StmtKind::import_from: return import_from(node);
    default: return;
  }
}

void Compiler::assign(const Stmt& node) {
  expression(node.value);
  for (std::size_t i = 0; i < node.targets.size(); ++i) {
    if (i + 1 < node.targets.size()) emit(Instr::duplicate, node.place);
    store(node.targets[i]);
  }
}

void Compiler::zero_targets(const Expr* target) {
  if (target->kind == ExprKind::tuple || target->kind == ExprKind::list) {
    for (const Expr* item : target->items) zero_targets(item->kind == ExprKind::starred ? item->left : item);
    return;
  }
  integer(target->place, 0);
  store(target);
}

void Compiler::augmented(const Stmt& node) {
  const Expr* target = node.targets[0];
  const auto op = static_cast<std::int32_t>(node.op);
  if (target->kind == ExprKind::name) {
    load(target->place, target->text);
    expression(node.value);
    emit(Instr::binary, node.place, 1, op);
    store_name(target->place, target->text);
    return;
  }
  expression(target->left);
  subscript_index(target->right);
  emit(Instr::duplicate_two, target->place);
  emit(Instr::item, target->place);
  expression(node.value);
  emit(Instr::binary, node.place, 1, op);
  emit(Instr::rotate_three, target->place);
  emit(Instr::set_item, target->place);
}

void Compiler::delete_target(const Expr* target) {
  if (target->kind == ExprKind::name) return delete_name(target->place, target->text);
  if (target->kind == ExprKind::subscript) {
    expression(target->left);
    subscript_index(target->right);
    emit(Instr::drop_item, target->place);
    return;
  }
  for (const Expr* item : target->items) delete_target(item);
}

void Compiler::assertion(const Stmt& node) {
  const std::vector<std::int32_t> holds = jump_if(node.value, true);
  if (node.second != nullptr) expression(node.second);
  emit(Instr::assertion, node.value->place, node.second != nullptr ? 1 : 0);
  for (const std::int32_t jump : holds) aim(jump);
}

void Compiler::raise(const Stmt& node) {
  if (node.value == nullptr) {
    emit(Instr::raise_again, node.place);
    return;
  }
  expression(node.value);
  if (node.second != nullptr) expression(node.second);
  emit(node.second != nullptr ? Instr::raise_from : Instr::raise, node.place);
}

// return, break, continue: run what `finally` must run, undo what blocks have set up, go.
void Compiler::leave(const Stmt& node) {
  const bool returns = node.kind == StmtKind::return_;
  const auto is_loop = [](const Block& b) {
    return b.kind == Block::Kind::while_loop || b.kind == Block::Kind::for_loop;
  };
  if (returns) {
    if (code_.kind != CodeKind::function) fault(node.place, "SyntaxError: 'return' outside function");
    if (node.value != nullptr)
      expression(node.value);
    else
      none(node.place);
    leave_blocks(node.place, true, false);
    emit(Instr::give_back, node.place);
    return;
  }
  const auto loop = std::find_if(blocks_.rbegin(), blocks_.rend(), is_loop);
  if (loop == blocks_.rend()) {
    fault(node.place, node.kind == StmtKind::break_ ? "SyntaxError: 'break' outside loop"
                                                    : "SyntaxError: 'continue' not properly in loop");
  }
  const auto index = static_cast<std::size_t>(blocks_.rend() - loop) - 1;
  leave_blocks(node.place, false, true);
  if (node.kind == StmtKind::continue_) {
    emit(Instr::jump, node.place, blocks_[index].again);
  } else {
    blocks_[index].breaks.push_back(emit(Instr::jump, node.place));
  }
}

// From the innermost block outwards. A `finally` is compiled in place, without the blocks that it stands outside of.
void Compiler::leave_blocks(const Place& place, bool keeps_value, bool to_loop) {
  std::vector<Block> left;
  while (!blocks_.empty()) {
    const Block::Kind kind = blocks_.back().kind;
    if (kind == Block::Kind::while_loop || kind == Block::Kind::for_loop) {
      if (to_loop) break;
    }
    left.push_back(std::move(blocks_.back()));
    blocks_.pop_back();
    const Block& block_left = left.back();
    switch (kind) {
      case Block::Kind::try_body: emit(Instr::try_end, place); break;
      case Block::Kind::try_finally:
        emit(Instr::try_end, place);
        block(*block_left.finally);
        break;
      case Block::Kind::handler:
        emit(Instr::end_except, place, keeps_value ? 1 : 0);
        if (!block_left.name.empty()) {
          none(place);
          store_name(place, block_left.name);
          delete_name(place, block_left.name);
        }
        break;
      case Block::Kind::finally_body: emit(Instr::end_except, place, keeps_value ? 1 : 0); break;
      default: break;
    }
  }
  for (; !left.empty(); left.pop_back()) blocks_.push_back(std::move(left.back()));
}

void Compiler::import(const Stmt& node) {
  for (const Import& one : node.imports) {
    if (!all_.imports(one.name, {})) {
      fault_unsupported(one.place, fmt::format("The module '{}'", one.name));
    }
    emit(Instr::import, one.place, all_.module(one.name));
    store_name(one.place, one.alias);
  }
}

void Compiler::import_from(const Stmt& node) {
  const Import& module = node.imports[0];
  if (!all_.imports(module.name, {})) {
    fault_unsupported(module.place, fmt::format("The module '{}'", module.name));
  }
  for (std::size_t i = 1; i < node.imports.size(); ++i) {
    const Import& one = node.imports[i];
    if (!all_.imports(module.name, one.name)) {
      fault_unsupported(one.place, fmt::format("'{}' of the module '{}'", one.name, module.name));
    }
    emit(Instr::import, module.place, all_.module(module.name));
    emit(Instr::import_member, one.place, all_.attribute(one.name));
    store_name(one.place, one.alias);
  }
}

void Compiler::if_statement(const Stmt& node) {
  const std::vector<std::int32_t> otherwise = jump_if(node.value, false);
  block(node.body);
  if (node.otherwise.empty()) {
    for (const std::int32_t jump : otherwise) aim(jump);
    return;
  }
  const std::int32_t end = emit(Instr::jump, node.place);
  for (const std::int32_t jump : otherwise) aim(jump);
  if (goes_on_with_elif(node))
    if_statement(*node.otherwise[0]);
  else
    block(node.otherwise);
  aim(end);
}

// Each pass goes through the statement's switch again.
void Compiler::while_statement(const Stmt& node, std::int32_t start) {
  const std::vector<std::int32_t> otherwise = jump_if(node.value, false);
  blocks_.push_back({Block::Kind::while_loop, start, {}, nullptr, {}});
  block(node.body);
  emit(Instr::jump, node.place, start);
  const std::vector<std::int32_t> breaks = std::move(blocks_.back().breaks);
  blocks_.pop_back();
  for (const std::int32_t jump : otherwise) aim(jump);
  block(node.otherwise);
  for (const std::int32_t jump : breaks) aim(jump);
}

void Compiler::for_statement(const Stmt& node) {
  expression(node.value);
  emit(Instr::iterate, node.place);
  const std::int32_t again = emit(Instr::statement, node.place);
  const std::int32_t next = emit(Instr::next, node.place);
  store(node.targets[0]);
  blocks_.push_back({Block::Kind::for_loop, again, {}, nullptr, {}});
  block(node.body);
  emit(Instr::jump, node.place, again);
  std::vector<std::int32_t> breaks = std::move(blocks_.back().breaks);
  blocks_.pop_back();
  aim(next);  // the iterator is gone there
  block(node.otherwise);
  const std::int32_t end = emit(Instr::jump, node.place);
  aim(again);
  for (const std::int32_t jump : breaks) aim(jump);
  emit(Instr::pop, node.place);
  aim(end);
}

void Compiler::try_statement(const Stmt& node) {
  if (node.finally.empty()) return try_except(node);
  const std::int32_t begin = emit(Instr::try_begin, node.place);
  blocks_.push_back({Block::Kind::try_finally, 0, {}, &node.finally, {}});
  if (node.handlers.empty())
    block(node.body);
  else
    try_except(node);
  blocks_.pop_back();
  emit(Instr::try_end, node.place);
  block(node.finally);
  const std::int32_t end = emit(Instr::jump, node.place);
  aim(begin);
  blocks_.push_back({Block::Kind::finally_body, 0, {}, nullptr, {}});
  block(node.finally);
  blocks_.pop_back();
  emit(Instr::reraise, node.place);
  aim(end);
}

void Compiler::try_except(const Stmt& node) {
  const std::int32_t begin = emit(Instr::try_begin, node.place);
  blocks_.push_back({Block::Kind::try_body, 0, {}, nullptr, {}});
  block(node.body);
  blocks_.pop_back();
  emit(Instr::try_end, node.place);
  block(node.otherwise);
  std::vector<std::int32_t> ends{emit(Instr::jump, node.place)};
  aim(begin);
  handlers(node, ends);
  for (const std::int32_t jump : ends) aim(jump);
}

// On the stack: what was being handled before, and the exception.
void Compiler::handlers(const Stmt& node, std::vector<std::int32_t>& ends) {
  for (const Handler& handler : node.handlers) {
    std::int32_t miss = -1;
    if (handler.type != nullptr) {
      expression(handler.type);
      emit(Instr::matches, handler.type->place);
      miss = emit(Instr::jump_if_false, handler.place);
    }
    if (!handler.name.empty()) {
      emit(Instr::duplicate, handler.place);
      store_name(handler.place, handler.name);
    }
    blocks_.push_back({Block::Kind::handler, 0, {}, nullptr, handler.name});
    block(handler.body);
    blocks_.pop_back();
    emit(Instr::end_except, handler.place, 0);
    if (!handler.name.empty()) {
      none(handler.place);
      store_name(handler.place, handler.name);
      delete_name(handler.place, handler.name);
    }
    ends.push_back(emit(Instr::jump, handler.place));
    if (miss >= 0) aim(miss);
  }
  if (node.handlers.back().type != nullptr) emit(Instr::reraise, node.place);
}

void Compiler::def_statement(const Stmt& node) {
  Code& inner = all_.new_code(CodeKind::function, node.name, node.place, &code_);
  Scope& scope = all_.scopes.of(&node);
  Compiler(all_, inner, scope).function_body(*node.parameters, node.body);
  function_value(node.place, node.parameters.get(), inner, scope);
  store_name(node.place, node.name);
}

}  // namespace inflight::script
