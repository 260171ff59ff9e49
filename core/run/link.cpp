// zlib around the header of a recording, in base64url; see link.h.
#include "core/run/link.h"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <zlib.h>

#include "core/base/duration.h"
#include "core/recording/file_form.h"
#include "core/run/recording_header.h"
#include "core/run/topic.h"

namespace inflight {
namespace {

constexpr std::size_t kMostInflated = 1 << 20;
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) text += kDigits[(bits >> (count - 6)) & 63];
  }
  if (count > 0) text += kDigits[(bits << (6 - count)) & 63];
  return text;
}

Result<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == kDigits.npos) return bad_input("The link is damaged: a character in it belongs to no link.");
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>((bits >> count) & 255);
  }
  return bytes;
}

std::string deflated(std::string_view text) {
  uLongf size = compressBound(text.size());
  std::string bytes(size, '\0');
  compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(),
            Z_BEST_COMPRESSION);
  bytes.resize(size);
  return bytes;
}

// The room is what is allowed, so nothing can inflate beyond it.
Result<std::string> inflated(std::string_view bytes) {
  uLongf size = kMostInflated;
  std::string text(size, '\0');
  const int done = uncompress(reinterpret_cast<Bytef*>(text.data()), &size,
                              reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  if (done == Z_BUF_ERROR) return bad_input("The link holds more than 1 MiB, the most that one may.");
  if (done != Z_OK) return bad_input("The link is damaged or cut off. Copy it again, whole.");
  text.resize(size);
  return text;
}

}  // namespace

Result<std::string> encode_link(const Link& link) {
  const std::string text = fmt::format("{}\n{}", link.position_ns, header_line(link.options, {}));
  std::string encoded = std::string(kLinkBegins) + to_base64url(deflated(text));
  if (text.size() > kMostInflated || encoded.size() > kLongestLink) {
    return bad_input("The run is too large for a link. Save it as a recording instead.");
  }
  return encoded;
}

Result<Link> decode_link(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  if (!text.starts_with(kLinkBegins)) return bad_input("This is no link of Inflight's: it should begin with inflight:");
  if (text.size() > kLongestLink) return bad_input("The link is longer than 64 KiB, the most that one has.");
  const Result<std::string> bytes = from_base64url(text.substr(kLinkBegins.size()));
  if (!bytes) return bytes.error();
  const Result<std::string> inside = inflated(bytes.value());
  if (!inside) return inside.error();
  const std::string_view all = inside.value();
  const std::size_t line_end = std::min(all.find('\n'), all.size());
  Link link;
  const auto [end, error] = std::from_chars(all.data(), all.data() + line_end, link.position_ns);
  if (error != std::errc() || end != all.data() + line_end || link.position_ns < 0 || link.position_ns > kLatest) {
    return bad_input("The link is damaged: it says no instant.");
  }
  Result<RecordingHeader> header = read_header(all.substr(std::min(line_end + 1, all.size())), "The link");
  if (!header) return header.error();
  link.options = std::move(header->options);
  link.options.source = RunSource::simulated;
  if (const Status possible = check_cluster(link.options); !possible) {
    return bad_input(fmt::format("The link asks for what no cluster can be. {}", possible.error().sentence));
  }
  return link;
}

std::string about(const Link& link) {
  return fmt::format(
      "a link to {}, simulated, seed {}, {} by a person, at {}", link.options.script_name, link.options.seed,
      link.options.actions.size() == 1 ? "1 action" : fmt::format("{} actions", link.options.actions.size()),
      format_duration(link.position_ns));
}

}  // namespace inflight
