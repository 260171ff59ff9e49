// docs/EVENTS.md is generated from the manifest; this test keeps the two equal.
// INFLIGHT_UPDATE_SNAPSHOTS=1 writes the file anew.
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "core/event/event.h"

namespace inflight {
namespace {

std::string document() {
  std::string out =
      "# Events\n\n"
      "Every kind of event, generated from `core/event/event_kinds.inl`. Each event also bears its time (`at_ns`), "
      "its\n"
      "producer and its thread.\n";
  EventGroup group = EventGroup::instrument;
  for (const KindInfo& kind : event_kinds()) {
    if (kind.group != group) {
      group = kind.group;
      out += fmt::format("\n## {}\n\n| kind | fields | says |\n|---|---|---|\n", name_of(group));
    }
    std::string fields;
    for (const FieldInfo& field : kind.fields) fields += fmt::format("{}`{}`", fields.empty() ? "" : ", ", field.name);
    out += fmt::format("| `{}` | {} | {} |\n", kind.name, fields, kind.says);
  }
  return out;
}

TEST(EventsDocument, SaysWhatTheManifestSays) {
  const std::string path = INFLIGHT_SOURCE_DIR "/docs/EVENTS.md";
  if (std::getenv("INFLIGHT_UPDATE_SNAPSHOTS")) std::ofstream(path) << document();
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(), document()) << "refresh it with INFLIGHT_UPDATE_SNAPSHOTS=1";
}

}  // namespace
}  // namespace inflight
