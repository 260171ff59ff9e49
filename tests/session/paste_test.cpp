// What is pasted is a program that runs.
#include "app/session/paste.h"

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

TEST(Paste, AScriptWithoutALastNewlineGetsOne) {
  EXPECT_TRUE(script_to_paste({.script = "print(1)", .script_name = "x.py"}).ends_with("\nprint(1)\n"));
}

}  // namespace
}  // namespace inflight
