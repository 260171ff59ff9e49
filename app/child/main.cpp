// inflight-child: the process that a live run's script runs in. It dies with Inflight, and holds nothing of Inflight's
// but its two descriptors.
#include <cstdio>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/live/channel.h"
#include "core/live/child.h"

int main() {
  // Ctrl-C in a terminal is for Inflight; a closed channel must be an error, not a signal.
  ::signal(SIGINT, SIG_IGN);
  ::signal(SIGPIPE, SIG_IGN);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Set too late for a parent that is gone already; the closed command channel tells of that.
  if (::lseek(inflight::kFactsFd, 0, SEEK_CUR) < 0) {
    std::fputs("inflight-child is started by Inflight, not by hand. Run: inflight report SCRIPT.py --source mock\n",
               stderr);
    return 2;
  }
  ::close_range(inflight::kFactsFd + 1, ~0U, 0);
  inflight::run_child(inflight::kCommandFd, inflight::kFactsFd);
}
