// What proves who somebody is, on disk.
#include "platform/access_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/files.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::platform {
namespace {

constexpr Instant now{1'700'000'000'000'000};

class AccessStoreTest : public testing::Test {
 protected:
  void open() {
    store.reset();
    auto opened = AccessStore::open(path);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store = opened.take();
  }
  void SetUp() override { open(); }
  test::TemporaryFolder folder;
  std::string path = folder.path() + "/accounts.db";
  std::unique_ptr<AccessStore> store;
};

TEST_F(AccessStoreTest, IsReadableByItsOwnerAlone) {
  ASSERT_TRUE(store->set_password("ann", "hash").ok());
  for (auto const* end : {"", "-wal", "-shm"}) {
    struct stat file{};
    ASSERT_EQ(::stat((path + end).c_str(), &file), 0) << end;
    EXPECT_EQ(file.st_mode & 0777, 0600u) << end;
  }
}

TEST_F(AccessStoreTest, KeepsEverythingOverARestart) {
  ASSERT_TRUE(store->set_password("ann", "hash").ok());
  ASSERT_TRUE(store->note_sign_in("ann", now).ok());
  ASSERT_TRUE(store->put_link({"link", "bob", now + days(1)}).ok());
  ASSERT_TRUE(store->put_session({"session", "ann", "", now, now}).ok());
  ASSERT_TRUE(store->put_session({"session", "ann", "", now, now + hours(1)}).ok());
  ASSERT_TRUE(store->put_token({"token-7", "hash of it", std::nullopt}).ok());
  ASSERT_TRUE(store->put_token({"token-7", "hash of it", now}).ok());
  open();
  auto password = store->password("ann");
  ASSERT_TRUE(password.ok() && *password);
  EXPECT_EQ((**password).hash, "hash");
  EXPECT_EQ((**password).signed_in, now);
  EXPECT_FALSE(*store->password("bob"));
  auto link = store->link("link");
  ASSERT_TRUE(link.ok() && *link);
  EXPECT_EQ((**link).account, "bob");
  EXPECT_EQ((**link).expires, now + days(1));
  auto sessions = store->sessions();
  ASSERT_EQ(sessions->size(), 1u);
  EXPECT_EQ(sessions->front().seen, now + hours(1));
  ASSERT_EQ(store->tokens()->size(), 1u);
  EXPECT_EQ(store->tokens()->front().used, now);
}

TEST_F(AccessStoreTest, ANewPasswordEndsWhatLetTheAccountInBefore) {
  ASSERT_TRUE(store->put_link({"link of ann", "ann", now}).ok());
  ASSERT_TRUE(store->put_link({"link of bob", "bob", now}).ok());
  ASSERT_TRUE(store->put_session({"ann's", "ann", "", now, now}).ok());
  ASSERT_TRUE(store->put_session({"bob's", "bob", "", now, now}).ok());
  ASSERT_TRUE(store->set_password("ann", "new").ok());
  EXPECT_FALSE(*store->link("link of ann"));
  EXPECT_TRUE(*store->link("link of bob"));
  ASSERT_EQ(store->sessions()->size(), 1u);
  EXPECT_EQ(store->sessions()->front().account, "bob");
}

TEST_F(AccessStoreTest, AnAccountHasOneLinkAtATime) {
  ASSERT_TRUE(store->put_link({"first", "ann", now}).ok());
  ASSERT_TRUE(store->put_link({"second", "ann", now}).ok());
  EXPECT_FALSE(*store->link("first"));
  EXPECT_TRUE(*store->link("second"));
}

TEST_F(AccessStoreTest, ForgettingLeavesNoTrace) {
  ASSERT_TRUE(store->set_password("ann", "a very particular hash").ok());
  ASSERT_TRUE(store->put_session({"s", "ann", "", now, now}).ok());
  ASSERT_TRUE(store->forget("ann").ok());
  EXPECT_FALSE(*store->password("ann"));
  EXPECT_TRUE(store->sessions()->empty());
  store.reset();
  auto file = read_file(path);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file->find("a very particular hash"), std::string::npos);
}

TEST_F(AccessStoreTest, RefusesAFileThatIsNotItsOwn) {
  store.reset();
  ASSERT_TRUE(write_file(folder.path() + "/other.db", "no database").ok());
  auto opened = AccessStore::open(folder.path() + "/other.db");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, "DT-X920");
}

}  // namespace
}  // namespace drivetrain::platform
