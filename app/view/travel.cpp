// What sets things on their way, and how far they have got; see travel.h.
#include "app/view/travel.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/session/eye.h"
#include "app/view/ease.h"
#include "app/view/network.h"

namespace inflight {
namespace {

constexpr Nanos ms(std::int64_t count) { return count * kMillisecond; }

constexpr Nanos kGlow = ms(250);
constexpr Nanos kFade = ms(140);
constexpr Nanos kErrorStays = ms(1'400);  // its name, at the gate
constexpr Nanos kFlow = ms(500);
constexpr Nanos kBetweenFlows = ms(250);
constexpr Nanos kGateMoves = ms(110);
constexpr Nanos kSkipSaid = ms(1'500);
constexpr float kThroughGate = 0.55F;  // of the way to the callback

// Beyond these the eye can't follow one by one.
constexpr std::uint64_t kMostEvents = 512;  // looked at in a picture
constexpr std::int64_t kMostOnOneWay = 40;
constexpr std::size_t kMostGathered = 90;
constexpr std::size_t kMostFollowed = 512;  // messages of a request
constexpr std::size_t kMostConvoys = 10;
constexpr std::size_t kMostNotes = 64;
constexpr Nanos kLate = ms(600);
constexpr Nanos kMostBehind = ms(2'500);  // a flight that would start later is left out

std::int64_t queued_reports(const World& world) {
  std::int64_t sum = 0;
  for (const Producer& producer : world.producers) sum += static_cast<std::int64_t>(producer.reports.size());
  return sum;
}

std::int64_t refused_calls(const World& world) {
  std::int64_t sum = 0;
  for (const auto& [error, count] : world.refused) sum += count;
  return sum;
}

std::array<std::int64_t, kLegCount> totals_of(const World& world) {
  std::array<std::int64_t, kLegCount> totals{};
  totals[static_cast<std::size_t>(Leg::produce)] = world.produced;
  totals[static_cast<std::size_t>(Leg::refuse)] = refused_calls(world);
  totals[static_cast<std::size_t>(Leg::report)] = queued_reports(world);
  totals[static_cast<std::size_t>(Leg::callback)] = world.told;
  return totals;
}

bool is_asking(const Event& event) {
  const auto call = static_cast<Call>(event.a);
  return call == Call::poll || call == Call::flush;
}

// Errors that the library gives itself bear negative numbers: nothing came back from Kafka.
bool is_local(std::int64_t error) { return error < 0; }

Ack ack_now(const World& world, RequestId id) {
  const auto request =
      std::find_if(world.requests.rbegin(), world.requests.rend(), [&](const Request& each) { return each.id == id; });
  return request == world.requests.rend() ? Ack::on_its_way : ack_of(world, *request);
}

MessageId message_moved_last(const StageInput& input) {
  constexpr std::uint64_t kLookBack = 64;
  const std::uint64_t events = std::min(input.world.events, input.recording.size());
  for (std::uint64_t i = events; i > 0 && events - i < kLookBack; --i) {
    const Event& event = input.recording.event(i - 1);
    switch (event.kind) {
      case EventKind::message_accepted:
      case EventKind::record_stored:
      case EventKind::report_queued:
      case EventKind::callback_started: return event.message;
      case EventKind::request_sent: {
        const Fact fact = input.recording.fact(i - 1);
        return fact.ids.empty() ? kNoMessage : fact.ids.front();
      }
      default: break;
    }
  }
  return kNoMessage;
}

}  // namespace

bool Convoy::holds(MessageId id) const { return std::binary_search(messages.begin(), messages.end(), id); }

void Travels::update(const StageInput& input) {
  const Showing& showing = input.showing;
  const Nanos passed = std::clamp<Nanos>(showing.clock_ns - clock_, 0, kSecond);
  clock_ = showing.clock_ns;
  speed_ = input.speed;
  followed_ = showing.followed;
  just_moved_ = input.look.reduce_motion ? message_moved_last(input) : kNoMessage;
  if (showing.skipped_ns > 0) {
    skipped_ns_ = showing.skipped_ns;
    skipped_at_ = clock_;
  }
  const bool another = recording_ != &input.recording || showing.to < seen_;
  const bool stepped = showing.held && showing.to > seen_;
  recording_ = &input.recording;
  if (another || stepped || showing.jumped || input.look.reduce_motion || input.is_fresh()) {
    rest(input);
  } else {
    moving_ = true;
    const std::uint64_t from = std::max(showing.from, seen_);
    const std::uint64_t to = std::min(showing.to, input.recording.size());
    for (std::uint64_t i = std::max(from, to - std::min(to, kMostEvents)); i < to; ++i) watch(input, i);
    adopt(input, false);
    advance(input, passed);
    flow_on(input);
    forget_the_past();
  }
  totals_ = totals_of(input.world);
  flown_ = {};
  seen_ = showing.to;
}

void Travels::rest(const StageInput& input) {
  moving_ = false;
  flights_.clear();
  convoys_.clear();
  flows_.clear();
  reveals_.clear();
  lines_.clear();
  told_.clear();
  waiting_ = {};
  flowed_ns_.fill(clock_ - kSecond);
  callback_until_ = 0;
  gate_ = input.world.program.serves() ? 1.0F : 0.0F;
  gate_asked_ns_ = clock_ - kSecond;
  adopt(input, true);
  advance_log(input, 0, true);
}

void Travels::watch(const StageInput& input, std::uint64_t i) {
  const Event& event = input.recording.event(i);
  switch (event.kind) {
    case EventKind::message_accepted: return on_produced(event);
    case EventKind::message_refused:
      flown_[static_cast<std::size_t>(Leg::refuse)] += fly({.leg = Leg::refuse,
                                                            .line = input.world.program.line,
                                                            .error = static_cast<KafkaError>(event.a),
                                                            .call_number = event.b},
                                                           eye::kRefuse);
      return;
    case EventKind::request_sent: return on_request(input.recording.fact(i));
    case EventKind::record_stored:
      if (Convoy* convoy = convoy_of(event.message)) convoy->stored = true;
      return;
    case EventKind::response_received: return on_response(event);
    case EventKind::retry_scheduled:
      fly({.leg = Leg::retry, .message = event.message, .from_ns = busy_until(event.message)}, eye::kReport);
      return;
    case EventKind::report_queued: return on_report(event);
    case EventKind::report_served: return on_callback(event, 0);
    case EventKind::callback_started: return on_callback(event, event.flags);
    case EventKind::callback_finished:
      note(told_, event.message, std::max(clock_, callback_until_));
      callback_until_ = 0;
      return;
    case EventKind::line_reached:
      note(lines_, static_cast<std::uint32_t>(event.a), std::max(clock_, callback_until_));
      return;
    case EventKind::output:
      reveals_.push_back(std::max({clock_, callback_until_ - kFade, reveals_.empty() ? 0 : reveals_.back()}));
      if (reveals_.size() > kMostNotes) reveals_.erase(reveals_.begin());
      return;
    case EventKind::call_started:
      if (is_asking(event)) gate_asked_ns_ = clock_;
      return;
    default: return;
  }
}

bool Travels::fly(Flight flight, Nanos duration) {
  flight.from_ns = std::max(clock_, flight.from_ns);
  // What starts late makes up for some of it.
  flight.to_ns = flight.from_ns + (flight.from_ns - clock_ > kLate ? paced(duration) / 2 : paced(duration));
  if (flight.from_ns - clock_ > kMostBehind || alive(flight.leg) >= kMostOnOneWay) return false;
  flights_.push_back(flight);
  return true;
}

void Travels::on_produced(const Event& event) {
  Flight flight{.leg = Leg::produce, .message = event.message, .line = static_cast<std::int32_t>(event.b)};
  flight.to = buffer_.find(event.message);
  flown_[static_cast<std::size_t>(Leg::produce)] += fly(flight, eye::kProduce);
}

// Its batch waits for it: it flies on from where it is, and arrives soon.
void Travels::hurry(Flight& flight) const {
  const Nanos soon = clock_ + eye::kHurry;
  if (flight.to_ns <= soon) return;
  const auto share = static_cast<double>(share_of(clock_, flight.from_ns, flight.to_ns));
  flight.to_ns = soon;
  flight.from_ns = clock_ - static_cast<Nanos>(share / (1 - share) * static_cast<double>(eye::kHurry));
}

// The squares gather in the background thread, and leave it as one capsule.
void Travels::on_request(const Fact& fact) {
  if (convoys_.size() >= 2 * kMostConvoys) return;
  Convoy convoy{.request = fact.event.a,
                .count = static_cast<std::int64_t>(fact.ids.size()),
                .attempt = fact.event.flags,
                .sent_ns = fact.event.at_ns};
  Nanos gathered = clock_ + paced(eye::kGather);
  if (fact.ids.size() <= kMostFollowed) convoy.messages.assign(fact.ids.begin(), fact.ids.end());
  std::sort(convoy.messages.begin(), convoy.messages.end());
  if (fact.ids.size() <= kMostGathered) {
    for (Flight& flight : flights_) {
      if (flight.leg == Leg::produce && convoy.holds(flight.message)) hurry(flight);
    }
    for (const MessageId id : convoy.messages) {
      const Nanos from = std::max(clock_, busy_until(id));
      flights_.push_back({.leg = Leg::gather, .message = id, .from_ns = from, .to_ns = from + paced(eye::kGather)});
      flights_.back().from = buffer_.find(id);
      gathered = std::max(gathered, flights_.back().to_ns);
    }
  }
  convoy.enters_ns = gathered + paced(eye::kThread);
  const auto taken = [&](const Convoy& other) { return other.row == convoy.row && other.home_ns == kForever; };
  while (std::any_of(convoys_.begin(), convoys_.end(), taken)) ++convoy.row;
  convoys_.push_back(std::move(convoy));
}

void Travels::on_response(const Event& event) {
  Convoy* convoy = convoy_of_request(event.a);
  if (!convoy) return;
  convoy->answered = true;
  convoy->rejected = event.b != 0;
  if (is_local(event.b)) convoy->home_ns = std::max(clock_, convoy->enters_ns);
}

void Travels::on_report(const Event& event) {
  Flight flight{.leg = Leg::report, .message = event.message, .error = KafkaError::NO_ERROR};
  if (Convoy* convoy = convoy_of(event.message)) {
    const Nanos apart = std::min(ms(8), ms(120) / std::max<Nanos>(1, convoy->count));
    flight.from_ns = home_of(*convoy) + paced(eye::kThread) + paced(apart) * convoy->reported++;
  } else {
    flight.from = buffer_.find(event.message);
  }
  flight.from_ns = std::max(flight.from_ns, busy_until(event.message));
  flown_[static_cast<std::size_t>(Leg::report)] += fly(flight, eye::kReport);
}

void Travels::on_callback(const Event& event, std::int32_t line) {
  Flight flight{.leg = Leg::callback, .message = event.message, .from_ns = busy_until(event.message), .line = line};
  if (event.kind == EventKind::callback_started) flight.error = static_cast<KafkaError>(event.a);
  flight.from = reports_.find(event.message);
  const bool flies = fly(flight, eye::kCallback);
  if (event.kind != EventKind::callback_started) return;
  flown_[static_cast<std::size_t>(Leg::callback)] += flies;
  callback_until_ = flies ? flights_.back().to_ns : 0;
}

// Requests that were on their way before anybody looked. After the exit none is answered, so one that has landed would
// set off again.
void Travels::adopt(const StageInput& input, bool at_once) {
  if (!at_once && input.process_gone()) return;
  const auto& requests = input.world.requests;
  for (std::size_t i = 0; i < std::min(kMostConvoys, requests.size()); ++i) {
    const Request& request = requests[i];
    if (convoys_.size() >= kMostConvoys || convoy_of_request(request.id)) continue;
    Convoy convoy{.request = request.id,
                  .count = static_cast<std::int64_t>(request.messages->size()),
                  .attempt = request.attempt,
                  .sent_ns = request.sent_ns,
                  .enters_ns = clock_,
                  .row = static_cast<std::int32_t>(convoys_.size())};
    if (request.messages->size() <= kMostFollowed) convoy.messages = *request.messages;
    std::sort(convoy.messages.begin(), convoy.messages.end());
    convoy.stored = is_stored(input.world, request);
    if (convoy.stored) convoy.ack = ack_of(input.world, request);
    if (at_once) {
      convoy.out = convoy.stored ? 1 : way_by_the_clock(input, request.sent_ns, false);
      convoy.back = convoy.stored ? way_back(input, request.sent_ns, convoy.ack) : 0;
    }
    convoys_.push_back(std::move(convoy));
  }
}

void Travels::advance(const StageInput& input, Nanos passed) {
  const float step = static_cast<float>(passed) / static_cast<float>(paced(eye::kLane));
  for (Convoy& convoy : convoys_) advance_convoy(input, convoy, step);
  advance_log(input, passed, false);
  advance_gate(input, passed);
  // A message stays at its callback's lines while they run.
  const auto& running = input.world.program.callbacks;
  for (Flight& flight : flights_) {
    const bool runs = std::find(running.begin(), running.end(), flight.message) != running.end();
    if (flight.leg == Leg::callback && runs) flight.to_ns = std::max(flight.to_ns, clock_);
  }
}

// Where the run's clock says, but never faster than the eye can follow.
void Travels::advance_convoy(const StageInput& input, Convoy& c, float step) {
  if (clock_ < c.enters_ns || c.home_ns != kForever) return;
  const bool gone = input.process_gone();
  c.out = std::min(c.stored || c.answered ? 1 : way_by_the_clock(input, c.sent_ns, false), c.out + step);
  if (c.out < 1) return;
  if (gone && c.back == 0) {
    c.landed = c.stored;
    if (c.stored || input.world.phase == Phase::settled) c.home_ns = clock_;
    return;
  }
  if (!c.returning()) return;
  c.ack = c.answered ? Ack::on_its_way : ack_now(input.world, c.request);
  c.back = std::min(c.answered ? 1 : way_back(input, c.sent_ns, c.ack), c.back + step);
  if (c.back >= 1 && (c.answered || gone)) c.home_ns = clock_;
}

void Travels::advance_log(const StageInput& input, Nanos passed, bool at_once) {
  const auto& partitions = input.world.partitions;
  logs_.resize(partitions.size());
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    LogShow& log = logs_[i];
    std::size_t arrived = partitions[i].log.size();
    for (std::size_t looked = 0; looked < kMostFollowed && arrived > 0 && !convoys_.empty(); ++looked) {
      if (!before_the_log(partitions[i].log[arrived - 1])) break;
      --arrived;
    }
    const auto wanted = static_cast<float>(arrived);
    if (at_once || wanted < log.shown) {
      log = {wanted, arrived, clock_ - kSecond};
      continue;
    }
    if (wanted == log.shown) continue;
    if (clock_ - log.fresh_ns > kGlow) log.fresh_from = static_cast<std::size_t>(log.shown);
    log.fresh_ns = clock_;
    const float seconds = static_cast<float>(passed) / static_cast<float>(kSecond);
    log.shown = std::min(wanted, log.shown + seconds * std::max(50.0F, (wanted - log.shown) * 8));
  }
}

void Travels::advance_gate(const StageInput& input, Nanos passed) {
  const bool open = input.world.program.serves() || through_the_gate();
  const float step = static_cast<float>(passed) / static_cast<float>(kGateMoves);
  gate_ = std::clamp(open ? gate_ + step : gate_ - step, 0.0F, 1.0F);
}

// What did not fly by itself goes as a counted capsule, a few each second.
void Travels::flow_on(const StageInput& input) {
  const Totals totals = totals_of(input.world);
  for (std::size_t leg = 0; leg < kLegCount; ++leg) {
    waiting_[leg] += totals[leg] - totals_[leg] - flown_[leg];
    if (waiting_[leg] <= 0 || clock_ - flowed_ns_[leg] < kBetweenFlows) continue;
    Flow flow{static_cast<Leg>(leg), waiting_[leg], clock_, clock_ + paced(kFlow)};
    if (flow.leg == Leg::produce) {
      flow.last = static_cast<MessageId>(totals[leg] - 1);
      flow.first = static_cast<MessageId>(totals[leg] - waiting_[leg]);
    }
    flows_.push_back(flow);
    flowed_ns_[leg] = clock_;
    waiting_[leg] = 0;
  }
}

void Travels::forget_the_past() {
  std::erase_if(flights_, [&](const Flight& flight) {
    const Nanos after = flight.error != KafkaError::NO_ERROR ? kErrorStays : kFade;
    return clock_ >= flight.to_ns + (flight.leg == Leg::callback ? after : 0);
  });
  std::erase_if(convoys_, [&](const Convoy& c) { return c.home_ns != kForever && clock_ > c.home_ns + eye::kThread; });
  std::erase_if(flows_, [&](const Flow& flow) { return clock_ >= flow.to_ns; });
  const auto over = [&](const At& at) { return clock_ > at.at_ns + kGlow; };
  std::erase_if(lines_, over);
  std::erase_if(told_, over);
  std::erase_if(reveals_, [&](Nanos at) { return clock_ > at + kGlow; });
}

Nanos Travels::busy_until(MessageId id) const {
  Nanos until = clock_;
  for (const Flight& flight : flights_) {
    if (flight.message == id && flight.leg != Leg::refuse) until = std::max(until, flight.to_ns);
  }
  return until;
}

Convoy* Travels::convoy_of(MessageId id) {
  for (auto convoy = convoys_.rbegin(); convoy != convoys_.rend(); ++convoy) {
    if (convoy->holds(id)) return &*convoy;
  }
  return nullptr;
}

Convoy* Travels::convoy_of_request(RequestId request) {
  const auto found =
      std::find_if(convoys_.begin(), convoys_.end(), [&](const Convoy& c) { return c.request == request; });
  return found == convoys_.end() ? nullptr : &*found;
}

// When an answered convoy will be back; from its answer on nothing holds it up.
Nanos Travels::home_of(const Convoy& c) const {
  if (c.home_ns != kForever) return c.home_ns;
  const float lanes = 1 - c.out + 1 - c.back;
  return std::max(clock_, c.enters_ns) + static_cast<Nanos>(lanes * static_cast<float>(paced(eye::kLane)));
}

std::int64_t Travels::alive(Leg leg) const {
  return std::count_if(flights_.begin(), flights_.end(), [&](const Flight& flight) { return flight.leg == leg; });
}

void Travels::note(std::vector<At>& list, std::uint32_t what, Nanos at) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const At& noted) { return noted.what == what; });
  if (found != list.end()) list.erase(found);
  list.push_back({what, at});
  if (list.size() > kMostNotes) list.erase(list.begin());
}

Nanos Travels::behind() const {
  Nanos until = clock_;
  for (const Flight& flight : flights_) until = std::max(until, flight.to_ns);
  for (const Convoy& convoy : convoys_) {
    if (convoy.answered) until = std::max(until, home_of(convoy));
  }
  return until - clock_;
}

bool Travels::away(MessageId id) const {
  for (const Flight& flight : flights_) {
    if (flight.message != id || clock_ >= flight.to_ns || flight.leg == Leg::refuse) continue;
    const bool from_a_slot = flight.leg == Leg::gather || flight.leg == Leg::callback;
    if (!from_a_slot || clock_ >= flight.from_ns) return true;
  }
  return std::any_of(flows_.begin(), flows_.end(),
                     [&](const Flow& flow) { return flow.first <= id && id <= flow.last && flow.last != kNoMessage; });
}

bool Travels::before_the_log(MessageId id) const {
  return id != kNoMessage && std::any_of(convoys_.begin(), convoys_.end(), [&](const Convoy& convoy) {
           return convoy.out < 1 && convoy.home_ns == kForever && convoy.holds(id);
         });
}

float Travels::records_shown(PartitionId partition) const {
  return partition < logs_.size() ? logs_[partition].shown : 0;
}

std::int64_t Travels::seen_more(Leg leaves, Leg comes) const {
  std::int64_t more = 0;
  for (const Flight& flight : flights_) {
    if (flight.leg == leaves && clock_ < flight.from_ns) ++more;
    if (flight.leg == comes && clock_ < flight.to_ns) --more;
  }
  for (const Flow& flow : flows_) more -= flow.leg == comes ? flow.count : 0;
  return more;
}

std::size_t Travels::lines_held() const {
  return static_cast<std::size_t>(
      std::count_if(reveals_.begin(), reveals_.end(), [&](Nanos at) { return at > clock_; }));
}

bool Travels::through_the_gate() const {
  return std::any_of(flights_.begin(), flights_.end(), [&](const Flight& flight) {
    return flight.leg == Leg::callback && share_of(clock_, flight.from_ns, flight.to_ns) < kThroughGate;
  });
}

float Travels::glow_of(const std::vector<At>& list, std::uint32_t what) const {
  for (const At& noted : list) {
    if (noted.what == what && clock_ >= noted.at_ns) return 1 - share_of(clock_, noted.at_ns, noted.at_ns + kGlow);
  }
  return 0;
}

float Travels::line_glow(std::int32_t line) const { return glow_of(lines_, static_cast<std::uint32_t>(line)); }
float Travels::glow(MessageId id) const { return glow_of(told_, id); }

float Travels::output_glow(std::size_t from_newest) const {
  const std::size_t shown = reveals_.size() - lines_held();
  if (from_newest >= shown) return 0;
  const Nanos at = reveals_[shown - 1 - from_newest];
  return 1 - share_of(clock_, at, at + kGlow);
}

float Travels::record_glow(PartitionId partition, std::size_t index) const {
  if (partition >= logs_.size() || index < logs_[partition].fresh_from) return 0;
  return 1 - share_of(clock_, logs_[partition].fresh_ns, logs_[partition].fresh_ns + kGlow);
}

Nanos Travels::skipped_ns() const { return clock_ - skipped_at_ < kSkipSaid ? skipped_ns_ : 0; }

namespace {

std::string_view way_of(Leg leg) {
  switch (leg) {
    case Leg::produce: return "into the buffer";
    case Leg::refuse: return "refused";
    case Leg::gather: return "into its batch";
    case Leg::retry: return "back into the buffer";
    case Leg::report: return "into the report queue";
    case Leg::callback: return "through the gate";
  }
  return "";
}

int percent(float share) { return static_cast<int>(share * 100 + 0.5F); }

std::string text(const Convoy& c, Nanos clock) {
  const std::string what =
      fmt::format("request {}, {}", c.request, c.count == 0 ? "?" : counted(c.count, "message", "messages"));
  if (clock < c.enters_ns) return fmt::format("  {}, in the background thread\n", what);
  if (c.landed) return fmt::format("  {}, lands\n", what);
  if (c.home_ns != kForever) return fmt::format("  {}, over\n", what);
  if (c.returning() && c.ack == Ack::waits) return fmt::format("  {}, waits at Kafka for its copies\n", what);
  return c.returning()
             ? fmt::format("  {}, {} {} %\n", what, c.rejected ? "rejected, back" : "ack back", percent(c.back))
             : fmt::format("  {}, out {} %\n", what, percent(c.out));
}

}  // namespace

std::string text(const Travels& travels) {
  std::string out;
  const Nanos clock = travels.clock();
  for (const Flight& flight : travels.flights()) {
    const std::string what = flight.leg == Leg::refuse ? fmt::format("call {}", flight.call_number)
                                                       : fmt::format("message {}", flight.message);
    out +=
        fmt::format("  {} {} {} %\n", what, way_of(flight.leg), percent(share_of(clock, flight.from_ns, flight.to_ns)));
  }
  for (const Flow& flow : travels.flows()) out += fmt::format("  {} {}\n", with_commas(flow.count), way_of(flow.leg));
  for (const Convoy& convoy : travels.convoys()) out += text(convoy, clock);
  return out.empty() ? "nothing is on its way\n" : "on their way\n" + out;
}

}  // namespace inflight
