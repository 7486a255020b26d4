// Waivers (see waivers.h).
#include "model/waivers.h"

#include <algorithm>

#include "base/diagnostic_codes.h"

namespace drivetrain::model {

namespace {

using organisation::Waiver;

constexpr int waiver_notice_days = 30;

std::string for_whom(std::string const& subject) { return subject.empty() ? "" : " for " + subject; }

class WaiverBook {
 public:
  WaiverBook(std::vector<Waiver> const& waivers, Date at) : waivers_(waivers), at_(at), uses_(waivers.size(), 0) {}

  AfterWaivers apply(Diagnostics const& found) {
    result_.diagnostics.change_severities(found.severity_changes());
    for (auto const& diagnostic : found.all()) sift(diagnostic);
    for (std::size_t i = 0; i < waivers_.size(); ++i) look_at(waivers_[i], uses_[i]);
    return std::move(result_);
  }

 private:
  /// Why a waiver excuses nothing; empty when it holds.
  std::string fault(Waiver const& waiver) const {
    if (waiver.owner.empty()) return " has no owner";
    if (!waiver.expires) return " has no last day";
    if (*waiver.expires < at_) return " expired on " + format_date(*waiver.expires);
    return {};
  }
  bool fits(Waiver const& waiver, Diagnostic const& diagnostic) const {
    return waiver.rule.value == diagnostic.code && !is_about_reading(diagnostic.code) && (waiver.subject.empty() || waiver.subject.value == diagnostic.subject);
  }
  void sift(Diagnostic const& diagnostic) {
    auto best = waivers_.size();
    auto rank = [&](std::size_t i) { return std::pair(fault(waivers_[i]).empty(), !waivers_[i].subject.empty()); };
    for (std::size_t i = 0; i < waivers_.size(); ++i) {
      if (!fits(waivers_[i], diagnostic)) continue;
      ++uses_[i];
      if (best == waivers_.size() || rank(i) > rank(best)) best = i;
    }
    if (best == waivers_.size()) return result_.diagnostics.add(diagnostic);
    auto const& waiver = waivers_[best];
    auto wrong = fault(waiver);
    if (wrong.empty()) return excuse(diagnostic, waiver);
    auto d = diagnostic;
    d.code = "DT-G705";
    d.severity = Severity::error;
    d.notes.push_back({diagnostic.span, diagnostic.code + ": " + diagnostic.message});
    d.span = waiver.rule.span;
    d.message = "waiver of " + diagnostic.code + for_whom(diagnostic.subject) + wrong;
    d.why = "a waiver nobody answers for is a rule quietly dropped";
    d.help = "mend the finding below, or renew the waiver with an owner, a reason and a day";
    result_.diagnostics.add(std::move(d));
  }
  void excuse(Diagnostic const& diagnostic, Waiver const& waiver) {
    result_.excused.push_back({diagnostic, waiver.reason + " (" + waiver.owner.text() + ", until " + format_date(*waiver.expires) + ")"});
  }

  void say(Waiver const& waiver, std::string_view code, Severity severity, std::string message, std::string why, std::string help) {
    Diagnostic d{.code = std::string(code), .severity = severity, .span = waiver.rule.span, .message = std::move(message), .why = std::move(why), .help = std::move(help)};
    d.subject = waiver.subject.value;
    result_.diagnostics.add(std::move(d));
  }
  /// The waiver itself: whether its rule exists, may be waived, is broken at all, and how long it still holds.
  void look_at(Waiver const& waiver, std::size_t uses) {
    auto const& rule = waiver.rule.value;
    auto name = "waiver of " + rule + for_whom(waiver.subject.value);
    if (!find_diagnostic_code(rule)) return;  // a slip of the pen is DT-R001 (checks/named_codes.cpp)
    if (is_about_reading(rule))
      return say(waiver, "DT-G705", Severity::error, name + " excuses what cannot be excused", "what cannot be read is not part of the model, whoever answers for it", "correct the file and delete the waiver");
    if (uses == 0)
      return say(waiver, "DT-R004", Severity::warning, name + " excuses nothing", "the finding is mended or was never there; the waiver would hide the next one", "delete the waiver");
    auto left = waiver.expires ? days_from_epoch(*waiver.expires) - days_from_epoch(at_) : -1;
    if (fault(waiver).empty() && left <= waiver_notice_days)
      say(waiver, "DT-G705", Severity::note, name + " ends on " + format_date(*waiver.expires), "after that day the finding is back", "mend it until then, or let " + waiver.owner.text() + " decide to renew");
  }

  std::vector<Waiver> const& waivers_;
  Date at_;
  std::vector<std::size_t> uses_;
  AfterWaivers result_;
};

}  // namespace

AfterWaivers apply_waivers(OperatingModel const& model, Date at, Diagnostics const& diagnostics) {
  auto result = WaiverBook(model.organisation.company.waivers, at).apply(diagnostics);
  if (diagnostics.dropped() == 0 || result.diagnostics.errors() > 0) return result;
  // What was dropped cannot be looked at: with more findings than are kept nothing is excused, or a model could slip through.
  return {diagnostics, {}};
}

}  // namespace drivetrain::model
