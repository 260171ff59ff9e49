// See writer.h.
#include "core/recorder/writer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <time.h>
#include <unistd.h>

#include "core/recorder/checksum.h"
#include "core/recorder/record.h"

namespace inflight::recorder {

Nanos monotonic_now() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return Nanos{now.tv_sec} * kSecond + now.tv_nsec;
}

Writer::Writer(int fd) : fd_(fd) {
  FileHead head;
  head.kinds = static_cast<std::uint32_t>(event_kinds().size());
  write_all(reinterpret_cast<const std::byte*>(&head), sizeof(head));
}

bool Writer::write(const Fact& fact, std::uint64_t extra) {
  const std::size_t text_bytes = fact.text.size();
  const std::size_t id_bytes = fact.ids.size_bytes();
  const std::lock_guard lock(mutex_);
  if (torn_ || text_bytes + id_bytes > kMostPayload) {
    ++lost_;
    return false;
  }
  Head head;
  head.extra = extra;
  head.event = fact.event;
  head.event.text = static_cast<std::uint32_t>(text_bytes);
  head.event.ids = static_cast<std::uint32_t>(fact.ids.size());
  newest_ns_ = std::max(newest_ns_, monotonic_now());
  head.event.at_ns = newest_ns_;

  buffer_.assign((1 + units_for(text_bytes + id_bytes)) * kUnit, std::byte{0});
  std::byte* payload = buffer_.data() + kUnit;
  if (text_bytes > 0) std::memcpy(payload, fact.text.data(), text_bytes);
  if (id_bytes > 0) std::memcpy(payload + text_bytes, fact.ids.data(), id_bytes);
  head.check = checksum(head, {payload, text_bytes + id_bytes});
  std::memcpy(buffer_.data(), &head, sizeof(head));
  if (write_all(buffer_.data(), buffer_.size())) return true;
  ++lost_;
  return false;
}

std::int64_t Writer::lost() const {
  const std::lock_guard lock(mutex_);
  return lost_;
}

bool Writer::write_all(const std::byte* data, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t n = ::write(fd_, data + done, size - done);
    if (n > 0) {
      done += static_cast<std::size_t>(n);
    } else if (n < 0 && errno == EINTR) {
      continue;
    } else {
      torn_ = torn_ || done > 0;
      return false;
    }
  }
  return true;
}

}  // namespace inflight::recorder
