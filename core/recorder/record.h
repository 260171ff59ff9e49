// How facts lie in the file between two processes of the same build on the same machine: units of 64 bytes. The first
// unit says what file it is; each fact is a head unit and as many continuation units as its text and ids fill.
// One fact is one write(2), so what was written before a kill -9 is whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "core/event/event.h"

namespace inflight::recorder {

inline constexpr std::size_t kUnit = 64;
inline constexpr std::uint32_t kHeadMagic = 0x54434146;              // "FACT"
inline constexpr std::uint64_t kFileMagic = 0x31305452'4C464E49ULL;  // "INFLRT01"
// A longer text or list is no fact of ours: the script's machine prints at most 16 MiB.
inline constexpr std::uint32_t kMostPayload = 64u << 20;

// The head of one fact. event.text and event.ids hold the sizes of what follows: bytes of text, then number of ids.
struct Head {
  std::uint32_t magic = kHeadMagic;
  std::uint32_t check = 0;  // of the rest of the head and of the payload
  std::uint64_t extra = 0;  // 64 bits beside the event, for the two processes alone
  Event event;
};
static_assert(sizeof(Head) == kUnit && std::is_trivially_copyable_v<Head>);

// The first unit. A different layout or manifest means that the two processes are not of one build.
struct FileHead {
  std::uint64_t magic = kFileMagic;
  std::uint32_t event_size = sizeof(Event);
  std::uint32_t kinds = 0;
  char room[kUnit - 16] = {};
};
static_assert(sizeof(FileHead) == kUnit);

constexpr std::size_t units_for(std::size_t bytes) { return (bytes + kUnit - 1) / kUnit; }

}  // namespace inflight::recorder
