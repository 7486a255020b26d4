// Findings as SARIF (see sarif.h). Source: OASIS SARIF 2.1.0, sections in brackets.
#include "base/sarif.h"

#include <map>
#include <set>

#include "base/diagnostic_codes.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "base/render_diagnostic.h"

namespace drivetrain {

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

namespace {

/// How files are named, with their places in run.artifacts (SARIF 3.4.5).
struct SarifFiles {
  std::string folder;
  std::map<std::string_view, std::size_t> index;
};

void write_artifact_location(JsonWriter& json, std::string_view file, SarifFiles const& files) {
  json.begin_object().field("uri", as_uri(files.folder + std::string(file))).field("uriBaseId", "%SRCROOT%");
  if (auto known = files.index.find(file); known != files.index.end()) json.field("index", known->second);
  json.end_object();
}

void write_location(JsonWriter& json, Span const& span, SarifFiles const& files, std::string_view message = {}) {
  json.begin_object();
  if (!span.file.empty()) {
    json.key("physicalLocation").begin_object();
    json.key("artifactLocation");
    write_artifact_location(json, span.file, files);
    if (span.known()) {
      json.key("region").begin_object().field("startLine", span.begin.line).field("startColumn", span.begin.column);
      bool ends = span.end.line > span.begin.line || (span.end.line == span.begin.line && span.end.column > span.begin.column);
      if (ends) json.field("endLine", span.end.line).field("endColumn", span.end.column);
      if (ends && span.end.offset > span.begin.offset) json.field("byteOffset", span.begin.offset).field("byteLength", span.end.offset - span.begin.offset);
      json.end_object();
    }
    json.end_object();
  }
  if (!message.empty()) json.key("message").begin_object().field("text", message).end_object();
  json.end_object();
}

void write_rule(JsonWriter& json, std::string const& code) {
  json.begin_object().field("id", code);
  if (auto known = find_diagnostic_code(code)) {
    json.key("shortDescription").begin_object().field("text", known->title).end_object();
    json.key("fullDescription").begin_object().field("text", known->explanation).end_object();
    if (!known->fix.empty()) json.key("help").begin_object().field("text", known->fix).end_object();
    json.key("defaultConfiguration").begin_object().field("level", to_string(known->severity)).end_object();
    if (!known->prevents.empty()) json.key("properties").begin_object().field("prevents", known->prevents).end_object();
  }
  json.end_object();
}

/// The same finding in the next run, although lines above it came or went: the code, the entity and what is said of it, without the
/// numbers of lines (SARIF 3.27.17).
std::string fingerprint(Diagnostic const& diagnostic) {
  return to_hex(sha256(diagnostic.code + '\n' + diagnostic.span.file + '\n' + diagnostic.subject + '\n' + diagnostic.message)).substr(0, 32);
}

class SarifWriter {
 public:
  SarifWriter(Diagnostics const& diagnostics, SarifRun const& run) : diagnostics_(diagnostics), run_(run) {
    for (auto const& diagnostic : diagnostics.all()) codes_.insert(diagnostic.code);
    for (auto const& excused : run.excused) codes_.insert(excused.finding.code);
    files_.folder = run.folder;
    for (auto const* file : run.files) files_.index.emplace(file->path(), files_.index.size());
  }

  std::string write() {
    json_.begin_object().field("$schema", "https://json.schemastore.org/sarif-2.1.0.json").field("version", "2.1.0");
    json_.key("runs").begin_array().begin_object();
    json_.key("tool").begin_object().key("driver").begin_object().field("name", "drivetrain").field("version", run_.version);
    json_.key("rules").begin_array();
    for (auto const& code : codes_) write_rule(json_, code);
    json_.end_array().end_object().end_object();
    json_.field("columnKind", "unicodeCodePoints");
    json_.key("originalUriBaseIds").begin_object().key("%SRCROOT%").begin_object();
    if (!run_.root.empty()) json_.field("uri", run_.root);
    json_.key("description").begin_object().field("text", "The root of the sources.").end_object().end_object().end_object();
    invocation();
    artifacts();
    json_.key("results").begin_array();
    for (auto const& diagnostic : diagnostics_.all()) result(diagnostic, nullptr);
    for (auto const& excused : run_.excused) result(excused.finding, &excused.justification);
    json_.end_array().end_object().end_array().end_object();
    return json_.take();
  }

 private:
  void invocation() {
    json_.key("invocations").begin_array().begin_object().field("executionSuccessful", true);
    if (diagnostics_.dropped()) {
      json_.key("toolExecutionNotifications").begin_array().begin_object().field("level", "warning").key("message").begin_object();
      json_.field("text", std::to_string(diagnostics_.dropped()) + " further findings are not in this log").end_object().end_object().end_array();
    }
    json_.end_object().end_array();
  }
  void artifacts() {
    json_.key("artifacts").begin_array();
    for (auto const* file : run_.files) {
      json_.begin_object().key("location");
      write_artifact_location(json_, file->path(), files_);
      json_.field("length", file->text().size()).field("encoding", "UTF-8");
      json_.key("hashes").begin_object().field("sha-256", to_hex(sha256(file->text()))).end_object().end_object();
    }
    json_.end_array();
  }
  void result(Diagnostic const& diagnostic, std::string const* justification) {
    auto text = diagnostic.message;
    if (!diagnostic.help.empty()) text += "\n" + diagnostic.help;
    json_.begin_object().field("ruleId", diagnostic.code).field("ruleIndex", std::distance(codes_.begin(), codes_.find(diagnostic.code)));
    json_.field("level", to_string(diagnostic.severity));
    json_.key("message").begin_object().field("text", text).end_object();
    if (!diagnostic.span.file.empty()) {
      json_.key("locations").begin_array();
      write_location(json_, diagnostic.span, files_);
      json_.end_array();
    }
    if (!diagnostic.notes.empty()) {
      json_.key("relatedLocations").begin_array();
      for (auto const& note : diagnostic.notes) write_location(json_, note.span, files_, note.message);
      json_.end_array();
    }
    json_.key("partialFingerprints").begin_object().field("finding/v1", fingerprint(diagnostic)).end_object();
    if (justification) {
      json_.key("suppressions").begin_array().begin_object().field("kind", "external").field("status", "accepted");
      json_.field("justification", *justification).end_object().end_array();
    }
    json_.end_object();
  }

  Diagnostics const& diagnostics_;
  SarifRun const& run_;
  std::set<std::string> codes_;
  SarifFiles files_;
  JsonWriter json_;
};

}  // namespace

std::string render_sarif(Diagnostics const& diagnostics, SarifRun const& run) { return SarifWriter(diagnostics, run).write(); }

}  // namespace drivetrain
