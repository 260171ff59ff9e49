// Redaction by property name and by value; see redact.h.
#include "core/base/redact.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace inflight {

bool names_a_secret(std::string_view property) {
  std::string lower;
  for (const char c : property) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  static constexpr std::array<std::string_view, 5> kWords{"password", "passwd", "secret", "token", "credential"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

void Redactor::add(std::string_view secret) {
  if (secret.size() < 4) return;
  const auto longer = [](const std::string& a, std::string_view b) { return a.size() >= b.size(); };
  secrets_.emplace(std::find_if_not(secrets_.begin(), secrets_.end(), [&](const auto& s) { return longer(s, secret); }),
                   secret);
}

std::string Redactor::operator()(std::string_view text) const {
  std::string clean(text);
  for (const std::string& secret : secrets_) {
    for (std::size_t at = clean.find(secret); at != std::string::npos; at = clean.find(secret, at + kRedacted.size())) {
      clean.replace(at, secret.size(), kRedacted);
    }
  }
  return clean;
}

}  // namespace inflight
