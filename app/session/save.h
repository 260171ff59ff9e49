// Saving the run in view as a recording file, in a thread of its own: a long one takes seconds. UI thread.
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "app/session/take.h"
#include "core/base/result.h"

namespace inflight {

// Where recordings are saved: the person's Documents/inflight, or, without such a Documents, the working directory.
std::filesystem::path recordings_folder();

// Writes what the take has told so far. Gives the file's path: the lesson's or the script's name, and the first number
// that is free. Blocks.
Result<std::filesystem::path> save_recording(const Take& take, const std::filesystem::path& folder);

class Saver {
 public:
  // `wake` is called from the saving thread when it is done.
  explicit Saver(std::function<void()> wake) : wake_(std::move(wake)) {}
  ~Saver();  // waits
  Saver(const Saver&) = delete;
  Saver& operator=(const Saver&) = delete;

  bool busy() const { return saving_.valid(); }
  void start(std::shared_ptr<const Take> take);  // not while busy
  // Once, when it is done: where it was saved to.
  std::optional<Result<std::filesystem::path>> take_result();

 private:
  const std::function<void()> wake_;
  std::future<Result<std::filesystem::path>> saving_;
  std::thread thread_;
};

}  // namespace inflight
