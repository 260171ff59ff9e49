// See connect_trouble.h.
#include "core/live/connect_trouble.h"

#include <array>
#include <fmt/format.h>

namespace inflight {
namespace {

struct Cause {
  std::string_view sign;      // in the line
  std::string_view sentence;  // {} is the address
};
// The first that fits is the one: a line about a certificate speaks of the handshake too.
constexpr std::array<Cause, 9> kCauses{{
    {"Connection refused", "Nothing listens at {}. Start the broker, or check the address."},
    {"Failed to resolve", "No computer of the name in {} is known. Check its spelling."},
    {"certificate verify failed",
     "Nothing here vouches for the certificate of {}. Name your authority's file: -X ssl.ca.location=FILE."},
    {"SASL Handshake not supported",
     "{} asks for no login. Leave the sasl properties out, or use the port that it has for logins."},
    {"Authentication fail", "{} does not accept the user name or the password."},
    {"SASL authentication error", "{} does not accept the user name or the password."},
    {"connecting to a SSL listener?",
     "{} hangs up at the first question. It expects TLS (-X security.protocol=SSL), or it is no Kafka."},
    {"connecting to a PLAINTEXT", "{} does not speak TLS. Leave security.protocol out, or use the broker's TLS port."},
    {"in state SSL_HANDSHAKE", "{} does not speak TLS. Leave security.protocol out, or use the broker's TLS port."},
}};

}  // namespace

std::optional<std::string> connect_trouble(std::string_view line, std::string_view bootstrap) {
  for (const Cause& cause : kCauses) {
    if (line.find(cause.sign) == std::string_view::npos) continue;
    return fmt::format(fmt::runtime(cause.sentence), bootstrap);
  }
  return std::nullopt;
}

}  // namespace inflight
