// Errand: work that may block, like reading or writing a file, in a thread of its own. UI thread.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace inflight {

template <typename Found>
class Errand {
 public:
  // `wake` is called from the errand's thread when it is done.
  explicit Errand(std::function<void()> wake) : wake_(std::move(wake)) {}
  ~Errand() {  // waits
    if (thread_.joinable()) thread_.join();
  }
  Errand(const Errand&) = delete;
  Errand& operator=(const Errand&) = delete;

  bool busy() const { return result_.valid(); }
  // Not while busy.
  void start(std::function<Found()> work) {
    if (thread_.joinable()) thread_.join();
    std::promise<Found> found;
    result_ = found.get_future();
    thread_ = std::thread([work = std::move(work), found = std::move(found), wake = wake_]() mutable {
      found.set_value(work());
      wake();
    });
  }
  // Once, when it is done.
  std::optional<Found> take_result() {
    if (!busy() || result_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return std::nullopt;
    return result_.get();
  }

 private:
  const std::function<void()> wake_;
  std::future<Found> result_;
  std::thread thread_;
};

}  // namespace inflight
