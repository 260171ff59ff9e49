// Drawing large buttons; see card_button.h.
#include "app/view/card_button.h"

#include <algorithm>

namespace inflight {
namespace {

void draw_key_cap(Paint& p, Rect cap, std::string_view key, bool lit) {
  p.fill(cap, Role::panel_deep, 7);
  p.stroke(cap, lit ? Role::accent : Role::outline_strong, 1.5F, 7);
  p.text(Type::strong, cap.cx(), cap.cy(), lit ? Role::text : Role::dim, key, Align::centre);
}

void draw_choice(Frame& f, const CardButton& button, Rect place, bool lit) {
  Paint& p = f.paint;
  const float side = p.u(36);
  draw_key_cap(p, {place.x + p.u(16), place.cy() - side / 2, side, side}, button.key, lit);
  const float x = place.x + p.u(72);
  const Rect room{x, place.y, place.right() - p.u(16) - x, place.h};
  const bool large = p.width(Type::heading, button.words) <= room.w;
  p.text_in(room, large ? Type::heading : Type::strong, Role::text, button.words);
}

// Words and key stand in the middle, as one; the key goes first if they would not fit.
void draw_words(Frame& f, const CardButton& button, Rect place) {
  Paint& p = f.paint;
  const Role ink = button.primary ? Role::on_accent : Role::text;
  const float room = place.w - p.u(28);
  const bool has_sign = button.primary && button.runs;
  const float sign = has_sign ? p.u(30) : 0;
  const bool large = p.width(Type::heading, button.words) + sign <= room;
  const Type type = large && place.h >= p.u(64) ? Type::heading : Type::strong;
  const float words = std::min(p.width(type, button.words), room - sign);
  const float key = button.key.empty() ? 0 : p.width(Type::axis, button.key) + p.u(16);
  const bool with_key = sign + words + key <= room;
  float x = place.cx() - (sign + words + (with_key ? key : 0)) / 2;
  if (has_sign) {
    p.triangle(x, place.cy() - p.u(9.5F), x + p.u(17), place.cy(), x, place.cy() + p.u(9.5F), ink);
    x += sign;
  }
  p.text_in({x, place.y, words + 1, place.h}, type, ink, button.words);
  if (with_key && key > 0) {
    p.text(Type::axis, x + words + p.u(16), place.cy() + p.u(1), button.primary ? ink : Role::dim, button.key);
  }
}

}  // namespace

bool draw_card_button(Frame& f, const CardButton& button, Rect place) {
  Paint& p = f.paint;
  const Touch touch = f.widgets.touch(p, button.name, place, "", button.sentence);
  const bool lit = touch.hovered || touch.focused;
  if (button.primary) {
    p.fill(place, Role::accent, 12, touch.held ? 0.8F : 1.0F);
  } else {
    p.fill(place, touch.held ? Role::accent_soft : Role::bar, 12);
    if (touch.hovered && !touch.held) p.fill(place, Role::accent_soft, 12, 0.6F);
    p.stroke(place, lit || !button.choice ? Role::accent : Role::outline_strong, 2, 12);
  }
  if (touch.focused) p.stroke(place.inset(-p.u(4)), Role::accent, 2.5F, 15);
  button.choice ? draw_choice(f, button, place, lit) : draw_words(f, button, place);
  return touch.pressed;
}

}  // namespace inflight
