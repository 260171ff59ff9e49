// FileWriter: a recording file while its run goes on. It takes facts as a Recording does, in commit order, and writes a
// line for each; what was flushed is in the file whatever becomes of this process. It belongs to one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/event/event.h"
#include "core/world/world.h"

namespace inflight {

class FileWriter : public FactSink {
 public:
  // Begins a file with its header, a line without its break. A file that is there is replaced if it is a recording, or
  // empty. Errors: it is something else, or the place can't be written to.
  static Result<std::unique_ptr<FileWriter>> create(const std::filesystem::path& path, std::string_view header);

  void accept(const Fact& fact) override;
  // Hands to the system what has gathered. An error says that the disk is full or gone; nothing is written after that.
  Status flush();
  // Writes the last line.
  Status finish(std::span<const std::string> not_modelled);

  std::uint64_t events() const { return world_.events; }
  std::uint64_t size_bytes() const { return written_bytes_ + gathered_.size(); }
  const World& world() const { return world_; }  // after the last event, as a reader of the file will have it

 private:
  FileWriter(std::filesystem::path path, std::ofstream file, std::string_view header);

  const std::filesystem::path path_;
  std::ofstream file_;
  std::string gathered_;  // lines that are not in the file yet
  std::string fitted_;
  std::uint64_t written_bytes_ = 0;
  World world_;
};

}  // namespace inflight
