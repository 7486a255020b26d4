// Letter case through ICU's C interface; plain ASCII does not go that way.
#include "feel/builtins/letter_case.h"

#include <unicode/ucasemap.h>

#include <algorithm>
#include <memory>

namespace drivetrain::feel {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

UCaseMap const* root_map() {
  static UCaseMap const* map = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto* opened = ucasemap_open("", 0, &status);
    return U_SUCCESS(status) ? opened : nullptr;
  }();
  return map;
}

template <class Convert>
std::string convert(std::string_view text, Convert function) {
  std::string out(text.size() * 3 + 8, '\0');  // a character grows to at most three times its bytes
  UErrorCode status = U_ZERO_ERROR;
  auto length = root_map() ? function(root_map(), out.data(), static_cast<std::int32_t>(out.size()), text.data(), static_cast<std::int32_t>(text.size()), &status) : 0;
  if (!root_map() || U_FAILURE(status)) return std::string(text);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace

std::string upper_case(std::string_view text) {
  if (!is_ascii(text)) return convert(text, ucasemap_utf8ToUpper);
  std::string out(text);
  for (auto& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

std::string lower_case(std::string_view text) {
  if (!is_ascii(text)) return convert(text, ucasemap_utf8ToLower);
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

}  // namespace drivetrain::feel
