// /rights-notices: "your rights changed". Which decisions are a person's since a version came into force, which were before, which
// running ones came or went; and whether the person said that they know.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/model_answers.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"

namespace drivetrain::app::api {

using adaptation::HeldRight;
using adaptation::RightsChange;
using adaptation::RightsNotice;

namespace {

bool is_own(Reading const& reading, RightsNotice const& notice) { return !reading.person.empty() && notice.sent.person == reading.person; }
bool was_passed_on(Reading const& reading, RightsNotice const& notice) { return views::may_one_of(reading.company, reading.person, notice.passed_to, reading.now); }
bool may_know(Reading const& reading, RightsNotice const& notice) { return is_own(reading, notice) || was_passed_on(reading, notice); }

/// From when on it is so: the day of the version, or the later one on which every term of what is held now begins.
Date holds_since(Reading const& reading, RightsNotice const& notice, RightsChange const& line) {
  auto since = reading.company.today(notice.at);
  if (line.after.empty() || std::any_of(line.after.begin(), line.after.end(), [&](HeldRight const& one) { return !one.from || *one.from <= since; })) return since;
  return *std::min_element(line.after.begin(), line.after.end(), [](auto const& a, auto const& b) { return *a.from < *b.from; })->from;
}

void write_held(JsonWriter& json, Reading const& reading, HeldRight const& one) {
  object(json, [&] {
    text_if(json, "when", one.when);
    json.field("role", refer(reading.company, "role", one.role)).field("via", one.via);
    field_if(json, "from", one.from);
    field_if(json, "to", one.to);
  });
}

/// What the conditions are about, so that they can be said in words; the right may be retired. Null when no version that has it is kept.
decisions::Decision const* declared_right(Reading const& reading, RightsNotice const& notice, std::string const& decision, std::shared_ptr<OperatingModel const>& kept) {
  for (auto const& revision : {std::string(), notice.sent.revision, notice.sent.previous}) {
    kept = revision.empty() ? reading.company.model_pointer() : reading.company.library().find(revision);
    if (!kept) continue;
    if (auto found = kept->decisions.decisions.find(decision); found != kept->decisions.decisions.end()) return &found->second;
  }
  return nullptr;
}

void write_line(JsonWriter& json, Reading const& reading, RightsNotice const& notice, RightsChange const& line) {
  object(json, [&] {
    auto decision = refer(reading.company, "decision", line.decision);
    decision.title = line.title;
    json.field("decision", decision).field("kind", line.before.empty() ? "gained" : line.after.empty() ? "lost" : "changed").field("right", line.right);
    json.field("since", holds_since(reading, notice, line));
    std::shared_ptr<OperatingModel const> kept;
    if (auto const* declared = declared_right(reading, notice, line.decision, kept)) write_facts(json, "facts", *declared, {});
    else json.key("facts").begin_array().end_array();
    for (auto const& [name, held] : {std::pair("before", &line.before), std::pair("after", &line.after)})
      list_field(json, name, *held, [&](HeldRight const& one) { write_held(json, reading, one); });
  });
}

void write_moved(JsonWriter& json, Reading const& reading, RightsNotice const& notice) {
  json.key("moved").begin_array();
  for (auto const& [way, ids] : {std::pair("to", &notice.sent.moved_to), std::pair("from", &notice.sent.moved_from)})
    for (auto const& id : *ids)
      object(json, [&] {
        json.field("way", way).field("decision", refer(reading.company, "decision_live", id));
        auto live = reading.company.decisions.live.find(id);
        json.field("waits", live != reading.company.decisions.live.end());
        if (live != reading.company.decisions.live.end()) json.field("holder", views::holder_of(reading.company, live->second, reading.now));
      });
  json.end_array();
}

void write_notice(JsonWriter& json, Reading const& reading, RightsNotice const& notice) {
  object(json, [&] {
    json.field("notice", notice.sent.rights_notice);
    views::write_person(json, "person", reading.company, notice.sent.person);
    json.field("own", is_own(reading, notice)).field("revision", notice.sent.revision).field("previous", notice.sent.previous).field("sent_at", notice.at).field("until", notice.until);
    if (reading.company.adaptation.changes.contains(notice.sent.change)) json.field("change", refer(reading.company, "change", notice.sent.change));
    if (auto const* version = reading.company.adaptation.find_version(notice.sent.revision)) text_if(json, "reason", version->reason);
    list_field(json, "lines", notice.sent.lines, [&](RightsChange const& line) { write_line(json, reading, notice, line); });
    write_moved(json, reading, notice);
    json.field("state", notice.acknowledged ? "acknowledged" : notice.passed_to.empty() ? "open" : "escalated").field("late", !notice.acknowledged && notice.until < reading.now);
    list_field(json, "passed_to", notice.passed_to, [&](std::string const& role) { json.any(refer(reading.company, "role", role)); });
    if (notice.acknowledged) {
      json.field("acknowledged_at", *notice.acknowledged);
      views::write_person(json, "acknowledged_by", reading.company, notice.by);
    }
    json.field("may_acknowledge", !notice.acknowledged && may_know(reading, notice));
  });
}

/// What waits first, then the latest; of one version, one's own before others'.
std::vector<RightsNotice const*> notices_of(Reading const& reading, std::function<bool(RightsNotice const&)> const& wanted) {
  std::vector<RightsNotice const*> all;
  for (auto const& [id, notice] : reading.company.adaptation.rights_notices)
    if (may_know(reading, notice) && wanted(notice)) all.push_back(&notice);
  std::sort(all.begin(), all.end(), [&](RightsNotice const* a, RightsNotice const* b) {
    if (a->acknowledged.has_value() != b->acknowledged.has_value()) return !a->acknowledged;
    if (a->at != b->at) return a->at > b->at;
    return std::pair(!is_own(reading, *a), a->sent.person) < std::pair(!is_own(reading, *b), b->sent.person);
  });
  return all;
}

Status list_rights_notices(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto state = exchange.query("state");
  auto notices = notices_of(reading, [&](RightsNotice const& notice) { return !state || *state == (notice.acknowledged ? "acknowledged" : "open"); });
  object(json, [&] { write_page(json, notices, page, [&](RightsNotice const* notice) { write_notice(json, reading, *notice); }); });
  return {};
}

platform::Response acknowledge_rights_notice(Exchange& exchange) { return ask(exchange, adaptation::AcknowledgeRightsNotice{exchange.at("rights_notice")}); }

void write_all(JsonWriter& json, Reading const& reading, std::vector<RightsNotice const*> const& notices) {
  list_field(json, "rights_notices", notices, [&](RightsNotice const* notice) { write_notice(json, reading, *notice); });
}

}  // namespace

void write_my_rights_notices(JsonWriter& json, Reading const& reading) {
  write_all(json, reading, notices_of(reading, [](RightsNotice const& notice) { return !notice.acknowledged; }));
}

void write_rights_notices_of_role(JsonWriter& json, Reading const& reading, std::string const& role) {
  auto names = [&](std::vector<HeldRight> const& held) { return std::any_of(held.begin(), held.end(), [&](HeldRight const& one) { return one.role == role; }); };
  auto notices = notices_of(reading, [&](RightsNotice const& notice) {
    auto const& lines = notice.sent.lines;
    return is_own(reading, notice) && std::any_of(lines.begin(), lines.end(), [&](RightsChange const& line) { return names(line.before) || names(line.after); });
  });
  // All that wait; of those that are known the last one, so that the page says since when it is so.
  auto known = std::find_if(notices.begin(), notices.end(), [](RightsNotice const* notice) { return notice->acknowledged.has_value(); });
  if (known != notices.end()) notices.erase(known + 1, notices.end());
  write_all(json, reading, notices);
}

void add_rights_notices(Router& router) {
  router.read("/rights-notices", "list_rights_notices", list_rights_notices);
  router.write("/rights-notices/{rights_notice}/acknowledge", "acknowledge_rights_notice", acknowledge_rights_notice);
}

}  // namespace drivetrain::app::api
