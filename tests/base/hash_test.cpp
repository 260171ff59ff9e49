// The hash is the same on every machine: its values are part of the recordings' promise.
#include "core/base/hash.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Hash, HasTheSameValuesEverywhere) {
  EXPECT_EQ(hash_bytes(""), 0x41921B2FDCADB5AFULL);
  EXPECT_EQ(hash_bytes("delivered at 5"), 0xA336D5419F9EE95CULL);
}

TEST(Hash, TellsTrailingZeroBytesApart) {
  EXPECT_NE(hash_bytes(std::string_view("a\0", 2)), hash_bytes("a"));
  EXPECT_NE(hash_bytes(std::string_view("\0", 1)), hash_bytes(""));
}

}  // namespace
}  // namespace inflight
