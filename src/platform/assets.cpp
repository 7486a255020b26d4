// Serving the web UI (see assets.h).
#include "platform/assets.h"

#include <brotli/decode.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include "base/text.h"

namespace drivetrain::platform {

namespace {

/// RFC 9110 §12.5.3: "br" or "*", unless with the quality 0.
bool takes_brotli(std::string_view accept_encoding) {
  for (auto choice : split(accept_encoding, ',')) {
    auto semicolon = std::min(choice.find(';'), choice.size());
    auto coding = trim(choice.substr(0, semicolon));
    if (coding != "br" && coding != "*") continue;
    auto quality = choice.find("q=", semicolon);
    return quality == std::string_view::npos || choice.find_first_not_of("0. ", quality + 2) != std::string_view::npos;
  }
  return false;
}

/// RFC 9110 §13.1.2, weak comparison.
bool has_already(std::string_view if_none_match, std::string_view etag) {
  for (auto tag : split(if_none_match, ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == etag) return true;
  }
  return false;
}

/// Decoded once; there are as many as there are files in the binary.
std::optional<std::string> decoded_once(EmbeddedFile const& file) {
  static std::mutex mutex;
  static std::map<unsigned char const*, std::string> decoded;
  std::lock_guard lock(mutex);
  auto found = decoded.find(file.brotli.data());
  if (found != decoded.end()) return found->second;
  auto content = brotli_decoded(file.brotli);
  if (content) decoded.emplace(file.brotli.data(), *content);
  return content;
}

EmbeddedFile const* find(std::span<EmbeddedFile const> files, std::string_view path) {
  auto found = std::lower_bound(files.begin(), files.end(), path, [](EmbeddedFile const& file, std::string_view wanted) { return file.path < wanted; });
  return found != files.end() && found->path == path ? &*found : nullptr;
}

}  // namespace

std::optional<std::string> brotli_decoded(std::span<unsigned char const> compressed) {
  auto state = std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)>(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!state) return std::nullopt;
  std::string content;
  auto input = compressed.data();
  auto left = compressed.size();
  std::array<std::uint8_t, 16384> chunk;
  for (;;) {
    auto output = chunk.data();
    auto space = chunk.size();
    auto result = BrotliDecoderDecompressStream(state.get(), &left, &input, &space, &output, nullptr);
    content.append(reinterpret_cast<char const*>(chunk.data()), chunk.size() - space);
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return content;
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return std::nullopt;
  }
}

Response serve_asset(Request const& request, std::span<EmbeddedFile const> files) {
  if (files.empty())
    return Response::problem(503, "this Drivetrain was built without its web pages.", {}, "Build it with ./dev build, which makes them; the API under /api/v1 works without.");
  auto file = find(files, request.path);
  auto last_part = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  if (!file && last_part.find('.') == std::string_view::npos) file = find(files, "/index.html");
  if (!file) return Response::not_found(request);
  if (request.method != "GET") return Response::method_not_allowed(request, "GET, HEAD");

  Response response;
  // Names under /assets/ carry the hash of their content; everything else may change with the next version.
  auto lasting = file->path.starts_with("/assets/");
  response.headers = {{"ETag", std::string(file->etag)},
                      {"Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache"},
                      {"Vary", "Accept-Encoding"}};
  if (has_already(request.header("if-none-match"), file->etag)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", std::string(file->content_type));
  if (takes_brotli(request.header("accept-encoding"))) {
    response.headers.emplace_back("Content-Encoding", "br");
    response.body.assign(reinterpret_cast<char const*>(file->brotli.data()), file->brotli.size());
    return response;
  }
  auto content = decoded_once(*file);
  if (!content) return Response::problem(500, "the file " + request.path + " inside the binary is damaged.", {}, "Install Drivetrain again.");
  response.body = std::move(*content);
  return response;
}

}  // namespace drivetrain::platform
