// See multipart.h. Parts stand between lines "--boundary"; each has header lines, an empty line, and then its bytes as they are.
#include "platform/multipart.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::platform {

namespace {

Error broken_form(std::string what) { return {"DT-X902", "the body is no multipart/form-data: " + std::move(what), "send a form with files, as curl -F does"}; }

/// Value of a parameter of a header ("form-data; name=\"a\"; filename=\"b;c\""), quoted or not (RFC 2045 §5.1); nothing when it is absent.
bool form_parameter(std::string_view header, std::string_view wanted, std::string& out) {
  std::size_t at = header.find(';');
  while (at < header.size()) {
    ++at;
    auto equals = header.find('=', at);
    if (equals == std::string_view::npos) return false;
    auto name = lower_ascii(trim(header.substr(at, equals - at)));
    at = equals + 1;
    std::string value;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        // Browsers write a backslash of a name as it is; before a quote or another one it escapes.
        if (header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\')) ++at;
        value += header[at];
      }
      at = header.find(';', at);
    } else {
      auto end = std::min(header.find(';', at), header.size());
      value = trim(header.substr(at, end - at));
      at = end;
    }
    if (name == wanted) return out = std::move(value), true;
  }
  return false;
}

}  // namespace

Result<std::vector<FormPart>> read_form(std::string_view content_type, std::string_view body) {
  std::string boundary;
  if (lower_ascii(trim(content_type.substr(0, content_type.find(';')))) != "multipart/form-data") return broken_form("its Content-Type is " + std::string(content_type.substr(0, 100)));
  if (!form_parameter(content_type, "boundary", boundary) || boundary.empty() || boundary.size() > 70) return broken_form("its Content-Type names no boundary");
  auto line = "--" + boundary;
  if (!body.starts_with(line)) {
    auto begin = body.find("\r\n" + line);  // a preamble, which nobody reads
    if (begin == std::string_view::npos) return broken_form("it does not begin with its boundary");
    body.remove_prefix(begin + 2);
  }
  std::vector<FormPart> parts;
  for (;;) {
    body.remove_prefix(line.size());
    if (body.starts_with("--")) return parts;
    if (!body.starts_with("\r\n")) return broken_form("a boundary is followed by something else");
    body.remove_prefix(2);
    if (parts.size() >= max_form_parts) return broken_form("it has more than " + std::to_string(max_form_parts) + " parts");
    FormPart part;
    std::string disposition;
    for (;;) {
      auto end = body.find("\r\n");
      if (end == std::string_view::npos) return broken_form("a part ends within its header");
      auto header = body.substr(0, end);
      body.remove_prefix(end + 2);
      if (header.empty()) break;
      auto colon = header.find(':');
      if (colon != std::string_view::npos && lower_ascii(trim(header.substr(0, colon))) == "content-disposition") disposition = trim(header.substr(colon + 1));
    }
    if (!form_parameter(disposition, "name", part.name)) return broken_form("a part has no name");
    form_parameter(disposition, "filename", part.file);
    auto end = body.find("\r\n" + line);
    if (end == std::string_view::npos) return broken_form("the part " + part.name + " does not end");
    part.content = body.substr(0, end);
    body.remove_prefix(end + 2);
    parts.push_back(std::move(part));
  }
}

}  // namespace drivetrain::platform
