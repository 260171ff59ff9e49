// Links: a run in a line of text, from a friend or from a stranger.
#include "core/run/link.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace inflight {
namespace {

Link link() {
  Link link;
  link.options.script = "print('hello')\npassword = 'hunter22'\n";
  link.options.script_name = "program.py";
  link.options.topics = {{"orders", 3}};
  link.options.seed = 7;
  link.options.lines_off = {1};
  link.options.actions = {{.at_ns = 5, .kind = ActionKind::reject_next}};
  link.options.source = RunSource::cluster;
  link.options.bootstrap = "kafka.mine:9092";
  link.position_ns = 3 * kSecond;
  return link;
}

std::string complaint(std::string_view text) {
  const Result<Link> decoded = decode_link(text);
  return decoded ? "" : decoded.error().sentence;
}

TEST(Link, GivesBackTheRunAndTheInstantSimulated) {
  const std::string text = encode_link(link()).value();
  EXPECT_TRUE(text.starts_with("inflight:"));
  EXPECT_LT(text.size(), 1000u);
  EXPECT_EQ(text.find_first_of(" +/="), std::string::npos);
  const Link back = decode_link(text + "\n").value();
  EXPECT_EQ(back.position_ns, 3 * kSecond);
  EXPECT_EQ(back.options.seed, 7);
  EXPECT_EQ(back.options.topics, link().options.topics);
  EXPECT_EQ(back.options.actions, link().options.actions);
  EXPECT_EQ(back.options.lines_off, link().options.lines_off);
  EXPECT_EQ(back.options.source, RunSource::simulated);
  EXPECT_EQ(back.options.bootstrap, "");
  EXPECT_EQ(back.options.script, "print('hello')\npassword = '•••'\n");
  EXPECT_EQ(about(back), "a link to program.py, simulated, seed 7, 1 action by a person, at 3 s");
}

TEST(Link, BearsTheBrokersAndWhatTheyKeep) {
  Link several = link();
  several.options.topics = {{"orders", 1, 3}};
  several.options.brokers = 3;
  several.options.min_insync = 2;
  several.options.unclean = true;
  several.options.source = RunSource::simulated;
  const RunOptions back = decode_link(encode_link(several).value())->options;
  EXPECT_EQ(back.topics, several.options.topics);
  EXPECT_EQ(back.brokers, 3);
  EXPECT_EQ(back.min_insync, 2);
  EXPECT_TRUE(back.unclean);
  const RunOptions plain = decode_link(encode_link(link()).value())->options;
  EXPECT_EQ(plain.brokers, 1);
  EXPECT_EQ(plain.min_insync, 1);
  EXPECT_FALSE(plain.unclean);
}

TEST(Link, ThatAsksForAnImpossibleClusterIsRefused) {
  const auto refused = [](auto change) {
    Link wrong = link();
    change(wrong.options);
    return complaint(encode_link(wrong).value());
  };
  EXPECT_EQ(refused([](RunOptions& options) { options.brokers = 10; }),
            "The link: 'brokers' should be a whole number from 1 to 9.");
  EXPECT_EQ(refused([](RunOptions& options) { options.min_insync = 0; }),
            "The link: 'min_insync' should be a whole number from 1 to 9.");
  EXPECT_EQ(refused([](RunOptions& options) {
              options.topics = {{"orders", 1, 3}};
            }),
            "The link asks for what no cluster can be. 'orders:1:3' asks for 3 replicas, and there is one broker. Ask "
            "for more brokers: --brokers 3.");
}

TEST(Link, ADamagedOneIsRefusedWithTheReason) {
  const std::string text = encode_link(link()).value();
  EXPECT_NE(complaint("https://example.org").find("is no link"), std::string::npos);
  EXPECT_NE(complaint("inflight:").find("The link is"), std::string::npos);
  EXPECT_NE(complaint("inflight:a b").find("a character"), std::string::npos);
  EXPECT_NE(complaint(text.substr(0, text.size() / 2)).find("cut off"), std::string::npos);
  std::string changed = text;
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  EXPECT_NE(complaint(changed), "");
}

TEST(Link, IsBoundedInLengthAndInWhatItInflatesTo) {
  EXPECT_NE(complaint("inflight:" + std::string(kLongestLink, 'A')).find("64 KiB"), std::string::npos);
  Link large = link();
  large.options.script = std::string(1 << 20, '#');
  EXPECT_NE(encode_link(large).error().sentence.find("too large"), std::string::npos);
  // Forty kilobytes that would become thirty megabytes.
  const std::string zeros(30 << 20, '\0');
  uLongf size = compressBound(zeros.size());
  std::string bomb(size, '\0');
  compress2(reinterpret_cast<Bytef*>(bomb.data()), &size, reinterpret_cast<const Bytef*>(zeros.data()), zeros.size(),
            9);
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text = "inflight:";
  for (std::size_t i = 0; i + 2 < size; i += 3) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bomb[at])); };
    const std::uint32_t bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (const int shift : {18, 12, 6, 0}) text += kDigits[(bits >> shift) & 63];
  }
  ASSERT_LT(text.size(), kLongestLink);
  EXPECT_NE(complaint(text).find("more than 1 MiB"), std::string::npos);
}

}  // namespace
}  // namespace inflight
