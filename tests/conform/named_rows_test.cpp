// Each row of the facts that a script can observe, and each surprise, has a test that names it: a comment
// `// facts 4.7, S2` behind the line with which the test begins, `# facts 4.7` in Python. Other words may follow a
// semicolon.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "core/conform/fidelity.h"
#include "core/explain/notes.h"

namespace inflight::conform {
namespace {

// "4.7, S2" -> {"4.7", "S2"}
std::vector<std::string> rows_in(const std::string& list) {
  std::vector<std::string> rows;
  std::stringstream in(list);
  for (std::string row; std::getline(in, row, ',');) rows.push_back(row.substr(row.find_first_not_of(' ')));
  return rows;
}

// The rows that a line names.
std::vector<std::string> rows_named_in(const std::string& line) {
  static const std::regex kComment(
      R"(^(?:TEST.*|\s*def test.*)?(?://|#) facts ((?:\d+\.\d+|S\d+)(?:, (?:\d+\.\d+|S\d+))*)(?:;.*)?$)");
  std::smatch found;
  if (!std::regex_match(line, found, kComment)) return {};
  return rows_in(found[1].str());
}

// By row: the files whose tests name it.
std::map<std::string, std::set<std::string>> rows_named_by_tests() {
  std::map<std::string, std::set<std::string>> named;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(INFLIGHT_SOURCE_DIR "/tests")) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() != ".cpp" && path.extension() != ".py") continue;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
      for (const std::string& row : rows_named_in(line)) named[row].insert(path.filename().string());
    }
  }
  return named;
}

TEST(NamedRows, AreReadFromATestsFirstLine) {
  EXPECT_EQ(rows_named_in("TEST_F(Reports, AreCounted) {  // facts 4.7, S2"), (std::vector<std::string>{"4.7", "S2"}));
  EXPECT_EQ(rows_named_in("TEST_F(Reports, AreCounted) {  // facts 4.7; TEACHING 11"),
            (std::vector<std::string>{"4.7"}));
  EXPECT_EQ(rows_named_in("    def test_reports_are_counted(self):  # facts S2"), (std::vector<std::string>{"S2"}));
  EXPECT_TRUE(rows_named_in("  // by then (facts 4.7) it is over").empty());
  EXPECT_TRUE(rows_named_in("TEST_F(Reports, AreCounted) {  // facts 4.7 and more").empty());
}

TEST(NamedRows, AreAllBehavioursAndAllSurprises) {
  const auto named = rows_named_by_tests();
  for (const std::string_view row : rows_with_a_test()) {
    EXPECT_TRUE(named.contains(std::string(row))) << "no test names it: // facts " << row;
  }
}

TEST(NamedRows, AreRowsThatAreListed) {
  const auto rows = rows_with_a_test();
  const std::set<std::string_view> listed(rows.begin(), rows.end());
  for (const auto& [row, files] : rows_named_by_tests()) {
    EXPECT_TRUE(listed.contains(row)) << *files.begin() << " names " << row
                                      << ", which is in neither behaviours.inl nor surprises.inl";
  }
}

TEST(NamedRows, SurprisesAreTheTwentyThree) {
  std::size_t number = 0;
  for (const std::string_view row : rows_with_a_test()) {
    if (row.front() != 'S') continue;
    EXPECT_EQ(row, "S" + std::to_string(++number));
  }
  EXPECT_EQ(number, 23u);
}

// What the simulator does not do, or does otherwise, the window says, and of nothing else.
TEST(NamedRows, ThatAreNotModelledHaveANote) {
  std::set<std::string> noted;
  for (const Note& note : notes()) {
    for (const std::string& row : rows_in(std::string(note.rows))) noted.insert(row);
  }
  std::set<std::string> not_modelled;
  for (const std::string_view row : rows_with_a_note()) not_modelled.emplace(row);
  EXPECT_EQ(noted, not_modelled) << "core/explain/notes.inl and core/conform/behaviours.inl";
}

}  // namespace
}  // namespace inflight::conform
