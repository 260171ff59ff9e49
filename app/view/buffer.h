// The local buffer: messages that produce() accepted and that no request carries yet. After the exit, the ghosts of
// those that were lost.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/slots.h"
#include "app/view/stage_input.h"

namespace inflight {

struct BufferRows {
  Tray tray;
  bool gone = false;           // the process has ended: the tray's messages are ghosts
  std::string heading;         // "5 waiting"
  std::string when_it_leaves;  // "A batch leaves when 15 are here, …"
  std::string lesson;          // "produce() only puts a message here. …"
};

// So many messages of one partition fill a batch; so long one waits for more of them.
std::int64_t batch_of(const Producer& producer);
Nanos linger_of(const Producer& producer);
bool flush_waits(const ProgramState& program);

BufferRows prepare_buffer(const StageInput& input);
// As it was while the process lived, for the moments in which it ends.
BufferRows prepare_living_buffer(const StageInput& input);
// Every broker that is known is down: nothing can leave.
bool no_broker_is_up(const World& world);
std::string buffer_heading(std::int64_t waiting);  // "5 waiting"
std::string text(const BufferRows& rows);
void draw_buffer(Frame& frame, const StageInput& input);

}  // namespace inflight
