// The whole program on a disk that fills up, and on one that nobody may write to: what cannot be recorded is refused with the disk's cause,
// reading goes on, and writing resumes by itself.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "app/binary_for_test.h"
#include "app/small_company_for_test.h"
#include "feel/json.h"
#include "platform/files.h"
#include "platform/raw_client_for_test.h"
#include "platform/small_disk_for_test.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

using platform::test::RawClient;
using platform::test::RawResponse;

class ProgramOnASmallDisk : public testing::Test {
 protected:
  void SetUp() override {
    if (test::drivetrain_binary().empty()) GTEST_SKIP() << "the program was not built beside its tests";
    if (!disk.mounted()) GTEST_SKIP() << "a disk of its own needs the right to mount one: " << disk.why();
    for (auto const& [path, content] : test::small_company()) ASSERT_TRUE(platform::write_file(model + "/" + path, content).ok());
  }
  RawResponse ask(std::uint16_t port, std::string const& head, std::string const& body = {}) {
    RawClient client(port);
    client.send(head + "\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nCookie: " + cookie + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.receive();
  }
  void sign_in(std::uint16_t port) {
    auto set = ask(port, "POST /api/v1/session HTTP/1.1", R"({"person":"ann"})").headers["set-cookie"];
    cookie = set.substr(0, set.find(';'));
    ASSERT_TRUE(cookie.starts_with("drivetrain_session="));
  }
  /// Somebody will be away on some far day, and says why at length.
  RawResponse be_away(std::uint16_t port) {
    auto from = *parse_instant("2126-01-01T08:00:00Z") + days(2 * day++);
    return ask(port, "POST /api/v1/absences HTTP/1.1", R"({"from":")" + format_instant(from) + R"(","to":")" + format_instant(from + days(1)) + R"(","reason":")" + std::string(5'000, 'x') + "\"}");
  }
  std::string absences(std::uint16_t port) { return ask(port, "GET /api/v1/absences HTTP/1.1").body; }
  void fill_up() {
    int file = ::open(ballast.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ASSERT_GE(file, 0);
    std::string piece(64 * 1024, 'x');
    while (::write(file, piece.data(), piece.size()) > 0) {}
    ::close(file);
  }

  platform::test::TemporaryFolder folder;
  platform::test::SmallDisk disk{folder.path() + "/disk", 8};
  std::string model = folder.path() + "/model", data = folder.path() + "/disk/data", ballast = folder.path() + "/disk/ballast";
  std::string cookie;
  int day = 0;
};

TEST_F(ProgramOnASmallDisk, RefusesWritesServesReadsAndGoesOnWhenThereIsSpace) {
  test::ServedBinary served(model, data);
  ASSERT_NE(served.port(), 0) << "it did not start";
  auto port = served.port();
  sign_in(port);
  ASSERT_EQ(be_away(port).status, 200);
  fill_up();
  RawResponse refused;
  for (int i = 0; i < 2'000; ++i) {  // the journal's log has room that it took before
    refused = be_away(port);
    if (refused.status != 200) break;
  }
  ASSERT_EQ(refused.status, 503) << refused.body;
  EXPECT_EQ(refused.headers["content-type"], "application/problem+json");
  auto problem = feel::from_json(refused.body);
  ASSERT_TRUE(problem.ok());
  EXPECT_EQ(problem->at("code").string(), "DT-X921");
  EXPECT_NE(std::string(problem->at("detail").string()).find("is full"), std::string::npos) << refused.body;
  EXPECT_NE(std::string(problem->at("help").string()).find("space"), std::string::npos) << refused.body;

  auto seen = absences(port);
  EXPECT_NE(seen.find("2126-01-0"), std::string::npos) << "what was recorded is still read";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(be_away(port).status, 503);
  EXPECT_EQ(absences(port), seen) << "nothing of what was refused is there";
  EXPECT_EQ(ask(port, "GET /livez HTTP/1.1").status, 200);
  EXPECT_EQ(ask(port, "GET /readyz HTTP/1.1").status, 200) << "reads are served";
  auto newcomer = ask(port, "POST /api/v1/session HTTP/1.1", R"({"person":"max"})");
  EXPECT_TRUE(newcomer.status == 200 || newcomer.status == 503) << newcomer.status << " " << newcomer.body;

  ASSERT_EQ(::unlink(ballast.c_str()), 0);
  auto again = be_away(port);
  EXPECT_EQ(again.status, 200) << "by itself: " << again.body;
  EXPECT_NE(absences(port), seen);
  EXPECT_EQ(served.stop(), 0);
  auto audit = test::run_drivetrain({"audit", "verify", "--data", data});
  EXPECT_EQ(audit.exit_code, 0) << audit.out << audit.err;
  EXPECT_NE(audit.out.find("unbroken"), std::string::npos) << audit.out;
}

TEST_F(ProgramOnASmallDisk, SaysThatADiskIsReadOnlyAndReadsItAllTheSame) {
  {
    test::ServedBinary served(model, data);
    ASSERT_NE(served.port(), 0);
    sign_in(served.port());
    ASSERT_EQ(be_away(served.port()).status, 200);
    ASSERT_EQ(served.stop(), 0);
  }
  ASSERT_TRUE(disk.make_read_only()) << std::strerror(errno);
  auto refused = test::run_drivetrain({"serve", model, "--data", data, "--port", "0", "--demo", "--speed", "0"});
  EXPECT_EQ(refused.exit_code, 5) << refused.err;
  EXPECT_NE(refused.err.find("Read-only file system"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("DT-X920"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("help:"), std::string::npos) << refused.err;
  EXPECT_EQ(test::run_drivetrain({"audit", "verify", "--data", data}).exit_code, 0);
  auto kept = folder.path() + "/kept";
  auto backup = test::run_drivetrain({"backup", "--data", data, "--to", kept});
  EXPECT_EQ(backup.exit_code, 0) << backup.err;
  EXPECT_NE(backup.err.find("will not know of this backup"), std::string::npos) << backup.err;
  EXPECT_EQ(test::run_drivetrain({"restore", "--from", kept, "--verify"}).exit_code, 0);
  ASSERT_TRUE(disk.make_writable()) << std::strerror(errno);
  test::ServedBinary again(model, data);
  ASSERT_NE(again.port(), 0);
  sign_in(again.port());
  EXPECT_NE(absences(again.port()).find("2126-01-0"), std::string::npos);
  EXPECT_EQ(be_away(again.port()).status, 200);
}

}  // namespace
}  // namespace drivetrain::app
