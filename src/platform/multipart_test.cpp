// Forms with files, as programs send them.
#include "platform/multipart.h"

#include <gtest/gtest.h>

namespace drivetrain::platform {
namespace {

constexpr char const* type = "multipart/form-data; boundary=\"x y\"";

TEST(Multipart, FieldsAndFilesComeAsTheyWereSent) {
  auto parts = read_form(type, "--x y\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nLoans\r\n"
                               "--x y\r\nContent-Type: text/xml\r\ncontent-disposition: form-data; name=data; filename=\"C:\\x\\a \\\"b\\\"; c.bpmn\"\r\n\r\n<a>\r\n--x\r\n</a>\r\n--x y--\r\n");
  ASSERT_TRUE(parts.ok()) << parts.error().message;
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_EQ((*parts)[0].name, "deployment-name");
  EXPECT_EQ((*parts)[0].content, "Loans");
  EXPECT_EQ((*parts)[0].file, "");
  EXPECT_EQ((*parts)[1].name, "data");
  EXPECT_EQ((*parts)[1].file, "C:\\x\\a \"b\"; c.bpmn");
  EXPECT_EQ((*parts)[1].content, "<a>\r\n--x\r\n</a>") << "what only looks like the boundary is content";
  EXPECT_EQ(read_form("multipart/form-data; boundary=b", "preamble\r\n--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--")->front().content, "");
}

TEST(Multipart, WhatKeepsNotToItsBoundaryIsRefused) {
  for (auto body : {"", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx", "--bX\r\n\r\n", "--b\r\nContent-Type: a\r\n\r\nx\r\n--b--", "no boundary"}) {
    auto read = read_form("multipart/form-data; boundary=b", body);
    EXPECT_FALSE(read.ok()) << body;
    if (read.ok()) continue;
    EXPECT_EQ(read.error().code, "DT-X902");
  }
  EXPECT_FALSE(read_form("application/json", "--b--").ok());
  EXPECT_FALSE(read_form("multipart/form-data", "--b--").ok());
  std::string many;
  for (std::size_t i = 0; i <= max_form_parts; ++i) many += "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
  EXPECT_FALSE(read_form("multipart/form-data; boundary=b", many + "--b--").ok());
}

}  // namespace
}  // namespace drivetrain::platform
