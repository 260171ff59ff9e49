// The property table.
#include "core/binding/properties.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

std::string complaint(std::string_view name, std::string_view value) {
  const Status judged = check_property(name, value);
  return judged.ok() ? "" : judged.error().sentence;
}

TEST(Properties, KnowsAliasesAndDefaults) {
  const PropertyInfo* acks = find_property("acks");
  ASSERT_NE(acks, nullptr);
  EXPECT_EQ(canonical_name(*acks), "request.required.acks");
  EXPECT_EQ(acks->fallback, "-1");
  EXPECT_EQ(canonical_name(*find_property("linger.ms")), "queue.buffering.max.ms");
  EXPECT_TRUE(find_property("linger.ms")->modelled);
  EXPECT_EQ(find_property("linger"), nullptr);
}

TEST(Properties, EveryDefaultIsAllowed) {
  for (const PropertyInfo& property : properties()) {
    if (property.type == PropertyType::callback || property.fallback.empty() || property.scope == PropertyScope::topic_)
      continue;
    EXPECT_EQ(complaint(property.name, property.fallback), "") << property.name;
  }
}

TEST(Properties, AliasesNameAProperty) {
  for (const PropertyInfo& property : properties()) {
    if (property.alias_of.empty()) continue;
    EXPECT_NE(find_property(property.alias_of), nullptr) << property.name;
  }
}

TEST(Properties, JudgesValues) {
  EXPECT_EQ(complaint("acks", "all"), "");
  EXPECT_EQ(complaint("linger.ms", "0.5"), "");
  EXPECT_EQ(complaint("retries", "1.5"),
            "Invalid value \"1.5\" for configuration property \"retries\": it takes a number from 0 to 2147483647.");
  EXPECT_EQ(complaint("linger.ms", "900001"),
            "Configuration property \"linger.ms\" value 900001 is outside allowed range 0..900000");
  EXPECT_EQ(complaint("enable.idempotence", "True"), "");
  EXPECT_EQ(complaint("enable.idempotence", "yes"),
            "Invalid value \"yes\" for configuration property \"enable.idempotence\": it takes true or false.");
  EXPECT_EQ(complaint("compression.type", "lzma"),
            "Invalid value \"lzma\" for configuration property \"compression.type\": it takes one of none, gzip, "
            "snappy, lz4, zstd.");
}

TEST(Properties, NamesTheNearest) {
  EXPECT_EQ(nearest_property("bootstrap.server"), "bootstrap.servers");
  EXPECT_EQ(nearest_property("batch.num.message"), "batch.num.messages");
  EXPECT_EQ(nearest_property("completely.different.thing.altogether"), "");
}

TEST(Properties, SecretsAndFilesAreMarked) {
  EXPECT_TRUE(is_secret("sasl.password"));
  EXPECT_TRUE(is_secret("ssl.key.pem"));
  EXPECT_TRUE(is_secret("my.own.token"));
  EXPECT_FALSE(is_secret("sasl.username"));
  for (const char* name : {"plugin.library.paths", "sasl.kerberos.kinit.cmd", "ssl.ca.location", "ssl.key.location",
                           "ssl.certificate.location", "ssl.keystore.location", "ssl.crl.location",
                           "ssl.engine.location", "sasl.kerberos.principal", "sasl.oauthbearer.token.endpoint.url"}) {
    EXPECT_TRUE(find_property(name)->only_from_command_line) << name;
  }
  EXPECT_FALSE(find_property("bootstrap.servers")->only_from_command_line);
}

}  // namespace
}  // namespace inflight
