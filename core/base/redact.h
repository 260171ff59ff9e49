// The redactor of secrets: everything that reaches an event, a log, a title, a file or a picture passes here first.
// A property is secret when it is marked so in the property table or when its name says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inflight {

// What stands in a secret's place.
inline constexpr std::string_view kRedacted = "•••";

// True for names like password, secret, token, credential, in any case and anywhere in the name.
bool names_a_secret(std::string_view property);

// Replaces known secret values wherever they occur in a text. Values shorter than four bytes are not searched for,
// because they would blank ordinary words; they are redacted by name where they are set.
class Redactor {
 public:
  void add(std::string_view secret);
  bool empty() const { return secrets_.empty(); }
  std::string operator()(std::string_view text) const;

 private:
  std::vector<std::string> secrets_;  // longest first, so that a secret inside another does not leave its rest
};

}  // namespace inflight
