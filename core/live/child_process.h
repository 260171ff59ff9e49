// ChildProcess: one inflight-child, started, commanded, awaited and reaped (libuv). Belongs to the thread that spawned
// it: when that thread ends, the kernel ends the child too (PR_SET_PDEATHSIG). Destroying it kills the child and waits
// for its end, so that none is left.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/live/channel.h"

namespace inflight {

class ChildProcess {
 public:
  struct Exit {
    std::int64_t code = 0;
    int signal = 0;   // that ended it; 0: it exited by itself
    Nanos at_ns = 0;  // CLOCK_MONOTONIC
  };

  // `facts_fd` becomes the child's descriptor kFactsFd.
  static Result<std::unique_ptr<ChildProcess>> spawn(const std::string& program, int facts_fd);
  ~ChildProcess();

  // The program beside the running one, or in ../libexec/inflight.
  static Result<std::string> find();

  int pid() const;
  void send(std::string line);
  // Serves the channel and the child's end, waiting for at most so long if nothing happens.
  void serve(Nanos timeout_ns);
  std::vector<Answer> take_answers();
  const std::optional<Exit>& exit() const;
  void kill();

 private:
  struct Impl;
  explicit ChildProcess(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace inflight
