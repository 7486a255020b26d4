// Saying findings: to a person at a terminal (in the manner of the best compilers), to a program as JSON lines, to editors and
// forges as SARIF.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source.h"

namespace drivetrain {

/// The text of a file by the path that spans carry; null pointer when it is not at hand (then nothing is quoted).
using SourceLookup = std::function<SourceText const*(std::string_view file)>;

struct RenderOptions {
  bool colour = false;      ///< ANSI colours
  std::size_t width = 120;  ///< longer lines are cut around the underlined part
};

/// decisions/expedite.yaml:7:14: error: bands of expedite-job leave delay_hours = 8 to nobody [DT-D203]
///    7 |   - {when: "delay_hours < 8", role: cell-lead}
///      |             ^~~~~~~~~~~~~~~
///    why: …
///   help: …
///   note: decisions/expedite.yaml:8:14: the next band begins here, with its own quoted line
/// Ends with a newline. Invisible and direction-changing characters are shown as a replacement character.
std::string render_text(Diagnostic const& diagnostic, SourceLookup const& sources, RenderOptions const& options = {});
/// All of them and a last line: "2 errors, 1 warning", or "no findings".
std::string render_text(Diagnostics const& diagnostics, SourceLookup const& sources, RenderOptions const& options = {});
std::string summary(Diagnostics const& diagnostics);

/// One JSON object, without newline: code, severity, file, line, column, end_line, end_column, message, why, help, subject, notes.
std::string render_json(Diagnostic const& diagnostic);
/// One object per line.
std::string render_json_lines(Diagnostics const& diagnostics);
/// A SARIF 2.1.0 log with one run. `version` is the product's.
std::string render_sarif(Diagnostics const& diagnostics, std::string_view version);

std::string_view to_string(Severity severity);

/// Columns that a text takes in a terminal: wide East Asian characters and emoji take two, combining marks none.
std::size_t display_width(std::string_view utf8);

}  // namespace drivetrain
