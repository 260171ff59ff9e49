// See transcript.h.
#include "core/explain/transcript.h"

#include <fmt/format.h>

#include "core/explain/sentence.h"
#include "core/world/apply.h"

namespace inflight {

void write_transcript(const Recording& recording, std::ostream& to) {
  World world;
  for (std::uint64_t i = 0; i < recording.size(); ++i) {
    const Fact fact = recording.fact(i);
    const Nanos us = fact.event.at_ns / kMicrosecond;
    to << fmt::format("{:>5}.{:06} s  {}\n", us / 1'000'000, us % 1'000'000, sentence_of(fact, world));
    apply(world, fact);
  }
}

}  // namespace inflight
