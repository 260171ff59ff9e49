// Drawing the process frame; see process.h.
#include "app/view/process.h"

namespace inflight {

void draw_process(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const float head = l.process.y + p.u(22);
  const bool gone = input.process_gone();
  if (gone) {
    p.dashes(l.process, Role::dim, 1.6F, 16, 1.6F, 13, 0.5F);
    p.text(Type::strong, l.process.x + p.u(20), head, Role::dim, "PROCESS ENDED");
  } else {
    p.fill(l.process, Role::bar, 16);
    p.dashes(l.process, Role::dim, 2.6F, 16, 12, 9);
    const float wide = p.text(Type::strong, l.process.x + p.u(20), head, Role::text, "YOUR PROCESS");
    p.text(Type::text, l.process.x + p.u(33) + wide, head, Role::dim, "everything in this frame is gone at exit");
  }
  p.text_in({l.buffer.x, head - p.u(14), l.process.right() - l.buffer.x - p.u(20), p.u(28)}, Type::strong, Role::dim,
            "Producer's memory (librdkafka)", Align::left, gone ? 0.6F : 1.0F);
  if (gone) return;
  p.card(l.thread);
  p.upward_text(l.thread.cx(), l.thread.cy(), Type::text, Role::dim,
                "librdkafka's background thread  ·  works by itself");
}

}  // namespace inflight
