// Findings for programs, as JSON lines (see render_diagnostic.h); sarif.cpp is for editors and forges.
#include "base/json_writer.h"
#include "base/render_diagnostic.h"
#include "base/sarif.h"

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

std::string render_sarif(Diagnostics const& diagnostics, std::string_view version) { return render_sarif(diagnostics, SarifRun{version}); }

}  // namespace drivetrain
