// Preparing and drawing the bar of verbs; see verbs.h.
#include "app/view/verbs.h"

#include <array>
#include <fmt/format.h>
#include <imgui.h>

namespace inflight {
namespace {

std::string run_words(const StageInput& input) {
  if (input.playing && !input.process_gone()) return input.is_recording ? "Playing" : "Running";
  const bool over = input.status == RunStatus::ended || input.status == RunStatus::failed;
  if (over && input.at_ns >= input.end_ns) return input.is_recording ? "Play again" : "Run again";
  if (!input.is_fresh()) return "Go on";
  return input.is_recording ? "Play" : "Run";
}

std::string_view words_of(SwitchState state) {
  switch (state) {
    case SwitchState::none: return "–";
    case SwitchState::on: return "ON";
    case SwitchState::off: return "OFF";
    case SwitchState::mixed: return "–";
  }
  return "";
}

// What really happened can't be changed: the switch then says what it does instead.
void say_that_it_runs_anew(Verb& verb, std::string_view call, SwitchState state) {
  verb.runs_anew = verb.why_not.empty();
  if (verb.runs_anew) verb.words = fmt::format("Run again, {} {}", call, state == SwitchState::on ? "off" : "on");
}

}  // namespace

VerbRows prepare_verbs(const StageInput& input) {
  const auto verb = [&](CommandId id, bool chosen = false) {
    return Verb{id, std::string(info(id).words), input.reason(id), chosen};
  };
  VerbRows rows{.run = verb(CommandId::run),
                .moves = {verb(CommandId::hold, input.showing.held), verb(CommandId::back), verb(CommandId::step)},
                .poll = verb(CommandId::toggle_poll),
                .flush = verb(CommandId::toggle_flush),
                .poll_state = input.poll,
                .flush_state = input.flush,
                .reject = verb(CommandId::reject_next),
                .exit = verb(CommandId::exit_now),
                .speeds = {verb(CommandId::speed_story, input.speed == Speed::story),
                           verb(CommandId::speed_normal, input.speed == Speed::normal),
                           verb(CommandId::speed_fast, input.speed == Speed::fast)}};
  if (input.switches_run_anew) {
    say_that_it_runs_anew(rows.poll, "poll", rows.poll_state);
    say_that_it_runs_anew(rows.flush, "flush", rows.flush_state);
  }
  rows.run.words = run_words(input);
  rows.run.chosen = input.playing;
  return rows;
}

std::string text(const VerbRows& rows) {
  std::string out = "verbs\n";
  const auto add = [&](const Verb& verb, std::string_view state = {}) {
    out +=
        fmt::format("  {} {}{}{}{}\n", info(verb.id).name, verb.words, state.empty() ? "" : fmt::format(" {}", state),
                    verb.chosen ? " *" : "", verb.why_not.empty() ? "" : fmt::format(" (no: {})", verb.why_not));
  };
  add(rows.run);
  for (const Verb& verb : rows.moves) add(verb);
  add(rows.poll, words_of(rows.poll_state));
  add(rows.flush, words_of(rows.flush_state));
  add(rows.reject);
  add(rows.exit);
  for (const Verb& verb : rows.speeds) add(verb);
  return out;
}

namespace {

struct Look {
  Role edge = Role::outline_strong;
  float thickness = 1.5F;
};

// A button's body; returns the colour role of what stands on it.
Role draw_body(Frame& f, const Verb& verb, Rect place, Look look) {
  Paint& p = f.paint;
  const CommandInfo& command = info(verb.id);
  const std::string_view what =
      verb.runs_anew ? "What really happened stays as it is: this begins another run." : command.sentence;
  const std::string tip = command.key.empty() ? std::string(what) : fmt::format("{}  [{}]", what, command.key);
  const Touch touch = f.widgets.touch(p, command.name, place, verb.why_not, tip);
  if (touch.pressed) f.emit(verb.id);
  const bool usable = verb.why_not.empty();
  p.fill(place, touch.held || verb.chosen ? Role::accent_soft : Role::panel, 9, usable ? 1.0F : 0.6F);
  if (touch.hovered && usable && !touch.held && !verb.chosen) p.fill(place, Role::accent_soft, 9, 0.6F);
  p.stroke(place, usable ? look.edge : Role::outline, usable ? look.thickness : 1.2F, 9);
  if (touch.focused) p.stroke(place.inset(-p.u(3)), Role::accent, 2, 11);
  return usable ? Role::text : Role::dim;
}

void draw_key(Paint& p, Rect place, CommandId id) {
  p.text(Type::axis, place.right() - p.u(14), place.cy(), Role::dim, info(id).key, Align::right);
}

// The sign on Space's key: a flat bracket.
void draw_space(Paint& p, float right, float cy) {
  const float w = p.u(11);
  p.line(right - w, cy + p.u(6), right, cy + p.u(6), Role::dim, 1.5F);
  p.line(right - w, cy + p.u(3), right - w, cy + p.u(6), Role::dim, 1.5F);
  p.line(right, cy + p.u(3), right, cy + p.u(6), Role::dim, 1.5F);
}

// While it runs, the button says so and lies pressed; Space holds it, and so does a click.
void draw_run(Frame& f, const VerbRows& rows) {
  Paint& p = f.paint;
  const Rect place = f.layout.run;
  const Role ink = draw_body(f, rows.run, place, {Role::accent, 2});
  const float x = place.x + p.u(23);
  const float y = place.cy();
  p.triangle(x, y - p.u(9.5F), x + p.u(17), y, x, y + p.u(9.5F), rows.run.chosen ? Role::accent : ink);
  p.text(Type::strong, x + p.u(29), y, ink, rows.run.words);
  draw_space(p, place.right() - p.u(14), y);
}

void draw_hold(Frame& f, const Verb& verb, Rect place) {
  Paint& p = f.paint;
  const Role ink = draw_body(f, verb, place, {verb.chosen ? Role::accent : Role::outline_strong, 1.5F});
  const float half = p.u(9);
  p.fill({place.cx() - p.u(9), place.cy() - half, p.u(6), 2 * half}, ink);
  p.fill({place.cx() + p.u(3), place.cy() - half, p.u(6), 2 * half}, ink);
}

void draw_back(Frame& f, const Verb& verb, Rect place) {
  Paint& p = f.paint;
  const Role ink = draw_body(f, verb, place, {});
  const float size = p.u(10);
  const float x = place.cx();
  const float y = place.cy();
  p.triangle(x - size, y, x + size * 0.8F, y - size, x + size * 0.8F, y + size, ink);
}

void draw_step(Frame& f, const Verb& verb, Rect place) {
  Paint& p = f.paint;
  const Role ink = draw_body(f, verb, place, {});
  const float size = p.u(10);
  const float x = place.cx();
  const float y = place.cy();
  p.triangle(x - size, y - size, x + size * 0.7F, y, x - size, y + size, ink);
  p.fill({x + size, y - size, p.u(3), 2 * size}, ink);
}

void draw_switch(Frame& f, const Verb& verb, SwitchState state, Rect place) {
  Paint& p = f.paint;
  const bool on = state == SwitchState::on;
  const Role ink = draw_body(f, verb, place, {on ? Role::accent : Role::dim, 2});
  if (verb.runs_anew) {
    p.text_in({place.x + p.u(18), place.y, place.w - p.u(54), place.h}, Type::strong, ink, verb.words);
    return draw_key(p, place, verb.id);
  }
  p.text(Type::code, place.x + p.u(18), place.cy(), ink, verb.words);
  const Rect track{place.right() - p.u(120), place.cy() - p.u(18), p.u(75), p.u(36)};
  const float knob = p.u(13);
  if (on) {
    p.fill(track, Role::accent, 18);
    p.disc(track.right() - p.u(18), track.cy(), 12.5F, Role::on_accent);
    p.text(Type::label, track.x + p.u(27), track.cy(), Role::on_accent, "ON", Align::centre);
  } else {
    const bool off = state == SwitchState::off;
    const float x = off ? track.x + p.u(18) : track.cx();
    p.stroke(track, Role::dim, 2, 18);
    if (off) {
      p.disc(x, track.cy(), 12.5F, Role::dim);
      p.text(Type::label, track.right() - p.u(25), track.cy(), ink, "OFF", Align::centre);
    } else {
      p.line(x - knob / 2, track.cy(), x + knob / 2, track.cy(), Role::dim, 3);
    }
  }
  draw_key(p, place, verb.id);
}

// The sign of a power switch.
void draw_power(Paint& p, float cx, float cy, Role role) {
  p.list().PathArcTo({cx, cy + p.u(1)}, p.u(7), -0.9F, 4.04F, 20);
  p.list().PathStroke(p.colour(role), 0, p.u(2.2F));
  p.line(cx, cy - p.u(9), cx, cy, role, 2.2F);
}

void draw_named(Frame& f, const Verb& verb, Rect place, Look look, bool power) {
  Paint& p = f.paint;
  const Role ink = draw_body(f, verb, place, look);
  const float sign = power ? p.u(24) : 0;
  const float room = place.w - p.u(52);
  const float wide = std::min(room, p.width(Type::strong, verb.words) + sign);
  const float x = place.x + p.u(16) + (room - wide) / 2;
  if (power) draw_power(p, x + p.u(7), place.cy(), ink);
  p.text_in({x + sign, place.y, room - sign, place.h}, Type::strong, ink, verb.words);
  draw_key(p, place, verb.id);
}

}  // namespace

void draw_verbs(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const VerbRows rows = prepare_verbs(input);
  p.fill(l.verbs, Role::bar);
  p.fill({0, l.verbs.bottom() - 1, l.window.w, std::max(1.0F, p.u(1.5F))}, Role::outline);
  draw_run(f, rows);
  draw_hold(f, rows.moves[0], l.hold);
  draw_back(f, rows.moves[1], l.back);
  draw_step(f, rows.moves[2], l.step);
  draw_switch(f, rows.poll, rows.poll_state, l.poll);
  draw_switch(f, rows.flush, rows.flush_state, l.flush);
  if (!l.reject.empty()) draw_named(f, rows.reject, l.reject, {}, false);
  draw_named(f, rows.exit, l.exit, {Role::vermilion, 2}, true);
  for (std::size_t i = 0; i < l.speeds.size() && !l.speeds[i].empty(); ++i) {
    const Verb& speed = rows.speeds[i];
    draw_body(f, speed, l.speeds[i], {speed.chosen ? Role::accent : Role::outline, 1.5F});
    p.text_in(l.speeds[i].inset(p.u(6), 0), speed.chosen ? Type::strong : Type::text,
              speed.chosen ? Role::text : Role::dim, speed.words, Align::centre);
  }
}

}  // namespace inflight
