// Text of Paint: placed by the middle of its line, cut with an ellipsis, wrapped, or turned; see paint.h.
#include <algorithm>
#include <cmath>
#include <imgui.h>

#include "app/view/paint.h"

namespace inflight {
namespace {

constexpr std::string_view kEllipsis = "…";

const char* begin(std::string_view text) { return text.data(); }
const char* end(std::string_view text) { return text.data() + text.size(); }

float measure(const ImFont* font, float size, std::string_view text) {
  return text.empty() ? 0 : font->CalcTextSizeA(size, 1e9F, 0, begin(text), end(text)).x;
}

float start_of(float x, float width, Align align) {
  if (align == Align::centre) return x - width / 2;
  return align == Align::right ? x - width : x;
}

// The last byte of a cut that ends between two characters, at most `size`.
std::size_t whole_characters(std::string_view text, std::size_t size) {
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return size;
}

// How many lines there is room for; a pixel is nobody's loss.
std::size_t lines_in(Rect r, float pitch) { return static_cast<std::size_t>(std::max(0.0F, (r.h + 1) / pitch)); }

}  // namespace

void Paint::push_font(Type type) const { ImGui::PushFont((*fonts_)[type]); }

float Paint::height(Type type) const { return (*fonts_)[type]->FontSize; }

float Paint::width(Type type, std::string_view text) const {
  return measure((*fonts_)[type], (*fonts_)[type]->FontSize, text);
}

float Paint::text(Type type, float x, float cy, Role role, std::string_view text, Align align, float alpha) {
  if (text.empty()) return 0;
  ImFont* font = (*fonts_)[type];
  const float wide = align == Align::left ? 0 : width(type, text);
  const ImVec2 at{std::round(start_of(x, wide, align)), std::round(cy - font->FontSize / 2)};
  list_->AddText(font, font->FontSize, at, colour(role, alpha), begin(text), end(text));
  return align == Align::left ? width(type, text) : wide;
}

std::string Paint::fit(Type type, std::string_view text, float most) const {
  return width(type, text) <= most ? std::string(text) : fit_with_ellipsis(type, text, most);
}

float Paint::pitch_of(Type type, float line_pitch) const { return std::max(u(line_pitch), height(type) * 1.15F); }

std::string Paint::fit_with_ellipsis(Type type, std::string_view text, float most) const {
  std::size_t fits = 0;
  std::size_t over = text.size() + 1;
  const float room = most - width(type, kEllipsis);
  while (fits + 1 < over) {
    const std::size_t middle = (fits + over) / 2;
    (width(type, text.substr(0, whole_characters(text, middle))) <= room ? fits : over) = middle;
  }
  std::string cut(text.substr(0, whole_characters(text, fits)));
  while (!cut.empty() && cut.back() == ' ') cut.pop_back();
  return cut.append(kEllipsis);
}

void Paint::text_in(Rect r, Type type, Role role, std::string_view text, Align align, float alpha) {
  const float x = align == Align::left ? r.x : align == Align::right ? r.right() : r.cx();
  const std::string shown = fit(type, text, r.w);
  if (shown.size() != text.size() || shown != text) hint(r, text);
  this->text(type, x, r.cy(), role, shown, align, alpha);
}

std::vector<std::string_view> Paint::wrap(Type type, std::string_view text, float width) const {
  ImFont* font = (*fonts_)[type];
  std::vector<std::string_view> lines;
  const char* at = begin(text);
  while (at < end(text)) {
    const char* hard = std::find(at, end(text), '\n');
    const char* wrap = font->CalcWordWrapPositionA(1, at, hard, width);
    if (wrap == at && at < hard) wrap = at + 1;
    lines.emplace_back(at, static_cast<std::size_t>(wrap - at));
    at = wrap;
    while (at < end(text) && *at == ' ') ++at;
    if (at < end(text) && at == hard) ++at;
  }
  return lines;
}

std::string Paint::flowing(Type type, std::string_view text, float width) const {
  std::string flows(text);
  for (std::string_view left = text; !left.empty();) {
    const std::string_view line = left.substr(0, left.find('\n'));
    if (this->width(type, line) > width) {
      std::replace(flows.begin(), flows.end(), '\n', ' ');
      break;
    }
    left.remove_prefix(std::min(left.size(), line.size() + 1));
  }
  return flows;
}

float Paint::paragraph(Rect r, Type type, Role role, std::string_view text, float line_pitch, float alpha) {
  const float pitch = pitch_of(type, line_pitch);
  const std::string flows = flowing(type, text, r.w);
  const std::vector<std::string_view> lines = wrap(type, flows, r.w);
  const std::size_t fit = lines_in(r, pitch);
  for (std::size_t i = 0; i < std::min(fit, lines.size()); ++i) {
    const bool is_cut = i + 1 == fit && fit < lines.size();
    const float cy = r.y + pitch * (static_cast<float>(i) + 0.5F);
    const std::string cut = is_cut ? fit_with_ellipsis(type, lines[i], r.w) : std::string();
    this->text(type, r.x, cy, role, is_cut ? std::string_view(cut) : lines[i], Align::left, alpha);
  }
  if (fit < lines.size()) hint(r, text);
  return r.y + pitch * static_cast<float>(std::min(fit, lines.size()));
}

bool Paint::holds(Rect r, Type type, std::string_view text, float line_pitch) const {
  return wrap(type, flowing(type, text, r.w), r.w).size() <= lines_in(r, pitch_of(type, line_pitch));
}

float Paint::number(Type type, float x, float cy, Role role, std::string_view digits, Align align, float most) {
  ImFont* font = (*fonts_)[type];
  const float natural = width(type, digits);
  const float size = natural <= most ? font->FontSize : font->FontSize * most / natural;
  const float wide = std::min(natural, most);
  const ImVec2 at{std::round(start_of(x, wide, align)), std::round(cy - size / 2)};
  list_->AddText(font, size, at, colour(role), begin(digits), end(digits));
  return wide;
}

void Paint::upward_text(float cx, float cy, Type type, Role role, std::string_view text, float alpha) {
  const int before = list_->VtxBuffer.Size;
  this->text(type, cx, cy, role, text, Align::centre, alpha);
  for (int i = before; i < list_->VtxBuffer.Size; ++i) {
    ImVec2& p = list_->VtxBuffer[i].pos;
    p = {std::round(cx) + (p.y - std::round(cy)), std::round(cy) - (p.x - std::round(cx))};
  }
}

}  // namespace inflight
