// backup, restore, erase and export as somebody types them: what they print, and how they end.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "app/binary_for_test.h"
#include "app/company_on_disk_for_test.h"
#include "app/safekeeping.h"
#include "feel/json.h"
#include "platform/files.h"
#include "platform/sqlite.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app::cli {
namespace {

namespace fs = std::filesystem;
using app::test::run_drivetrain;

class MemoryVerbs : public testing::Test {
 protected:
  void SetUp() override {
    if (app::test::drivetrain_binary().empty()) GTEST_SKIP() << "the program was not built beside its tests";
    model::Files right{{"decisions/erase-personal-data.yaml",
                        "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: erase-personal-data, title: \"Shall this be erased?\", owner: director}\nspec: {question: Shall it be erased?, "
                        "kind: design, governs: [personal-data], facts: [], rapid: {decide: [director]}, outcomes: [approve, refuse], criteria: [Who asked?], cadence: on-demand, sla: PT40H, supports: [margin]}\n"}};
    app::test::CompanyOnDisk company(data, {}, right);
    ASSERT_TRUE(company.away(1, "a burnout, says the doctor").accepted());
    ASSERT_TRUE(company.away(2).accepted());
    records = company.runtime.journal().durable();
  }
  feel::Value json_of(platform::ProgramResult const& ran) {
    auto value = feel::from_json(ran.out);
    EXPECT_TRUE(value.ok()) << ran.out << ran.err;
    return value ? value.take() : feel::Value();
  }
  bool says(std::string const& what) {
    for (auto const& entry : fs::recursive_directory_iterator(data)) {
      if (!entry.is_regular_file()) continue;
      auto content = platform::read_file(entry.path().string());
      if (content && content->find(what) != std::string::npos) return true;
    }
    return false;
  }
  platform::test::TemporaryFolder folder;
  std::string data = folder.path() + "/data", kept = folder.path() + "/kept", elsewhere = folder.path() + "/elsewhere";
  std::uint64_t records = 0;
};

TEST_F(MemoryVerbs, BackUpAndRestoreAsADrillAndInEarnest) {
  auto looked = run_drivetrain({"--json", "backup", "--data", data, "--to", kept, "--dry-run"});
  EXPECT_EQ(looked.exit_code, 0) << looked.err;
  EXPECT_TRUE(json_of(looked).at("dry_run").is_true());
  EXPECT_FALSE(fs::exists(kept));
  EXPECT_FALSE(last_backup(data));
  auto made = json_of(run_drivetrain({"--json", "backup", "--data", data, "--to", kept}));
  EXPECT_EQ(made.at("manifest").at("journal").at("position"), feel::Value(records));
  auto noted = last_backup(data);
  ASSERT_TRUE(noted);
  EXPECT_EQ(noted->position, records);
  EXPECT_TRUE(last_verification(data)->intact);
  EXPECT_EQ(run_drivetrain({"backup", "--data", data, "--to", kept}).exit_code, 4) << "is there already";
  EXPECT_EQ(run_drivetrain({"backup", "--data", data, "--to", kept, "--force"}).exit_code, 0);
  EXPECT_EQ(run_drivetrain({"backup", "--data", elsewhere, "--to", kept, "--force"}).exit_code, 5) << "of nothing";

  auto drill = run_drivetrain({"restore", "--from", kept, "--verify"});
  EXPECT_EQ(drill.exit_code, 0) << drill.err;
  EXPECT_NE(drill.out.find("which leads to the state that was backed up"), std::string::npos) << drill.out;
  EXPECT_EQ(run_drivetrain({"restore", "--from", kept}).exit_code, 2) << "where to?";
  auto restored = json_of(run_drivetrain({"--json", "restore", "--from", kept, "--data", elsewhere, "--verify"}));
  EXPECT_TRUE(restored.at("written").is_true());
  EXPECT_TRUE(last_verification(elsewhere)->intact);
  EXPECT_EQ(run_drivetrain({"audit", "verify", "--data", elsewhere}).exit_code, 0);
  EXPECT_EQ(run_drivetrain({"restore", "--from", kept, "--data", elsewhere}).exit_code, 4) << "holds a journal already";
  std::fstream(kept + "/journal.db", std::ios::in | std::ios::out | std::ios::binary).seekp(5'000).put('#');
  auto damaged = run_drivetrain({"restore", "--from", kept, "--verify"});
  EXPECT_EQ(damaged.exit_code, 1);
  EXPECT_NE(damaged.err.find("DT-X950"), std::string::npos) << damaged.err;
}

TEST_F(MemoryVerbs, EraseByRightAndByNobodyElse) {
  ASSERT_TRUE(says("burnout"));
  auto looked = json_of(run_drivetrain({"--json", "erase", "--data", data, "--person", "ann", "--dry-run"}));
  EXPECT_EQ(looked.at("erasures").list().size(), 1u);
  EXPECT_TRUE(says("burnout"));
  EXPECT_EQ(run_drivetrain({"erase", "--data", data, "--person", "ann"}).exit_code, 2) << "by whom, and why?";
  EXPECT_EQ(run_drivetrain({"erase", "--data", data}).exit_code, 2) << "whom?";
  EXPECT_EQ(run_drivetrain({"erase", "--data", data, "--person", "ann", "--expired"}).exit_code, 2) << "one or the other";
  EXPECT_EQ(run_drivetrain({"erase", "--data", data, "--customer", "Nobody We Know", "--dry-run"}).exit_code, 3);
  EXPECT_EQ(run_drivetrain({"erase", "--data", data, "--expired"}).exit_code, 4) << "the model keeps everything";
  auto wrong = run_drivetrain({"erase", "--data", data, "--person", "ann", "--by", "max", "--reason", "curious"});
  EXPECT_EQ(wrong.exit_code, 4);
  EXPECT_NE(wrong.err.find("DT-X904"), std::string::npos) << wrong.err;
  EXPECT_TRUE(says("burnout"));
  ASSERT_TRUE(platform::write_file(data + "/answers.db", "burnout").ok());
  auto done = run_drivetrain({"erase", "--data", data, "--person", "ann", "--by", "dora", "--reason", "asked by letter"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_FALSE(says("burnout"));
  auto audit = run_drivetrain({"audit", "verify", "--data", data});
  EXPECT_EQ(audit.exit_code, 0) << audit.out;
  EXPECT_NE(audit.out.find("ordered by dora: asked by letter"), std::string::npos) << audit.out;
}

TEST_F(MemoryVerbs, ExportOneObjectALine) {
  auto to = folder.path() + "/all.journal";
  auto looked = json_of(run_drivetrain({"--json", "export", "--data", data, "--to", to, "--dry-run"}));
  EXPECT_EQ(looked.at("records"), feel::Value(records));
  EXPECT_FALSE(fs::exists(to));
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--to", to}).exit_code, 0);
  auto text = platform::read_file(to);
  ASSERT_TRUE(text.ok());
  EXPECT_TRUE(text->starts_with("{\"drivetrain_journal\":1,"));
  EXPECT_EQ(looked.at("bytes"), feel::Value(text->size()));
  EXPECT_EQ(run_drivetrain({"export", "--data", data}).out, *text) << "the same on the standard output";
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--to", to}).exit_code, 4) << "is there already";
  EXPECT_EQ(run_drivetrain({"--json", "export", "--data", data}).exit_code, 2) << "two things on one stream";
  auto nowhere = run_drivetrain({"export", "--data", data, "--to", folder.path() + "/no/folder/all.journal"});
  EXPECT_EQ(nowhere.exit_code, 5) << nowhere.err;
  EXPECT_NE(nowhere.err.find("No such file"), std::string::npos) << nowhere.err;
}

TEST_F(MemoryVerbs, AuditVerifyRemembersTheEndAndSaysWhenItIsGone) {
  auto whole = run_drivetrain({"audit", "verify", "--data", data});
  ASSERT_EQ(whole.exit_code, 0) << whole.out << whole.err;
  auto head = known_head(data);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->position, records);
  auto printed = "--expect " + std::to_string(records) + ":" + head->hash;
  EXPECT_NE(whole.err.find(printed), std::string::npos) << whole.err;
  {
    auto connection = platform::Connection::open(data + "/journal.db", platform::Access::read_write, 1'000);
    ASSERT_TRUE(connection.ok());
    ASSERT_TRUE((*connection)->execute("DELETE FROM records WHERE position > " + std::to_string(records - 1)).ok());
  }
  auto cut = run_drivetrain({"audit", "verify", "--data", data});
  EXPECT_EQ(cut.exit_code, 1);
  EXPECT_NE(cut.out.find("1 record at its end is missing"), std::string::npos) << cut.out;
  EXPECT_NE(cut.err.find("--accept-head"), std::string::npos) << cut.err;
  EXPECT_FALSE(last_verification(data)->intact);
  EXPECT_NE(json_of(run_drivetrain({"--json", "audit", "verify", "--data", data})).at("end_problem"), feel::Value(""));
  auto doctor = json_of(run_drivetrain({"--json", "doctor", "--data", data, "--port", "0"}));
  EXPECT_TRUE(doctor.at("ok").is_false());
  std::string said;
  for (auto const& one : doctor.at("checks").list())
    if (one.at("part") == feel::Value("journal")) said = std::string(one.at("says").string());
  EXPECT_NE(said.find("at its end is missing"), std::string::npos) << said;
  EXPECT_EQ(run_drivetrain({"backup", "--data", data, "--to", kept}).exit_code, 1) << "a copy of it is no backup";
  EXPECT_FALSE(fs::exists(kept));

  auto accepted = run_drivetrain({"audit", "verify", "--data", data, "--accept-head"});
  EXPECT_EQ(accepted.exit_code, 0) << accepted.out << accepted.err;
  EXPECT_NE(accepted.out.find("accepted: the journal is meant to end at record " + std::to_string(records - 1)), std::string::npos) << accepted.out;
  EXPECT_EQ(run_drivetrain({"audit", "verify", "--data", data}).exit_code, 0);
  auto kept_elsewhere = run_drivetrain({"audit", "verify", "--data", data, "--expect", std::to_string(records) + ":" + head->hash});
  EXPECT_EQ(kept_elsewhere.exit_code, 1) << "whoever kept the head elsewhere still knows";
  EXPECT_EQ(run_drivetrain({"audit", "verify", "--data", data, "--expect", "nonsense"}).exit_code, 2);
}

TEST_F(MemoryVerbs, WhatTheyWriteIsReadByItsOwnerAloneAndDoctorSaysWhenItIsNot) {
  auto before = ::umask(022);
  auto text = folder.path() + "/all.journal";
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--to", text}).exit_code, 0);
  EXPECT_EQ(run_drivetrain({"backup", "--data", data, "--to", kept}).exit_code, 0);
  // A backup of an earlier version, whose journal everybody could read.
  fs::permissions(kept + "/journal.db", fs::perms(0644));
  EXPECT_EQ(run_drivetrain({"restore", "--from", kept, "--data", elsewhere}).exit_code, 0);
  ::umask(before);
  auto closed = [](std::string const& path) { return (fs::status(path).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none; };
  EXPECT_TRUE(closed(text));
  for (auto const& place : {kept, elsewhere, data}) {
    EXPECT_TRUE(closed(place)) << place;
    for (auto const& entry : fs::recursive_directory_iterator(place)) EXPECT_TRUE(closed(entry.path()) || entry.path() == kept + "/journal.db") << entry.path();
  }
  auto permissions = [&] {
    auto told = json_of(run_drivetrain({"--json", "doctor", "--data", elsewhere, "--port", "0"}));
    for (auto const& one : told.at("checks").list())
      if (one.at("part") == feel::Value("permissions")) return one;
    return feel::Value();
  };
  EXPECT_EQ(permissions().at("health"), feel::Value("ok")) << feel::to_text(permissions());
  fs::permissions(elsewhere + "/journal.db", fs::perms(0640));
  EXPECT_EQ(permissions().at("health"), feel::Value("error"));
  EXPECT_NE(std::string(permissions().at("says").string()).find("journal.db"), std::string::npos);
  EXPECT_NE(std::string(permissions().at("help").string()).find("chmod 600"), std::string::npos);
}

TEST_F(MemoryVerbs, ExportTheModelAsFilesAgain) {
  auto model = folder.path() + "/model";
  auto read = [&] { return platform::read_tree(model, model::belongs_to_model).take(); };
  model::Files first;
  std::string earlier, in_force;
  {
    app::test::CompanyOnDisk company(data);
    auto files = first = company.runtime.company().model().files;
    earlier = company.runtime.company().model().revision;
    auto& text = files["strategy.yaml"];
    text.replace(text.find("weight: 60"), 10, "weight: 55").replace(text.find("weight: 40"), 10, "weight: 45");
    files["kpis/promises.yaml"] = files["measures.yaml"];
    files.erase("measures.yaml");
    auto compiled = model::compile(files, {company.runtime.company().today(company.runtime.now())});
    ASSERT_TRUE(company.runtime.deploy_folder(compiled, earlier, {}).accepted());
    in_force = compiled.model->revision;
  }
  auto looked = json_of(run_drivetrain({"--json", "export", "--data", data, "--model", model, "--dry-run"}));
  EXPECT_EQ(looked.at("revision"), feel::Value(in_force));
  EXPECT_TRUE(looked.at("in_force").is_true());
  EXPECT_FALSE(fs::exists(model));
  auto wrote = run_drivetrain({"export", "--data", data, "--model", model});
  EXPECT_EQ(wrote.exit_code, 0) << wrote.err;
  EXPECT_NE(wrote.err.find("wrote version " + in_force.substr(0, 8) + ", which is in force, into " + model), std::string::npos) << wrote.err;
  EXPECT_EQ(model::revision_of(read()), in_force);
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--model", model}).exit_code, 4) << "it is not empty";
  ASSERT_TRUE(platform::write_file(model + "/notes.txt", "mine").ok());
  ASSERT_TRUE(platform::write_file(model + "/org/more.yaml", "# an edit\n").ok());
  auto back = run_drivetrain({"export", "--data", data, "--model", model, "--revision", earlier.substr(0, 8), "--force"});
  EXPECT_EQ(back.exit_code, 0) << back.err;
  EXPECT_EQ(read(), first);
  EXPECT_TRUE(fs::exists(model + "/notes.txt")) << "what is no file of a model stays";
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--model", model, "--revision", "nothing", "--force"}).exit_code, 3);
  ASSERT_TRUE(platform::write_file(elsewhere + "/readme.md", "no model").ok());
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--model", elsewhere, "--force"}).exit_code, 4) << "it holds no model";
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--model", model, "--to", "x"}).exit_code, 2);
  EXPECT_EQ(run_drivetrain({"export", "--data", data, "--revision", earlier}).exit_code, 2);
  auto doctor = run_drivetrain({"doctor", "--data", data, "--model", model, "--port", "0"});
  EXPECT_NE(doctor.out.find("is version " + earlier.substr(0, 8) + " still, not version " + in_force.substr(0, 8)), std::string::npos) << doctor.out;
  EXPECT_NE(doctor.out.find("drivetrain export --model " + model), std::string::npos) << doctor.out;
}

}  // namespace
}  // namespace drivetrain::app::cli
