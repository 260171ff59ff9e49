// See file_reader.h.
#include "core/recording/file_reader.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

#include "core/recording/file_form.h"
#include "core/recording/recording.h"

namespace inflight {
namespace {

constexpr std::size_t kBlock = 1 << 20;
// A fact may name a message or producer before the fact that introduces it, but ids are dense: each has had an event.
constexpr std::uint64_t kMostAhead = 1 << 16;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

bool is_recording(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  std::ifstream file(path, std::ios::binary);
  std::string begins(kFileBegins.size(), '\0');
  file.read(begins.data(), static_cast<std::streamsize>(begins.size()));
  return file.gcount() == std::ssize(begins) && begins == kFileBegins;
}

Result<std::unique_ptr<FileReader>> FileReader::open(const std::filesystem::path& path) {
  const std::string name = path.string();
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return bad_input(fmt::format("There is no file {}. Check the name.", name));
  if (!std::filesystem::is_regular_file(status)) return bad_input(fmt::format("{} is not a plain file.", name));
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!*file || error) return bad_input(fmt::format("{} can't be read. Check its permissions.", name));
  return std::make_unique<FileReader>(std::move(file), path.filename().string(), size);
}

FileReader::FileReader(std::unique_ptr<std::istream> bytes, std::string name, std::uint64_t size_bytes)
    : bytes_(std::move(bytes)), name_(std::move(name)), size_bytes_(size_bytes), buffer_(kBlock + kLinePadding) {}

std::string FileReader::place(std::uint64_t line) const { return fmt::format("{}, line {}", name_, line); }

Error FileReader::wrong(std::string_view why) const {
  return bad_input(fmt::format("{}: {}. The file is damaged, or was not written by Inflight.", place(line_), why));
}

// Reads another block behind what is there. Makes room first: by moving what is there to the front, else by growing.
void FileReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, filled_ - begin_);
    filled_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < filled_ + kBlock + kLinePadding) buffer_.resize(filled_ + kBlock + kLinePadding);
  bytes_->read(buffer_.data() + filled_, kBlock);
  const auto got = static_cast<std::size_t>(bytes_->gcount());
  filled_ += got;
  at_end_ = got < kBlock;
}

// The next line, without its break; the whole rest if that is longer than `longest`, or has no break. Nothing at the
// end of the file.
std::optional<std::string_view> FileReader::next_line(std::size_t longest) {
  std::size_t searched = 0;
  const void* found = nullptr;
  while (true) {
    const char* from = buffer_.data() + begin_ + searched;
    found = std::memchr(from, '\n', filled_ - begin_ - searched);
    searched = filled_ - begin_;
    if (found || at_end_ || searched > longest) break;
    fill();
  }
  if (!found && searched == 0) return std::nullopt;
  const std::size_t length =
      found ? static_cast<std::size_t>(static_cast<const char*>(found) - (buffer_.data() + begin_)) : searched;
  const std::string_view line(buffer_.data() + begin_, length);
  is_last_open_ = !found;
  begin_ += length + (found ? 1 : 0);
  read_bytes_ += length + (found ? 1 : 0);
  ++line_;
  return line;
}

Result<std::string> FileReader::header() {
  const std::optional<std::string_view> line = next_line(kLongestHeader);
  if (!line || !line->starts_with(kFileBegins)) {
    return bad_input(fmt::format("{} is not a recording of Inflight's.", name_));
  }
  if (line->size() > kLongestHeader) return wrong("the line is longer than 8 MiB, the most that a header has");
  return std::string(*line);
}

// Empty if the fact may follow those before; else what is wrong with it.
std::string FileReader::check(const Fact& fact) const {
  const Event& event = fact.event;
  if (event.at_ns < newest_ns_) return "it is earlier than the event before it";
  if (event.at_ns > kLatest) return "it is more than a hundred years after the start";
  const std::uint64_t ahead = events_ + kMostAhead;
  const auto far = [&](std::uint64_t id) { return id > ahead; };
  if (event.message != kNoMessage && far(event.message)) {
    return fmt::format("message {} can't be: so few events have so many messages", event.message);
  }
  if (event.producer > events_ + 1) return fmt::format("producer {} can't be: there were fewer", event.producer);
  const auto farthest = std::find_if(fact.ids.begin(), fact.ids.end(), far);
  if (farthest != fact.ids.end()) return fmt::format("message {} can't be: there were fewer", *farthest);
  if (events_ >= Recording::kMostEvents) return "a recording has at most 30 million events";
  return "";
}

// Takes a line. False: the recording is over.
Result<bool> FileReader::take(std::string_view line, FactSink& sink) {
  if (is_blank(line)) return true;
  if (end_) return wrong("it stands behind the end of the recording");
  switch (parser_.parse(line)) {
    case LineParser::Found::event: {
      const Fact& fact = parser_.fact();
      if (const std::string why = check(fact); !why.empty()) return wrong(why);
      newest_ns_ = fact.event.at_ns;
      ++events_;
      sink.accept(fact);
      return true;
    }
    case LineParser::Found::unknown: ++unknown_; return true;
    case LineParser::Found::end: end_ = parser_.end(); return true;
    case LineParser::Found::wrong: break;
  }
  if (!is_last_open_) return wrong(parser_.why());
  is_torn_ = true;
  return false;
}

Result<bool> FileReader::read(FactSink& sink, std::size_t budget_bytes) {
  const std::uint64_t before = read_bytes_;
  while (read_bytes_ - before < budget_bytes) {
    const std::optional<std::string_view> line = next_line(kLongestLine);
    if (!line) return false;
    if (line->size() > kLongestLine) return wrong("the line is longer than 16 MiB, the most that a line has");
    const Result<bool> goes_on = take(*line, sink);
    if (!goes_on || !goes_on.value()) return goes_on;
  }
  return true;
}

}  // namespace inflight
