// The modules confluent_kafka and time; see producer_object.h.
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "core/binding/kafka_error_object.h"
#include "core/binding/message_object.h"
#include "core/binding/producer_object.h"

namespace inflight::binding {

using script::Args;
using script::Machine;
using script::ModuleMember;
using script::Value;

namespace {

Value version(Machine& m, const Value&, const Args&) { return m.tuple({m.text("1.7.0"), Value::integer(0x01070000)}); }
Value libversion(Machine& m, const Value&, const Args&) {
  return m.tuple({m.text("2.0.2"), Value::integer(0x020002ff)});
}
Value version_text(Machine& m, const Value&, const Args&) { return m.text("1.7.0"); }
template <int Number>
Value number(Machine&, const Value&, const Args&) {
  return Value::integer(Number);
}

constexpr std::array kKafkaMembers{ModuleMember{"Producer", nullptr, &ProducerObject::kType},
                                   ModuleMember{"KafkaError", nullptr, &kKafkaErrorType},
                                   ModuleMember{"KafkaException", nullptr, &kKafkaExceptionType},
                                   ModuleMember{"Message", nullptr, &MessageObject::kType},
                                   ModuleMember{"version", version},
                                   ModuleMember{"libversion", libversion},
                                   ModuleMember{"__version__", nullptr, nullptr, version_text},
                                   ModuleMember{"TIMESTAMP_NOT_AVAILABLE", nullptr, nullptr, number<0>},
                                   ModuleMember{"TIMESTAMP_CREATE_TIME", nullptr, nullptr, number<1>},
                                   ModuleMember{"TIMESTAMP_LOG_APPEND_TIME", nullptr, nullptr, number<2>}};
constexpr script::ModuleSpec kKafkaModule{"confluent_kafka", kKafkaMembers};

constexpr double kMostSeconds = 9.2e9;  // what fits in nanoseconds

Value sleep(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "time.sleep", 1, 1);
  const Value& given = args.positional[0];
  if (!given.is_number()) {
    m.raise(script::errors::TypeError,
            fmt::format("'{}' object cannot be interpreted as an integer", type_of(given).name));
  }
  const double seconds = given.as_number();
  if (std::isnan(seconds)) m.raise(script::errors::ValueError, "Invalid value NaN (not a number)");
  if (seconds < 0) m.raise(script::errors::ValueError, "sleep length must be non-negative");
  if (seconds > kMostSeconds) m.raise(script::errors::OverflowError, "timestamp too large to convert to C _PyTime_t");
  // Rounded up, as pysleep() does it.
  const auto duration =
      given.is_integral() ? given.as_integer() * kSecond : static_cast<Nanos>(std::ceil(seconds * 1e9));
  Session& session = session_of(m);
  m.before_host_call();
  session.host().call_started(ProgramListener::CallName::sleep, duration);
  session.host().sleep(duration);
  session.host().call_returned(ProgramListener::CallName::sleep, 0, {});
  return Value::none();
}

Nanos read_clock(Machine& m, const Args& args, std::string_view function, bool wall) {
  expect_args(m, args, function, 0, 0);
  m.report_steps();
  Host& host = session_of(m).host();
  return wall ? host.wall_ns() : host.monotonic_ns();
}

double seconds(Nanos time) { return static_cast<double>(time) / 1e9; }

Value time(Machine& m, const Value&, const Args& args) {
  return Value::real(seconds(read_clock(m, args, "time", true)));
}
Value time_ns(Machine& m, const Value&, const Args& args) {
  return Value::integer(read_clock(m, args, "time_ns", true));
}
Value monotonic(Machine& m, const Value&, const Args& args) {
  return Value::real(seconds(read_clock(m, args, "monotonic", false)));
}
Value monotonic_ns(Machine& m, const Value&, const Args& args) {
  return Value::integer(read_clock(m, args, "monotonic_ns", false));
}

constexpr std::array kTimeMembers{ModuleMember{"sleep", sleep},
                                  ModuleMember{"time", time},
                                  ModuleMember{"time_ns", time_ns},
                                  ModuleMember{"monotonic", monotonic},
                                  ModuleMember{"monotonic_ns", monotonic_ns},
                                  ModuleMember{"perf_counter", monotonic},
                                  ModuleMember{"perf_counter_ns", monotonic_ns}};
constexpr script::ModuleSpec kTimeModule{"time", kTimeMembers};

}  // namespace

const script::ModuleSpec& kafka_module() { return kKafkaModule; }
const script::ModuleSpec& time_module() { return kTimeModule; }

}  // namespace inflight::binding
