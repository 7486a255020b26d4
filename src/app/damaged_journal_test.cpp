// A journal that was damaged on the disk is refused in words; it never ends the program.
#include <gtest/gtest.h>

#include "adaptation/events.h"
#include "app/company.h"

namespace drivetrain::app {
namespace {

TEST(DamagedJournal, ADeploymentThatCannotBeReadIsRefusedBeforeItIsApplied) {
  ModelLibrary library;
  Company company(library);
  journal::Record record{.position = 7, .type = adaptation::ModelDeployed::type.number};
  record.payload = {0x7d, 0x7d, 0x7d, 0xae};  // found by fuzzing
  auto prepared = company.prepare(record);
  ASSERT_FALSE(prepared.ok());
  EXPECT_EQ(prepared.error().code, "DT-X920");
  EXPECT_EQ(prepared.error().message, "record 7 says which version came into force, and is damaged");
}

TEST(DamagedJournal, ADeploymentWhoseFilesAreNotThereIsRefused) {
  ModelLibrary library;
  Company company(library);
  journal::Record record{.position = 7, .type = adaptation::ModelDeployed::type.number};
  record.payload = encode(adaptation::ModelDeployed{.revision = "0123456789", .manifest = {{"model.yaml", "abc"}}});
  EXPECT_EQ(company.prepare(record).error().message, "model.yaml of version 01234567 of the model is not in the journal's store");
}

}  // namespace
}  // namespace drivetrain::app
