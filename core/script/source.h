// Source: a script's text by lines, places in it, and how a mistake in it is said: sentence, place, line, caret.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace inflight::script {

// A stretch of text. Lines count from 1, columns from 0, in bytes.
struct Place {
  std::int32_t line = 0;
  std::int32_t column = 0;
  std::int32_t end_line = 0;
  std::int32_t end_column = 0;
};

// A mistake found before the run. Thrown inside lexer, parser and compiler only; compile() turns it into an Error.
struct SyntaxFault {
  Place place;
  std::string sentence;
};

[[noreturn]] void fault(Place place, std::string sentence);
// For Python that Inflight does not run: says so and names the way out.
[[noreturn]] void fault_unsupported(Place place, std::string_view what);

class Source {
 public:
  Source(std::string text, std::string name);

  const std::string& text() const { return text_; }
  const std::string& name() const { return name_; }
  std::int32_t line_count() const { return static_cast<std::int32_t>(starts_.size()); }
  // Without its line end; empty beyond the last line.
  std::string_view line(std::int32_t number) const;
  // "program.py, line 3, column 9: sentence", the line, and a caret below the place.
  Error error(const SyntaxFault& mistake) const;

 private:
  std::string text_;
  std::string name_;
  std::vector<std::size_t> starts_;
};

// Code points in UTF-8 text (its continuation bytes do not count).
std::size_t count_characters(std::string_view utf8);
bool is_utf8(std::string_view text);

}  // namespace inflight::script
