// Travels: what is on its way at this moment of the show, because an event of the run moved it. The run's own clock
// says what happened; the show's clock says how long the eye gets to follow it, so a thing may still be under way when
// the run has moved on. The view's own state: at rest, everything is where the world says. UI thread.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/view/stage_input.h"
#include "app/view/tray_memory.h"

namespace inflight {

// The ways that a single message takes.
enum class Leg : std::uint8_t {
  produce,   // from the line that produces into the buffer
  refuse,    // halfway, and back
  gather,    // from its slot of the buffer into the batch
  retry,     // from the thread back into the buffer
  report,    // from the thread into the report queue
  callback,  // from its slot of the queue through the gate to the callback's lines
};
inline constexpr std::size_t kLegCount = 6;

struct Flight {
  Leg leg = Leg::produce;
  MessageId message = kNoMessage;
  Nanos from_ns = 0;  // on the show's clock; until then it rests where it sets off
  Nanos to_ns = 0;
  std::int32_t line = 0;  // of the code, where it starts or ends; 0: it ends at the gate
  KafkaError error = KafkaError::NO_ERROR;
  std::int64_t call_number = 0;  // of a refused call
  Rect from, to;                 // slots in pixels, as soon as they are known
};

// When the ack of a request that is stored leaves.
enum class Ack : std::uint8_t {
  on_its_way,
  waits,    // with acks=all, for those in sync that have no copy yet
  follows,  // all in sync have one; the leader hears of it and answers
};

// A request with its messages: a capsule through the background thread, over the network and back.
struct Convoy {
  RequestId request = 0;
  std::vector<MessageId> messages;  // ascending; empty if not observed or too many to follow
  std::int64_t count = 0;           // 0: not observed
  std::uint16_t attempt = 1;
  Nanos sent_ns = 0;        // on the run's clock
  Nanos enters_ns = 0;      // the network, on the show's clock
  std::int32_t row = 0;     // of the lane, from the top; it keeps it
  float out = 0, back = 0;  // of the way, 0 to 1
  bool stored = false, answered = false;
  Ack ack = Ack::on_its_way;  // as soon as it is stored
  bool rejected = false;      // the answer is an error
  bool landed = false;        // nobody is left to take the ack
  Nanos home_ns = kForever;   // when it was back, or could go no further: from here on it fades
  std::int32_t reported = 0;

  bool holds(MessageId id) const;
  bool returning() const { return out >= 1 && (stored || answered) && !landed; }
};

// More messages than the eye can tell apart, on one way, as one capsule with their count.
struct Flow {
  Leg leg = Leg::produce;
  std::int64_t count = 0;
  Nanos from_ns = 0, to_ns = 0;
  MessageId first = kNoMessage, last = kNoMessage;  // those that it holds are among these
};

class Travels {
 public:
  // Once a picture, before anything is drawn.
  void update(const StageInput& input);

  bool moving() const { return moving_; }  // false: at rest, as after a jump
  Nanos clock() const { return clock_; }
  const std::vector<Flight>& flights() const { return flights_; }
  // Drawing notes where it found a flight's slots.
  std::vector<Flight>& flights() { return flights_; }
  const std::vector<Convoy>& convoys() const { return convoys_; }
  const std::vector<Flow>& flows() const { return flows_; }
  TrayMemory& buffer() { return buffer_; }
  TrayMemory& reports() { return reports_; }

  // How long the show needs to catch up with the run; 0: nothing is on its way.
  Nanos behind() const;

  // It is on its way, so its slot is empty.
  bool away(MessageId id) const;
  // Its request has not arrived yet, so its record is not drawn.
  bool before_the_log(MessageId id) const;
  // Records of a partition's log that are seen to have arrived; a fraction is sliding in.
  float records_shown(PartitionId partition) const;
  // Lines of the program's output that are held back until their message has reached the callback.
  std::size_t lines_held() const;
  bool through_the_gate() const;  // a message is still between the queue and the gate

  // Glows, 1 fresh to 0 over.
  float line_glow(std::int32_t line) const;
  float output_glow(std::size_t from_newest) const;                   // 0: the newest that is shown
  float record_glow(PartitionId partition, std::size_t index) const;  // index: in the partition's log
  float glow(MessageId id) const;                                     // its callback is over: its cell of the grid pops
  float gate_opening() const { return gate_; }                        // 0 shut, 1 open
  bool gate_asked() const { return clock_ - gate_asked_ns_ < kAsked; }  // poll() or flush() was called a moment ago

  // What differs between the count of a tray in the world and the squares that are seen in it: those that have not set
  // off yet, less those that have not arrived.
  std::int64_t seen_more(Leg leaves, Leg comes) const;

  // While a message is followed, all others are dimmed.
  bool dimmed(MessageId id) const { return followed_ != kNoMessage && id != followed_; }
  MessageId followed() const { return followed_; }
  bool follows(MessageId id) const { return followed_ != kNoMessage && id == followed_; }
  // Where things don't travel: the message that the newest event moved, and so bears a mark.
  MessageId just_moved() const { return just_moved_; }
  // An idle stretch that was skipped a moment ago; 0: none.
  Nanos skipped_ns() const;

 private:
  static constexpr Nanos kAsked = 250 * kMillisecond;
  struct LogShow {
    float shown = 0;
    std::size_t fresh_from = 0;  // records from here on arrived just now
    Nanos fresh_ns = -kSecond;
  };
  struct At {
    std::uint32_t what;
    Nanos at_ns;
  };
  using Totals = std::array<std::int64_t, kLegCount>;

  void rest(const StageInput& input);
  void watch(const StageInput& input, std::uint64_t event);
  bool fly(Flight flight, Nanos duration);
  void hurry(Flight& flight) const;
  void on_produced(const Event& event);
  void on_request(const Fact& fact);
  void on_report(const Event& event);
  void on_callback(const Event& event, std::int32_t line);
  void on_response(const Event& event);
  void adopt(const StageInput& input, bool at_once);
  void advance(const StageInput& input, Nanos passed);
  void advance_convoy(const StageInput& input, Convoy& convoy, float step);
  void advance_log(const StageInput& input, Nanos passed, bool at_once);
  void advance_gate(const StageInput& input, Nanos passed);
  void flow_on(const StageInput& input);
  void forget_the_past();
  Nanos paced(Nanos duration) const { return speed_.travelling(duration); }
  Nanos busy_until(MessageId id) const;
  Convoy* convoy_of(MessageId id);
  Convoy* convoy_of_request(RequestId request);
  Nanos home_of(const Convoy& convoy) const;
  std::int64_t alive(Leg leg) const;
  void note(std::vector<At>& list, std::uint32_t what, Nanos at);
  float glow_of(const std::vector<At>& list, std::uint32_t what) const;

  const Recording* recording_ = nullptr;
  std::uint64_t seen_ = 0;  // events
  Nanos clock_ = 0;
  bool moving_ = false;
  Speed speed_ = Speed::normal;
  MessageId followed_ = kNoMessage;
  MessageId just_moved_ = kNoMessage;
  std::vector<Flight> flights_;
  std::vector<Convoy> convoys_;
  std::vector<Flow> flows_;
  Totals totals_, flown_;  // what the world counts, and how many of them fly one by one
  Totals waiting_{};       // for their flow
  std::array<Nanos, kLegCount> flowed_ns_{};
  std::vector<LogShow> logs_;
  std::vector<Nanos> reveals_;  // when each of the newest lines of output is shown
  std::vector<At> lines_, told_;
  Nanos callback_until_ = 0;  // when the message whose callback runs reaches its lines
  float gate_ = 0;
  Nanos gate_asked_ns_ = -kSecond;
  Nanos skipped_ns_ = 0, skipped_at_ = -10 * kSecond;
  TrayMemory buffer_, reports_;
};

// What is on its way, a line a thing.
std::string text(const Travels& travels);

}  // namespace inflight
