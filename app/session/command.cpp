// The table of commands; see command.h.
#include "app/session/command.h"

#include <array>
#include <cassert>

namespace inflight {
namespace {

constexpr std::array kCommands{
    CommandInfo{CommandId::run, "run", "Run", "Space", "Runs the program; while it plays, holds it."},
    CommandInfo{CommandId::pause, "pause", "Pause", "", "Holds what you see. A real program goes on meanwhile."},
    CommandInfo{CommandId::back, "back", "Back", "Left", "One event back."},
    CommandInfo{CommandId::step, "step", "Step", "Right", "One event on."},
    CommandInfo{CommandId::back_line, "back_line", "Line back", "Shift+Left", "To the line that ran before."},
    CommandInfo{CommandId::step_line, "step_line", "Line on", "Shift+Right", "To the next line that runs."},
    CommandInfo{CommandId::toggle_poll, "toggle_poll", "poll(0)", "P",
                "Switches every poll() in the program on or off."},
    CommandInfo{CommandId::toggle_flush, "toggle_flush", "flush()", "F",
                "Switches every flush() in the program on or off."},
    CommandInfo{CommandId::toggle_line, "toggle_line", "Switch line", "", "Switches this statement on or off."},
    CommandInfo{CommandId::reject_next, "reject_next", "Broker rejects next", "B",
                "The broker refuses the next batch; your callback hears of it."},
    CommandInfo{CommandId::exit_now, "exit_now", "Exit now", "X",
                "The program calls sys.exit() at its next statement."},
    CommandInfo{CommandId::kill, "kill", "kill -9", "", "Ends the process at once."},
    CommandInfo{CommandId::speed_story, "speed_story", "Story", "1", "At the pace of life, for telling a story."},
    CommandInfo{CommandId::speed_normal, "speed_normal", "Normal", "2", "As fast as it happened."},
    CommandInfo{CommandId::speed_fast, "speed_fast", "Fast", "3", "Four times as fast as it happened."},
    CommandInfo{CommandId::go_to_end, "go_to_end", "To the result", "End", "To the end of the run."},
    CommandInfo{CommandId::go_to_start, "go_to_start", "To the start", "Home", "To the start of the run."},
    CommandInfo{CommandId::seek, "seek", "Go to", "", "To this instant."},
    CommandInfo{CommandId::restart, "restart", "Start over", "R", "Back to a clean start; nothing runs yet."},
    CommandInfo{CommandId::choose_lesson, "choose_lesson", "Lesson", "", "Opens a lesson."},
    CommandInfo{CommandId::choose_source, "choose_source", "Runs on", "", "Where the program runs."},
    CommandInfo{CommandId::toggle_theme, "toggle_theme", "Light or dark", "T", "Changes the theme."},
    CommandInfo{CommandId::quit, "quit", "Quit", "Ctrl+Q", "Closes Inflight."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kCommands.size(); ++i) {
    if (static_cast<std::size_t>(kCommands[i].id) != i) return false;
  }
  return kCommands.size() == static_cast<std::size_t>(CommandId::quit) + 1;
}
static_assert(in_order());

}  // namespace

std::span<const CommandInfo> commands() { return kCommands; }

const CommandInfo& info(CommandId id) { return kCommands[static_cast<std::size_t>(id)]; }

}  // namespace inflight
