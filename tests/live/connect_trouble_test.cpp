// Causes of a connection that does not come about, from lines that librdkafka 2.0.2 really logged.
#include "core/live/connect_trouble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inflight {
namespace {

using testing::HasSubstr;

std::string trouble(std::string_view line) { return connect_trouble(line, "kafka:9092").value_or("none"); }

TEST(ConnectTrouble, NobodyListens) {
  EXPECT_EQ(trouble("[thrd:127.0.0.1:1/bootstrap]: 127.0.0.1:1/bootstrap: Connect to ipv4#127.0.0.1:1 failed: "
                    "Connection refused (after 0ms in state CONNECT)"),
            "Nothing listens at kafka:9092. Start the broker, or check the address.");
}

TEST(ConnectTrouble, TheNameIsUnknown) {
  EXPECT_THAT(trouble("no-such-host.invalid:9092/bootstrap: Failed to resolve 'no-such-host.invalid:9092': Name or "
                      "service not known (after 1ms in state CONNECT)"),
              HasSubstr("Check its spelling"));
}

TEST(ConnectTrouble, TlsIsExpected) {
  EXPECT_THAT(
      trouble("127.0.0.1:9779/bootstrap: Disconnected while requesting ApiVersion: might be caused by incorrect "
              "security.protocol configuration (connecting to a SSL listener?) or broker version is < 0.10 (see "
              "api.version.request) (after 0ms in state APIVERSION_QUERY)"),
      HasSubstr("-X security.protocol=SSL"));
}

TEST(ConnectTrouble, TlsIsNotSpoken) {
  EXPECT_THAT(
      trouble("ssl://127.0.0.1:9778/bootstrap: SSL handshake failed: error:0A000126:SSL routines::unexpected eof "
              "while reading (after 4ms in state SSL_HANDSHAKE)"),
      HasSubstr("does not speak TLS"));
}

TEST(ConnectTrouble, TheCertificateIsNotTrusted) {
  EXPECT_THAT(
      trouble("ssl://127.0.0.1:9779/bootstrap: SSL handshake failed: error:0A000086:SSL routines::certificate "
              "verify failed: broker certificate could not be verified, verify that ssl.ca.location is correctly "
              "configured (after 2ms in state SSL_HANDSHAKE)"),
      HasSubstr("ssl.ca.location=FILE"));
}

TEST(ConnectTrouble, NoLoginIsAskedFor) {
  EXPECT_THAT(
      trouble("sasl_plaintext://127.0.0.1:9778/bootstrap: Failed to initialize SASL authentication: SASL "
              "Handshake not supported by broker (required by mechanism PLAIN) (after 0ms in state AUTH_LEGACY)"),
      HasSubstr("asks for no login"));
}

TEST(ConnectTrouble, TheLoginIsRefusedAndNothingOfTheLineIsRepeated) {
  const std::string sentence =
      trouble("SASL authentication error: Authentication failed for canary (in state AUTH_REQ)");
  EXPECT_EQ(sentence, "kafka:9092 does not accept the user name or the password.");
}

TEST(ConnectTrouble, OtherLinesTellNone) { EXPECT_EQ(trouble("Connected (#1)"), "none"); }

}  // namespace
}  // namespace inflight
