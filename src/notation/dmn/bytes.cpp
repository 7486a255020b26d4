// Elements as bytes (see bytes.h).
#include "notation/dmn/bytes.h"

#include <algorithm>

namespace drivetrain::notation::bytes {

bool apply(std::vector<Patch> patches, std::string& text) {
  std::sort(patches.begin(), patches.end(), [](Patch const& a, Patch const& b) { return a.begin > b.begin; });
  for (std::size_t i = 1; i < patches.size(); ++i)
    if (patches[i].end > patches[i - 1].begin) return false;
  for (auto const& patch : patches) text.replace(patch.begin, patch.end - patch.begin, patch.with);
  return true;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else out += c;
  }
  return out;
}

std::string tag(XmlNode const& node, std::string_view local) { return node.prefix.empty() ? std::string(local) : node.prefix + ":" + std::string(local); }

std::size_t end_of_start_tag(std::string_view source, std::size_t at) {
  char quote = '\0';
  for (; at < source.size(); ++at) {
    char c = source[at];
    if (quote) quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '>') return at;
  }
  return std::string_view::npos;
}

std::size_t end_of_element(std::string_view source, std::size_t at) {
  constexpr auto npos = std::string_view::npos;
  std::size_t depth = 0;
  for (at = source.find('<', at); at != npos; at = source.find('<', at)) {
    auto rest = source.substr(at);
    auto skip = [&](std::string_view end) {
      auto found = source.find(end, at);
      at = found == npos ? npos : found + end.size();
    };
    if (rest.starts_with("<!--")) skip("-->");
    else if (rest.starts_with("<![CDATA[")) skip("]]>");
    else if (rest.starts_with("<?")) skip("?>");
    else if (rest.starts_with("</")) {
      skip(">");
      if (depth <= 1) return at;
      --depth;
    } else {
      auto close = end_of_start_tag(source, at);
      if (close == npos) return npos;
      bool empty = source[close - 1] == '/';
      if (empty && depth == 0) return close + 1;
      if (!empty) ++depth;
      at = close + 1;
    }
    if (at == npos) break;
  }
  return npos;
}

std::size_t begin_of_layout(std::string_view source, std::size_t at) {
  while (at > 0 && (source[at - 1] == ' ' || source[at - 1] == '\t')) --at;
  if (at > 0 && source[at - 1] == '\n') --at;
  if (at > 0 && source[at - 1] == '\r') --at;
  return at;
}

}  // namespace drivetrain::notation::bytes
