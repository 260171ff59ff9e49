// Declaring and resolving the options of a run; see run_flags.h.
#include "app/cli/run_flags.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

#include "core/base/duration.h"
#include "core/binding/program.h"
#include "core/binding/properties.h"
#include "core/recording/file_form.h"
#include "core/run/client_properties.h"
#include "core/run/link.h"
#include "core/run/read_file.h"
#include "core/run/recorded_run.h"
#include "core/run/topic.h"

namespace inflight {
namespace {

// A script is at most 1 MiB, as Program::compile says.
constexpr std::size_t kLargestScript = 1 << 20;
constexpr std::string_view kDefaultLesson = "the-last-ten";

Status resolve_source(const RunFlags& flags, RunOptions& options) {
  if (flags.source == "simulated") {
    options.source = RunSource::simulated;
  } else if (flags.source == "mock") {
    options.source = RunSource::mock;
  } else if (flags.source == "cluster") {
    options.source = RunSource::cluster;
  } else {
    return usage_error(fmt::format("--source is simulated, mock or cluster, not '{}'.", flags.source));
  }
  if (options.source == RunSource::cluster && flags.bootstrap.empty()) {
    return usage_error("--source cluster needs --bootstrap HOST:PORT. For a stand-in, run: inflight broker");
  }
  if (options.source != RunSource::cluster && !flags.bootstrap.empty()) {
    return usage_error(fmt::format("--bootstrap goes with --source cluster, not with {}.", flags.source));
  }
  options.bootstrap = flags.bootstrap;
  return Done{};
}

Status resolve_duration(const std::string& text, std::string_view flag, Nanos& to) {
  if (text.empty()) return Done{};
  const Result<Nanos> parsed = parse_duration(text);
  if (!parsed) return usage_error(fmt::format("{}: {}", flag, parsed.error().sentence));
  to = parsed.value();
  return Done{};
}

Status resolve_switches(const RunFlags& flags, RunOptions& options) {
  if (flags.off.empty() && flags.on.empty()) return Done{};
  const Result<Program> program = Program::compile(options.script, options.script_name);
  if (!program) return program.error();
  const auto& statements = program->statements();
  const auto known = [&](std::int32_t line) {
    return std::any_of(statements.begin(), statements.end(), [&](const auto& s) { return s.line == line; });
  };
  for (const auto* lines : {&flags.off, &flags.on}) {
    for (const std::int32_t line : *lines) {
      if (!known(line)) {
        return usage_error(
            fmt::format("No statement begins on line {} of {}, so it can't be switched.", line, options.script_name));
      }
    }
  }
  auto& off = options.lines_off;
  off.insert(off.end(), flags.off.begin(), flags.off.end());
  std::erase_if(off, [&](std::int32_t line) { return std::count(flags.on.begin(), flags.on.end(), line) > 0; });
  std::sort(off.begin(), off.end());
  off.erase(std::unique(off.begin(), off.end()), off.end());
  return Done{};
}

Result<Target> resolve_target(const std::string& name) {
  std::error_code ignored;
  const std::filesystem::path path = name;
  const bool called_recording = path.extension() == kFileExtension;
  const bool is_path = std::filesystem::exists(path, ignored) || name.find('/') != std::string::npos ||
                       path.extension() == ".py" || called_recording;
  if (name.starts_with(kLinkBegins)) {
    Result<Link> link = decode_link(name);
    if (!link) return link.error();
    return Target{std::move(link->options), std::nullopt, link->position_ns};
  }
  if (is_recording(path)) {
    return usage_error(fmt::format("{} is a recording: it can be looked at, not run. Try: inflight {}",
                                   path.filename().string(), name));
  }
  if (called_recording && std::filesystem::is_regular_file(path, ignored)) {
    return bad_input(fmt::format("{} is no recording: it does not begin as one. It is empty, or something else.",
                                 path.filename().string()));
  }
  if (is_path && !std::filesystem::exists(path / "lesson.toml", ignored)) {
    Result<std::string> script = read_text_file(path, kLargestScript);
    if (!script) return script.error();
    Target target;
    target.options.script = std::move(script).value();
    target.options.script_name = path.filename().string();
    return target;
  }
  Result<Lesson> lesson = find_lesson(name);
  if (!lesson) return lesson.error();
  RunOptions options = options_of(lesson.value());
  return Target{std::move(options), std::move(lesson).value()};
}

// The grammar of --fault, from its own tables.
std::string fault_help() {
  std::string help = "A fault is WHEN: WHAT. What is in [] may be left out.\n  WHEN is ";
  for (const std::string_view form : when_forms()) {
    help += fmt::format("{}{}", form == when_forms().front() ? "" : ", ", form);
  }
  help += "\n  WHAT is ";
  for (const std::string_view form : what_forms()) {
    help += fmt::format("{}{}", form == what_forms().front() ? "" : ",\n          ", form);
  }
  return help + "\n  for example: --fault 'from 1s to 3s: lose every 5th ack'";
}

}  // namespace

void add_run_flags(CLI::App& app, RunFlags& flags) {
  app.footer(fault_help());
  app.add_option("--source", flags.source, "simulated (default), mock (real librdkafka, built-in broker) or cluster");
  app.add_option("--bootstrap", flags.bootstrap, "HOST:PORT,... of your Kafka, for --source cluster");
  app.add_option("-F", flags.properties_file,
                 "client.properties: name=value lines, laid over the script's configuration");
  app.add_option("-X", flags.properties, "name=value, laid over the script's configuration; repeatable")->take_all();
  app.add_option("--topic", flags.topics, "NAME:PARTITIONS, or NAME:PARTITIONS:REPLICAS; repeatable")->take_all();
  app.add_option("--brokers", flags.brokers, "how many brokers there are, simulated or built in (default 1)");
  app.add_option("--min-insync", flags.min_insync, "min.insync.replicas of the simulated topics (default 1)");
  app.add_flag("--unclean", flags.unclean, "a simulated replica that lags behind may be elected leader");
  app.add_option("--rtt", flags.rtt, "round trip between client and broker, like 0.4s");
  app.add_option("--seed", flags.seed, "seed of all chance in a simulated run");
  app.add_option("--off", flags.off, "switch the statement on this line off; repeatable")->take_all();
  app.add_option("--on", flags.on, "switch the statement on this line on; repeatable")->take_all();
  app.add_option("--rules", flags.rules, "the simulated cluster behaves as kafka (default) or as librdkafka's mock");
  app.add_option("--fault", flags.faults, "'WHEN: WHAT', like 'at 2s: broker down'; repeatable; see below")->take_all();
  app.add_option("--until", flags.until, "kill the program after this time, like 30s");
}

Result<Target> resolve(const RunFlags& flags) {
  Result<Target> target = resolve_target(flags.target.empty() ? std::string(kDefaultLesson) : flags.target);
  if (!target) return target;
  RunOptions& options = target->options;
  if (!target->position_ns) options.seed = flags.seed;
  if (const Status done = resolve_source(flags, options); !done) return done.error();
  if (const Status done = resolve_duration(flags.rtt, "--rtt", options.rtt_ns); !done) return done.error();
  if (const Status done = resolve_duration(flags.until, "--until", options.until_ns); !done) return done.error();
  if (flags.rules != "kafka" && flags.rules != "mock") {
    return usage_error(fmt::format("--rules is kafka or mock, not '{}'.", flags.rules));
  }
  if (flags.brokers != 0) options.brokers = flags.brokers;
  if (flags.min_insync != 0) options.min_insync = flags.min_insync;
  options.unclean = options.unclean || flags.unclean;
  if (!target->position_ns) options.rules = flags.rules == "mock" ? Rules::mock : Rules::kafka;
  for (const std::string& text : flags.topics) {
    Result<TopicSpec> topic = parse_topic(text);
    if (!topic) return topic.error();
    std::erase_if(options.topics, [&](const TopicSpec& spec) { return spec.name == topic->name; });
    options.topics.push_back(std::move(topic).value());
  }
  if (const Status possible = check_cluster(options); !possible) return possible.error();
  for (const std::string& text : flags.faults) {
    Result<Fault> fault = parse_fault(text);
    if (!fault) return usage_error(fault.error().sentence);
    options.faults.push_back(std::move(fault).value());
  }
  if (options.faults.size() > kMostFaults) {
    return usage_error(fmt::format("A run has at most {} faults, not {}.", kMostFaults, options.faults.size()));
  }
  if (!flags.properties_file.empty()) {
    Result<Properties> properties = read_client_properties(flags.properties_file);
    if (!properties) return properties.error();
    options.properties = std::move(properties).value();
  }
  for (const std::string& text : flags.properties) {
    Result<Property> property = parse_property(text, fmt::format("-X {}", text.substr(0, 60)));
    if (!property) return property.error();
    options.properties.push_back(std::move(property).value());
  }
  for (const Property& property : options.properties) {
    if (const Status done = check_property(property.name, property.value); !done) return done.error();
  }
  if (const Status done = resolve_switches(flags, options); !done) return done.error();
  // What a stranger sent is not run on anything real. The script can be, once it is a person's own file.
  if (target->position_ns && options.source != RunSource::simulated) {
    return usage_error("A link opens simulated. Copy its script to a file of your own to run it elsewhere.");
  }
  return target;
}

Result<Target> resolve_to_show(const RunFlags& flags) {
  if (!is_recording(flags.target)) return resolve(flags);
  if (!(flags == RunFlags{.target = flags.target})) {
    return usage_error("A recording is what it was: the options of a run don't go with it.");
  }
  Result<OpenedRecording> opened = open_recording(flags.target);
  if (!opened) return opened.error();
  Target target{.options = std::move(opened->header.options), .lesson = std::nullopt};
  target.options.recording = std::filesystem::absolute(flags.target).string();
  return target;
}

int complain(const Error& error) {
  fmt::print(stderr, "inflight: {}\n", error.sentence);
  return error.kind == ErrorKind::usage ? 2 : 1;
}

}  // namespace inflight
