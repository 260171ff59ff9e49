// transcripts FOLDER: runs each program NAME.py in it without any host, and writes NAME.ours beside it: what a terminal
// shows of it. For same_as_python.py.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

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
    std::filesystem::path written = path;
    std::ofstream(written.replace_extension(".ours"), std::ios::binary)
        << inflight::script::transcript(text.str(), path.filename().string());
  }
  return 0;
}
