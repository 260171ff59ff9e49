// Drawing the process frame; see process.h.
#include "app/view/process.h"

#include <algorithm>
#include <array>
#include <imgui.h>

#include "app/view/ease.h"
#include "app/view/paths.h"

namespace inflight {
namespace {

constexpr float kThick = 2.6F, kRadius = 16, kDash = 12, kGap = 9;  // of the living frame

void draw_inside(Frame& f, float ended) {
  Paint p = f.paint.faded(1 - ended);
  const Layout& l = f.layout;
  const float head = l.process.y + p.u(22);
  // Over before the words of the ended process appear in the same place.
  const float early = ended >= 0.5F ? 0 : (1 - 2 * ended) / (1 - ended);
  const float wide = p.text(Type::strong, l.process.x + p.u(20), head, Role::text, "YOUR PROCESS", Align::left, early);
  p.text(Type::text, l.process.x + p.u(33) + wide, head, Role::dim, "everything in this frame is gone at exit",
         Align::left, early);
  p.card(l.thread);
  p.upward_text(l.thread.cx(), l.thread.cy(), Type::text, Role::dim,
                "librdkafka's background thread  ·  works by itself");
}

void draw_leaving_frame(Frame& f, bool quiet) {
  Paint p = f.paint.faded(f.exit.alive());
  const Rect frame = f.layout.process;
  p.fill(frame, Role::bar, kRadius);
  const float apart = quiet ? 0 : ease(f.exit.crack);
  p.broken_dashes(frame, Role::dim, kThick, kRadius, kDash, kGap, apart);
}

// Killed: the outline flashes once, hard, and there is nothing.
void draw_flash(Frame& f) {
  Paint p = f.paint.faded(1 - f.exit.crack);
  p.fill(f.layout.process, Role::text, kRadius, 0.10F);
  p.stroke(f.layout.process, Role::text, 5, kRadius);
}

// Points of a crack, in shares of the frame.
using Crack = std::array<Point, 9>;
constexpr std::array<Crack, 3> kCracks{{
    {{{0.63F, 0},
      {0.61F, 0.12F},
      {0.655F, 0.2F},
      {0.60F, 0.35F},
      {0.64F, 0.47F},
      {0.585F, 0.6F},
      {0.62F, 0.74F},
      {0.57F, 0.86F},
      {0.59F, 1}}},
    {{{0.60F, 0.35F},
      {0.66F, 0.39F},
      {0.70F, 0.33F},
      {0.76F, 0.42F},
      {0.81F, 0.38F},
      {0.86F, 0.48F},
      {0.91F, 0.44F},
      {0.96F, 0.53F},
      {1, 0.5F}}},
    {{{0.585F, 0.6F},
      {0.52F, 0.57F},
      {0.45F, 0.65F},
      {0.38F, 0.61F},
      {0.30F, 0.71F},
      {0.22F, 0.67F},
      {0.14F, 0.77F},
      {0.07F, 0.74F},
      {0, 0.83F}}},
}};

}  // namespace

void draw_process(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const float head = l.process.y + p.u(22);
  const bool gone = input.process_gone();
  const float ended = gone ? 1 - f.exit.alive() : 0;
  if (!gone) {
    p.fill(l.process, Role::bar, kRadius);
    p.dashes(l.process, Role::dim, kThick, kRadius, kDash, kGap);
  } else if (f.exit.alive() > 0) {
    draw_leaving_frame(f, is_quiet_exit(input.world));
  }
  if (ended > 0) {
    Paint after = p.faded(ended);
    after.dashes(l.process, Role::dim, 1.6F, kRadius, 1.6F, 13, 0.5F);
    after.text(Type::strong, l.process.x + p.u(20), head, Role::dim, "PROCESS ENDED", Align::left,
               std::max(0.0F, 2 * ended - 1));
  }
  p.text_in({l.buffer.x, head - p.u(14), l.process.right() - l.buffer.x - p.u(20), p.u(28)}, Type::strong, Role::dim,
            "Producer's memory (librdkafka)", Align::left, 1 - 0.4F * ended);
  if (ended < 1) draw_inside(f, ended);
}

void draw_cracks(Frame& f, const StageInput& input) {
  if (!input.process_gone() || f.exit.crack >= 1) return;
  if (f.exit.cut) return draw_flash(f);
  if (f.exit.crack <= 0 || is_quiet_exit(input.world)) return;
  constexpr float kRuns = 0.4F;  // of the crack's time, until it is through
  constexpr float kBranches = 0.3F;
  const Rect frame = f.layout.process;
  Paint p = f.paint.faded(1 - ease(std::clamp((f.exit.crack - 0.5F) * 2, 0.0F, 1.0F)));
  const float gape = 2 + 7 * f.exit.crack;
  for (std::size_t c = 0; c < kCracks.size(); ++c) {
    const float from = c == 0 ? 0 : kRuns * kBranches;
    const float run = std::clamp((f.exit.crack - from) / kRuns, 0.0F, 1.0F);
    Path path;
    for (const Point point : kCracks[c]) path.to({frame.x + point.x * frame.w, frame.y + point.y * frame.h});
    constexpr int kPieces = 48;
    std::array<ImVec2, kPieces + 1> points;
    for (int i = 0; i <= kPieces; ++i) {
      const Point at = path.at(run * static_cast<float>(i) / kPieces);
      points[static_cast<std::size_t>(i)] = {at.x, at.y};
    }
    p.list().AddPolyline(points.data(), kPieces + 1, p.colour(Role::dim), 0, p.u(gape + 2));
    p.list().AddPolyline(points.data(), kPieces + 1, p.colour(Role::ground), 0, p.u(gape));
  }
}

}  // namespace inflight
