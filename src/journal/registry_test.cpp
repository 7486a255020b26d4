// The catalogue knows every type's name and fields, writes any record as JSON and hands out its fields by name.
#include "journal/registry.h"

#include <gtest/gtest.h>

#include "journal/counter_for_test.h"

namespace drivetrain::journal::test {
namespace {

enum class Mood { calm = 1, tense = 2 };
std::string_view to_string(Mood mood) { return mood == Mood::calm ? "calm" : "tense"; }
struct Line;

struct Step {
  std::string name;
  Duration took;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "name", self.name);
    visit(2, "took", self.took);
  }
};

struct Reviewed {
  static constexpr Type type{905, "Reviewed"};
  Id<Line> line;
  Mood mood = Mood::calm;
  Decimal cost;
  bool held = false;
  Instant at;
  Date day;
  std::optional<std::int64_t> score;
  std::vector<std::string> people;
  std::vector<Step> steps;
  Bytes stamp;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "line", self.line);
    visit(2, "mood", self.mood);
    visit(3, "cost", self.cost);
    visit(4, "held", self.held);
    visit(5, "at", self.at);
    visit(6, "day", self.day);
    visit(7, "score", self.score);
    visit(8, "people", self.people);
    visit(9, "steps", self.steps);
    visit(10, "stamp", self.stamp);
  }
};

Record record_of(Reviewed const& reviewed) {
  Record record;
  record.position = 7;
  record.type = Reviewed::type.number;
  record.at = {1'774'598'400'000'000};
  record.actor = Actor::person("ana");
  record.cause = 6;
  record.model = "r1";
  record.payload = encode(reviewed);
  return record;
}

Reviewed example() {
  return {Id<Line>("cell-2"), Mood::tense, *Decimal::parse("12.50"), true, {1'774'598'400'000'000}, {2026, 3, 27}, 4, {"ana", "bob"}, {{"weigh", minutes(3)}}, {0x0A, 0xFF}};
}

/// Says what it was handed.
class Notes final : public FieldSink {
 public:
  void text(std::string_view field, std::string_view value) override { note(field, value); }
  void number(std::string_view field, Decimal value) override { note(field, value.to_string()); }
  void boolean(std::string_view field, bool value) override { note(field, value ? "yes" : "no"); }
  void instant(std::string_view field, Instant value) override { note(field, format_instant(value)); }
  void duration(std::string_view field, Duration value) override { note(field, format_duration(value)); }
  void date(std::string_view field, Date value) override { note(field, format_date(value)); }
  void begin_list(std::string_view field) override { note(field, "["); }
  void end_list() override { text_ += "] "; }
  void begin_group(std::string_view field) override { note(field, "{"); }
  void end_group() override { text_ += "} "; }
  void other(std::string_view field, std::type_info const& type, void const*) override { note(field, type == typeid(Bytes) ? "bytes" : "?"); }
  std::string text_;

 private:
  void note(std::string_view field, std::string_view value) { text_ += std::string(field) + "=" + std::string(value) + " "; }
};

TEST(Catalogue, HandsOutFieldsByName) {
  Registry<Count> registry;
  registry.event<Reviewed>();
  Notes notes;
  auto reviewed = example();
  EXPECT_TRUE(registry.give(record_of(reviewed), notes));
  EXPECT_EQ(notes.text_,
            "line=cell-2 mood=tense cost=12.50 held=yes at=2026-03-27T08:00:00Z day=2026-03-27 score=4 people=[ people=ana people=bob ] "
            "steps=[ steps={ name=weigh took=PT3M } ] stamp=bytes ");
}

TEST(Catalogue, WritesAnyRecordAsJson) {
  Registry<Count> registry;
  registry.event<Reviewed>();
  auto reviewed = example();
  reviewed.score.reset();
  auto record = record_of(reviewed);
  EXPECT_EQ(registry.to_json(record),
            R"({"position":7,"kind":"event","type":"Reviewed","at":"2026-03-27T08:00:00Z","actor":{"kind":"person","id":"ana"},"cause":6,"model":"r1",)"
            R"("data":{"line":"cell-2","mood":"tense","cost":12.50,"held":true,"at":"2026-03-27T08:00:00Z","day":"2026-03-27","score":null,)"
            R"("people":["ana","bob"],"steps":[{"name":"weigh","took":"PT3M"}],"stamp":"0aff"}})");
  record.erased = true;
  record.payload.clear();
  EXPECT_NE(registry.to_json(record).find(R"("erased":true,"data":null})"), std::string::npos);
  record.type = 999;
  EXPECT_NE(registry.to_json(record).find(R"("type":"event 999")"), std::string::npos);
}

TEST(Catalogue, TellsWhatATimerWillAskForInWords) {
  Counter counter;
  Record record{.position = 7, .type = TimerSet::type.number, .payload = encode(TimerSet{"soon", {1'774'598'400'000'000}, Add::type.number, encode(Add{5, "late"})})};
  EXPECT_NE(counter.registry.to_json(record).find(R"("data":{"key":"soon","due":"2026-03-27T08:00:00Z","command":"Add","payload":{"amount":5,"tag":"late"}}})"), std::string::npos) << counter.registry.to_json(record);
  record.payload = encode(TimerSet{"soon", {1'774'598'400'000'000}, 731, {1, 2, 3}});
  EXPECT_NE(counter.registry.to_json(record).find(R"("command":"command 731"}})"), std::string::npos) << "what nobody knows any more has no fields: " << counter.registry.to_json(record);
  record.payload = {0x7d, 0x7d};
  EXPECT_NE(counter.registry.to_json(record).find(R"("data":null})"), std::string::npos) << counter.registry.to_json(record);
}

TEST(Catalogue, ListsEveryTypeWithItsFields) {
  Counter counter;
  counter.registry.event<Reviewed>();
  std::vector<std::string> names;
  for (auto type : counter.registry.all()) names.push_back(type->name);
  EXPECT_EQ(names, (std::vector<std::string>{"Add", "AddLater", "Stumble", "CommandRejected", "TimerSet", "TimerCancelled", "TimerFired", "ErasureOrdered", "ErasureCarriedOut", "Added", "Reviewed"}));
  auto type = counter.registry.find(RecordKind::event, "Reviewed");
  ASSERT_TRUE(type);
  std::string fields;
  for (auto const& field : type->fields)
    fields += field.name + ":" + std::string(to_string(field.kind)) + (field.optional ? "?" : "") + (field.list ? "*" : "") + " ";
  EXPECT_EQ(fields, "line:text mood:text cost:number held:boolean at:instant day:date score:number? people:text* steps:group* stamp:bytes ");
  ASSERT_EQ(type->fields[8].fields.size(), 2u);
  EXPECT_EQ(type->fields[8].fields[1].name, "took");
}

TEST(Registry, EveryApplierOfAnEventIsCalledInOrder) {
  Registry<Count> registry;
  registry.event<Added>([](Added const& added, Record const&, Count& count) { count.total += added.amount; });
  registry.event<Added>([](Added const&, Record const& record, Count& count) { count.total *= static_cast<std::int64_t>(record.position); });
  Count count;
  Record record;
  record.position = 3;
  record.type = Added::type.number;
  record.payload = encode(Added{5, ""});
  registry.apply(record, count);
  EXPECT_EQ(count.total, 15);
}

TEST(Registry, AnErasedEventIsAppliedEmptyAndAnUnknownOneNotAtAll) {
  Counter counter;
  Record record;
  record.type = Added::type.number;
  record.erased = true;
  counter.apply(record);
  record.type = 999;
  counter.apply(record);
  EXPECT_EQ(counter.count.total, 0);
  EXPECT_TRUE(counter.knows(Added::type.number));
  EXPECT_FALSE(counter.knows(999));
}

}  // namespace
}  // namespace drivetrain::journal::test
