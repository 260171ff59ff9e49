// Notes: what a run simplifies, and what is different elsewhere, each a sentence that is told only when it matters to
// what is seen (notes.inl). For the window's page *What is simplified* and for the report.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/world/world.h"

namespace inflight {

struct Note {
  enum class Place : std::uint8_t { here, elsewhere };  // another client, version or binding
  enum class Basis : std::uint8_t { ours, known, documented };

  std::string_view id;    // stable, for tests and files: "java_send"
  std::string_view rows;  // of the facts, "3.10, 3.11": what the simulator approximates or leaves out
  Place place;
  std::string_view about;  // a word or two: "Java"
  std::string_view sentence;
  Basis basis;
};

// What a note's condition looks at.
struct Scene {
  const World& world;                       // at the instant that is seen
  RunSource source = RunSource::simulated;  // of the run, or of the next one if none has begun
  bool has_mocks_rules = false;             // simulated: RunOptions::rules
};

std::span<const Note> notes();

// Those that matter, in the manifest's order. Looks at no message one by one: as fast with a million of them.
std::vector<Note> notes_for(const Scene& scene);

// The sentence, and what it rests on where nobody here has measured it.
std::string words_of(const Note& note);

}  // namespace inflight
