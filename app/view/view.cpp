// From session to stage and back; see view.h.
#include "app/view/view.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>
#include <utility>

#include "app/session/paste.h"
#include "app/session/share.h"
#include "app/shell/own_program.h"
#include "app/shell/settings.h"
#include "app/view/recent.h"
#include "core/lesson/lesson.h"

namespace inflight {
namespace {

// Switched-off statements: only these can be, so that a long script costs nothing here.
std::vector<std::int32_t> lines_off(const Session& session) {
  std::vector<std::int32_t> lines = session.options().lines_off;
  lines.insert(lines.end(), session.world().lines_off.begin(), session.world().lines_off.end());
  for (const StatementInfo& statement : session.program().statements()) {
    if (statement.calls_poll || statement.calls_flush) lines.push_back(statement.line);
  }
  std::erase_if(lines, [&](std::int32_t line) { return !session.line_is_off(line); });
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

}  // namespace

StageInput stage_input(const Session& session, std::span<const LessonName> lessons) {
  const RunOptions& options = session.options();
  StageInput input{.world = session.world(),
                   .recording = session.recording(),
                   .lanes = session.lanes(),
                   .statements = session.program().statements(),
                   .functions = session.program().functions(),
                   .source_lines = session.source_lines(),
                   .script_name = options.script_name,
                   .lessons = lessons,
                   .source = options.source,
                   .has_mocks_rules = options.rules == Rules::mock,
                   .is_recording = session.is_recording(),
                   .percent_read = session.percent_read(),
                   .rtt_ns = options.source == RunSource::cluster ? 0 : session.round_trip_ns(),
                   .broker_is_down = session.broker_is_down(),
                   .is_slowed = session.round_trip_ns() != options.rtt_ns,
                   .status = session.status(),
                   .why = session.why(),
                   .told = session.told(),
                   .playing = session.play_head().playing(),
                   .speed = session.play_head().speed(),
                   .at_ns = session.play_head().at(),
                   .end_ns = session.end_ns(),
                   .marked = session.play_head().marked(),
                   .interesting = session.interesting(),
                   .names = &session.names(),
                   .poll = session.poll_switch(),
                   .flush = session.flush_switch(),
                   .switches_run_anew = session.switches_run_anew(),
                   .showing = session.showing(),
                   .question = session.question(),
                   .prediction = session.prediction(),
                   .past_runs = session.past_runs(),
                   .forgotten_runs = session.forgotten_runs(),
                   .compared = session.compared(),
                   .lines_off = lines_off(session)};
  input.topics = session.topics();
  input.cluster_test = session.cluster_test();
  input.now = session.ticked_at();
  if (session.lesson() && session.lesson()->question) input.asked = &*session.lesson()->question;
  input.as_asked =
      session.lesson() && session.lesson()->off == options.lines_off && session.lesson()->faults == options.faults;
  if (const auto& lesson = session.lesson()) {
    input.lesson = {lesson->number, lesson->title};
    input.reveal = lesson->reveal;
  }
  for (const CommandInfo& command : commands()) {
    input.why_not[static_cast<std::size_t>(command.id)] = session.why_not(command.id);
  }
  for (std::size_t i = 0; i < input.why_not_act.size(); ++i) {
    input.why_not_act[i] = session.why_not(static_cast<ActionKind>(i));
  }
  return input;
}

View::View(Session& session, Look look, std::function<void()> quit)
    : session_(session), look_(look), quit_(std::move(quit)) {
  // A list that can't be read leaves the drop-down empty; opening a lesson says why.
  if (const Result<std::vector<Lesson>> lessons = load_lessons()) {
    for (const Lesson& lesson : lessons.value()) lessons_.push_back({lesson.number, lesson.title});
  }
}

bool View::draw(float width, float height, const Theme& theme, const Fonts& fonts, std::span<const Fonts> enlarged,
                Nanos now) {
  go_on_with_kafka(now);
  if (const auto saved = session_.take_saved()) note_file(recent_, *saved);
  session_.compare(look_.shows == StageShows::compare);
  StageInput input = stage_input(session_, lessons_);
  input.look = look_;
  const std::vector<Command> asked = stage_.draw(input, width, height, theme, fonts, enlarged);
  session_.picture_drawn();
  for (const Command& command : asked) perform(command, now);
  return !asked.empty() || stage_.wants_another_frame();
}

void View::perform(Command command, Nanos now) {
  if (stage_.take(command)) return;
  switch (command.id) {
    case CommandId::toggle_full:
      look_.full = look_.presenter || !look_.full;  // for presenting there is only the essential: this leaves it
      look_.presenter = false;
      return;
    case CommandId::toggle_chart:
      look_.shows = look_.shows == StageShows::chart ? StageShows::loop : StageShows::chart;
      return;
    case CommandId::toggle_compare:
      look_.shows = look_.shows == StageShows::compare ? StageShows::loop : StageShows::compare;
      return;
    case CommandId::dismiss:
      if (look_.shows == StageShows::loop) return session_.perform(command, now);
      look_.shows = StageShows::loop;
      return;
    case CommandId::toggle_presenter: look_.presenter = !look_.presenter; return;
    case CommandId::choose_source:
      if (command.argument == static_cast<std::int64_t>(RunSource::cluster)) return open_my_kafka();
      return session_.perform(command, now);
    case CommandId::my_kafka: return open_my_kafka();
    case CommandId::test_kafka:
    case CommandId::use_kafka: return read_kafka(command.id);
    case CommandId::copy_for_shell:
      ImGui::SetClipboardText(command_for_shell(session_.next_options(), own_program()).c_str());
      return session_.tell("A command is in the clipboard. Paste it into a terminal.");
    case CommandId::copy_script:
      ImGui::SetClipboardText(script_to_paste(session_.next_options()).c_str());
      return session_.tell("The script is in the clipboard. Its first lines say what to type.");
    case CommandId::copy_link: {
      const Result<std::string> link = link_to(session_);
      if (!link) return session_.say(link.error().sentence);
      ImGui::SetClipboardText(link.value().c_str());
      return session_.tell("The link is in the clipboard. It opens simulated, at this instant.");
    }
    case CommandId::paste_link: {
      const char* pasted = ImGui::GetClipboardText();
      Result<Link> link = decode_link(pasted ? pasted : "");
      return link ? show_link(std::move(link).value()) : session_.say(link.error().sentence);
    }
    case CommandId::open_shown_link: return open_shown_link(now);
    case CommandId::recent: return stage_.show_recent(prepare_recent(recent_));
    case CommandId::open_recent: {
      const auto which = static_cast<std::size_t>(command.argument);
      return which < recent_.size() ? open_file_(std::string(recent_[which])) : void();
    }
    case CommandId::toggle_transcript:
      look_.shows = look_.shows == StageShows::transcript ? StageShows::loop : StageShows::transcript;
      return stage_.leave_zoom();
    case CommandId::toggle_motion: look_.reduce_motion = !look_.reduce_motion; return;
    case CommandId::toggle_theme: look_.dark = !look_.dark; return;
    case CommandId::quit: return quit_();
    default: return session_.perform(command, now);
  }
}

void View::show_link(Link link) {
  stage_.show_link(prepare_link(link));
  link_ = std::move(link);
}

void View::open_shown_link(Nanos now) {
  stage_.close_link();
  if (!link_) return;
  const Status opened = open_link(session_, *std::exchange(link_, std::nullopt), now);
  if (!opened) session_.say(opened.error().sentence);
}

void View::open_my_kafka() {
  if (std::string reason = session_.why_not(CommandId::my_kafka); !reason.empty()) return session_.say(reason);
  KafkaForm& form = kafka_form();
  form.open = true;
  if (std::exchange(form.filled, true)) return;
  const RunOptions& options = session_.next_options();
  if (!options.bootstrap.empty()) write_field(form.brokers, options.bootstrap);
  form.properties = options.properties;
}

// The properties file is read elsewhere: it may lie on a disk that takes its time. What was asked for comes then.
void View::read_kafka(CommandId then) {
  KafkaForm& form = kafka_form();
  if (form.waits) return;
  form.waits = then;
  form.problem.clear();
  session_.read_access([form] { return access_of(form); });
}

void View::go_on_with_kafka(Nanos now) {
  std::optional<Result<ClusterAccess>> access = session_.take_access();
  if (!access) return;
  KafkaForm& form = kafka_form();
  const std::optional<CommandId> asked = std::exchange(form.waits, std::nullopt);
  if (!form.open || !asked) return;  // it was closed meanwhile
  if (!*access) {
    form.problem = access->error().sentence;
    return;
  }
  ClusterAccess found = std::move(*access).value();
  if (asked == CommandId::test_kafka) return session_.test_cluster(std::move(found), now);
  form.open = false;
  session_.tell(fmt::format("The next run writes to {}. Space runs it.", found.bootstrap));
  session_.use_cluster(std::move(found));
}

}  // namespace inflight
