// FileReader: a recording file, read piece by piece, so that its beginning can be shown while the rest is read. A file
// may come from anybody. What it may do is bounded: the memory that it takes grows with its length, and a line that
// can't be is refused with its number. A torn last line is lost, and nothing else. It belongs to one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/event/event.h"
#include "core/recording/event_line.h"

namespace inflight {

class FileReader {
 public:
  // Errors: missing, not a plain file, not readable.
  static Result<std::unique_ptr<FileReader>> open(const std::filesystem::path& path);
  // `name` is what complaints call it.
  FileReader(std::unique_ptr<std::istream> bytes, std::string name, std::uint64_t size_bytes);

  // The first line, without its break; asked for first, and once. Errors: there is none, or it is no recording's.
  Result<std::string> header();

  // Gives the events of about so many bytes more to `sink`. True while there are more. Errors name line and fault;
  // what was given before stays true.
  Result<bool> read(FactSink& sink, std::size_t budget_bytes);

  // The file's name and a line: "run.inflight, line 17".
  std::string place(std::uint64_t line) const;

  std::uint64_t read_bytes() const { return read_bytes_; }
  std::uint64_t size_bytes() const { return size_bytes_; }  // when it was opened
  std::uint64_t events() const { return events_; }
  std::uint64_t unknown() const { return unknown_; }  // events left out, of kinds or with words of a later version
  bool is_torn() const { return is_torn_; }           // its last line was cut off, and is lost
  // The last line, if the recording was written to its end.
  const std::optional<FileEnd>& end() const { return end_; }

 private:
  std::optional<std::string_view> next_line(std::size_t longest);
  void fill();
  Result<bool> take(std::string_view line, FactSink& sink);
  std::string check(const Fact& fact) const;
  Error wrong(std::string_view why) const;

  std::unique_ptr<std::istream> bytes_;
  const std::string name_;
  const std::uint64_t size_bytes_;
  std::vector<char> buffer_;  // what was read and not taken, from begin_ to end_of_buffer_, and padding
  std::size_t begin_ = 0;
  std::size_t filled_ = 0;
  bool at_end_ = false;        // the file has no more bytes
  bool is_last_open_ = false;  // the line that was taken last has no break
  LineParser parser_;
  std::uint64_t line_ = 0;  // number of the line that was taken last, from 1
  std::uint64_t read_bytes_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t unknown_ = 0;
  Nanos newest_ns_ = 0;
  bool is_torn_ = false;
  std::optional<FileEnd> end_;
};

}  // namespace inflight
