// The property table: every configuration property that librdkafka 2.0.2 knows and those that Python adds, with type,
// range and default; whether Inflight models it, whether it is secret, and whether a script may set it. Immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/binding/host.h"

namespace inflight {

enum class PropertyScope : std::uint8_t { global_, topic_, python };
enum class PropertySide : std::uint8_t { both, producer, consumer };
enum class PropertyType : std::uint8_t { integer, real, boolean, text, one_of, flags, patterns, callback };

struct PropertyInfo {
  std::string_view name;
  PropertyScope scope = PropertyScope::global_;
  PropertySide side = PropertySide::both;
  PropertyType type = PropertyType::text;
  std::int64_t lowest = 0;  // integer and real; both 0: any
  std::int64_t highest = 0;
  std::string_view choices;   // one_of and flags: comma-separated; integer: words that stand for a number
  std::string_view fallback;  // the default, as text
  std::string_view alias_of;  // the name that librdkafka uses for it, or empty
  bool modelled = false;      // the simulator follows it; else it is accepted without effect there, and that is said
  bool secret = false;
  // It reaches beyond the program: it names a file, a library or another server, is a command or becomes part of one
  // (the Kerberos principal, in kinit's). Never from a script or a shared file.
  bool only_from_command_line = false;
};

// All, in the order of CONFIGURATION.md.
std::span<const PropertyInfo> properties();

// By name, aliases included; null if librdkafka does not know it. A name that is both a global and a topic property is
// found as the global one.
const PropertyInfo* find_property(std::string_view name);

// The name that settings of the property are kept under: its own, or that which it is an alias of.
std::string_view canonical_name(const PropertyInfo& property);

// The known name that is closest in spelling, or empty if none is close.
std::string_view nearest_property(std::string_view name);

// As rd_kafka_conf_set() judges. The sentence names the property, the value and what is allowed; secret values are
// left out of it.
Status check_property(std::string_view name, std::string_view value);

// True if the property's value must not be shown: marked so in the table, or named like a secret.
bool is_secret(std::string_view name);

// The configuration as it is told: one 'name=value' a line, by name, the last value of a name, secrets redacted.
std::string configuration_text(const Properties& properties);

}  // namespace inflight
