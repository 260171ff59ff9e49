// See reader.h.
#include "core/recorder/reader.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "core/recorder/checksum.h"
#include "core/recorder/record.h"

namespace inflight::recorder {
namespace {
constexpr std::size_t kAtOnce = 256 << 10;
}

Result<std::int64_t> Reader::read(const Take& take, std::int64_t most) {
  std::int64_t taken = 0;
  caught_up_ = false;
  while (taken < most) {
    if (!fill()) {
      caught_up_ = true;
      break;
    }
    if (!head_seen_) {
      if (torn_bytes() < kUnit) continue;
      if (Status status = check_file_head(); !status) return status.error();
    }
    for (;;) {
      const Result<bool> one = take_one(take);
      if (!one) return one.error();
      if (!one.value()) break;
      ++taken;
    }
  }
  give_back();
  return taken;
}

// A long run's facts would fill the disk: the part that was read becomes a hole.
void Reader::give_back() {
  constexpr std::int64_t kWorthIt = 8 << 20;
  const std::int64_t done = (read_bytes_ - static_cast<std::int64_t>(torn_bytes())) / kWorthIt * kWorthIt;
  if (done <= given_back_) return;
  // If the file system can't, the run only needs more room.
  (void)::fallocate(fd_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, given_back_, done - given_back_);
  given_back_ = done;
}

// Appends what the file has more, a bounded amount. False if there is nothing more now.
bool Reader::fill() {
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(used_));
  used_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + kAtOnce);
  ssize_t n = 0;
  do {
    n = ::pread(fd_, buffer_.data() + had, kAtOnce, read_bytes_);
  } while (n < 0 && errno == EINTR);
  const std::size_t got = n > 0 ? static_cast<std::size_t>(n) : 0;
  buffer_.resize(had + got);
  read_bytes_ += static_cast<std::int64_t>(got);
  return got > 0;
}

Status Reader::check_file_head() {
  FileHead head;
  std::memcpy(&head, buffer_.data() + used_, sizeof(head));
  if (head.magic != kFileMagic) return junk();
  if (head.event_size != sizeof(Event) || head.kinds != event_kinds().size()) {
    return bad_input(
        "The recorder's file was written by another version of Inflight. Install inflight and "
        "inflight-child from the same build.");
  }
  used_ += kUnit;
  head_seen_ = true;
  return Done{};
}

Result<bool> Reader::take_one(const Take& take) {
  if (torn_bytes() < kUnit) return false;
  Head head;
  std::memcpy(&head, buffer_.data() + used_, sizeof(head));
  const std::uint64_t payload_size = std::uint64_t{head.event.text} + std::uint64_t{head.event.ids} * sizeof(MessageId);
  if (head.magic != kHeadMagic || payload_size > kMostPayload ||
      static_cast<std::size_t>(head.event.kind) >= event_kinds().size()) {
    return junk();
  }
  const std::size_t size = (1 + units_for(payload_size)) * kUnit;
  if (torn_bytes() < size) return false;
  const std::byte* payload = buffer_.data() + used_ + kUnit;
  if (checksum(head, {payload, payload_size}) != head.check) return junk();

  Fact fact;
  fact.event = head.event;
  fact.event.text = 0;
  fact.event.ids = 0;
  fact.text = {reinterpret_cast<const char*>(payload), head.event.text};
  ids_.resize(head.event.ids);
  if (!ids_.empty()) std::memcpy(ids_.data(), payload + head.event.text, ids_.size() * sizeof(MessageId));
  fact.ids = ids_;
  used_ += size;
  take(fact, head.extra);
  return true;
}

Error Reader::junk() const {
  const std::int64_t place = read_bytes_ - static_cast<std::int64_t>(torn_bytes());
  return bad_input(
      fmt::format("What stands at byte {} of the recorder's file is no fact, so the run can't be followed "
                  "further. Run it again.",
                  place));
}

}  // namespace inflight::recorder
