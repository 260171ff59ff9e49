// See share.h.
#include "app/session/share.h"

#include <fmt/format.h>

namespace inflight {

Result<std::string> link_to(const Session& session) {
  return encode_link({.options = session.as_run(), .position_ns = session.play_head().at()});
}

void show_instant(Session& session, Nanos position_ns, const std::string& about, Nanos now) {
  if (position_ns > 0) {
    session.perform({CommandId::run}, now);
    session.perform({CommandId::seek, position_ns}, now);
  }
  session.tell(fmt::format("This is {}.", about));
}

Status open_link(Session& session, Link link, Nanos now) {
  const std::string words = about(link);
  if (const Status opened = session.open(std::move(link.options), std::nullopt); !opened) return opened;
  show_instant(session, link.position_ns, words, now);
  return Done{};
}

}  // namespace inflight
