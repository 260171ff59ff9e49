// Forwarder: a TCP port on 127.0.0.1 whose connections are piped, byte by byte, to another address on this machine.
// It has a thread of its own, which ends with it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"

namespace inflight {

class Forwarder {
 public:
  // Listens on `port` (0: any free one); connections go to 127.0.0.1:`target_port`. Clients can connect when this
  // returns. The error says that the port is taken.
  static Result<std::unique_ptr<Forwarder>> listen(std::uint16_t port, std::uint16_t target_port);
  ~Forwarder();

  std::uint16_t port() const;

 private:
  struct Impl;
  explicit Forwarder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace inflight
