// Secrets that a script's text holds: literals that are given to a name which says so, as in
// {'sasl.password': 'x'}, conf['sasl.password'] = 'x' and password = 'x'. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/redact.h"

namespace inflight {

struct ScriptSecrets {
  Redactor redactor;  // for the values, wherever else they turn up
  std::string shown;  // the script with ••• in their place: of as many lines as the script
};

// A text that is no script of ours gives no secrets, and itself.
ScriptSecrets secrets_in(std::string_view script);

}  // namespace inflight
