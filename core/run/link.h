// A link: a run that fits into a line of text, "inflight:" and then script, configuration, seed, actions and an
// instant, compressed. It may come from anybody: it opens simulated, whatever it was made of, and says no more than a
// recording's header may.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/run/options.h"

namespace inflight {

inline constexpr std::string_view kLinkBegins = "inflight:";
inline constexpr std::size_t kLongestLink = 64 << 10;

struct Link {
  RunOptions options;  // simulated
  Nanos position_ns = 0;
};

// Secrets are redacted, as in a recording. Error: it is longer than 64 KiB.
Result<std::string> encode_link(const Link& link);

// Errors: it is no link, too long, damaged, or inflates to more than 1 MiB; or what read_header() or check_cluster()
// refuses.
Result<Link> decode_link(std::string_view text);

// What a person is shown before it is run: "a link to program.py, simulated, seed 7, at 3.00 s".
std::string about(const Link& link);

}  // namespace inflight
