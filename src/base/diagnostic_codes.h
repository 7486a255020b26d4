// The one list of codes: every finding and every refusal that Drivetrain can utter, with what it prevents and how it is mended.
// `drivetrain explain CODE` and the reference page print from here. A code used in src/ but missing here fails a test.
//
// A new check adds its code to one of the three files diagnostic_codes_*.cpp, in order.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/result.h"

namespace drivetrain {

struct DiagnosticCode {
  std::string_view code;         ///< DT- + letter + three digits
  Severity severity;             ///< unless the model's rule severities say otherwise
  std::string_view title;        ///< what is wrong, without names
  std::string_view prevents;     ///< which failure of the operation, in the essay's words
  std::string_view explanation;  ///< why the rule exists and when it applies
  std::string_view fix;          ///< an example of mending it
};

/// All codes, ordered by code.
std::span<DiagnosticCode const> diagnostic_codes();
/// Null pointer when there is no such code.
DiagnosticCode const* find_diagnostic_code(std::string_view code);
/// A file that cannot be read as a model (DT-R010 and on); those before are about what it refers to.
bool is_about_reading(std::string_view code);
/// What `drivetrain explain` prints. Error with the nearest code when there is no such one; "d203" is understood as DT-D203.
Result<std::string> explain(std::string_view code);
/// The reference page of all codes.
std::string diagnostic_codes_markdown();

/// A finding with the severity and the `why` of its code.
Diagnostic finding(std::string_view code, Span span, std::string message, std::string help = {});

namespace diagnostic_codes_detail {
inline constexpr auto error = Severity::error;
inline constexpr auto warning = Severity::warning;
std::span<DiagnosticCode const> reading();    ///< DT-R0xx
std::span<DiagnosticCode const> coherence();  ///< DT-D, F, G, K, L, M, P, S
std::span<DiagnosticCode const> refusals();   ///< DT-X9xx
}  // namespace diagnostic_codes_detail

}  // namespace drivetrain
