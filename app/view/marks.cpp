// The outcomes' squares; see marks.h.
#include "app/view/marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <imgui.h>

namespace inflight {
namespace {

enum class Ground : std::uint8_t { filled, outlined, dashed, dotted };
enum class Sign : std::uint8_t { none, box, arrow, dot, letter, tick, struck_tick, cross, question };

struct Look {
  Role role;
  Ground ground;
  Sign sign;
};

constexpr std::array<Look, kOutcomeCount> kLooks{{
    {Role::slate, Ground::filled, Sign::box},         // buffered
    {Role::sky, Ground::filled, Sign::arrow},         // in_flight
    {Role::green, Ground::outlined, Sign::dot},       // stored_unacked
    {Role::amber, Ground::filled, Sign::letter},      // report_waiting
    {Role::vermilion, Ground::filled, Sign::letter},  // failure_waiting
    {Role::green, Ground::filled, Sign::tick},        // delivered
    {Role::pink, Ground::filled, Sign::struck_tick},  // delivered_missing
    {Role::vermilion, Ground::filled, Sign::cross},   // failed
    {Role::vermilion, Ground::filled, Sign::cross},   // failed_stored, with a green edge
    {Role::pink, Ground::dashed, Sign::none},         // lost
    {Role::amber, Ground::dashed, Sign::letter},      // never_told
    {Role::dim, Ground::outlined, Sign::question},    // in_doubt
    {Role::green, Ground::filled, Sign::dot},         // stored_no_report
    {Role::slate, Ground::dotted, Sign::none},        // lost_no_report
}};

const Look& look_of(Outcome outcome) { return kLooks[static_cast<std::size_t>(outcome)]; }

float stroke_of(float size) { return std::max(1.0F, size / 7); }

void draw_arrow(Paint& p, float cx, float cy, float size, Role role) {
  const float half = size / 2;
  p.list().AddLine({cx - half, cy}, {cx + half, cy}, p.colour(role), stroke_of(size));
  const std::array<ImVec2, 3> head{
      {{cx + half * 0.2F, cy - half * 0.7F}, {cx + half, cy}, {cx + half * 0.2F, cy + half * 0.7F}}};
  p.list().AddPolyline(head.data(), 3, p.colour(role), 0, stroke_of(size));
}

void draw_sign(Paint& p, Rect r, Sign sign, Role role) {
  const float size = std::min(r.w, r.h) * 0.5F;
  switch (sign) {
    case Sign::none: return;
    case Sign::box: {
      const Rect box{r.cx() - size * 0.4F, r.cy() - size * 0.4F, size * 0.8F, size * 0.8F};
      p.list().AddRect({box.x, box.y}, {box.right(), box.bottom()}, p.colour(role), 0, 0, stroke_of(size));
      return;
    }
    case Sign::arrow: return draw_arrow(p, r.cx(), r.cy(), size, role);
    case Sign::dot: p.list().AddCircleFilled({r.cx(), r.cy()}, size * 0.36F, p.colour(role)); return;
    case Sign::letter: return envelope(p, r.cx(), r.cy(), size * 1.16F, role);
    case Sign::tick: return tick(p, r.cx(), r.cy(), size, role);
    case Sign::struck_tick:
      tick(p, r.cx(), r.cy(), size, role);
      p.list().AddLine({r.cx() - size * 0.7F, r.cy()}, {r.cx() + size * 0.7F, r.cy()}, p.colour(role), stroke_of(size));
      return;
    case Sign::cross: return cross(p, r.cx(), r.cy(), size * 0.8F, role);
    case Sign::question: p.text(Type::label, r.cx(), r.cy(), role, "?", Align::centre); return;
  }
}

// Squares under this many pixels show their colour only: a mark would be a blot.
constexpr float kSmallestMarked = 8;

// A failure's report is a letter like every other, and a failure that is numbered has no room for its cross: a corner
// of them is cut off.
bool has_cut_corner(Outcome outcome, bool numbered) {
  return outcome == Outcome::failure_waiting || (numbered && look_of(outcome).role == Role::vermilion);
}

void cut_corner(Paint& p, Rect r) {
  const float cut = std::min(r.w, r.h) * 0.36F;
  p.triangle(r.right() - cut, r.y - 1, r.right() + 1, r.y - 1, r.right() + 1, r.y + cut, Role::panel_deep);
}

}  // namespace

Role role_of(Outcome outcome) { return look_of(outcome).role; }
bool is_hollow(Outcome outcome) { return look_of(outcome).ground != Ground::filled; }

std::string shape_of(Outcome outcome, bool numbered) {
  constexpr std::array kGrounds{"filled", "outlined", "dashed", "dotted"};
  constexpr std::array kSigns{"empty", "box",         "arrow", "dot",          "letter",
                              "tick",  "struck tick", "cross", "question mark"};
  const Look& look = look_of(outcome);
  const std::string ground = kGrounds[static_cast<std::size_t>(look.ground)];
  const std::string edge = outcome == Outcome::failed_stored ? " with an edge" : "";
  const std::string corner = has_cut_corner(outcome, numbered) ? ", a corner cut off" : "";
  if (numbered) return ground + edge + corner;
  return ground + " " + kSigns[static_cast<std::size_t>(look.sign)] + edge + corner;
}

void square(Paint& p, Rect r, Outcome outcome, std::string_view label) {
  const Look& look = look_of(outcome);
  const float side = std::min(r.w, r.h);
  const float radius = std::min(3.0F, side / p.u(6));
  if (side < kSmallestMarked && label.empty()) {
    return look.ground == Ground::filled ? p.fill(r, look.role, 0) : p.stroke(r, look.role, 1, 0);
  }
  if (look.ground == Ground::filled) p.fill(r, look.role, radius);
  if (look.ground == Ground::outlined) p.stroke(r, look.role, 2, radius);
  if (look.ground == Ground::dashed) p.dashes(r, look.role, 1.6F, radius, 4, 3);
  if (look.ground == Ground::dotted) p.dashes(r, look.role, 1.6F, radius, 1.6F, 3);
  if (outcome == Outcome::failed_stored) p.stroke(r, Role::green, 3, radius);
  const Role ink = look.ground == Ground::filled ? Role::on_accent : look.role;
  if (has_cut_corner(outcome, !label.empty())) cut_corner(p, r);
  if (label.empty()) return draw_sign(p, r, look.sign, ink);
  p.number(Type::label, r.cx(), r.cy(), ink, label, Align::centre, r.w - 2);
}

void empty_slot(Paint& p, Rect r) {
  p.fill(r, Role::panel_deep, 3);
  p.stroke(r, Role::outline, 1, 3);
}

void refused_square(Paint& p, Rect r) {
  p.stroke(r, Role::dim, 1.4F, 3);
  if (std::min(r.w, r.h) >= kSmallestMarked) cross(p, r.cx(), r.cy(), std::min(r.w, r.h) * 0.4F, Role::dim);
}

void tick(Paint& p, float cx, float cy, float size, Role role) {
  const std::array<ImVec2, 3> points{{{cx - size * 0.42F, cy + size * 0.04F},
                                      {cx - size * 0.12F, cy + size * 0.32F},
                                      {cx + size * 0.44F, cy - size * 0.3F}}};
  p.list().AddPolyline(points.data(), 3, p.colour(role), 0, std::max(1.2F, size / 5.5F));
}

void cross(Paint& p, float cx, float cy, float size, Role role) {
  const float half = size / 2;
  const float width = std::max(1.2F, size / 5);
  p.list().AddLine({cx - half, cy - half}, {cx + half, cy + half}, p.colour(role), width);
  p.list().AddLine({cx - half, cy + half}, {cx + half, cy - half}, p.colour(role), width);
}

void envelope(Paint& p, float cx, float cy, float size, Role role) {
  const float w = size;
  const float h = size * 0.74F;
  const float x = cx - w / 2;
  const float y = cy - h / 2;
  const float width = std::max(1.0F, size / 11);
  p.list().AddRect({x, y}, {x + w, y + h}, p.colour(role), size / 9, 0, width);
  const std::array<ImVec2, 3> flap{
      {{x + w * 0.08F, y + h * 0.16F}, {cx, y + h * 0.6F}, {x + w * 0.92F, y + h * 0.16F}}};
  p.list().AddPolyline(flap.data(), 3, p.colour(role), 0, width);
}

}  // namespace inflight
