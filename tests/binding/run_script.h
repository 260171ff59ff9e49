// Runs a script on a FakeHost, for tests.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "core/binding/program.h"
#include "tests/binding/fake_host.h"

namespace inflight {

inline ProgramEnd run_script(FakeHost& host, std::string_view text, std::vector<std::int32_t> off = {},
                             const Properties& extra = {}) {
  Result<Program> program = Program::compile(text, "program.py");
  if (!program.ok()) {
    ADD_FAILURE() << program.error().sentence;
    return {};
  }
  Controls controls(program->line_count());
  for (const std::int32_t line : off) controls.switch_line(line, false);
  return program->run(host, controls, extra);
}

// What a script prints; fails the test if it does not end by itself.
inline std::string printed_by(std::string_view text) {
  FakeHost host;
  const ProgramEnd end = run_script(host, text);
  EXPECT_EQ(end.how, ProgramEnd::How::end_of_script) << end.reason;
  return host.printed();
}

}  // namespace inflight
