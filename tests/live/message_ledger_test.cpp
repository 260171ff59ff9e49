// Which messages a request carries: the first N of its partition, in the order of their ids.
#include "core/live/message_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inflight {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MessageLedger, RequestTakesTheFirstOfItsPartitionInOrder) {
  MessageLedger ledger;
  const std::int32_t zero = 0;
  const std::int32_t one = 1;
  ledger.offered(0, "orders", &zero);
  ledger.offered(1, "orders", &one);
  ledger.offered(2, "orders", &zero);
  ledger.offered(3, "orders", &zero);
  EXPECT_THAT(ledger.take("orders", 0, 2), ElementsAre(0, 2));
  EXPECT_THAT(ledger.take("orders", 1, 5), ElementsAre(1));
  EXPECT_THAT(ledger.take("orders", 0, 5), ElementsAre(3));
}

TEST(MessageLedger, MessageWithoutPartitionWaitsUntilThePartitionerHasRun) {
  MessageLedger ledger;
  std::int32_t partition = -1;
  ledger.offered(0, "orders", &partition);
  EXPECT_THAT(ledger.take("orders", 2, 1), IsEmpty());
  partition = 2;
  EXPECT_THAT(ledger.take("orders", 2, 1), ElementsAre(0));
}

TEST(MessageLedger, TopicsAreApart) {
  MessageLedger ledger;
  const std::int32_t zero = 0;
  ledger.offered(0, "orders", &zero);
  ledger.offered(1, "invoices", &zero);
  EXPECT_THAT(ledger.take("invoices", 0, 9), ElementsAre(1));
}

TEST(MessageLedger, RetriedMessagesComeBeforeNewerOnes) {
  MessageLedger ledger;
  const std::int32_t zero = 0;
  for (MessageId id = 0; id < 4; ++id) ledger.offered(id, "orders", &zero);
  const auto failed = ledger.take("orders", 0, 2);
  ledger.give_back("orders", 0, failed);
  EXPECT_THAT(ledger.take("orders", 0, 3), ElementsAre(0, 1, 2));
}

TEST(MessageLedger, ForgottenMessageIsInNoRequest) {
  MessageLedger ledger;
  std::int32_t later = -1;
  const std::int32_t zero = 0;
  ledger.offered(0, "orders", &zero);
  ledger.offered(1, "orders", &later);
  ledger.forget(1);
  later = 0;
  EXPECT_THAT(ledger.take("orders", 0, 9), ElementsAre(0));
  ledger.forget(0);
  ledger.give_back("orders", 0, {0});
  EXPECT_THAT(ledger.take("orders", 0, 9), IsEmpty());
}

}  // namespace
}  // namespace inflight
