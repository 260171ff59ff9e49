// inflight: dispatch only. Subcommands are in app/cli, a file each; without one, the window opens.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>

#include "app/cli/commands.h"

namespace {

constexpr const char* kAbout =
    "Inflight shows what an asynchronous Kafka producer really does.\n"
    "Without a command it opens the window: on SCRIPT.py, on a LESSON (its number or id), on a RECORDING, on a link "
    "('inflight:...') that somebody sent you, or where you left off.";
constexpr const char* kWhatToShow =
    "SCRIPT.py, a lesson's number, id or folder, a recording, or a link ('inflight:...')";

// CLI11 throws; a usage error becomes one sentence and exit status 2.
int parse(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    return -1;
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
  } catch (const CLI::CallForAllHelp&) {
    fmt::print("{}", app.help("", CLI::AppFormatMode::All));
  } catch (const CLI::CallForVersion&) {
    fmt::print("inflight {}\n", INFLIGHT_VERSION);
  } catch (const CLI::ParseError& error) {
    const std::vector<CLI::App*> given = app.get_subcommands();
    const std::string command = given.empty() ? "" : fmt::format("{} ", given.front()->get_name());
    return inflight::complain(inflight::usage_error(fmt::format("{}. Try: inflight {}--help", error.what(), command)));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{kAbout, "inflight"};
  app.set_version_flag("--version", INFLIGHT_VERSION);
  app.require_subcommand(0, 1);

  inflight::RunFlags window_flags;
  app.add_option("target", window_flags.target, kWhatToShow);
  inflight::add_run_flags(app, window_flags);

  CLI::App* lessons = app.add_subcommand("lessons", "list the lessons");

  inflight::RunFlags report_run;
  inflight::ReportFlags report_flags;
  CLI::App* report = app.add_subcommand("report", "run without a window and print the outcome");
  report->add_option("target", report_run.target, kWhatToShow)->required();
  report->add_flag("--json", report_flags.json, "print the whole report as a JSON object");
  report->add_flag("--full", report_flags.full, "no cap of 10,000 entries on the detail's arrays");
  report->add_flag("--again", report_flags.again, "run a simulated recording again and tell whether it is the same");
  inflight::add_run_flags(*report, report_run);

  inflight::RunFlags record_run;
  inflight::RecordFlags record_flags;
  CLI::App* record = app.add_subcommand("record", "run without a window and write all that happens to a file");
  record->add_option("target", record_run.target, "SCRIPT.py, or a lesson's number, id or folder")->required();
  record->add_option("-o,--output", record_flags.output, "the recording's file, like run.inflight")->required();
  inflight::add_run_flags(*record, record_run);

  inflight::RunFlags export_run;
  inflight::ExportFlags export_flags;
  CLI::App* exports = app.add_subcommand("export", "a run or a recording in a form that other programs read");
  exports->add_option("target", export_run.target, kWhatToShow)->required();
  exports->add_flag("--perfetto", export_flags.perfetto, "a trace for ui.perfetto.dev or chrome://tracing");
  exports->add_flag("--csv", export_flags.csv, "a row a message: what became of it, and when");
  exports->add_flag("--text", export_flags.text, "a sentence an event");
  exports->add_option("-o,--output", export_flags.output, "the file (default: standard output)");
  inflight::add_run_flags(*exports, export_run);

  inflight::RunFlags render_run;
  inflight::RenderFlags render_flags;
  CLI::App* render = app.add_subcommand("render", "a picture of a run at an instant, without a display");
  render->add_option("target", render_run.target, kWhatToShow)->required();
  inflight::add_render_flags(*render, render_flags);
  inflight::add_run_flags(*render, render_run);

  inflight::BrokerFlags broker_flags;
  CLI::App* broker = app.add_subcommand("broker", "a local stand-in for a cluster, until Ctrl-C");
  broker->add_option("--port", broker_flags.port, "bootstrap port on 127.0.0.1 (default 9092)");
  broker->add_option("--topic", broker_flags.topics, "NAME:PARTITIONS; repeatable")->take_all();
  broker->add_option("--brokers", broker_flags.brokers, "how many lead the partitions in turn (default 1)");
  broker->add_option("--rtt", broker_flags.rtt, "delay of every answer, like 0.4s");
  broker->add_flag("--verbose", broker_flags.verbose, "a line for each request, and for what is stored");

  inflight::ConformFlags conform_flags;
  CLI::App* conform = app.add_subcommand("conform", "the simulator against librdkafka, script by script");
  inflight::add_conform_flags(*conform, conform_flags);

  if (const int status = parse(app, argc, argv); status >= 0) return status;
  if (lessons->parsed()) return inflight::lessons_command();
  if (report->parsed()) return inflight::report_command(report_run, report_flags);
  if (record->parsed()) return inflight::record_command(record_run, record_flags);
  if (exports->parsed()) return inflight::export_command(export_run, export_flags);
  if (render->parsed()) return inflight::render_command(render_run, render_flags);
  if (conform->parsed()) return inflight::conform_command(conform_flags);
  if (broker->parsed()) return inflight::broker_command(broker_flags);
  return inflight::window_command(window_flags);
}
