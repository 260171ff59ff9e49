// Finding what is off in the tree, and writing over it; see without.h.
#include "core/script/without.h"

#include <algorithm>
#include <vector>

#include "core/script/ast.h"
#include "core/script/parser.h"
#include "core/script/source.h"

namespace inflight::script {
namespace {

class Writer {
 public:
  Writer(const Source& source, std::span<const std::int32_t> lines_off) : source_(source), lines_off_(lines_off) {}

  std::string write(const Tree& tree) {
    look(tree.body);
    std::string text = source_.text();
    // From the end, so that the places before stay where they are.
    for (auto node = off_.rbegin(); node != off_.rend(); ++node) write_over((*node)->place, instead_of(**node), text);
    return text;
  }

 private:
  // Collects statements that are off, not those inside them.
  void look(const std::vector<Stmt*>& body) {
    for (const Stmt* node : body) {
      if (has_switch(*node) && std::binary_search(lines_off_.begin(), lines_off_.end(), node->place.line)) {
        off_.push_back(node);
      } else {
        look_inside(*node);
      }
    }
  }
  void look_inside(const Stmt& node) {
    look(node.body);
    for (const Handler& handler : node.handlers) look(handler.body);
    if (goes_on_with_elif(node)) return look_inside(*node.otherwise[0]);
    look(node.otherwise);
    look(node.finally);
  }

  std::size_t offset(std::int32_t line, std::int32_t column) const {
    return static_cast<std::size_t>(source_.line(line).data() - source_.text().data() + column);
  }
  std::string_view text_of(const Place& place) const {
    const std::size_t begin = offset(place.line, place.column);
    return std::string_view(source_.text()).substr(begin, offset(place.end_line, place.end_column) - begin);
  }

  // What the machine does there: targets of an assignment get 0.
  std::string instead_of(const Stmt& node) const {
    std::string zeros;
    if (node.kind == StmtKind::assign) {
      for (const Expr* target : node.targets) add_targets(*target, zeros);
    }
    return zeros.empty() ? "pass" : zeros + "0";
  }
  void add_targets(const Expr& target, std::string& zeros) const {
    if (target.kind == ExprKind::starred) return add_targets(*target.left, zeros);
    if (target.kind != ExprKind::tuple && target.kind != ExprKind::list) {
      zeros.append(text_of(target.place)).append(" = ");
      return;
    }
    for (const Expr* item : target.items) add_targets(*item, zeros);
  }

  // Up to the line's end and as a comment behind it, if nothing that runs follows in the line.
  void write_over(const Place& place, std::string instead, std::string& text) const {
    const std::string_view first = source_.line(place.line);
    const std::string_view indent = first.substr(0, std::min(first.find_first_not_of(" \t"), first.size()));
    const std::string_view last = source_.line(place.end_line);
    const std::string_view rest = last.substr(static_cast<std::size_t>(place.end_column));
    Place whole = place;
    const std::size_t follows = rest.find_first_not_of(" \t");
    if (follows == std::string_view::npos || rest[follows] == '#') {
      whole.end_column = static_cast<std::int32_t>(last.size());
      for (std::int32_t line = place.line; line <= place.end_line; ++line) {
        std::string_view was = source_.line(line);
        if (line > place.line) instead += '\n';
        if (was.find_first_not_of(" \t") == std::string_view::npos) continue;
        if (line == place.line) {
          was.remove_prefix(static_cast<std::size_t>(place.column));
          instead.append("  # ").append(was);
        } else {
          if (was.starts_with(indent)) was.remove_prefix(indent.size());
          instead.append(indent).append("# ").append(was);
        }
      }
    }
    text.replace(offset(whole.line, whole.column), text_of(whole).size(), instead);
  }

  const Source& source_;
  const std::span<const std::int32_t> lines_off_;
  std::vector<const Stmt*> off_;  // in the order of the text
};

}  // namespace

std::string without(std::string_view text, std::span<const std::int32_t> lines_off) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const Source source{std::string(text), ""};
  try {
    return Writer(source, lines_off).write(parse(source));
  } catch (const SyntaxFault&) {
    return std::string(text);
  }
}

}  // namespace inflight::script
