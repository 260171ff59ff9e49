// See watched.h.
#include "tests/live/watched.h"

#include <chrono>
#include <gtest/gtest.h>

#include "core/world/apply.h"

namespace inflight {

std::string script(int messages, const std::string& sleep_s, const std::string& conf) {
  return "from confluent_kafka import Producer\n"
         "import time\n"
         "\n"
         "def report(err, msg):\n"
         "    print(err or f'delivered at {msg.offset()}')\n"
         "\n"
         "conf = {'bootstrap.servers': 'localhost:9092',\n"
         "        " +
         conf +
         "}\n"
         "producer = Producer(conf)\n"
         "for i in range(" +
         std::to_string(messages) +
         "):\n"
         "    producer.produce('orders', f'm{i}', callback=report)\n"
         "    producer.poll(0)\n"
         "    time.sleep(" +
         sleep_s +
         ")\n"
         "producer.flush()\n";
}
RunOptions options_for(std::string text) {
  RunOptions options;
  options.script = std::move(text);
  options.script_name = "program.py";
  options.source = RunSource::mock;
  options.topics = {{"orders", 1}};
  return options;
}

Watched::Watched(const RunOptions& options) {
  Result<std::unique_ptr<Run>> made = make_live_run(options);
  EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().sentence);
  if (made) run = std::move(made).value();
}

void Watched::accept(const Fact& fact) {
  recording.accept(fact);
  const Fact committed = recording.fact(recording.size() - 1);
  apply(world, committed);
}

bool Watched::go_until(const std::function<bool()>& enough) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (std::chrono::steady_clock::now() < deadline) {
    if (enough()) return true;
    if (state.ended) return false;
    state = run->advance(kForever, *this);
  }
  return false;
}

void Watched::go_to_end() {
  go_until([&] { return state.ended; });
  EXPECT_TRUE(state.ended);
}

std::vector<std::string> Watched::lines() const {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < recording.size(); ++i) texts.push_back(to_text(recording.fact(i)));
  return texts;
}

std::int64_t Watched::count(EventKind kind) const {
  std::int64_t n = 0;
  for (std::uint64_t i = 0; i < recording.size(); ++i) n += recording.fact(i).event.kind == kind;
  return n;
}

std::string Watched::story() const {
  std::string text;
  for (const std::string& line : lines()) text += line + "\n";
  return text;
}

}  // namespace inflight
