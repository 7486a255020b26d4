// Looking codes up and explaining them (see diagnostic_codes.h).
#include "base/diagnostic_codes.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/render_diagnostic.h"
#include "base/text.h"

namespace drivetrain {

namespace {

/// "d203" → "DT-D203".
std::string normalised(std::string_view code) {
  std::string upper(trim(code));
  for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper.starts_with("DT-") ? upper : "DT-" + upper;
}

bool is_refusal(DiagnosticCode const& code) { return code.code.starts_with("DT-X"); }

}  // namespace

std::span<DiagnosticCode const> diagnostic_codes() {
  static auto const all = [] {
    std::vector<DiagnosticCode> codes;
    for (auto part : {diagnostic_codes_detail::reading(), diagnostic_codes_detail::coherence(), diagnostic_codes_detail::refusals()})
      codes.insert(codes.end(), part.begin(), part.end());
    std::sort(codes.begin(), codes.end(), [](auto const& a, auto const& b) { return a.code < b.code; });
    return codes;
  }();
  return all;
}

DiagnosticCode const* find_diagnostic_code(std::string_view code) {
  auto all = diagnostic_codes();
  auto at = std::lower_bound(all.begin(), all.end(), code, [](DiagnosticCode const& a, std::string_view b) { return a.code < b; });
  return at != all.end() && at->code == code ? &*at : nullptr;
}

Result<std::string> explain(std::string_view wanted) {
  auto code = find_diagnostic_code(normalised(wanted));
  if (!code) {
    std::vector<std::string> names;
    for (auto const& each : diagnostic_codes()) names.emplace_back(each.code);
    auto meant = nearest(normalised(wanted), names);
    return Error{"", "there is no code " + std::string(wanted),
                 meant ? "did you mean " + *meant + "?" : "codes look like DT-D203; they stand at the end of each finding"};
  }
  std::string text = std::string(code->code) + (is_refusal(*code) ? " (refusal)" : " (" + std::string(to_string(code->severity)) + ")") +
                     ": " + std::string(code->title) + "\n\n" + std::string(code->explanation) + "\n";
  if (!code->prevents.empty()) text += "\nPrevents: " + std::string(code->prevents) + ".\n";
  if (!code->fix.empty()) text += "\nMend it:\n" + std::string(code->fix) + "\n";
  return text;
}

std::string diagnostic_codes_markdown() {
  std::string page = "# Findings and refusals\n\nEvery code that Drivetrain can utter. `drivetrain explain CODE` prints the same.\n";
  for (auto const& code : diagnostic_codes()) {
    page += "\n## " + std::string(code.code) + "\n\n**" + std::string(code.title) + "** (" +
            (is_refusal(code) ? "refusal" : std::string(to_string(code.severity))) + ")\n\n" + std::string(code.explanation) + "\n";
    if (!code.prevents.empty()) page += "\nPrevents: " + std::string(code.prevents) + ".\n";
    if (!code.fix.empty()) page += "\n```\n" + std::string(code.fix) + "\n```\n";
  }
  return page;
}

Diagnostic finding(std::string_view code, Span span, std::string message, std::string help) {
  Diagnostic result{.code = std::string(code), .span = std::move(span), .message = std::move(message), .help = std::move(help)};
  if (auto known = find_diagnostic_code(code)) {
    result.severity = known->severity;
    result.why = known->prevents.empty() ? std::string() : "this prevents " + std::string(known->prevents);
  }
  return result;
}

}  // namespace drivetrain
