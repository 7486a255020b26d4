// A company of the small works on a real data folder, for tests of what outlives a process.
#pragma once

#include <gtest/gtest.h>

#include "app/runtime.h"
#include "app/small_company_for_test.h"
#include "model/compile.h"
#include "organisation/commands.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::test {

class CompanyOnDisk {
 public:
  /// `more`: files of the model beside those of the small company.
  explicit CompanyOnDisk(std::string const& folder, journal::Options options = {}, model::Files const& more = {})
      : store(std::move(*platform::SqliteStore::open(folder))), runtime(surroundings.world(*store), std::move(options)) {
    auto status = runtime.open();
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
    if (!status.ok() || runtime.deployed()) return;
    auto files = small_company();
    for (auto const& [name, content] : more) files[name] = content;
    auto deployed = runtime.deploy_first(model::compile(files, {runtime.company().today(runtime.now())}));
    EXPECT_TRUE(deployed.ok() && deployed->accepted());
  }
  /// Something that any company may have happen at any time: somebody will be away on some far day.
  journal::Outcome away(int day, std::string reason = "holiday") {
    auto from = Instant{runtime.now().us + days(1 + 2 * day).us};
    return runtime.ask(journal::Actor::person("max"), organisation::ReportAbsence{"ann", from, from + days(1), std::move(reason)});
  }
  std::string state_hash() {
    auto hash = runtime.journal().state_hash();
    EXPECT_TRUE(hash.ok());
    return hash.ok() ? *hash : "";
  }

  platform::OsWorld surroundings;
  std::unique_ptr<platform::SqliteStore> store;
  Runtime runtime;
};

}  // namespace drivetrain::app::test
