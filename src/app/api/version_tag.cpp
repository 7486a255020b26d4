// Which version somebody saw (see version_tag.h).
#include "app/api/version_tag.h"

#include <algorithm>
#include <array>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "base/hash.h"
#include "base/text.h"
#include "journal/events.h"

namespace drivetrain::app::api {

namespace {

/// Path variables of the contract that name a subject of the journal.
constexpr std::array<std::string_view, 8> subjects{"live", "item", "case_id", "issue", "occurrence", "change", "signal", "action"};

std::string const* subject_of(Exchange const& exchange) {
  for (auto name : subjects)
    if (auto found = exchange.path.find(name); found != exchange.path.end()) return &found->second;
  return nullptr;
}

/// The last event about it; refused attempts change nothing.
std::uint64_t last_event_about(JournalIndex const& index, std::string const& subject) {
  auto positions = index.about(subject);
  for (auto i = positions.rbegin(); i != positions.rend(); ++i) {
    auto entry = index.entry(*i);
    if (entry.kind == journal::RecordKind::event && entry.type != journal::CommandRejected::type.number) return *i;
  }
  return 0;
}

bool changes_the_model(Exchange const& exchange) { return exchange.route.operation == "propose_change" || exchange.route.operation == "roll_back"; }

}  // namespace

TagOf tag_kind(Exchange const& exchange) {
  if (subject_of(exchange)) return TagOf::subject;
  auto const& path = exchange.route.path;
  return path.starts_with("/api/v1/model/") || changes_the_model(exchange) ? TagOf::model : TagOf::bytes;
}

std::string version_tag(Exchange const& exchange, Reading const& reading, std::string_view body) {
  switch (tag_kind(exchange)) {
    case TagOf::subject: return "\"" + *subject_of(exchange) + "." + std::to_string(last_event_about(reading.index, *subject_of(exchange))) + "\"";
    case TagOf::model: return "\"" + reading.model().revision + "\"";
    case TagOf::bytes: return "\"" + to_hex(sha256(body)).substr(0, 32) + "\"";
  }
  return "";
}

bool lists_tag(std::string_view header, std::string_view tag) {
  for (auto one : split(header, ','))
    if (trim(one) == tag || trim(one) == "*") return true;
  return false;
}

std::optional<platform::Response> refuse_version(Exchange const& exchange) {
  auto wanted = exchange.request.header("if-match");
  if (wanted.empty()) {
    if (exchange.route.operation != "propose_change" || !exchange.text("base").empty()) return std::nullopt;
    return problem(428, {"DT-X907", "a change must say from which version of the model it was made", "Send If-Match with the ETag of GET /api/v1/model/versions, or the field base with its revision."});
  }
  if (tag_kind(exchange) == TagOf::bytes) return problem(412, {"DT-X907", "nothing that this request changes has a version to match", "Leave If-Match out."});
  auto& runtime = exchange.api.runtime();
  std::string present;
  auto read = runtime.journal().read([&] { present = version_tag(exchange, {runtime.company(), exchange.api.index(), runtime.now(), runtime.journal().head(), exchange.person}, ""); });
  if (!read) return problem(read.error());
  if (lists_tag(wanted, present)) return std::nullopt;
  auto refused = problem(412, {"DT-X907", "it has changed since you read it: its version is " + present + " now", "Read it again and decide anew."});
  refused.headers.emplace_back("ETag", present);
  return refused;
}

}  // namespace drivetrain::app::api
