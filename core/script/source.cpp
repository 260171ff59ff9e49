// Lines, carets and UTF-8; see source.h.
#include "core/script/source.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace inflight::script {

void fault(Place place, std::string sentence) { throw SyntaxFault{place, std::move(sentence)}; }

void fault_unsupported(Place place, std::string_view what) {
  fault(place, fmt::format("{} is Python that Inflight does not run here. Choose *Watch a program* to run this file as "
                           "it is.",
                           what));
}

Source::Source(std::string text, std::string name) : text_(std::move(text)), name_(std::move(name)) {
  std::size_t start = 0;
  while (start < text_.size()) {
    starts_.push_back(start);
    const std::size_t end = text_.find('\n', start);
    if (end == std::string::npos) break;
    start = end + 1;
  }
}

std::string_view Source::line(std::int32_t number) const {
  if (number < 1 || number > line_count()) return {};
  const std::size_t start = starts_[static_cast<std::size_t>(number) - 1];
  std::string_view rest = std::string_view(text_).substr(start);
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

Error Source::error(const SyntaxFault& mistake) const {
  const Place& place = mistake.place;
  const std::string_view text = line(place.line);
  const std::string_view before = text.substr(0, std::min(text.size(), static_cast<std::size_t>(place.column)));
  const std::size_t column = count_characters(before);
  std::string caret;
  for (const char c : before) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) caret += c == '\t' ? '\t' : ' ';
  }
  return bad_input(
      fmt::format("{}, line {}, column {}: {}\n{}\n{}^", name_, place.line, column + 1, mistake.sentence, text, caret));
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  while (at < text.size()) {
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) return false;
    for (std::size_t i = 1; i < size; ++i) {
      if ((byte(at + i) & 0xC0) != 0x80) return false;
    }
    const unsigned char second = byte(at + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F)) {
      return false;
    }
    at += size;
  }
  return true;
}

}  // namespace inflight::script
