// Drawing the regions in order; see stage.h.
#include "app/view/stage.h"

#include <imgui.h>

#include "app/view/buffer.h"
#include "app/view/caption.h"
#include "app/view/connections.h"
#include "app/view/gate.h"
#include "app/view/grid.h"
#include "app/view/keys.h"
#include "app/view/log.h"
#include "app/view/network.h"
#include "app/view/process.h"
#include "app/view/reports.h"
#include "app/view/score.h"
#include "app/view/terminal.h"
#include "app/view/timeline.h"
#include "app/view/title_bar.h"
#include "app/view/verbs.h"
#include "app/view/verdict.h"

namespace inflight {
namespace {

void draw_regions(Frame& f, const StageInput& input, CodeScroll& scroll) {
  f.paint.fill(f.layout.window, Role::ground);
  draw_title_bar(f, input);
  draw_verbs(f, input);
  draw_process(f, input);
  const CodeAnchors anchors = draw_code(f, input, scroll);
  draw_terminal(f, input);
  draw_buffer(f, input);
  draw_reports(f, input);
  draw_connections(f, input, anchors);
  draw_gate(f, input);
  draw_network(f, input);
  draw_log(f, input);
  draw_score(f, input);
  draw_caption(f, input);
  draw_timeline(f, input);
  draw_verdict(f, input);
}

void draw_hint(const Theme& theme, const Fonts& fonts, float scale, const std::string& hint) {
  if (hint.empty()) return;
  const auto colour = [&](Role role) {
    const Rgba c = theme[role];
    return IM_COL32(c.r, c.g, c.b, c.a);
  };
  ImGui::PushStyleColor(ImGuiCol_PopupBg, colour(Role::panel));
  ImGui::PushStyleColor(ImGuiCol_Border, colour(Role::outline_strong));
  ImGui::PushStyleColor(ImGuiCol_Text, colour(Role::text));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {14 * scale, 10 * scale});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 8 * scale);
  ImGui::PushFont(fonts[Type::text]);
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(560 * scale);
  ImGui::TextUnformatted(hint.data(), hint.data() + hint.size());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
  ImGui::PopFont();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(3);
}

}  // namespace

std::vector<Command> StageView::draw(const StageInput& input, float width, float height, const Theme& theme,
                                     const Fonts& fonts) {
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                      ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav;
  std::vector<Command> commands = pressed_commands();
  const Layout layout = make_layout(width, height, fonts.scale);
  std::string hint;
  widgets_.begin_frame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("Inflight", nullptr, kFlags);
  Paint paint(*ImGui::GetWindowDrawList(), theme, fonts, layout.scale, hint);
  Frame frame{paint, widgets_, layout, commands};
  draw_regions(frame, input, scroll_);
  ImGui::End();
  ImGui::PopStyleVar(2);
  draw_hint(theme, fonts, layout.scale, hint);
  return commands;
}

std::string stage_text(const StageInput& input) {
  const auto lines = static_cast<std::int32_t>(input.source_lines.size());
  std::string out = text(prepare_title(input)) + text(prepare_verbs(input)) + text(prepare_code(input, 1, lines)) +
                    text(prepare_terminal(input, 6)) + text(prepare_buffer(input)) + text(prepare_reports(input)) +
                    text(prepare_gate(input)) + text(prepare_network(input)) + text(prepare_log(input, 18)) +
                    text(prepare_score(input)) + text(prepare_grid(input));
  const Nanos span = timeline_span(std::max(input.end_ns, input.at_ns));
  out += text(prepare_timeline(input, span, span / 300));
  const CaptionRow caption = prepare_caption(input);
  out += "caption: " + (caption.problem ? "! " + caption.words : caption.words) + "\n";
  if (const auto verdict = prepare_verdict(input)) out += text(*verdict);
  return out;
}

}  // namespace inflight
