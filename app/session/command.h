// Command: everything a user can do, once. Buttons, keys, help and tests all go through this list.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace inflight {

enum class CommandId : std::uint8_t {
  run,               // Space: run, hold, go on, or run again, whichever the state asks for
  hold,              // H: freezes the picture in any moment, and goes on
  back,              // left: one event back
  step,              // right: one event on
  back_line,         // Shift+left
  step_line,         // Shift+right
  back_interesting,  // Ctrl+left: to the interesting event before
  step_interesting,  // Ctrl+right
  choose_interest,   // I: which events are interesting
  toggle_interest,   // argument: Landmark
  mark_from,         // [: the start of a range
  mark_to,           // ]: its end
  loop,              // L: plays the range again and again
  just_now,          // W: the last five seconds again, slowly
  now,               // J: as far as the run has come
  toggle_poll,       // P: all statements that call .poll
  toggle_flush,      // F: all that call .flush
  toggle_line,       // the check box of a line; argument: the line
  reject_next,       // B: the broker rejects the next batch
  lose_next_ack,     // Shift+A: the broker stores the next batch, and its ack is lost
  exit_now,          // X: sys.exit() at the next statement
  kill,              // Shift+X: kill -9
  act,               // text: what happens, in the words of a fault: "broker 2 pauses"
  toggle_broker,     // Shift+B: the broker goes down, or comes back
  cut_connections,   // Shift+C: every connection to the broker breaks
  toggle_latency,    // Shift+L: a second's round trip, or the usual one
  speed_story,       // 1
  speed_normal,      // 2
  speed_fast,        // 3
  slower,            // <: half as fast, at a ratio of real time
  faster,            // >
  speed_ratio,       // argument: how often real time is doubled; below 0: halved
  go_to_end,         // End: the result
  go_to_start,       // Home
  seek,              // argument: the instant, in ns
  seek_event,        // argument: the event, from 0; it is the last in view
  restart,           // R: back to a clean start
  nobody_polled,     // F6: a situation: all reports wait and nobody has polled
  before_exit,       // F7: a situation: just before the process ends, held
  next_moment,       // PageDown: on to the next caption, or to the result
  last_moment,       // PageUp: back to the caption before
  predict,           // argument: the choice, from 0
  show_run,          // argument: which of the past runs, from 0
  toggle_compare,    // V: the run in view beside another one
  compare_with,      // Shift+V: the next other run; argument: which of the past runs, from 1; 0: the next
  show_other,        // O: the run that is compared with, in place of the one in view
  choose_lesson,     // argument: the lesson's number
  next_lesson,       // N
  choose_source,     // argument: RunSource; somebody's cluster asks where it is first
  my_kafka,          // K: where somebody's cluster is, and whether it answers
  test_kafka,        // asks it
  use_kafka,         // the next run is on it
  dismiss,           // Esc: closes what lies on top, or skips the introduction
  toggle_full,       // D: Essential or Full
  toggle_presenter,  // F5
  toggle_motion,     // M: things travel, or are where they are
  zoom,              // Z: one region fills the stage; argument: Region of the layout, or -1 for the one under the mouse
  time_closer,       // +: zooms the time line at the play head
  time_wider,        // -
  time_earlier,      // Alt+left: moves what is zoomed
  time_later,        // Alt+right
  time_whole,        // 0: the whole run
  toggle_chart,      // G: a row a message over time, in the stage's place
  help,              // ?
  simplified,        // A: what the run simplifies, and what is different elsewhere
  copy_script,       // C: to the clipboard, as it runs under python3
  copy_for_shell,    // Shift+T: to the clipboard, as a line for a terminal that runs it with a broker
  copy_link,         // Ctrl+L: the run in view as a link, to the clipboard
  paste_link,        // Ctrl+V: opens the link in the clipboard, simulated
  save,              // Ctrl+S: the run in view, to a recording file
  toggle_theme,      // T: dark or light
  recent,            // Ctrl+O: the list of files that were opened lately
  open_recent,       // argument: which of them, from 0
  open_shown_link,   // what is shown of a link is opened
  // Y: a sentence for each event, in the stage's place
  toggle_transcript,
  quit,  // Ctrl+Q
};

struct Command {
  CommandId id;
  std::int64_t argument = 0;
  std::string text = {};
};

struct CommandInfo {
  CommandId id;
  std::string_view name;      // stable, for tests and lessons: "toggle_poll"
  std::string_view words;     // on the button: "Exit now"
  std::string_view key;       // as shown: "X"; empty if it has none
  std::string_view sentence;  // on hover
};
std::span<const CommandInfo> commands();
const CommandInfo& info(CommandId id);

}  // namespace inflight
