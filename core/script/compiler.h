// Compiler: the syntax tree to bytecode. What can be known before the run to be wrong or not run here is refused.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "core/script/code.h"

namespace inflight::script {

inline constexpr std::size_t kMaxScriptBytes = 1U << 20;

// Whether a module is known, and with a member given, whether it has that member.
using Imports = std::function<bool(std::string_view module, std::string_view member)>;

// Refuses with a sentence, the place and the line with a caret below it.
Result<std::shared_ptr<const Unit>> compile_script(std::string_view text, std::string_view name,
                                                   const Imports& imports);

}  // namespace inflight::script
