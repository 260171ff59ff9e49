// See child_process.h.
#include "core/live/child_process.h"

#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <signal.h>
#include <utility>
#include <uv.h>

#include "core/recorder/writer.h"

namespace inflight {

struct ChildProcess::Impl {
  uv_loop_t loop{};
  uv_process_t process{};
  uv_pipe_t pipe{};
  uv_timer_t timer{};
  bool running = false;
  std::optional<Exit> exit;
  LineCutter lines;
  std::vector<Answer> answers;
  std::array<char, 4096> buffer{};

  static void on_exit(uv_process_t* process, std::int64_t status, int signal) {
    auto& self = *static_cast<Impl*>(process->data);
    self.running = false;
    self.exit = Exit{.code = status, .signal = signal, .at_ns = recorder::monotonic_now()};
  }
  static void on_alloc(uv_handle_t* handle, std::size_t, uv_buf_t* out) {
    auto& self = *static_cast<Impl*>(handle->data);
    *out = uv_buf_init(self.buffer.data(), static_cast<unsigned>(self.buffer.size()));
  }
  static void on_read(uv_stream_t* stream, ssize_t size, const uv_buf_t* bytes) {
    auto& self = *static_cast<Impl*>(stream->data);
    if (size < 0) {
      uv_read_stop(stream);  // the child has closed its end; its exit is told by on_exit
      return;
    }
    self.lines.add({bytes->base, static_cast<std::size_t>(size)});
    while (const std::optional<std::string> line = self.lines.next()) {
      if (Result<Answer> answer = answer_of(*line)) self.answers.push_back(std::move(answer).value());
    }
  }

  void open() {
    uv_loop_init(&loop);
    uv_pipe_init(&loop, &pipe, 0);
    uv_timer_init(&loop, &timer);
    pipe.data = process.data = this;
  }
  int spawn(const std::string& program, int facts_fd) {
    std::array<uv_stdio_container_t, 5> stdio{};
    stdio[0].flags = UV_IGNORE;
    stdio[1].flags = UV_IGNORE;
    stdio[2].flags = UV_INHERIT_FD;
    stdio[2].data.fd = 2;
    stdio[kCommandFd].flags = static_cast<uv_stdio_flags>(UV_CREATE_PIPE | UV_READABLE_PIPE | UV_WRITABLE_PIPE);
    stdio[kCommandFd].data.stream = reinterpret_cast<uv_stream_t*>(&pipe);
    stdio[kFactsFd].flags = UV_INHERIT_FD;
    stdio[kFactsFd].data.fd = facts_fd;
    std::string name = "inflight-child";
    std::array<char*, 2> arguments{name.data(), nullptr};
    uv_process_options_t options{};
    options.exit_cb = on_exit;
    options.file = program.c_str();
    options.args = arguments.data();
    options.stdio = stdio.data();
    options.stdio_count = static_cast<int>(stdio.size());
    const int result = uv_spawn(&loop, &process, &options);
    running = result == 0;
    if (running) uv_read_start(reinterpret_cast<uv_stream_t*>(&pipe), on_alloc, on_read);
    return result;
  }
  void close() {
    if (running) uv_process_kill(&process, SIGKILL);
    while (running) uv_run(&loop, UV_RUN_ONCE);
    uv_walk(
        &loop,
        [](uv_handle_t* handle, void*) {
          if (!uv_is_closing(handle)) uv_close(handle, nullptr);
        },
        nullptr);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
  }
};

ChildProcess::ChildProcess(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

ChildProcess::~ChildProcess() { impl_->close(); }

Result<std::string> ChildProcess::find() {
  std::array<char, 4096> path{};
  std::size_t size = path.size();
  if (uv_exepath(path.data(), &size) != 0) return unavailable("The folder that Inflight runs from can't be found.");
  const std::filesystem::path folder = std::filesystem::path(std::string(path.data(), size)).parent_path();
  for (const auto& candidate : {folder / "inflight-child", folder / ".." / "libexec" / "inflight" / "inflight-child"}) {
    std::error_code ignored;
    if (std::filesystem::exists(candidate, ignored)) return candidate.string();
  }
  return unavailable(fmt::format(
      "inflight-child, which runs your program on the real library, is not in {}. Build or install it there.",
      folder.string()));
}

Result<std::unique_ptr<ChildProcess>> ChildProcess::spawn(const std::string& program, int facts_fd) {
  // Writing to a child that has just ended must not end Inflight: libuv writes without MSG_NOSIGNAL.
  ::signal(SIGPIPE, SIG_IGN);
  auto impl = std::make_unique<Impl>();
  impl->open();
  const int result = impl->spawn(program, facts_fd);
  std::unique_ptr<ChildProcess> child(new ChildProcess(std::move(impl)));
  if (result != 0) return unavailable(fmt::format("{} could not be started: {}.", program, uv_strerror(result)));
  return child;
}

int ChildProcess::pid() const { return impl_->process.pid; }

void ChildProcess::send(std::string line) {
  struct Write {
    uv_write_t request;
    std::string line;
  };
  auto* write = new Write{{}, std::move(line)};
  const uv_buf_t bytes = uv_buf_init(write->line.data(), static_cast<unsigned>(write->line.size()));
  const auto done = [](uv_write_t* request, int) { delete reinterpret_cast<Write*>(request); };
  // A child that is gone takes no line; its end is told by itself.
  if (uv_write(&write->request, reinterpret_cast<uv_stream_t*>(&impl_->pipe), &bytes, 1, done) != 0) delete write;
}

void ChildProcess::serve(Nanos timeout_ns) {
  if (timeout_ns <= 0) {
    uv_run(&impl_->loop, UV_RUN_NOWAIT);
    return;
  }
  // Repeating: a timer that is due already when the loop begins would not bound the wait.
  const auto timeout_ms = static_cast<std::uint64_t>(timeout_ns / kMillisecond);
  uv_update_time(&impl_->loop);
  uv_timer_start(
      &impl_->timer, [](uv_timer_t*) {}, timeout_ms, timeout_ms);
  uv_run(&impl_->loop, UV_RUN_ONCE);
  uv_timer_stop(&impl_->timer);
}

std::vector<Answer> ChildProcess::take_answers() { return std::exchange(impl_->answers, {}); }

const std::optional<ChildProcess::Exit>& ChildProcess::exit() const { return impl_->exit; }

void ChildProcess::kill() {
  if (impl_->running) uv_process_kill(&impl_->process, SIGKILL);
}

}  // namespace inflight
