// Journeys: when each message changed its stage, for a picture of all of them over time. Kept for rows of 1, 2, 4, 8 …
// messages at once, at most 256 rows of each kind, so that a run of any length has a picture of 128 to 256 rows: a row
// of several messages is where the middle one of those accepted is. Grows with the recording by folding; 2 bytes a
// message, and 16 bytes a change of a row, of which a row keeps at most 256. Owned by the UI thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/recording/recording.h"
#include "core/world/outcome.h"

namespace inflight {

class Journeys {
 public:
  static constexpr std::size_t kMostRows = 256;
  // From `at_ns` on the row is in this stage.
  struct Change {
    Nanos at_ns = 0;
    Stage stage;
  };

  // Takes in event i of the recording; all of them in order.
  void take(const Recording& recording, std::uint64_t i);

  // One more than the highest message accepted.
  std::size_t messages() const { return messages_; }
  // How many messages a row must have for at most `rows` rows; a power of two.
  std::size_t per_row(std::size_t rows) const;
  std::size_t rows(std::size_t per_row) const { return (messages_ + per_row - 1) / per_row; }
  // Empty: none of its messages was accepted.
  std::span<const Change> row(std::size_t per_row, std::size_t index) const;

 private:
  static constexpr std::size_t kLevels = 18;
  static constexpr std::size_t kMostChanges = 256;
  struct Row {
    std::array<std::uint32_t, kStageCount> counts{};  // by position on the journey
    std::uint32_t accepted = 0;
    std::uint32_t middle = 0;  // the position that the middle one has
    std::uint32_t below = 0;   // how many are before that
    std::vector<Change> changes;
  };
  static constexpr std::uint16_t kNotAccepted = 0x100;  // or'ed to the stage

  void change(MessageId id, const Event& event, std::uint64_t i);
  void note(std::size_t level, MessageId id, int before, int after, Nanos at);

  std::size_t messages_ = 0;
  std::vector<std::uint16_t> stages_;  // by message
  std::array<std::vector<Row>, kLevels> levels_;
};

}  // namespace inflight
