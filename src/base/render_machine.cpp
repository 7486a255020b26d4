// Findings for programs: JSON lines and SARIF (see render_diagnostic.h). Source: OASIS SARIF 2.1.0.
#include <algorithm>
#include <set>

#include "base/diagnostic_codes.h"
#include "base/json_writer.h"
#include "base/render_diagnostic.h"

namespace drivetrain {

namespace {

void write_place(JsonWriter& json, Span const& span) {
  json.field("file", span.file).field("line", span.begin.line).field("column", span.begin.column);
  json.field("end_line", span.end.line).field("end_column", span.end.column);
}

void write_diagnostic(JsonWriter& json, Diagnostic const& diagnostic) {
  json.begin_object().field("code", diagnostic.code).field("severity", to_string(diagnostic.severity));
  write_place(json, diagnostic.span);
  json.field("message", diagnostic.message)
      .field("why", diagnostic.why)
      .field("help", diagnostic.help)
      .field("subject", diagnostic.subject);
  json.key("notes").begin_array();
  for (auto const& note : diagnostic.notes) {
    json.begin_object();
    write_place(json, note.span);
    json.field("message", note.message).end_object();
  }
  json.end_array().end_object();
}

/// Paths become relative URIs (RFC 3986): everything but unreserved characters and the slash is escaped.
std::string as_uri(std::string_view path) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string uri;
  for (char c : path) {
    auto byte = static_cast<unsigned char>(c);
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain)
      uri += c;
    else
      uri += '%', uri += digits[byte >> 4], uri += digits[byte & 15];
  }
  return uri;
}

void write_location(JsonWriter& json, Span const& span, std::string_view message = {}) {
  json.begin_object().key("physicalLocation").begin_object();
  json.key("artifactLocation").begin_object().field("uri", as_uri(span.file)).end_object();
  if (span.known()) {
    json.key("region").begin_object().field("startLine", span.begin.line).field("startColumn", span.begin.column);
    bool ends = span.end.line > span.begin.line || (span.end.line == span.begin.line && span.end.column > span.begin.column);
    if (ends) json.field("endLine", span.end.line).field("endColumn", span.end.column);
    json.end_object();
  }
  json.end_object();
  if (!message.empty()) json.key("message").begin_object().field("text", message).end_object();
  json.end_object();
}

void write_rule(JsonWriter& json, std::string const& code) {
  json.begin_object().field("id", code);
  if (auto known = find_diagnostic_code(code)) {
    json.key("shortDescription").begin_object().field("text", known->title).end_object();
    json.key("fullDescription").begin_object().field("text", known->explanation).end_object();
    if (!known->fix.empty()) json.key("help").begin_object().field("text", known->fix).end_object();
  }
  json.end_object();
}

}  // namespace

std::string render_json(Diagnostic const& diagnostic) {
  JsonWriter json;
  write_diagnostic(json, diagnostic);
  return json.take();
}

std::string render_json_lines(Diagnostics const& diagnostics) {
  std::string lines;
  for (auto const& diagnostic : diagnostics.all()) lines += render_json(diagnostic) + "\n";
  return lines;
}

std::string render_sarif(Diagnostics const& diagnostics, std::string_view version) {
  std::set<std::string> codes;
  for (auto const& diagnostic : diagnostics.all()) codes.insert(diagnostic.code);
  JsonWriter json;
  json.begin_object().field("$schema", "https://json.schemastore.org/sarif-2.1.0.json").field("version", "2.1.0");
  json.key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object().field("name", "drivetrain").field("version", version);
  json.key("rules").begin_array();
  for (auto const& code : codes) write_rule(json, code);
  json.end_array().end_object().end_object();
  json.field("columnKind", "unicodeCodePoints");
  json.key("results").begin_array();
  for (auto const& diagnostic : diagnostics.all()) {
    auto text = diagnostic.message;
    if (!diagnostic.help.empty()) text += "\n" + diagnostic.help;
    json.begin_object().field("ruleId", diagnostic.code).field("ruleIndex", std::distance(codes.begin(), codes.find(diagnostic.code)));
    json.field("level", to_string(diagnostic.severity));
    json.key("message").begin_object().field("text", text).end_object();
    if (!diagnostic.span.file.empty()) {
      json.key("locations").begin_array();
      write_location(json, diagnostic.span);
      json.end_array();
    }
    if (!diagnostic.notes.empty()) {
      json.key("relatedLocations").begin_array();
      for (auto const& note : diagnostic.notes) write_location(json, note.span, note.message);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array().end_object().end_array().end_object();
  return json.take();
}

}  // namespace drivetrain
