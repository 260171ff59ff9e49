// sys, os and math; see modules.h.
#include "core/script/modules.h"

#include <array>
#include <cmath>

#include "core/script/json_module.h"
#include "core/script/random_module.h"

namespace inflight::script {
namespace {

Value write(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "TextIOWrapper.write", 1, 1);
  Str* text = args.positional[0].get<Str>();
  if (text == nullptr) {
    m.raise(errors::TypeError, "write() argument must be str, not " + std::string(type_of(args.positional[0]).name));
  }
  m.print(text->text);
  return Value::integer(text->characters());
}

Value flush(Machine&, const Value&, const Args&) { return Value::none(); }

constexpr std::array kFileMethods{Method{"write", write}, Method{"flush", flush}};

class OutputFile final : public Object {
 public:
  static const Type kType;
  OutputFile() : Object(kType) {}
};
const Type OutputFile::kType{"TextIOWrapper", nullptr, kFileMethods, nullptr, "_io"};

Value make_file(Machine& m, const Value&, const Args&) { return Value::of(m.heap().make<OutputFile>()); }

Value sys_exit(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "exit", 0, 1);
  m.raise_value(m.exception(errors::SystemExit, {args.positional.begin(), args.positional.end()}));
}

Value make_argv(Machine& m, const Value&, const Args&) { return m.list({m.text("program.py")}); }
Value make_maxsize(Machine&, const Value&, const Args&) { return Value::integer(INT64_MAX); }
Value make_version(Machine& m, const Value&, const Args&) { return m.text("3.11 (as Inflight runs it)"); }

constexpr std::array kSys{ModuleMember{"exit", sys_exit},
                          ModuleMember{"argv", nullptr, nullptr, make_argv},
                          ModuleMember{"stdout", nullptr, nullptr, make_file},
                          ModuleMember{"stderr", nullptr, nullptr, make_file},
                          ModuleMember{"maxsize", nullptr, nullptr, make_maxsize},
                          ModuleMember{"version", nullptr, nullptr, make_version}};
constexpr ModuleSpec kSysModule{"sys", kSys};

Value os_exit(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "_exit", 1, 1);
  throw OsExit{m.index_of(args.positional[0], "") & 0xFF};
}

Value getpid(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "getpid", 0, 0);
  return Value::integer(1);
}

// A program run by Inflight sees no environment: what stands there may be secret, and runs must be repeatable.
Value getenv(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "getenv", 1, 2);
  return args.positional.size() > 1 ? args.positional[1] : Value::none();
}

Value make_environ(Machine& m, const Value&, const Args&) { return m.dict(); }

constexpr std::array kOs{ModuleMember{"_exit", os_exit}, ModuleMember{"getpid", getpid}, ModuleMember{"getenv", getenv},
                         ModuleMember{"environ", nullptr, nullptr, make_environ}};
constexpr ModuleSpec kOsModule{"os", kOs};

double real_argument(Machine& m, const Args& args, std::string_view function) {
  expect_args(m, args, function, 1, 1);
  if (!args.positional[0].is_number()) {
    m.raise(errors::TypeError, "must be real number, not " + std::string(type_of(args.positional[0]).name));
  }
  return args.positional[0].as_number();
}

Value to_whole(Machine& m, double value) {
  if (!(std::abs(value) < 9.2e18)) {
    m.raise(errors::OverflowError, "this whole number does not fit in 64 bits, which is what Inflight has for an int");
  }
  return Value::integer(static_cast<std::int64_t>(value));
}

Value math_floor(Machine& m, const Value&, const Args& args) {
  return to_whole(m, std::floor(real_argument(m, args, "floor")));
}
Value math_ceil(Machine& m, const Value&, const Args& args) {
  return to_whole(m, std::ceil(real_argument(m, args, "ceil")));
}
Value math_sqrt(Machine& m, const Value&, const Args& args) {
  const double value = real_argument(m, args, "sqrt");
  if (value < 0) m.raise(errors::ValueError, "math domain error");
  return Value::real(std::sqrt(value));
}
Value math_sin(Machine& m, const Value&, const Args& args) {
  return Value::real(std::sin(real_argument(m, args, "sin")));
}
Value math_cos(Machine& m, const Value&, const Args& args) {
  return Value::real(std::cos(real_argument(m, args, "cos")));
}
Value make_pi(Machine&, const Value&, const Args&) { return Value::real(3.141592653589793); }
Value make_inf(Machine&, const Value&, const Args&) { return Value::real(HUGE_VAL); }

constexpr std::array kMath{ModuleMember{"floor", math_floor},
                           ModuleMember{"ceil", math_ceil},
                           ModuleMember{"sqrt", math_sqrt},
                           ModuleMember{"sin", math_sin},
                           ModuleMember{"cos", math_cos},
                           ModuleMember{"pi", nullptr, nullptr, make_pi},
                           ModuleMember{"inf", nullptr, nullptr, make_inf}};
constexpr ModuleSpec kMathModule{"math", kMath};

}  // namespace

std::span<const ModuleSpec* const> standard_modules() {
  static const std::array kAll{&kSysModule, &kOsModule, &kMathModule, &json_module(), &random_module()};
  return kAll;
}

bool is_output_file(const Value& value) { return value.is(OutputFile::kType); }

}  // namespace inflight::script
