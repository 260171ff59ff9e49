// `inflight conform`: the simulator against librdkafka and its mock cluster, over scripts, lessons and generated
// scripts.
#include "core/conform/conform.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "app/cli/commands.h"
#include "core/base/duration.h"
#include "core/conform/expected.h"
#include "core/conform/fidelity.h"
#include "core/run/read_file.h"

namespace inflight {
namespace {

constexpr std::size_t kLargestScript = 1 << 20;

void say(std::string_view line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

Status add_target(const std::string& target, std::vector<conform::Case>& cases) {
  std::error_code ignored;
  const std::filesystem::path path = target;
  if (std::filesystem::is_directory(path, ignored) && !std::filesystem::exists(path / "lesson.toml", ignored)) {
    std::set<std::string> scripts;
    for (const auto& entry : std::filesystem::directory_iterator(path, ignored)) {
      if (entry.path().extension() == ".py") scripts.insert(entry.path());
    }
    for (const std::string& script : scripts) {
      if (const Status done = add_target(script, cases); !done) return done.error();
    }
    return Done{};
  }
  if (path.extension() == ".py") {
    const Result<std::string> text = read_text_file(target, kLargestScript);
    if (!text) return text.error();
    Result<conform::Case> made = conform::case_of_script(text.value(), path.filename());
    if (!made) return made.error();
    made->repeat = target;
    cases.push_back(std::move(made).value());
    return Done{};
  }
  const Result<Lesson> lesson = find_lesson(target);
  if (!lesson) return lesson.error();
  for (conform::Case& made : conform::cases_of_lesson(lesson.value())) cases.push_back(std::move(made));
  return Done{};
}

Result<std::vector<conform::Case>> cases_of(const ConformFlags& flags) {
  std::vector<conform::Case> cases;
  for (const std::string& target : flags.targets) {
    if (const Status done = add_target(target, cases); !done) return done.error();
  }
  for (std::int64_t i = 0; i < flags.generate; ++i) cases.push_back(conform::generated_case(flags.seed + i));
  if (!cases.empty()) return cases;
  const Result<std::vector<Lesson>> lessons = load_lessons();
  if (!lessons) return lessons.error();
  for (const Lesson& lesson : lessons.value()) {
    for (conform::Case& made : conform::cases_of_lesson(lesson)) cases.push_back(std::move(made));
  }
  return cases;
}

// With --off or --on each case has just these switched, and a lesson is one case.
void switch_lines(const ConformFlags& flags, std::vector<conform::Case>& cases) {
  if (flags.off.empty() && flags.on.empty()) return;
  for (conform::Case& made : cases) {
    made.options.lines_off = flags.off;
    std::sort(made.options.lines_off.begin(), made.options.lines_off.end());
    for (const std::int32_t line : flags.off) made.repeat += fmt::format(" --off {}", line);
  }
  cases.erase(std::unique(cases.begin(), cases.end(),
                          [](const auto& a, const auto& b) { return a.options.script == b.options.script; }),
              cases.end());
}

int tell_expected(const conform::Plan& plan, bool thorough) {
  const auto runs = thorough ? conform::Thorough::yes : conform::Thorough::no;
  for (const conform::Case& made : plan.cases) {
    const Result<nlohmann::ordered_json> json = conform::expected(made, plan.budget_ns, runs);
    if (!json) return complain(json.error());
    say(json->dump());
  }
  return 0;
}

}  // namespace

void add_conform_flags(CLI::App& app, ConformFlags& flags) {
  app.add_option("targets", flags.targets,
                 "SCRIPT.py, a folder of them, or a lesson's number, id or folder; with none, all lessons");
  app.add_option("--generate", flags.generate, "so many generated scripts")->check(CLI::NonNegativeNumber);
  app.add_option("--seed", flags.seed, "seed of the first generated script; the next has the next (default 1)");
  app.add_option("--off", flags.off, "switch the statement on this line off; repeatable")->take_all();
  app.add_option("--on", flags.on, "switch the statement on this line on; repeatable")->take_all();
  app.add_option("--at-once", flags.at_once, "scripts that run at a time (default 12)")->check(CLI::Range(1, 64));
  app.add_option("--budget", flags.budget, "the longest that a script may take (default 20s)");
  app.add_flag("--whole", flags.whole, "tell a divergence as it is, without shrinking it");
  app.add_flag("--fidelity", flags.fidelity, "print what is modelled, and how that is known, and run nothing");
  app.add_flag(
      "--expected", flags.expected,
      "print a JSON line for each script: what it prints as far as timing can't change it; run it only simulated");
  app.add_flag("--thorough", flags.thorough, "with --expected: simulate each script several hundred times");
  app.add_flag("--print", flags.print, "print the scripts and run nothing");
}

int conform_command(const ConformFlags& flags) {
  Result<std::vector<conform::Case>> cases = cases_of(flags);
  if (!cases) return complain(cases.error());
  conform::Plan plan{.cases = std::move(cases).value(), .at_once = flags.at_once};
  switch_lines(flags, plan.cases);
  const Result<Nanos> budget = parse_duration(flags.budget);
  if (!budget) return complain(usage_error(fmt::format("--budget: {}", budget.error().sentence)));
  plan.budget_ns = budget.value();
  if (flags.whole) plan.shrink_patience_ns = 0;
  if (flags.fidelity) {
    fmt::print("{}", conform::fidelity_table());
    return 0;
  }
  if (flags.print) {
    for (const conform::Case& made : plan.cases) say(made.options.script);
    return 0;
  }
  if (flags.expected) return tell_expected(plan, flags.thorough);
  const conform::Score score = conform::conform(plan, say);
  fmt::print("{}", conform::summary(score));
  return score.divergences == 0 ? 0 : 1;
}

}  // namespace inflight
