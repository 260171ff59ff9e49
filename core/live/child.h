// The child's whole life: it takes the start command, runs the script on the real librdkafka in the calling thread,
// serves switches in another, writes facts, and exits as python would, at once: what vanishes has vanished.
#pragma once

namespace inflight {

// Serves the two descriptors. Ends the process with the script's exit code; when the command channel closes before the
// script's end, its parent is gone, and the process ends at once with code 1.
[[noreturn]] void run_child(int command_fd, int facts_fd);

}  // namespace inflight
