// See fidelity.h.
#include "core/conform/fidelity.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

namespace inflight::conform {
namespace {

enum class Model { modelled, approximated, refused };
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

std::string_view name_of(Model model) {
  static constexpr std::array<std::string_view, 3> kNames{"modelled", "approximated", "refused by name"};
  return kNames[static_cast<std::size_t>(model)];
}

std::string_view name_of(Proof proof) {
  static constexpr std::array<std::string_view, 3> kNames{"compared", "tested", "specification only"};
  return kNames[static_cast<std::size_t>(proof)];
}

}  // namespace

std::string fidelity_table() {
  std::string out = "| facts | behaviour | simulator | known from | |\n|---|---|---|---|---|\n";
  for (const Behaviour& b : kBehaviours) {
    out += fmt::format("| {} | {} | {} | {} | {} |\n", b.facts, b.what, name_of(b.model), name_of(b.proof), b.how);
  }
  const auto number = [](Model model) {
    return std::count_if(std::begin(kBehaviours), std::end(kBehaviours),
                         [model](const Behaviour& b) { return b.model == model; });
  };
  return out + fmt::format("\n{} modelled, {} approximated, {} refused by name.\n", number(Model::modelled),
                           number(Model::approximated), number(Model::refused));
}

}  // namespace inflight::conform
