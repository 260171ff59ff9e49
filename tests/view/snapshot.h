// Snapshots: expected text in tests/view/snapshots. INFLIGHT_UPDATE_SNAPSHOTS=1 refreshes the files; read the
// difference before you commit it.
#pragma once

#include <string>

namespace inflight {

void expect_snapshot(const std::string& name, const std::string& actual);

}  // namespace inflight
