// Which literals of a script are secrets, and what is shown of it.
#include "core/binding/script_secrets.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

std::string shown(std::string_view script) { return secrets_in(script).shown; }

TEST(ScriptSecrets, AKeyOfTheConfigurationTells) {
  EXPECT_EQ(shown("conf = {'sasl.username': 'me', 'sasl.password': 'hunter2', 'linger.ms': 5}\n"),
            "conf = {'sasl.username': 'me', 'sasl.password': '•••', 'linger.ms': 5}\n");
}

TEST(ScriptSecrets, SoDoesASubscriptAndAVariable) {
  EXPECT_EQ(shown("conf['ssl.key.password'] = \"hunter2\"\nmy_token = 'abc'\nname = 'me'\n"),
            "conf['ssl.key.password'] = \"•••\"\nmy_token = '•••'\nname = 'me'\n");
}

TEST(ScriptSecrets, TheSameValueIsHiddenElsewhere) {
  EXPECT_EQ(shown("password = 'hunter2'\nprint('it is hunter2')  # hunter2\n"),
            "password = '•••'\nprint('it is •••')  # •••\n");
}

TEST(ScriptSecrets, AShortOneIsHiddenOnlyWhereItStands) {
  EXPECT_EQ(shown("password = 'a'\nbanana = 'a'\n"), "password = '•••'\nbanana = 'a'\n");
}

TEST(ScriptSecrets, LinesStayWhereTheyAre) {
  EXPECT_EQ(shown("secret = '''one\ntwo'''\nprint(1)\n"), "secret = '''•••\n'''\nprint(1)\n");
}

TEST(ScriptSecrets, TheRedactorKnowsThem) {
  EXPECT_EQ(secrets_in("conf = {'sasl.password': 'hunter2'}").redactor("Login with hunter2 refused"),
            "Login with ••• refused");
}

TEST(ScriptSecrets, AnOrdinaryScriptIsShownAsItIs) {
  const std::string script = "conf = {'bootstrap.servers': 'localhost:9092'}\nfor i in range(3):\n    print(f'm{i}')\n";
  EXPECT_EQ(shown(script), script);
  EXPECT_TRUE(secrets_in(script).redactor.empty());
}

TEST(ScriptSecrets, WhatIsNoScriptIsLeftAlone) {
  EXPECT_EQ(shown("password = 'never closed\n"), "password = 'never closed\n");
}

}  // namespace
}  // namespace inflight
