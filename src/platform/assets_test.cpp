// The web UI's files reach every browser in a form that it takes.
#include "platform/assets.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>

namespace drivetrain::platform::test {
namespace {

std::string compressed(std::string const& content) {
  std::string out(BrotliEncoderMaxCompressedSize(content.size()), '\0');
  auto size = out.size();
  BrotliEncoderCompress(11, 22, BROTLI_MODE_TEXT, content.size(), reinterpret_cast<std::uint8_t const*>(content.data()), &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

class Assets : public testing::Test {
 protected:
  std::span<unsigned char const> bytes(std::string const& text) { return {reinterpret_cast<unsigned char const*>(text.data()), text.size()}; }
  Response get(std::string path, std::string accept = {}, std::string if_none_match = {}, std::string method = "GET") {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.headers = {{"accept-encoding", std::move(accept)}, {"if-none-match", std::move(if_none_match)}};
    return serve_asset(request, files);
  }
  static std::string header(Response const& response, std::string_view name) {
    for (auto const& [key, value] : response.headers)
      if (key == name) return value;
    return {};
  }
  std::string script = "console.log('" + std::string(50'000, 'x') + "')", page = "<!doctype html>";
  std::string script_br = compressed(script), page_br = compressed(page);
  std::vector<EmbeddedFile> files = {{"/assets/app-1.js", "text/javascript; charset=utf-8", "\"aa\"", bytes(script_br)},
                                     {"/index.html", "text/html; charset=utf-8", "\"bb\"", bytes(page_br)}};
};

TEST_F(Assets, GoOutAsTheyLieToWhoTakesBrotli) {
  auto response = get("/assets/app-1.js", "gzip, deflate, br");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, script_br);
  EXPECT_EQ(header(response, "Content-Encoding"), "br");
  EXPECT_EQ(header(response, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_NE(header(response, "Cache-Control").find("immutable"), std::string::npos);
}

TEST_F(Assets, AreUnpackedForWhoDoesNot) {
  for (auto accept : {"", "gzip, deflate", "br;q=0", "br; q=0.000, gzip"}) {
    auto response = get("/assets/app-1.js", accept);
    EXPECT_EQ(response.body, script) << accept;
    EXPECT_EQ(header(response, "Content-Encoding"), "");
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  }
  EXPECT_EQ(get("/assets/app-1.js", "br;q=0.5").body, script_br);
}

TEST_F(Assets, AreNotSentAgainToWhoHasThem) {
  auto response = get("/assets/app-1.js", "br", "\"zz\", W/\"aa\"");
  EXPECT_EQ(response.status, 304);
  EXPECT_TRUE(response.body.empty());
  EXPECT_EQ(get("/assets/app-1.js", "br", "\"zz\"").status, 200);
}

TEST_F(Assets, AViewOfTheUiIsItsPageAndAMissingFileIsMissing) {
  for (auto view : {"/", "/today", "/decisions/rights/expedite"}) {
    auto response = get(view);
    EXPECT_EQ(response.body, page) << view;
    EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  }
  EXPECT_EQ(get("/assets/app-2.js").status, 404);
  EXPECT_EQ(get("/", "", "", "POST").status, 405);
  files.clear();
  EXPECT_EQ(get("/").status, 503);
}

TEST_F(Assets, DamagedContentIsNotSent) {
  EXPECT_FALSE(brotli_decoded(bytes("this is no brotli")));
  auto cut = script_br.substr(0, script_br.size() / 2);
  EXPECT_FALSE(brotli_decoded(bytes(cut)));
  EXPECT_EQ(brotli_decoded(bytes(script_br)), script);
}

}  // namespace
}  // namespace drivetrain::platform::test
