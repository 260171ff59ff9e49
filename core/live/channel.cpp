// See channel.h.
#include "core/live/channel.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace inflight {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<ChildCommand::Kind, std::string_view>, 4> kNames{
    {{ChildCommand::Kind::start, "start"},
     {ChildCommand::Kind::switch_line, "switch"},
     {ChildCommand::Kind::type_line, "type"},
     {ChildCommand::Kind::exit, "exit"}}};

std::string name_of_kind(ChildCommand::Kind kind) {
  for (const auto& [each, name] : kNames) {
    if (each == kind) return std::string(name);
  }
  return {};
}

void read_start(const Json& json, ChildCommand& command) {
  command.source = static_cast<RunSource>(json.at("source").get<int>());
  command.seed = json.at("seed").get<std::int64_t>();
  command.script = json.at("script").get<std::string>();
  command.script_name = json.at("name").get<std::string>();
  for (const Json& property : json.at("properties")) {
    command.extra.push_back({property.at(0).get<std::string>(), property.at(1).get<std::string>()});
  }
  command.lines_off = json.at("off").get<std::vector<std::int32_t>>();
}

// What went wrong in reading a line is told without the line: it may hold secrets.
Error no_message(std::string_view what) {
  return bad_input(
      fmt::format("A line of the command channel is no {}. Install inflight and inflight-child from the "
                  "same build.",
                  what));
}

}  // namespace

Result<std::string> to_line(const ChildCommand& command) {
  Json json{{"id", command.id}, {"cmd", name_of_kind(command.kind)}};
  if (command.kind == ChildCommand::Kind::start) {
    json["source"] = static_cast<int>(command.source);
    json["seed"] = command.seed;
    json["script"] = command.script;
    json["name"] = command.script_name;
    json["properties"] = Json::array();
    for (const Property& property : command.extra) {
      json["properties"].push_back(Json::array({property.name, property.value}));
    }
    json["off"] = command.lines_off;
  } else if (command.kind == ChildCommand::Kind::switch_line) {
    json["line"] = command.line;
    json["on"] = command.on;
  } else if (command.kind == ChildCommand::Kind::type_line) {
    json["text"] = command.text;
  }
  try {
    return json.dump() + "\n";
  } catch (const Json::exception&) {
    return bad_input("The script or one of its properties is not UTF-8 text. Save it as UTF-8 and run it again.");
  }
}

std::string to_line(const Answer& answer) {
  Json json{{"id", answer.id}};
  if (answer.error.empty()) {
    json["ok"] = true;
  } else {
    json["error"] = answer.error;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ChildCommand> command_of(std::string_view line) {
  try {
    const Json json = Json::parse(line);
    ChildCommand command;
    command.id = json.at("id").get<std::int64_t>();
    const auto name = json.at("cmd").get<std::string>();
    bool known = false;
    for (const auto& [kind, each] : kNames) {
      if (each != name) continue;
      command.kind = kind;
      known = true;
    }
    if (!known) return no_message("command");
    if (command.kind == ChildCommand::Kind::start) read_start(json, command);
    if (command.kind == ChildCommand::Kind::switch_line) {
      command.line = json.at("line").get<std::int32_t>();
      command.on = json.at("on").get<bool>();
    }
    if (command.kind == ChildCommand::Kind::type_line) command.text = json.at("text").get<std::string>();
    return command;
  } catch (const Json::exception&) {
    return no_message("command");
  }
}

Result<Answer> answer_of(std::string_view line) {
  try {
    const Json json = Json::parse(line);
    Answer answer;
    answer.id = json.at("id").get<std::int64_t>();
    if (json.contains("error")) answer.error = json.at("error").get<std::string>();
    return answer;
  } catch (const Json::exception&) {
    return no_message("answer");
  }
}

std::optional<std::string> LineCutter::next() {
  const std::size_t end = bytes_.find('\n');
  if (end == std::string::npos) return std::nullopt;
  std::string line = bytes_.substr(0, end);
  bytes_.erase(0, end + 1);
  return line;
}

}  // namespace inflight
