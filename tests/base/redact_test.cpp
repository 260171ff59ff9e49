// Secrets never pass.
#include "core/base/redact.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Redact, KnowsASecretByItsName) {
  EXPECT_TRUE(names_a_secret("sasl.password"));
  EXPECT_TRUE(names_a_secret("SSL.Key.Password"));
  EXPECT_TRUE(names_a_secret("sasl.oauthbearer.client.secret"));
  EXPECT_FALSE(names_a_secret("linger.ms"));
}

TEST(Redact, ReplacesEveryOccurrence) {
  Redactor redact;
  redact.add("hunter22");
  EXPECT_EQ(redact("login hunter22 failed: hunter22"), "login ••• failed: •••");
}

TEST(Redact, ASecretInsideALongerOneLeavesNoRest) {
  Redactor redact;
  redact.add("canary");
  redact.add("canary-and-more");
  EXPECT_EQ(redact("canary-and-more"), "•••");
}

}  // namespace
}  // namespace inflight
