// What format() and the % operator share: a specification, and laying out numbers and texts by it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/script/machine.h"

namespace inflight::script {

struct Spec {
  std::string fill = " ";
  char align = 0;
  char sign = '-';
  bool alternate = false;
  bool zero = false;
  char separator = 0;
  std::int64_t width = 0;
  std::int64_t precision = -1;
  char type = 0;
};

// The digits at `at`, which moves behind them; 0 if there are none.
std::int64_t read_number(Machine& m, std::string_view text, std::size_t& at);
std::string format_integer(Machine& m, const Spec& spec, std::int64_t value, const Type& type);
std::string format_real(Machine& m, const Spec& spec, double value, const Type& type);
std::string format_text(Machine& m, const Spec& spec, std::string_view text);

}  // namespace inflight::script
