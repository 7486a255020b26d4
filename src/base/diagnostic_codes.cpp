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

bool is_about_reading(std::string_view code) { return code.starts_with("DT-R0") && code.size() > 5 && code[5] != '0'; }

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
    return Error{"DT-X901", "there is no code " + std::string(wanted),
                 meant ? "did you mean " + *meant + "?" : "codes look like DT-D203; they stand at the end of each finding"};
  }
  std::string text = std::string(code->code) + (is_refusal(*code) ? " (refusal)" : " (" + std::string(to_string(code->severity)) + ")") +
                     ": " + std::string(code->title) + "\n\n" + std::string(code->explanation) + "\n";
  if (!code->prevents.empty()) text += "\nPrevents: " + std::string(code->prevents) + ".\n";
  if (!code->fix.empty()) text += "\nMend it:\n" + std::string(code->fix) + "\n";
  return text;
}

namespace {

/// What the letter of a code stands for, in the order of the codes.
std::string_view subject_of_letter(char letter) {
  switch (letter) {
    case 'C': return "Cases";
    case 'D': return "Decisions";
    case 'F': return "Form and expressions";
    case 'G': return "Governance: risks, controls, waivers";
    case 'I': return "Improvement";
    case 'K': return "KPIs and measures";
    case 'L': return "Layers of the cascade";
    case 'M': return "Management system: rhythms";
    case 'P': return "Processes and standards";
    case 'R': return "Reading the files";
    case 'S': return "Strategy";
    case 'X': return "Refusals at run time";
    default: return "More";
  }
}

std::string severity_in_page(DiagnosticCode const& code) { return is_refusal(code) ? "refusal" : std::string(to_string(code.severity)); }

}  // namespace

std::string diagnostic_codes_markdown() {
  std::string page =
      "# Findings and refusals\n\n<!-- Written by `drivetrain explain --all`; ./dev docs writes it anew, a test fails when it is stale. -->\n\nEvery code that Drivetrain can utter, printed by `drivetrain explain --all`; `drivetrain explain CODE` prints one. An *error* keeps a model out of "
      "force, a *warning* does not, a *refusal* answers a command. What each finding prevents is said in the essay's words.\n";
  char letter = 0;
  for (auto const& code : diagnostic_codes()) {
    if (code.code[3] != letter) page += "\n**" + std::string(subject_of_letter(letter = code.code[3])) + "**\n\n| code | | what is wrong | prevents |\n|---|---|---|---|\n";
    std::string anchor = lower_ascii(code.code);
    page += "| [" + std::string(code.code) + "](#" + anchor + ") | " + severity_in_page(code) + " | " + std::string(code.title) + " | " + std::string(code.prevents) + " |\n";
  }
  for (auto const& code : diagnostic_codes()) {
    page += "\n## " + std::string(code.code) + "\n\n**" + std::string(code.title) + "** (" + severity_in_page(code) + ")\n\n" + std::string(code.explanation) + "\n";
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
