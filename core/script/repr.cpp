// repr(), str() and tracebacks as python3 writes them; see machine.h.
#include <algorithm>
#include <fmt/format.h>

#include "core/script/iterators.h"
#include "core/script/machine.h"
#include "core/script/parser.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

std::string qualified(const Type& type) {
  return type.module.empty() ? std::string(type.name) : fmt::format("{}.{}", type.module, type.name);
}

void append_items(Machine& machine, const std::vector<Value>& items, std::string& out) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ", ";
    out += machine.repr(items[i]);
    machine.heap().reserve(out.size());
  }
}

std::string set_repr(Machine& machine, const Table& table) {
  std::string out = "{";
  for (const std::size_t at : order_of(table)) {
    if (out.size() > 1) out += ", ";
    out += machine.repr(table.at(at).key);
    machine.heap().reserve(out.size());
  }
  return out + "}";
}

std::string view_repr(Machine& machine, const View& view) {
  std::vector<Value> items = machine.collect(Value::of(const_cast<View*>(&view)));
  std::string out;
  append_items(machine, items, out);
  return fmt::format("{}([{}])", view.type().name, out);
}

std::string table_repr(Machine& machine, const Table& table) {
  std::string out = "{";
  for (std::size_t at = 0; at < table.end(); ++at) {
    if (table.at(at).key.is_unset()) continue;
    if (out.size() > 1) out += ", ";
    out += machine.repr(table.at(at).key);
    out += ": " + machine.repr(table.at(at).value);
    machine.heap().reserve(out.size());
  }
  return out + "}";
}

// A UnicodeDecodeError or UnicodeEncodeError as its five arguments say it; empty if it is none.
std::string unicode_sentence(const Exception& exception) {
  const bool decode = exception.type().is(errors::UnicodeDecodeError);
  if ((!decode && !exception.type().is(errors::UnicodeEncodeError)) || exception.args.size() != 5) return {};
  const Str* codec = exception.args[0].get<Str>();
  const Str* why = exception.args[4].get<Str>();
  const Value& whole = exception.args[1];
  if (codec == nullptr || why == nullptr || !exception.args[2].is_integral() || !exception.args[3].is_integral()) {
    return {};
  }
  const std::int64_t from = exception.args[2].as_integer();
  const std::int64_t to = exception.args[3].as_integer();
  const std::string_view thing = decode ? "byte" : "character";
  std::string what = fmt::format("{}s in position {}-{}", thing, from, to - 1);
  const auto at = static_cast<std::size_t>(from);
  if (to - from == 1 && from >= 0) {
    std::string one;
    if (const Bytes* bytes = whole.get<Bytes>(); bytes != nullptr && at < bytes->data.size()) {
      one = fmt::format(" 0x{:02x}", static_cast<unsigned char>(bytes->data[at]));
    } else if (Str* text = whole.get<Str>(); text != nullptr && from < text->characters()) {
      std::size_t offset = byte_offset(text->text, at);
      const std::size_t begin = offset;
      next_code_point(text->text, offset);
      one = fmt::format(" '{}'", escaped_to_ascii(std::string_view(text->text).substr(begin, offset - begin)));
    }
    what = fmt::format("{}{} in position {}", thing, one, from);
  }
  return fmt::format("'{}' codec can't {} {}: {}", codec->text, decode ? "decode" : "encode", what, why->text);
}

}  // namespace

std::string Machine::repr(const Value& value) {
  switch (value.tag()) {
    case Tag::boolean: return value.as_integer() != 0 ? "True" : "False";
    case Tag::integer: return fmt::format_int(value.as_integer()).str();
    case Tag::real: return float_repr(value.as_real());
    case Tag::object: break;
    default: return "None";
  }
  charge_steps(1);
  const ReprGuard guard(*this);
  if (const Str* text = value.get<Str>()) return quote_text(text->text);
  if (const Bytes* bytes = value.get<Bytes>()) return quote_bytes(bytes->data);
  std::string out;
  // A container inside itself.
  const bool inside = std::find(repr_of_.begin(), repr_of_.end(), value.object()) != repr_of_.end();
  if (inside && value.is(List::kType)) return "[...]";
  if (inside && value.is(Dict::kType)) return "{...}";
  if (inside && value.is(Tuple::kType)) return "(...)";
  repr_of_.push_back(value.object());
  struct Leave {
    std::vector<const Object*>& inside;
    ~Leave() { inside.pop_back(); }
  } leave{repr_of_};
  if (const List* list = value.get<List>()) {
    append_items(*this, list->items, out);
    return "[" + out + "]";
  }
  if (const Tuple* tuple = value.get<Tuple>()) {
    append_items(*this, tuple->items, out);
    return "(" + out + (tuple->items.size() == 1 ? ",)" : ")");
  }
  if (const Dict* dict = value.get<Dict>()) return table_repr(*this, dict->table);
  if (const Set* set = value.get<Set>()) return set->table.size() == 0 ? "set()" : set_repr(*this, set->table);
  if (const View* view = view_in(value)) return view_repr(*this, *view);
  if (const Range* range = value.get<Range>()) {
    if (range->step == 1) return fmt::format("range({}, {})", range->start, range->stop);
    return fmt::format("range({}, {}, {})", range->start, range->stop, range->step);
  }
  if (const Exception* exception = exception_in(value)) {
    append_items(*this, exception->args, out);
    return fmt::format("{}({})", exception->type().name, out);
  }
  return value.object()->repr();
}

std::string Machine::str(const Value& value) {
  if (const Str* text = value.get<Str>()) return text->text;
  const Exception* exception = exception_in(value);
  if (exception == nullptr) return repr(value);
  if (exception->args.empty()) return {};
  if (const std::string sentence = unicode_sentence(*exception); !sentence.empty()) return sentence;
  // KeyError shows its key as it would be typed.
  if (exception->args.size() == 1) {
    return exception->type().is(errors::KeyError) ? repr(exception->args[0]) : str(exception->args[0]);
  }
  std::string out;
  append_items(*this, exception->args, out);
  return "(" + out + ")";
}

namespace {

// Where in a line the marks go: "~~~^~~~" under an operation, "^^^^" under all else.
struct Marks {
  std::size_t start = 0, end = 0;
  std::size_t sharp_start = 0, sharp_end = 0;  // the operator or index within
  bool whole = false;                          // nothing to point at: all of the line
};

// The operator of a binary operation, or the brackets of an index, if the text is one.
bool find_anchor(std::string_view text, Marks& marks) {
  Tree tree;
  const Source source{std::string(text), ""};
  const Expr* node = nullptr;
  try {
    node = parse_expression(source, tree);
  } catch (const SyntaxFault&) {
    return false;
  }
  if (node->in_brackets || node->place.end_line != 1) return false;
  if (node->kind == ExprKind::binary) {
    auto at = static_cast<std::size_t>(node->left->place.end_column);
    while (at < text.size() && (text[at] == ' ' || text[at] == ')' || text[at] == '\t')) ++at;
    const bool two = at + 1 < text.size() && text[at + 1] == text[at];
    marks.sharp_start = at;
    marks.sharp_end = at + (two ? 2 : 1);
    return true;
  }
  if (node->kind == ExprKind::subscript) {
    marks.sharp_start = static_cast<std::size_t>(node->left->place.end_column);
    marks.sharp_end = text.size();
    return true;
  }
  return false;
}

std::string marks_below(std::string_view line, const Place& place) {
  const std::size_t first = line.find_first_not_of(" \t\f");
  const std::size_t last = line.find_last_not_of(" \t\f\r") + 1;
  Marks marks;
  marks.start = static_cast<std::size_t>(place.column);
  marks.end = place.end_line == place.line ? static_cast<std::size_t>(place.end_column) : last;
  if (marks.start < first || marks.end > line.size() || marks.start >= marks.end) return {};
  const std::string_view part = line.substr(marks.start, marks.end - marks.start);
  const bool anchored = place.end_line == place.line && find_anchor(part, marks);
  if (!anchored && marks.end - marks.start == last - first) return {};
  std::string out = "    " + std::string(count_characters(line.substr(first, marks.start - first)), ' ');
  for (std::size_t at = 0; at < part.size(); ++at) {
    if ((static_cast<unsigned char>(part[at]) & 0xC0) == 0x80) continue;
    out += !anchored || (at >= marks.sharp_start && at < marks.sharp_end) ? '^' : '~';
  }
  return out + "\n";
}

std::string entry_text(const Source& source, const Code& code, const Place& place) {
  std::string out = fmt::format("  File \"{}\", line {}, in {}\n", source.name(), place.line, code.name);
  const std::string_view line = source.line(place.line);
  const std::size_t first = line.find_first_not_of(" \t\f");
  if (first == std::string_view::npos) return out;
  const std::size_t last = line.find_last_not_of(" \t\f\r");
  out += fmt::format("    {}\n", line.substr(first, last - first + 1));
  return out + marks_below(line, place);
}

}  // namespace

// Calls most recent last; the same line more than three times in a row is told once.
std::string Machine::traceback(const Exception& exception) {
  std::string out;
  const Exception* cause = exception_in(exception.cause);
  const Exception* context = exception.context_hidden ? nullptr : exception_in(exception.context);
  if (cause != nullptr || context != nullptr) {
    const ReprGuard guard(*this);
    out = traceback(cause != nullptr ? *cause : *context);
    out += cause != nullptr ? "\n\nThe above exception was the direct cause of the following exception:\n\n"
                            : "\n\nDuring handling of the above exception, another exception occurred:\n\n";
  }
  if (!exception.traceback.empty()) out += "Traceback (most recent call last):\n";
  std::int64_t repeats = 0;
  const TracebackEntry* previous = nullptr;
  const auto told = [&] {
    if (repeats > 3)
      out += fmt::format("  [Previous line repeated {} more time{}]\n", repeats - 3, repeats == 4 ? "" : "s");
  };
  for (auto entry = exception.traceback.rbegin(); entry != exception.traceback.rend(); ++entry) {
    const Place& place = entry->code->places[static_cast<std::size_t>(entry->at)];
    const bool same = previous != nullptr && previous->code == entry->code &&
                      previous->code->places[static_cast<std::size_t>(previous->at)].line == place.line;
    if (!same) {
      told();
      repeats = 0;
    }
    previous = &*entry;
    if (++repeats <= 3) out += entry_text(*unit_->source, *entry->code, place);
  }
  told();
  Value self = Value::of(const_cast<Exception*>(&exception));  // counted while its text is made
  const std::string message = str(self);
  return out + qualified(exception.type()) + (message.empty() ? "" : ": " + message);
}

}  // namespace inflight::script
