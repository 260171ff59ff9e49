// The table of commands; see command.h.
#include "app/session/command.h"

#include <array>
#include <cassert>

namespace inflight {
namespace {

constexpr std::array kCommands{
    CommandInfo{CommandId::run, "run", "Run", "Space", "Runs the program; while it plays, holds it."},
    CommandInfo{CommandId::hold, "hold", "Hold", "H",
                "Freezes what you see, and goes on. A real program runs meanwhile."},
    CommandInfo{CommandId::back, "back", "Back", "Left", "One event back."},
    CommandInfo{CommandId::step, "step", "Step", "Right", "One event on."},
    CommandInfo{CommandId::back_line, "back_line", "Line back", "Shift+Left", "To the line that ran before."},
    CommandInfo{CommandId::step_line, "step_line", "Line on", "Shift+Right", "To the next line that runs."},
    CommandInfo{CommandId::back_interesting, "back_interesting", "Interesting before", "Ctrl+Left",
                "To the interesting event before. I chooses which are."},
    CommandInfo{CommandId::step_interesting, "step_interesting", "Next interesting", "Ctrl+Right",
                "To the next interesting event. I chooses which are."},
    CommandInfo{CommandId::choose_interest, "choose_interest", "What is interesting", "I",
                "Chooses the events that Ctrl+Left and Ctrl+Right stop at."},
    CommandInfo{CommandId::toggle_interest, "toggle_interest", "Interesting", "",
                "Ctrl+Left and Ctrl+Right stop at these, or pass them."},
    CommandInfo{CommandId::mark_from, "mark_from", "Mark the start", "[", "The range to loop begins here."},
    CommandInfo{CommandId::mark_to, "mark_to", "Mark the end", "]", "The range to loop ends here."},
    CommandInfo{CommandId::loop, "loop", "Loop", "L", "Plays what is between the marks, again and again."},
    CommandInfo{CommandId::just_now, "just_now", "What just happened?", "W",
                "The last five seconds again, four times slower; then on from here."},
    CommandInfo{CommandId::now, "now", "Now", "J", "As far as the run has come."},
    CommandInfo{CommandId::toggle_poll, "toggle_poll", "poll(0)", "P",
                "Switches every poll() in the program on or off."},
    CommandInfo{CommandId::toggle_flush, "toggle_flush", "flush()", "F",
                "Switches every flush() in the program on or off."},
    CommandInfo{CommandId::toggle_line, "toggle_line", "Switch line", "", "Switches this statement on or off."},
    CommandInfo{CommandId::reject_next, "reject_next", "Broker rejects next", "B",
                "The broker refuses the next batch; your callback hears of it."},
    CommandInfo{CommandId::lose_next_ack, "lose_next_ack", "Lose next ack", "Shift+A",
                "The broker stores the next batch; its ack never comes."},
    CommandInfo{CommandId::exit_now, "exit_now", "Exit now", "X",
                "The program calls sys.exit() at its next statement."},
    CommandInfo{CommandId::kill, "kill", "kill -9", "Shift+X", "Ends the process at once."},
    CommandInfo{CommandId::act, "act", "Do", "", "Does to the cluster what a fault does, now."},
    CommandInfo{CommandId::toggle_broker, "toggle_broker", "Broker down", "Shift+B",
                "The broker can't be reached any more, until you press this again."},
    CommandInfo{CommandId::cut_connections, "cut_connections", "Cut connections", "Shift+C",
                "Every connection to the broker breaks; new ones are let in."},
    CommandInfo{CommandId::toggle_latency, "toggle_latency", "Latency 1 s", "Shift+L",
                "Each answer takes a second, until you press this again."},
    CommandInfo{CommandId::speed_story, "speed_story", "Story", "1",
                "Slow while a caption is read, and it waits for you."},
    CommandInfo{CommandId::speed_normal, "speed_normal", "Normal", "2", "As fast as it happened."},
    CommandInfo{CommandId::speed_fast, "speed_fast", "Fast", "3", "Four times as fast as it happened."},
    CommandInfo{CommandId::slower, "slower", "Slower", "<", "Half as fast as now. 1, 2 and 3 go back to their speeds."},
    CommandInfo{CommandId::faster, "faster", "Faster", ">",
                "Twice as fast as now. 1, 2 and 3 go back to their speeds."},
    CommandInfo{CommandId::speed_ratio, "speed_ratio", "Speed", "", "From 1/32 of real time to 32 times real time."},
    CommandInfo{CommandId::go_to_end, "go_to_end", "To the result", "End", "To the end of the run."},
    CommandInfo{CommandId::go_to_start, "go_to_start", "To the start", "Home", "To the start of the run."},
    CommandInfo{CommandId::seek, "seek", "Go to", "", "To this instant."},
    CommandInfo{CommandId::seek_event, "seek_event", "Go to event", "", "To this event."},
    CommandInfo{CommandId::restart, "restart", "Start over", "R", "Back to a clean start; nothing runs yet."},
    CommandInfo{CommandId::nobody_polled, "nobody_polled", "Reports wait, nobody polled", "F6",
                "A situation: Kafka has answered, and nobody has asked."},
    CommandInfo{CommandId::before_exit, "before_exit", "Just before the exit", "F7",
                "A situation: the last moment of the process, held."},
    CommandInfo{CommandId::next_moment, "next_moment", "Next moment", "PageDown", "On to the next caption."},
    CommandInfo{CommandId::last_moment, "last_moment", "Moment before", "PageUp", "Back to the caption before."},
    CommandInfo{CommandId::predict, "predict", "Predict", "", "Your answer, before it runs."},
    CommandInfo{CommandId::show_run, "show_run", "Show this run", "", "Shows this run again."},
    CommandInfo{CommandId::toggle_compare, "toggle_compare", "Compare", "V",
                "Two runs side by side, and where they first differ."},
    CommandInfo{CommandId::compare_with, "compare_with", "Compare with the next", "Shift+V",
                "Another of the past runs beside the one in view."},
    CommandInfo{CommandId::show_other, "show_other", "Change sides", "O",
                "Shows the other run, and compares it with this one."},
    CommandInfo{CommandId::choose_lesson, "choose_lesson", "Lesson", "", "Opens a lesson."},
    CommandInfo{CommandId::next_lesson, "next_lesson", "Next lesson", "N", "Opens the next lesson."},
    CommandInfo{CommandId::choose_source, "choose_source", "Runs on", "", "Where the program runs."},
    CommandInfo{CommandId::my_kafka, "my_kafka", "My Kafka", "K", "Says where your Kafka is, and asks if it answers."},
    CommandInfo{CommandId::test_kafka, "test_kafka", "Test connection", "",
                "Asks the brokers who they are, and whether your topics are there. Nothing is written."},
    CommandInfo{CommandId::use_kafka, "use_kafka", "Use this Kafka", "", "The next run really writes to this cluster."},
    CommandInfo{CommandId::dismiss, "dismiss", "Close", "Escape",
                "Closes what lies on top, or skips the introduction."},
    CommandInfo{CommandId::toggle_full, "toggle_full", "Essential or Full", "D",
                "Shows configuration, faults, partitions and brokers too."},
    CommandInfo{CommandId::toggle_presenter, "toggle_presenter", "Present", "F5",
                "Larger, with less around it, for a projector."},
    CommandInfo{CommandId::toggle_motion, "toggle_motion", "Reduce motion", "M",
                "Things are where they are, and do not travel."},
    CommandInfo{CommandId::zoom, "zoom", "Zoom", "Z", "One region fills the stage."},
    CommandInfo{CommandId::time_closer, "time_closer", "Time closer", "+", "Zooms the time line at the play head."},
    CommandInfo{CommandId::time_wider, "time_wider", "Time wider", "-", "Shows more of the run around the play head."},
    CommandInfo{CommandId::time_earlier, "time_earlier", "Earlier", "Alt+Left", "Moves a zoomed time line back."},
    CommandInfo{CommandId::time_later, "time_later", "Later", "Alt+Right", "Moves a zoomed time line on."},
    CommandInfo{CommandId::time_whole, "time_whole", "Whole run", "0", "The time line shows the whole run."},
    CommandInfo{CommandId::toggle_chart, "toggle_chart", "Chart", "G",
                "Where each message was at what time: a still picture of the run."},
    CommandInfo{CommandId::help, "help", "Keys", "?", "All commands and their keys."},
    CommandInfo{CommandId::simplified, "simplified", "What is simplified", "A",
                "What this run leaves out or makes simpler, and what is different elsewhere."},
    CommandInfo{CommandId::copy_script, "copy_script", "Copy the script", "C",
                "For your own terminal: it runs under python3, against 'inflight broker'."},
    CommandInfo{CommandId::copy_for_shell, "copy_for_shell", "Copy for a terminal", "Shift+T",
                "A command for your shell: it starts a broker, runs the script in python3, and ends the broker."},
    CommandInfo{CommandId::copy_link, "copy_link", "Copy link", "Ctrl+L",
                "The run in view in a line of text, for anybody who has Inflight."},
    CommandInfo{CommandId::paste_link, "paste_link", "Open the link in the clipboard", "Ctrl+V",
                "What somebody sent you, simulated, at the instant that they mean."},
    CommandInfo{CommandId::save, "save", "Save the run", "Ctrl+S",
                "To a recording file, which anybody can open and look at."},
    CommandInfo{CommandId::toggle_theme, "toggle_theme", "Light or dark", "T", "Changes the theme."},
    CommandInfo{CommandId::recent, "recent", "Recent files", "Ctrl+O",
                "Scripts and recordings that you opened or saved lately."},
    CommandInfo{CommandId::open_recent, "open_recent", "Open", "", "Opens this file."},
    CommandInfo{CommandId::open_shown_link, "open_shown_link", "Open", "",
                "Opens it simulated. Nothing connects anywhere."},
    CommandInfo{CommandId::toggle_transcript, "toggle_transcript", "Transcript", "Y",
                "The run as sentences, one an event, in place of the picture."},
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
