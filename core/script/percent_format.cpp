// The % operator of str: '%5.2f %s' % (a, b), as printf's. See machine.h.
#include <algorithm>
#include <fmt/format.h>

#include "core/script/format.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

// Walks along a format and its arguments.
class PercentFormat {
 public:
  PercentFormat(Machine& machine, std::string_view format, const Value& arguments)
      : m_(machine), format_(format), arguments_(arguments), several_(arguments.get<Tuple>()) {}

  std::string run() {
    std::string out;
    while (at_ < format_.size()) {
      const std::size_t percent = std::min(format_.find('%', at_), format_.size());
      out += format_.substr(at_, percent - at_);
      at_ = percent + 1;
      if (percent >= format_.size()) break;
      if (peek() == '%') {
        out += '%';
        ++at_;
      } else {
        out += field();
      }
      m_.heap().reserve(out.size());
    }
    const std::size_t have = several_ != nullptr ? several_->items.size() : arguments_.is(Dict::kType) ? 0 : 1;
    if (!named_ && used_ < have) {
      m_.raise(errors::TypeError, "not all arguments converted during string formatting");
    }
    return out;
  }

 private:
  char peek() const { return at_ < format_.size() ? format_[at_] : '\0'; }

  Value next_argument() {
    const std::size_t have = several_ != nullptr ? several_->items.size() : 1;
    if (used_ >= have) m_.raise(errors::TypeError, "not enough arguments for format string");
    ++used_;
    return several_ != nullptr ? several_->items[used_ - 1] : arguments_;
  }

  // %(name)
  Value named_argument() {
    const std::size_t close = format_.find(')', at_);
    if (close == std::string_view::npos) m_.raise(errors::ValueError, "incomplete format key");
    if (!arguments_.is(Dict::kType)) m_.raise(errors::TypeError, "format requires a mapping");
    named_ = true;
    const std::string_view name = format_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    return m_.item(arguments_, m_.text(name));
  }

  Spec read_spec() {
    Spec spec;
    spec.align = '>';
    for (; peek() != '\0' && std::string_view("-+ #0").find(peek()) != std::string_view::npos; ++at_) {
      const char c = peek();
      if (c == '-') spec.align = '<';
      if (c == '+' || (c == ' ' && spec.sign != '+')) spec.sign = c;
      if (c == '0') spec.zero = true;
      if (c == '#') spec.alternate = true;
    }
    if (peek() == '*') {
      ++at_;
      spec.width = m_.index_of(next_argument(), "");
      if (spec.width < 0) {
        spec.align = '<';
        spec.width = spec.width == INT64_MIN ? INT64_MAX : -spec.width;
      }
    } else {
      spec.width = read_number(m_, format_, at_);
    }
    if (peek() == '.') spec.precision = read_number(m_, format_, ++at_);
    if (peek() == 'l' || peek() == 'h' || peek() == 'L') ++at_;
    m_.heap().reserve(static_cast<std::size_t>(spec.width));
    return spec;
  }

  // `at_` is behind the '%'.
  std::string field() {
    Value argument;
    if (peek() == '(') argument = named_argument();
    Spec spec = read_spec();
    if (at_ >= format_.size()) m_.raise(errors::ValueError, "incomplete format");
    const char kind = format_[at_++];
    if (argument.is_unset()) argument = next_argument();
    if (kind == 's' || kind == 'r' || kind == 'a') {
      return format_text(m_, spec, kind == 's' ? m_.str(argument) : m_.repr(argument));
    }
    if (kind == 'c' && argument.is(Str::kType)) return format_text(m_, spec, m_.str(argument));
    if (spec.zero && spec.align != '<') {
      spec.fill = "0";
      spec.align = '=';
    }
    spec.type = kind == 'i' || kind == 'u' ? 'd' : kind;
    if (std::string_view("dxXoc").find(spec.type) != std::string_view::npos) return whole(spec, kind, argument);
    if (std::string_view("eEfFgG").find(spec.type) == std::string_view::npos) {
      std::size_t from = at_ - 1;
      const std::size_t index = count_characters(format_.substr(0, from));
      const std::uint32_t code = next_code_point(format_, from);
      m_.raise(errors::ValueError, fmt::format("unsupported format character '{}' ({:#x}) at index {}",
                                               code > 30 && code < 127 ? kind : '?', code, index));
    }
    if (!argument.is_number()) {
      m_.raise(errors::TypeError, fmt::format("must be real number, not {}", type_of(argument).name));
    }
    return format_real(m_, spec, argument.as_number(), kFloatType);
  }

  std::string whole(Spec& spec, char kind, const Value& argument) {
    const bool decimal = spec.type == 'd';
    if (!argument.is_number() || (argument.is_real() && !decimal)) {
      if (kind == 'c') m_.raise(errors::TypeError, "%c requires int or char");
      m_.raise(errors::TypeError, fmt::format("%{} format: {} is required, not {}", kind,
                                              decimal ? "a real number" : "an integer", type_of(argument).name));
    }
    spec.precision = -1;
    const Value number = m_.truncated(argument);
    return format_integer(m_, spec, number.as_integer(), kIntType);
  }

  Machine& m_;
  std::string_view format_;
  const Value& arguments_;
  const Tuple* several_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  bool named_ = false;
};

}  // namespace

std::string Machine::percent_format(std::string_view format, const Value& arguments) {
  return PercentFormat(*this, format, arguments).run();
}

}  // namespace inflight::script
