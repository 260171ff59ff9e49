// Configuration from the command line and from client.properties files.
#include "core/run/client_properties.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inflight {
namespace {

using testing::HasSubstr;

std::filesystem::path written(const std::string& text) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "client.properties";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(ClientProperties, APropertyIsNameAndValue) {
  const Result<Property> property = parse_property(" linger.ms = 50 ", "-X");
  ASSERT_TRUE(property.ok());
  EXPECT_EQ(property->name, "linger.ms");
  EXPECT_EQ(property->value, "50");
  EXPECT_EQ(parse_property("sasl.jaas=a=b", "-X")->value, "a=b");
  EXPECT_EQ(parse_property("client.id=", "-X")->value, "");
}

TEST(ClientProperties, WhatIsNoneIsSaid) {
  EXPECT_EQ(parse_property("linger", "-X linger").error().sentence,
            "-X linger should be name=value, like linger.ms=50.");
  EXPECT_FALSE(parse_property("=5", "-X").ok());
}

TEST(ClientProperties, AFileHasOneALineAndComments) {
  const Result<Properties> properties =
      read_client_properties(written("# to production\r\nbootstrap.servers=kafka:9092\r\n\n  acks = all\n"));
  ASSERT_TRUE(properties.ok());
  ASSERT_EQ(properties->size(), 2U);
  EXPECT_EQ(properties.value()[0].value, "kafka:9092");
  EXPECT_EQ(properties.value()[1].name, "acks");
}

TEST(ClientProperties, ATornLineIsNamed) {
  EXPECT_THAT(read_client_properties(written("acks=all\nsasl.password\n")).error().sentence,
              HasSubstr("client.properties, line 2 should be name=value"));
}

TEST(ClientProperties, AMissingFileIsNamed) {
  EXPECT_THAT(read_client_properties("/nowhere/client.properties").error().sentence,
              HasSubstr("/nowhere/client.properties"));
}

TEST(ClientProperties, TheTildeIsHome) {
  written("acks=1\n");
  ASSERT_EQ(setenv("HOME", testing::TempDir().c_str(), 1), 0);
  EXPECT_TRUE(read_client_properties("~/client.properties").ok());
}

}  // namespace
}  // namespace inflight
