// Looking up and judging properties; see properties.h.
#include "core/binding/properties.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <fmt/format.h>
#include <map>
#include <vector>

#include "core/base/nearest.h"
#include "core/base/redact.h"

namespace inflight {
namespace {

constexpr int kModelled = 1;
constexpr int kSecret = 2;
constexpr int kOnlyFromCommandLine = 4;

constexpr PropertyInfo kProperties[] = {
#define INFLIGHT_PROPERTY(name, scope, side, type, lowest, highest, choices, fallback, alias, flags) \
  {name,                                                                                             \
   PropertyScope::scope,                                                                             \
   PropertySide::side,                                                                               \
   PropertyType::type,                                                                               \
   lowest,                                                                                           \
   highest,                                                                                          \
   choices,                                                                                          \
   fallback,                                                                                         \
   alias,                                                                                            \
   ((flags)&kModelled) != 0,                                                                         \
   ((flags)&kSecret) != 0,                                                                           \
   ((flags)&kOnlyFromCommandLine) != 0},
#include "core/binding/properties.inl"
#undef INFLIGHT_PROPERTY
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool among(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find(','), choices.size());
    if (same_word(choices.substr(0, end), value)) return true;
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return false;
}

std::string shown(const PropertyInfo& property, std::string_view value) {
  return std::string(is_secret(property.name) ? kRedacted : value);
}

Error wrong(const PropertyInfo& property, std::string_view value, std::string_view allowed) {
  return bad_input(fmt::format("Invalid value \"{}\" for configuration property \"{}\": {}.", shown(property, value),
                               property.name, allowed));
}

Status check_number(const PropertyInfo& property, std::string_view value) {
  if (among(property.choices, value)) return Done{};
  const std::string text(value);
  char* end = nullptr;
  double number = 0;
  if (property.type == PropertyType::integer) {
    number = static_cast<double>(std::strtoll(text.c_str(), &end, 0));
  } else {
    number = std::strtod(text.c_str(), &end);
  }
  const std::string words = property.choices.empty() ? "" : fmt::format(", or {}", property.choices);
  if (text.empty() || *end != '\0') {
    return wrong(property, value,
                 fmt::format("it takes a number from {} to {}{}", property.lowest, property.highest, words));
  }
  const bool bounded = property.lowest != 0 || property.highest != 0;
  if (bounded && !(number >= static_cast<double>(property.lowest) && number <= static_cast<double>(property.highest))) {
    return bad_input(fmt::format("Configuration property \"{}\" value {} is outside allowed range {}..{}",
                                 property.name, value, property.lowest, property.highest));
  }
  return Done{};
}

std::string spaced(std::string_view choices) {
  std::string out;
  for (const char c : choices) out += c == ',' ? ", " : std::string(1, c);
  return out;
}

}  // namespace

std::span<const PropertyInfo> properties() { return kProperties; }

const PropertyInfo* find_property(std::string_view name) {
  const auto* found = std::find_if(std::begin(kProperties), std::end(kProperties),
                                   [&](const PropertyInfo& property) { return property.name == name; });
  return found == std::end(kProperties) ? nullptr : found;
}

std::string_view canonical_name(const PropertyInfo& property) {
  return property.alias_of.empty() ? property.name : property.alias_of;
}

std::string_view nearest_property(std::string_view name) {
  std::vector<std::string_view> names;
  for (const PropertyInfo& property : kProperties) names.push_back(property.name);
  return nearest(name, names);
}

Status check_property(std::string_view name, std::string_view value) {
  const PropertyInfo* property = find_property(name);
  if (property == nullptr) {
    const std::string_view nearest = nearest_property(name);
    return bad_input(fmt::format("No such configuration property: \"{}\"{}", name,
                                 nearest.empty() ? "" : fmt::format(". Did you mean \"{}\"?", nearest)));
  }
  switch (property->type) {
    case PropertyType::integer:
    case PropertyType::real: return check_number(*property, value);
    case PropertyType::boolean:
      if (among("true,t,1,false,f,0", value)) return Done{};
      return wrong(*property, value, "it takes true or false");
    case PropertyType::one_of:
      if (among(property->choices, value)) return Done{};
      return wrong(*property, value, "it takes one of " + spaced(property->choices));
    case PropertyType::flags:
      for (std::string_view rest = value; !rest.empty();) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        std::string_view flag = rest.substr(0, end);
        flag.remove_prefix(std::min(flag.find_first_not_of(" -+"), flag.size()));
        if (!property->choices.empty() && !flag.empty() && !among(property->choices, flag)) {
          return wrong(*property, value,
                       "it takes words among " + spaced(property->choices) + ", with commas between them");
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      return Done{};
    case PropertyType::callback:
      return bad_input(fmt::format("Property \"{}\" must be set through dedicated .._set_..() function", name));
    default: return Done{};
  }
}

bool is_secret(std::string_view name) {
  const PropertyInfo* property = find_property(name);
  return (property != nullptr && property->secret) || names_a_secret(name);
}

std::string configuration_text(const Properties& properties) {
  std::map<std::string, std::string> values;
  for (const Property& property : properties) {
    values[property.name] = is_secret(property.name) ? std::string(kRedacted) : property.value;
  }
  std::string text;
  for (const auto& [name, value] : values) text += (text.empty() ? "" : "\n") + name + "=" + value;
  return text;
}

}  // namespace inflight
