// See secrets.h.
#include "processes/secrets.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::processes {

std::optional<NamedSecret> next_secret(std::string_view text, std::size_t from) {
  constexpr std::string_view word = "secrets.";
  constexpr std::size_t longest = 100;
  for (auto begin = text.find("{{", from); begin != std::string_view::npos; begin = text.find("{{", begin + 1)) {
    auto close = text.find("}}", begin);
    if (close == std::string_view::npos) return std::nullopt;
    auto inner = trim(text.substr(begin + 2, close - begin - 2));
    if (!inner.starts_with(word)) continue;
    auto name = inner.substr(word.size());
    bool plain = !name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '.'; });
    if (plain) return NamedSecret{begin, close + 2, name};
  }
  return std::nullopt;
}

}  // namespace drivetrain::processes
