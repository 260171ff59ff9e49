// A line of a recording file: one event as a JSON object, written and read from the manifest (docs/RECORDING.md has the
// grammar). Only the two functions and the class here know the form; what a line may say beside its neighbours (order,
// ids, the end) is the reader's to judge. A LineParser belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/event.h"

namespace inflight {

// Bytes that must be readable behind a line that is parsed.
inline constexpr std::size_t kLinePadding = 64;

// The last line of a recording that was written to its end.
struct FileEnd {
  std::uint64_t events = 0;
  std::uint64_t state = 0;                // hash_of() the world after the last event
  std::vector<std::string> not_modelled;  // as the run knew it at its end
};

// The fact's text as a line can hold it: valid UTF-8, at most 2 MiB. What is cut off is said in its place. Uses
// `buffer` if the text has to be changed.
std::string_view fitting_text(std::string_view text, std::string& buffer);

// Appends a text in JSON's quotes. It must fit.
void append_json_text(std::string& to, std::string_view text);

// Append a line with its line break. The fact's text must fit.
void append_event_line(std::string& to, const Fact& fact);
void append_end_line(std::string& to, const FileEnd& end);

class LineParser {
 public:
  LineParser();
  ~LineParser();
  LineParser(const LineParser&) = delete;
  LineParser& operator=(const LineParser&) = delete;

  enum class Found : std::uint8_t {
    event,    // fact()
    unknown,  // an event of a kind, or with a word, that this version doesn't know
    end,      // end()
    wrong,    // why()
  };
  // The line without its break; kLinePadding bytes behind it must be readable. What it gives is valid until the next.
  Found parse(std::string_view line);

  const Fact& fact() const;
  const FileEnd& end() const;
  const std::string& why() const;  // what is wrong with it, as in "'offset' should be a whole number"

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace inflight
