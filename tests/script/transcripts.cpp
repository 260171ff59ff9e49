// transcripts FOLDER: runs each program NAME.py in it without any host, and writes NAME.ours beside it: what a terminal
// shows of it. Where NAME.off has numbers of lines, these are off; NAME.copied then is the program without them, for
// python3. For same_as_python.py.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include "core/script/without.h"
#include "tests/script/run_text.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: transcripts FOLDER\n", stderr);
    return 2;
  }
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() != ".py") continue;
    std::stringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    std::filesystem::path beside = path;
    std::ifstream off(beside.replace_extension(".off"));
    const std::vector<std::int32_t> lines_off(std::istream_iterator<std::int32_t>(off), {});
    std::ofstream(beside.replace_extension(".ours"), std::ios::binary)
        << inflight::script::transcript(text.str(), path.filename().string(), lines_off);
    if (lines_off.empty()) continue;
    std::ofstream(beside.replace_extension(".copied"), std::ios::binary)
        << inflight::script::without(text.str(), lines_off);
  }
  return 0;
}
