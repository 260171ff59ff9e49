// Controls: what a person changes while a program runs. The machine reads them at every statement; any thread may
// write them. A switch belongs to a statement, named by its first line.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace inflight {

class Controls {
 public:
  // Lines are 1 to `lines`; others can't be switched.
  explicit Controls(std::int32_t lines);

  void switch_line(std::int32_t line, bool on);
  bool is_off(std::int32_t line) const;

  // Exit now: the program calls sys.exit() at its next statement.
  void request_exit() { exit_.store(true, std::memory_order_relaxed); }
  bool exit_requested() const { return exit_.load(std::memory_order_relaxed); }

  // Stop: the machine ends at its next step, runs no `finally` and no callback; for kill -9 and for tearing a run down.
  void stop() { stop_.store(true, std::memory_order_relaxed); }
  bool stopped() const { return stop_.load(std::memory_order_relaxed); }

 private:
  std::int32_t lines_;
  std::unique_ptr<std::atomic<bool>[]> off_;
  std::atomic<bool> exit_{false};
  std::atomic<bool> stop_{false};
};

}  // namespace inflight
