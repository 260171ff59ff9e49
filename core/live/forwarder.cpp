// See forwarder.h.
#include "core/live/forwarder.h"

#include <array>
#include <fmt/format.h>
#include <netinet/in.h>
#include <thread>
#include <utility>
#include <uv.h>

namespace inflight {
namespace {

constexpr std::size_t kPiece = 64 << 10;

// One connection, with its two ends. What one end reads is written to the other before more is read.
struct Pair;
struct End {
  uv_tcp_t tcp{};
  uv_write_t write{};
  std::array<char, kPiece> buffer{};
  Pair* pair = nullptr;
  End* other = nullptr;
};
struct Pair {
  End client;
  End target;
  uv_connect_t connect{};
  int open = 2;
};

uv_stream_t* stream_of(End& end) { return reinterpret_cast<uv_stream_t*>(&end.tcp); }

void close_end(End& end) {
  auto* handle = reinterpret_cast<uv_handle_t*>(&end.tcp);
  if (uv_is_closing(handle)) return;
  uv_close(handle, [](uv_handle_t* closed) {
    Pair* pair = static_cast<End*>(closed->data)->pair;
    if (--pair->open == 0) delete pair;
  });
}

void close_pair(Pair& pair) {
  close_end(pair.client);
  close_end(pair.target);
}

void start_reading(End& end);

void on_written(uv_write_t* write, int status) {
  End& from = *static_cast<End*>(write->data);
  if (status < 0) {
    close_pair(*from.pair);
  } else {
    start_reading(from);
  }
}

void on_read(uv_stream_t* stream, ssize_t size, const uv_buf_t* bytes) {
  End& from = *static_cast<End*>(stream->data);
  if (size == 0) return;
  if (size < 0) {
    close_pair(*from.pair);
    return;
  }
  uv_read_stop(stream);
  from.write.data = &from;
  const uv_buf_t piece = uv_buf_init(bytes->base, static_cast<unsigned>(size));
  if (uv_write(&from.write, stream_of(*from.other), &piece, 1, on_written) != 0) close_pair(*from.pair);
}

void on_alloc(uv_handle_t* handle, std::size_t, uv_buf_t* out) {
  End& end = *static_cast<End*>(handle->data);
  *out = uv_buf_init(end.buffer.data(), static_cast<unsigned>(end.buffer.size()));
}

void start_reading(End& end) {
  if (uv_is_closing(reinterpret_cast<uv_handle_t*>(&end.tcp))) return;
  uv_read_start(stream_of(end), on_alloc, on_read);
}

void on_connected(uv_connect_t* connect, int status) {
  Pair& pair = *static_cast<Pair*>(connect->data);
  if (status < 0) {
    close_pair(pair);
    return;
  }
  start_reading(pair.client);
  start_reading(pair.target);
}

sockaddr_in local(std::uint16_t port) {
  sockaddr_in address{};
  uv_ip4_addr("127.0.0.1", port, &address);
  return address;
}

}  // namespace

struct Forwarder::Impl {
  uv_loop_t loop{};
  uv_tcp_t server{};
  uv_async_t stop{};
  sockaddr_in target{};
  std::uint16_t port = 0;
  std::thread thread;

  static void on_client(uv_stream_t* server, int status) {
    if (status < 0) return;
    auto& self = *static_cast<Impl*>(server->data);
    auto* pair = new Pair;
    for (End* end : {&pair->client, &pair->target}) {
      uv_tcp_init(&self.loop, &end->tcp);
      end->tcp.data = end;
      end->pair = pair;
    }
    pair->client.other = &pair->target;
    pair->target.other = &pair->client;
    pair->connect.data = pair;
    const auto* address = reinterpret_cast<const sockaddr*>(&self.target);
    if (uv_accept(server, stream_of(pair->client)) != 0 ||
        uv_tcp_connect(&pair->connect, &pair->target.tcp, address, on_connected) != 0) {
      close_pair(*pair);
    }
  }

  int open(std::uint16_t wanted) {
    uv_loop_init(&loop);
    uv_tcp_init(&loop, &server);
    server.data = this;
    uv_async_init(&loop, &stop, [](uv_async_t* async) { uv_stop(async->loop); });
    const sockaddr_in address = local(wanted);
    if (const int e = uv_tcp_bind(&server, reinterpret_cast<const sockaddr*>(&address), 0); e != 0) return e;
    if (const int e = uv_listen(reinterpret_cast<uv_stream_t*>(&server), 128, on_client); e != 0) return e;
    sockaddr_in bound{};
    int size = sizeof(bound);
    uv_tcp_getsockname(&server, reinterpret_cast<sockaddr*>(&bound), &size);
    port = ntohs(bound.sin_port);
    return 0;
  }

  void close() {
    if (thread.joinable()) {
      uv_async_send(&stop);
      thread.join();
    }
    uv_walk(
        &loop,
        [](uv_handle_t* handle, void* self) {
          auto& impl = *static_cast<Impl*>(self);
          const bool ours = handle == reinterpret_cast<uv_handle_t*>(&impl.server) ||
                            handle == reinterpret_cast<uv_handle_t*>(&impl.stop);
          if (ours) {
            uv_close(handle, nullptr);
          } else {
            close_end(*static_cast<End*>(handle->data));
          }
        },
        this);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
  }
};

Forwarder::Forwarder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Forwarder::~Forwarder() { impl_->close(); }

std::uint16_t Forwarder::port() const { return impl_->port; }

Result<std::unique_ptr<Forwarder>> Forwarder::listen(std::uint16_t port, std::uint16_t target_port) {
  auto impl = std::make_unique<Impl>();
  impl->target = local(target_port);
  const int error = impl->open(port);
  std::unique_ptr<Forwarder> forwarder(new Forwarder(std::move(impl)));
  if (error == UV_EADDRINUSE) {
    return unavailable(fmt::format(
        "Port {} on 127.0.0.1 is taken by another program. Stop it, or choose another port with --port.", port));
  }
  if (error != 0) {
    return unavailable(fmt::format("Port {} on 127.0.0.1 can't be opened: {}. Choose another one with --port.", port,
                                   uv_strerror(error)));
  }
  forwarder->impl_->thread = std::thread([raw = forwarder->impl_.get()] { uv_run(&raw->loop, UV_RUN_DEFAULT); });
  return forwarder;
}

}  // namespace inflight
