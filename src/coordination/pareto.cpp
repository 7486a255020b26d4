// Counting issues (see pareto.h).
#include "coordination/pareto.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace drivetrain::coordination {

namespace {

std::string key_of(Issue const& issue, ParetoBy by) {
  switch (by) {
    case ParetoBy::type: return issue.raised.issue_type;
    case ParetoBy::cause: return issue.cause ? issue.cause->category : "";
    case ParetoBy::unit: return issue.raised.unit;
    case ParetoBy::subject: return issue.raised.subject.empty() ? issue.raised.case_id : issue.raised.subject;
  }
  return "";
}

}  // namespace

std::optional<ParetoBy> pareto_by(std::string_view word) {
  if (word == "type") return ParetoBy::type;
  if (word == "cause") return ParetoBy::cause;
  if (word == "unit") return ParetoBy::unit;
  if (word == "subject") return ParetoBy::subject;
  return std::nullopt;
}

std::vector<ParetoRow> pareto(State const& state, ParetoBy by, Instant since) {
  std::map<std::string, ParetoRow> counted;
  int all = 0;
  auto count = [&](Issue const& issue) {
    if (issue.at < since) return;
    auto& row = counted[key_of(issue, by)];
    row.issues += 1;
    row.times += 1 + issue.recurred;
    row.reopened += issue.reopened;
    all += 1 + issue.recurred;
  };
  for (auto const& [id, issue] : state.issues) count(issue);
  for (auto const& one : state.resolved) count(one.issue);
  std::vector<ParetoRow> rows;
  for (auto& [key, row] : counted) {
    row.key = key;
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](ParetoRow const& a, ParetoRow const& b) { return std::tie(b.times, a.key) < std::tie(a.times, b.key); });
  int before = 0;
  for (auto& row : rows) {
    before += row.times;
    row.share = static_cast<double>(row.times) / all;
    row.cumulative = static_cast<double>(before) / all;
  }
  return rows;
}

}  // namespace drivetrain::coordination
