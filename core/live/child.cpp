// See child.h.
#include "core/live/child.h"

#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>

#include "core/binding/program.h"
#include "core/binding/script_secrets.h"
#include "core/live/channel.h"
#include "core/live/child_facts.h"
#include "core/live/rd_host.h"
#include "core/recorder/writer.h"

namespace inflight {
namespace {

ExitHow how_of(ProgramEnd::How how) {
  switch (how) {
    case ProgramEnd::How::end_of_script: return ExitHow::end_of_script;
    case ProgramEnd::How::sys_exit: return ExitHow::sys_exit;
    case ProgramEnd::How::exit_now: return ExitHow::exit_now;
    case ProgramEnd::How::exception: return ExitHow::exception;
    case ProgramEnd::How::os_exit: return ExitHow::os_exit;
    case ProgramEnd::How::stopped: return ExitHow::killed;
    case ProgramEnd::How::limit: return ExitHow::limit;
  }
  return ExitHow::end_of_script;
}

// The child's end of the command channel. It reads in a thread of its own; commands are answered in order.
class Commands {
 public:
  Commands(int fd, ChildFacts& facts) : fd_(fd), facts_(facts) {}

  // Waits for the start command; the thread goes on serving the others.
  ChildCommand wait_for_start() {
    std::thread([this] { serve(); }).detach();  // ends with the process
    return start_.get_future().get();
  }
  // The script is ready (or was refused with `error`): answers the start command.
  void started(Controls* controls, std::string error) {
    controls_ = controls;
    ready_.set_value(std::move(error));
  }

 private:
  void serve() {
    LineCutter lines;
    std::array<char, 4096> buffer{};
    for (;;) {
      const ssize_t size = ::read(fd_, buffer.data(), buffer.size());
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) ::_exit(1);  // nobody is there any more
      lines.add({buffer.data(), static_cast<std::size_t>(size)});
      while (const std::optional<std::string> line = lines.next()) {
        const Result<ChildCommand> command = command_of(*line);
        answer(command ? Answer{command.value().id, take(command.value())} : Answer{0, command.error().sentence});
      }
    }
  }

  // Does what is asked. Empty, or why it can't be done.
  std::string take(const ChildCommand& command) {
    if (command.kind == ChildCommand::Kind::start) {
      if (std::exchange(start_seen_, true)) return "The program runs already.";
      std::future<std::string> ready = ready_.get_future();
      start_.set_value(command);
      return ready.get();
    }
    if (!controls_) return "The program has not started.";
    const Origin origin{.thread = Threads::outside};
    switch (command.kind) {
      case ChildCommand::Kind::switch_line:
        controls_->switch_line(command.line, command.on);
        facts_.tell(origin, ActionTaken{.action = ActionKind::switch_line});
        facts_.tell(origin, Switched{.line = command.line, .on = command.on});
        return {};
      case ChildCommand::Kind::exit:
        controls_->request_exit();
        facts_.tell(origin, ActionTaken{.action = ActionKind::exit_now});
        return {};
      default: return "A program that runs from a file takes no typed lines.";
    }
  }

  void answer(const Answer& answer) {
    const std::string line = to_line(answer);
    std::size_t done = 0;
    while (done < line.size()) {
      const ssize_t size = ::write(fd_, line.data() + done, line.size() - done);
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) ::_exit(1);
      done += static_cast<std::size_t>(size);
    }
  }

  const int fd_;
  ChildFacts& facts_;
  Controls* controls_ = nullptr;  // set before the start command is answered; the reading thread's from then on
  bool start_seen_ = false;
  std::promise<ChildCommand> start_;
  std::promise<std::string> ready_;  // its error, or empty
};

}  // namespace

void run_child(int command_fd, int facts_fd) {
  recorder::Writer writer(facts_fd);
  ChildFacts facts(writer);
  Commands commands(command_fd, facts);
  const ChildCommand start = commands.wait_for_start();
  facts.hide_secrets(secrets_in(start.script).redactor);
  facts.hide_secrets(start.extra);

  const Result<Program> program = Program::compile(start.script, start.script_name);
  if (!program) {
    commands.started(nullptr, program.error().sentence);
    for (;;) ::pause();  // the parent has the sentence now, and ends us
  }
  Controls controls(program.value().line_count());
  for (const std::int32_t line : start.lines_off) controls.switch_line(line, false);

  facts.tell({}, RunStarted{.source = start.source, .seed = start.seed, .script = start.script_name});
  commands.started(&controls, {});
  ProgramEnd end;
  {
    // Never destroyed: python leaves to the kernel what the interpreter's end did not destroy.
    auto* host = new RdHost(facts);
    end = program.value().run(*host, controls, start.extra);
  }
  facts.tell({}, ProcessExited{.how = how_of(end.how), .code = end.code, .reason = end.reason});
  ::_exit(static_cast<int>(end.code & 0xFF));
}

}  // namespace inflight
