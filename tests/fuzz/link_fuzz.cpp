// Any text as a link: it is decoded or refused; what was decoded can be encoded and decoded again. Bytes that are no
// link are also tried as what a link holds, because the fuzzer can't guess a checksum.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "core/run/link.h"
#include "core/run/recording_header.h"

namespace inflight {
namespace {

void try_link(const Link& link) {
  const Result<std::string> text = encode_link(link);
  if (!text) return;
  const Result<Link> again = decode_link(text.value());
  if (again && again->position_ns == link.position_ns && again->options.actions.size() == link.options.actions.size())
    return;
  std::fprintf(stderr, "what was encoded can't be decoded: %s\n", again ? "" : again.error().sentence.c_str());
  std::abort();
}

void try_text(std::string_view text) {
  if (const Result<Link> link = decode_link(text)) return try_link(link.value());
  const Result<RecordingHeader> header = read_header(text, "The link");
  if (header) try_link({.options = header->options, .position_ns = 1});
}

}  // namespace
}  // namespace inflight

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  inflight::try_text({reinterpret_cast<const char*>(data), size});
  return 0;
}
