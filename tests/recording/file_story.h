// What the tests of recording files share: a file in memory, and what a reader makes of it.
#pragma once

#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "core/recording/event_line.h"
#include "core/recording/file_form.h"
#include "core/recording/file_reader.h"
#include "core/recording/recording.h"

namespace inflight {

inline const std::string kHeader = std::string(kFileBegins) + ",\"version\":1}\n";

// A file's text, read whole.
struct ReadFile {
  explicit ReadFile(const std::string& text)
      : reader(std::make_unique<std::istringstream>(text), "run.inflight", text.size()) {
    const Result<std::string> header = reader.header();
    if (!header) {
      complaint = header.error().sentence;
      return;
    }
    const Result<bool> read = reader.read(recording, SIZE_MAX);
    if (!read) complaint = read.error().sentence;
  }
  FileReader reader;
  Recording recording;
  std::string complaint;  // empty: it was read to its end
};

inline ReadFile read_lines(const std::string& lines) { return ReadFile(kHeader + lines); }

// The events as text, a line each, with what text leaves out.
inline std::string all_of(const Recording& recording) {
  std::string text;
  for (std::uint64_t i = 0; i < recording.size(); ++i) {
    const Fact fact = recording.fact(i);
    text += to_text(fact) + " thread=" + std::to_string(fact.event.thread) +
            " happened=" + std::to_string(fact.happened_ns) + "\n";
  }
  return text;
}

}  // namespace inflight
