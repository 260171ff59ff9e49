// `inflight render`: a picture of a run at an instant, without a display.
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "app/cli/commands.h"
#include "app/render/camera.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

Result<CameraOptions> camera_options(const RenderFlags& flags) {
  CameraOptions options{.theme = flags.theme, .full = flags.full, .presenter = flags.presenter, .chart = flags.chart};
  const auto wrong = [&] {
    return usage_error(fmt::format("--size is WIDTHxHEIGHT in pixels, like 1920x1080, not '{:.40}'.", flags.size));
  };
  const char* const end = flags.size.data() + flags.size.size();
  const auto [x, no_width] = std::from_chars(flags.size.data(), end, options.width);
  if (no_width != std::errc() || x == end || *x != 'x') return wrong();
  const auto [rest, no_height] = std::from_chars(x + 1, end, options.height);
  if (no_height != std::errc() || rest != end) return wrong();
  if (std::min(options.width, options.height) < 16 || std::max(options.width, options.height) > 8192) {
    return usage_error(fmt::format("--size {}: a picture has 16 to 8192 pixels each way.", flags.size));
  }
  if (flags.theme != "dark" && flags.theme != "light") {
    return usage_error(fmt::format("--theme is dark or light, not '{:.40}'.", flags.theme));
  }
  return options;
}

// Where to look: an instant, or a word for one.
enum class Moment : std::uint8_t { start, instant, exit, end };
struct When {
  Moment moment = Moment::end;
  Nanos at = 0;
};

Result<When> when(const std::string& text) {
  if (text.empty() || text == "end") return When{Moment::end};
  if (text == "start") return When{Moment::start};
  if (text == "exit") return When{Moment::exit};
  const Result<Nanos> at = parse_duration(text);
  if (at) return When{Moment::instant, at.value()};
  return usage_error(fmt::format("--at is start, exit, end or a time: {}", at.error().sentence));
}

Status go(Camera& camera, When when, bool played) {
  if (played) return camera.play_to(when.at);
  switch (when.moment) {
    case Moment::start: return Done{};
    case Moment::instant: return camera.go_to(when.at);
    case Moment::exit: return camera.go_to_exit();
    case Moment::end: return camera.go_to_end();
  }
  return Done{};
}

Status render(const RunFlags& run_flags, const RenderFlags& flags) {
  const Result<CameraOptions> options = camera_options(flags);
  if (!options) return options.error();
  const Result<When> moment = when(flags.at);
  if (!moment) return moment.error();
  if (flags.played && moment->moment != Moment::instant) {
    return usage_error("--played goes with --at TIME, like --at 1.45s.");
  }
  Result<Target> target = resolve_to_show(run_flags);
  if (!target) return target.error();
  Result<std::unique_ptr<Camera>> made = Camera::create(options.value());
  if (!made) return made.error();
  Camera& camera = *made.value();
  Status done = camera.open(std::move(target->options), std::move(target->lesson));
  if (done) done = go(camera, moment.value(), flags.played);
  if (done) done = camera.save(flags.output);
  return done;
}

}  // namespace

void add_render_flags(CLI::App& app, RenderFlags& flags) {
  app.add_option("-o,--output", flags.output, "the picture's file, a PNG")->required();
  app.add_option("--at", flags.at, "TIME, like 9.4s, or start, exit (just before the process ends) or end (default)");
  app.add_option("--size", flags.size, "WIDTHxHEIGHT in pixels, 16 to 8192 each way (default 1920x1080)");
  app.add_option("--theme", flags.theme, "dark (default) or light");
  app.add_flag("--full", flags.full, "with configuration, faults, partitions and brokers");
  app.add_flag("--played", flags.played, "as it looks while it plays, things on their way; with --at TIME");
  app.add_flag("--presenter", flags.presenter, "larger, with less around it");
  app.add_flag("--chart", flags.chart, "where each message was at what time, instead of the loop");
}

int render_command(const RunFlags& run_flags, const RenderFlags& flags) {
  const Status done = render(run_flags, flags);
  return done ? 0 : complain(done.error());
}

}  // namespace inflight
