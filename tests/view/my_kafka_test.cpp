// The dialog *My Kafka*: what is typed, what it means, and what is said of it.
#include "app/view/my_kafka.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <thread>

#include "app/view/stage.h"
#include "app/view/view.h"
#include "tests/view/by_hand.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

KafkaForm form_with(std::string_view brokers, std::string_view file = "") {
  KafkaForm form;
  write_field(form.brokers, brokers);
  write_field(form.file, file);
  return form;
}

void type_property(KafkaForm& form, std::string_view name, std::string_view value) {
  write_field(form.name, name);
  write_field(form.value, value);
}

TEST(MyKafka, SaysWhatWillReallyHappen) {
  Story story;
  StageInput input = story.input();
  EXPECT_THAT(prepare_my_kafka(input, {}).sentence, HasSubstr("It really writes to the topics that it names there."));
  const std::vector<std::string> topics{"orders", "payments"};
  input.topics = topics;
  EXPECT_THAT(prepare_my_kafka(input, {}).sentence, HasSubstr("It really writes to orders, payments there."));
}

TEST(MyKafka, WithoutBrokersItSaysWhatToWrite) {
  EXPECT_EQ(access_of(form_with("  ")).error().sentence, "Write where a broker of yours is, like localhost:9092.");
}

TEST(MyKafka, TheBrokersMayStandInTheFile) {
  const std::string path = testing::TempDir() + "my.properties";
  std::ofstream(path) << "metadata.broker.list=kafka:9092\nsecurity.protocol=SSL\n";
  const Result<ClusterAccess> access = access_of(form_with("", path));
  ASSERT_TRUE(access.ok());
  EXPECT_EQ(access->bootstrap, "kafka:9092");
  EXPECT_EQ(access->properties.size(), 2U);
  EXPECT_EQ(access_of(form_with(" other:1 ", path))->bootstrap, "other:1");
}

TEST(MyKafka, AFileThatIsNotThereIsNamed) {
  EXPECT_THAT(access_of(form_with("kafka:9092", "/nowhere/my.properties")).error().sentence,
              HasSubstr("/nowhere/my.properties"));
}

TEST(MyKafka, APropertyIsJudgedWhenItIsAdded) {
  KafkaForm form;
  type_property(form, "security.protocl", "SSL");
  EXPECT_FALSE(add_property(form));
  EXPECT_THAT(form.problem, HasSubstr("security.protocol"));
  type_property(form, "security.protocol", "SSL");
  EXPECT_TRUE(add_property(form));
  EXPECT_EQ(form.problem, "");
  EXPECT_EQ(form.name[0], '\0');
  type_property(form, "security.protocol", "SASL_SSL");
  EXPECT_TRUE(add_property(form));
  ASSERT_EQ(form.properties.size(), 1U) << "the last value of a name counts";
  EXPECT_EQ(form.properties[0].value, "SASL_SSL");
}

TEST(MyKafka, ASecretIsNotShownWhileItIsTypedNorAfter) {
  Story story;
  KafkaForm form;
  type_property(form, "sasl.password", "canary");
  EXPECT_TRUE(prepare_my_kafka(story.input(), form).hides_value);
  ASSERT_TRUE(add_property(form));
  EXPECT_FALSE(prepare_my_kafka(story.input(), form).hides_value);
  const std::string said = text(prepare_my_kafka(story.input(), form));
  EXPECT_THAT(said, HasSubstr("sasl.password = •••"));
  EXPECT_THAT(said, Not(HasSubstr("canary")));
}

TEST(MyKafka, SaysThatTheFileIsBeingRead) {
  Story story;
  KafkaForm form = form_with("kafka:9092", "my.properties");
  form.waits = CommandId::test_kafka;
  EXPECT_EQ(prepare_my_kafka(story.input(), form).asking, "Reading my.properties …");
  form = form_with("kafka:9092");
  form.waits = CommandId::test_kafka;
  EXPECT_EQ(prepare_my_kafka(story.input(), form).asking, "");
}

// The dialog of a whole window, with what is read in a thread.
class WholeDialog : public ByHand {
 protected:
  void SetUp() override {
    Lesson lesson = find_lesson("the-last-ten").value();
    RunOptions options = options_of(lesson);
    ASSERT_TRUE(session_.open(std::move(options), std::move(lesson), Session::Ask::nothing).ok());
    frame();
    press('K');
    ASSERT_TRUE(form().open);
  }
  void draw() override {
    now_ += 16 * kMillisecond;
    session_.tick(now_);
    view_.draw(kWide, kHigh, theme_, fonts_, {}, now_);
  }
  Rect widget(std::string_view name) const override { return view_.widget(name); }
  KafkaForm& form() { return view_.kafka_form(); }
  void until_read() {
    for (int frames = 0; frames < 10'000 && form().waits; ++frames) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      frame();
    }
    ASSERT_FALSE(form().waits);
  }

  Session session_{[] {}};
  View view_{session_, {}, [] {}};
  Nanos now_ = 0;
};

TEST_F(WholeDialog, UsesWhatTheFileSaysOnceItWasRead) {
  const std::string path = testing::TempDir() + "whole.properties";
  std::ofstream(path) << "bootstrap.servers=kafka:9092\n";
  write_field(form().file, path);
  click("use_kafka");
  until_read();
  EXPECT_FALSE(form().open);
  EXPECT_EQ(session_.next_options().bootstrap, "kafka:9092");
  EXPECT_EQ(session_.next_options().source, RunSource::cluster);
}

TEST_F(WholeDialog, AFileThatIsWrongIsSaidAndTheDialogStays) {
  write_field(form().file, "/nowhere/my.properties");
  click("test_kafka");
  until_read();
  EXPECT_TRUE(form().open);
  EXPECT_THAT(form().problem, HasSubstr("/nowhere/my.properties"));
  EXPECT_EQ(session_.cluster_test(), nullptr);
}

TEST_F(WholeDialog, ClosedMeanwhileNothingComesOfIt) {
  write_field(form().brokers, "kafka:9092");
  click("use_kafka");
  form().open = false;
  until_read();
  EXPECT_EQ(session_.next_options().source, RunSource::simulated);
}

class Dialog : public ByHand {
 protected:
  void SetUp() override {
    frame();
    stage_.kafka_form().open = true;
    frame();
    frame();
  }
  void draw() override {
    for (const Command& command : stage_.draw(story_.input(), kWide, kHigh, theme_, fonts_)) {
      if (!stage_.take(command)) asked_.push_back(command.id);
    }
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }
  void type(std::string_view words) {
    for (int i = 0; i < 3; ++i) frame();
    for (const char c : words) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    for (int i = 0; i < 3; ++i) frame();
  }

  Story story_;
  StageView stage_;
  std::vector<CommandId> asked_;
};

TEST_F(Dialog, AFieldIsClickedAndTypedIn) {
  click("kafka_brokers");
  type("kafka:9092");
  EXPECT_STREQ(stage_.kafka_form().brokers.data(), "kafka:9092");
}

TEST_F(Dialog, TabGoesFromFieldToFieldAndTypingGoesOn) {
  press(ImGuiKey_Tab);
  type("kafka:9092");
  press(ImGuiKey_Tab);
  press(ImGuiKey_Tab);
  type("sasl.username");
  press(ImGuiKey_Tab);
  type("ann");
  press(ImGuiKey_Enter);
  const KafkaForm& form = stage_.kafka_form();
  EXPECT_STREQ(form.brokers.data(), "kafka:9092");
  ASSERT_EQ(form.properties.size(), 1U);
  EXPECT_EQ(form.properties[0].name, "sasl.username");
  EXPECT_EQ(form.properties[0].value, "ann");
}

TEST_F(Dialog, EnterInTheBrokersAsksThem) {
  click("kafka_brokers");
  type("kafka:9092");
  press(ImGuiKey_Enter);
  EXPECT_THAT(asked_, ElementsAre(CommandId::test_kafka));
}

TEST_F(Dialog, AnAddedPropertyIsTakenOutAgain) {
  stage_.kafka_form().properties = {{"acks", "all"}, {"linger.ms", "5"}};
  frame();
  click("drop_property 0");
  ASSERT_EQ(stage_.kafka_form().properties.size(), 1U);
  EXPECT_EQ(stage_.kafka_form().properties[0].name, "linger.ms");
}

TEST_F(Dialog, ItsButtonsAsk) {
  click("test_kafka");
  click("use_kafka");
  EXPECT_THAT(asked_, ElementsAre(CommandId::test_kafka, CommandId::use_kafka));
}

TEST_F(Dialog, TheStageBelowHearsNoKeysAndNoMouse) {
  press('P');
  press(ImGuiKey_Space);
  click("run");
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Dialog, EscapeLeavesTheFieldAndThenTheDialog) {
  click("kafka_brokers");
  type("kafka");
  press(ImGuiKey_Escape);
  EXPECT_TRUE(stage_.kafka_form().open);
  press(ImGuiKey_Escape);
  EXPECT_FALSE(stage_.kafka_form().open);
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Dialog, NothingOfItIsCutWithManyProperties) {
  for (int i = 0; i < 9; ++i) stage_.kafka_form().properties.push_back({"client.id", "a"});
  frame();
  for (const std::string& name : stage_.widget_names()) {
    if (name.starts_with("kafka_") || name.starts_with("drop_property") || name == "use_kafka") {
      EXPECT_TRUE((Rect{0, 0, 1920, 1080}.contains(stage_.widget(name)))) << name;
    }
  }
}

}  // namespace
}  // namespace inflight
