// See apart.h.
#include "core/conform/apart.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <poll.h>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/recorder/private_file.h"

namespace inflight::conform {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

// Simulating it, starting a broker, reading the log to its end: on a busy machine.
constexpr Nanos kPatience = 60 * kSecond;

std::string text_of(const Trial& trial) {
  Json json{{"too_long", trial.too_long},
            {"took_more", trial.took_more},
            {"counts", Json::array()},
            {"differences", Json::array()}};
  if (trial.failed) json["failed"] = trial.failed->sentence;
  const auto add = [&](const Count& count) { json["counts"].push_back({count.compared, count.left_out}); };
  for (const Count& count : trial.comparison.counts) add(count);
  add(trial.comparison.durations);
  for (const Difference& d : trial.comparison.differences) json["differences"].push_back({d.name, d.simulated, d.real});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Trial trial_of(const std::string& text, int status) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    const std::string why = WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "no answer";
    return {.failed = unavailable(fmt::format("the process that ran it ended before it was done ({}).", why))};
  }
  Trial trial;
  trial.too_long = json["too_long"];
  trial.took_more = json["took_more"];
  if (json.contains("failed")) trial.failed = unavailable(json["failed"]);
  const auto count = [&](std::size_t i) { return Count{json["counts"][i][0], json["counts"][i][1]}; };
  for (std::size_t i = 0; i < kTopicCount; ++i) trial.comparison.counts[i] = count(i);
  trial.comparison.durations = count(kTopicCount);
  for (const Json& d : json["differences"]) trial.comparison.differences.push_back({d[0], d[1], d[2]});
  return trial;
}

// One process at work.
struct Worker {
  std::size_t index = 0;  // of its case
  pid_t process = -1;
  recorder::Descriptor answer;
  std::string text;
  Clock::time_point ends;
};

[[noreturn]] void work(const Case& the_case, Nanos budget_ns, int answer_fd) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const std::string text = text_of(run_trial(the_case, budget_ns));
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = ::write(answer_fd, text.data() + done, text.size() - done);
    if (written <= 0) break;
    done += static_cast<std::size_t>(written);
  }
  ::_exit(0);
}

std::optional<Worker> start(const Case& the_case, std::size_t index, Nanos budget_ns) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  recorder::Descriptor read_end(ends[0]);
  const recorder::Descriptor write_end(ends[1]);
  const pid_t process = ::fork();
  if (process < 0) return std::nullopt;
  if (process == 0) work(the_case, budget_ns, write_end.get());
  Worker worker{.index = index, .process = process, .answer = std::move(read_end)};
  worker.ends = Clock::now() + std::chrono::nanoseconds(2 * budget_ns + kPatience);
  return worker;
}

// True while there may be more to read.
bool read_some(Worker& worker) {
  std::array<char, 65536> buffer{};
  const ssize_t size = ::read(worker.answer.get(), buffer.data(), buffer.size());
  if (size < 0) return errno == EINTR;
  worker.text.append(buffer.data(), static_cast<std::size_t>(size));
  return size > 0;
}

Trial finish(Worker& worker) {
  int status = 0;
  ::waitpid(worker.process, &status, 0);
  return trial_of(worker.text, status);
}

}  // namespace

std::vector<Trial> run_apart(std::span<const Case> cases, std::size_t at_once, Nanos budget_ns) {
  std::vector<Trial> trials(cases.size());
  std::vector<Worker> workers;
  std::size_t next = 0;
  while (next < cases.size() || !workers.empty()) {
    while (next < cases.size() && workers.size() < at_once) {
      std::optional<Worker> worker = start(cases[next], next, budget_ns);
      if (worker) {
        workers.push_back(std::move(*worker));
      } else {
        trials[next].failed = unavailable("no further process could be started.");
      }
      ++next;
    }
    std::vector<pollfd> waiting;
    for (const Worker& worker : workers) waiting.push_back({.fd = worker.answer.get(), .events = POLLIN, .revents = 0});
    ::poll(waiting.data(), waiting.size(), 100);
    for (std::size_t i = workers.size(); i-- > 0;) {
      if (Clock::now() >= workers[i].ends) ::kill(workers[i].process, SIGKILL);
      if (waiting[i].revents == 0 || read_some(workers[i])) continue;
      trials[workers[i].index] = finish(workers[i]);
      workers.erase(workers.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  return trials;
}

}  // namespace inflight::conform
