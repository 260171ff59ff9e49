// What is pasted is a program that runs.
#include "app/session/paste.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Paste, SaysWhatToTypeAndLeavesOutWhatIsOff) {
  const RunOptions options{.script = "for i in range(3):\n    producer.poll(0)\nproducer.flush()\n",
                           .script_name = "program.py",
                           .topics = {{"orders", 1}},
                           .rtt_ns = 400 * kMillisecond,
                           .lines_off = {2}};
  EXPECT_EQ(script_to_paste(options),
            "# In one terminal:     inflight broker --topic orders:1 --rtt 400ms\n"
            "# In another terminal: python3 program.py\n"
            "\n"
            "for i in range(3):\n"
            "    pass  # producer.poll(0)\n"
            "producer.flush()\n");
}

TEST(Paste, OfSeveralBrokersItSaysWhatTheStandInLeavesOut) {
  const RunOptions options{.script = "print(1)\n",
                           .script_name = "x.py",
                           .topics = {{"orders", 1, 3}},
                           .brokers = 3,
                           .min_insync = 2,
                           .rtt_ns = 2 * kMillisecond};
  EXPECT_EQ(script_to_paste(options),
            "# In one terminal:     inflight broker --brokers 3 --topic orders:1 --rtt 2ms\n"
            "# In another terminal: python3 x.py\n"
            "# These brokers keep one copy of each record: no replicas, no min.insync.replicas.\n"
            "\n"
            "print(1)\n");
}

TEST(Paste, AScriptWithoutALastNewlineGetsOne) {
  EXPECT_TRUE(script_to_paste({.script = "print(1)", .script_name = "x.py"}).ends_with("\nprint(1)\n"));
}

TEST(Paste, ForAShellItIsOneCommandThatEndsTheBrokerItself) {
  const RunOptions options{.script = "print(1)\nEND\nprint(2)",
                           .script_name = "x.py",
                           .topics = {{"orders", 2}},
                           .rtt_ns = 2 * kMillisecond,
                           .lines_off = {3}};
  EXPECT_EQ(command_for_shell(options, "/opt/my 'own'/inflight"),
            "( '/opt/my '\\''own'\\''/inflight' broker --topic orders:2 --rtt 2ms & trap \"kill $!\" EXIT\n"
            "sleep 1\n"
            "python3 - <<'END_'\n"
            "print(1)\n"
            "END\n"
            "pass  # print(2)\n"
            "END_\n"
            ")\n");
}

TEST(Paste, AShellRunsIt) {
  // 'true' takes the broker's place: what counts is that the shell understands it and python3 gets the script.
  const RunOptions options{.script =
                               "import sys\n"
                               "n = print('off')\n"
                               "if True:\n"
                               "    sys.exit(2)\n"
                               "sys.exit(0 if 'it' == \"it\" and n == 0 else 1)\n",
                           .script_name = "x.py",
                           .lines_off = {2, 3}};
  const std::string file = testing::TempDir() + "pasted.sh";
  std::ofstream(file) << command_for_shell(options, "/bin/true");
  EXPECT_EQ(std::system(("sh " + file + " 2> /dev/null").c_str()), 0);
}

}  // namespace
}  // namespace inflight
