// json.dumps(): a value as JSON text.
#pragma once

#include "core/script/machine.h"

namespace inflight::script {

const ModuleSpec& json_module();

}  // namespace inflight::script
