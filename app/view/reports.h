// The report queue: delivery reports that wait for poll() or flush(). After the exit, the ghosts of those that nobody
// heard.
#pragma once

#include <string>

#include "app/view/frame.h"
#include "app/view/slots.h"
#include "app/view/stage_input.h"

namespace inflight {

struct ReportRows {
  Tray tray;
  bool gone = false;     // the process has ended: the tray's reports are ghosts
  std::string heading;   // "14 reports wait"
  std::string sentence;  // why they do
  std::string brief;     // the same on one line, where there is no room for more
  bool urgent = false;   // nobody will ever ask: the sentence stands out
};

ReportRows prepare_reports(const StageInput& input);
// As it was while the process lived, for the moments in which it ends.
ReportRows prepare_living_reports(const StageInput& input);
std::string reports_heading(std::int64_t waiting);  // "1 report waits"; empty if none does
std::string text(const ReportRows& rows);
void draw_reports(Frame& frame, const StageInput& input);

}  // namespace inflight
