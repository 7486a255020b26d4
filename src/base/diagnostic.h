// Diagnostics: what the compiler of the operating model says, collected and never stopping at the first.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/source.h"

namespace drivetrain {

enum class Severity { note, warning, error };

/// A second place that helps to understand the finding ("the other band is here").
struct DiagnosticNote {
  Span span;
  std::string message;
};

/// One finding. `message` says what is wrong, `why` why it matters to the operation (the failure it prevents),
/// `help` what to do. `code` is one of `diagnostic_codes()` (DT- + letter + three digits).
struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  Span span;
  std::string message;
  std::string why;
  std::string help;
  std::vector<DiagnosticNote> notes;
  std::string subject;  ///< id of the entity that the finding is about, for the user interface; may be empty
};

/// A rule that somebody takes more or less seriously than it is meant.
struct SeverityChange {
  Severity from = Severity::warning, to = Severity::error;
};
using SeverityChanges = std::map<std::string, SeverityChange>;  ///< by code

/// Collects findings. Bounded: past limits::max_diagnostics further ones are only counted.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  std::vector<Diagnostic> const& all() const { return all_; }
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return warnings_; }
  std::size_t dropped() const { return dropped_; }
  bool empty() const { return all_.empty(); }
  /// Orders by file, line, column, code, so that the same model always prints the same report.
  void sort();
  /// Findings that are added from now on under one of these codes, as serious as `from`, are taken as serious as `to`.
  void change_severities(SeverityChanges changes);
  SeverityChanges const& severity_changes() const { return changes_; }

 private:
  std::vector<Diagnostic> all_;
  SeverityChanges changes_;
  std::size_t errors_ = 0, warnings_ = 0, dropped_ = 0;
};

}  // namespace drivetrain
