// See fidelity.h.
#include "core/conform/fidelity.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <span>

namespace inflight::conform {
namespace {

enum class Model { modelled, approximated, refused, apart };
enum class Proof { compared, tested, specification };

struct Behaviour {
  std::string_view facts;
  std::string_view what;
  Model model;
  Proof proof;
  std::string_view how;
};

constexpr Behaviour kBehaviours[] = {
#define INFLIGHT_BEHAVIOUR(facts, what, model, proof, how) {facts, what, Model::model, Proof::proof, how},
#include "core/conform/behaviours.inl"
#undef INFLIGHT_BEHAVIOUR
};

constexpr Behaviour kSurprises[] = {
#define INFLIGHT_SURPRISE(facts, what, model, proof, how) {facts, what, Model::model, Proof::proof, how},
#include "core/conform/surprises.inl"
#undef INFLIGHT_SURPRISE
};

std::string_view name_of(Model model) {
  static constexpr std::array<std::string_view, 4> kNames{"modelled", "approximated", "refused by name",
                                                          "no matter of a script's"};
  return kNames[static_cast<std::size_t>(model)];
}

std::string_view name_of(Proof proof) {
  static constexpr std::array<std::string_view, 3> kNames{"compared", "tested", "specification only"};
  return kNames[static_cast<std::size_t>(proof)];
}

std::string rows_of(std::span<const Behaviour> all) {
  std::string out;
  for (const Behaviour& b : all) {
    out += fmt::format("| {} | {} | {} | {} | {} |\n", b.facts, b.what, name_of(b.model), name_of(b.proof), b.how);
  }
  return out;
}

}  // namespace

std::string fidelity_table() {
  const auto number = [](Model model) {
    return std::count_if(std::begin(kBehaviours), std::end(kBehaviours),
                         [model](const Behaviour& b) { return b.model == model; });
  };
  constexpr std::string_view kRule = "|---|---|---|---|---|\n";
  return fmt::format(
      "| facts | behaviour | simulator | known from | |\n{}{}\n{} modelled, {} approximated, {} refused by name.\n\n"
      "## The {} surprises\n\nWhat one would not expect. Each has a test of that name: `// facts S7`.\n\n"
      "| | surprise | simulator | known from | |\n{}{}",
      kRule, rows_of(kBehaviours), number(Model::modelled), number(Model::approximated), number(Model::refused),
      std::size(kSurprises), kRule, rows_of(kSurprises));
}

std::vector<std::string_view> rows_with_a_test() {
  std::vector<std::string_view> rows;
  for (const Behaviour& b : kBehaviours) {
    if (!b.facts.empty()) rows.push_back(b.facts);
  }
  for (const Behaviour& surprise : kSurprises) rows.push_back(surprise.facts);
  return rows;
}

std::vector<std::string_view> rows_with_a_note() {
  std::vector<std::string_view> rows;
  for (const Behaviour& b : kBehaviours) {
    if (!b.facts.empty() && b.model != Model::modelled) rows.push_back(b.facts);
  }
  return rows;
}

}  // namespace inflight::conform
