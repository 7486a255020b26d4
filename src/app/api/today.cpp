// /today: what the signed-in person should do, in order.
#include <algorithm>
#include <set>

#include "app/api/api.h"
#include "app/api/meetings.h"
#include "app/api/model_answers.h"
#include "app/api/problem.h"
#include "app/api/write.h"
#include "app/views/mine.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

namespace {

constexpr std::size_t next_items = 10;

void write_my_meetings(JsonWriter& json, Reading const& reading) {
  auto today = reading.company.today(reading.now);
  auto [begin, end] = day_of(reading, today, today);
  auto meetings = meetings_between(reading, begin, end);
  // One that began yesterday and still runs is today's, too.
  for (auto const& [id, occurrence] : reading.company.coordination.occurrences)
    if (occurrence.due < begin) meetings.insert(meetings.begin(), {occurrence.rhythm, occurrence.due, &occurrence, nullptr});
  std::erase_if(meetings, [&](Meeting const& meeting) { return !views::meets(reading.company, meeting.rhythm, reading.person, reading.now); });
  list_field(json, "rhythms", meetings, [&](Meeting const& meeting) { write_meeting(json, reading, meeting); });
}

void write_my_kpis(JsonWriter& json, Reading const& reading, std::set<std::string> const& roles) {
  json.key("kpis").begin_array();
  for (auto const& [id, kpi] : reading.model().performance.kpis) {
    if (!roles.contains(kpi.header.owner)) continue;
    auto status = read_kpi(reading, kpi).status;
    if (status == performance::KpiStatus::warn || status == performance::KpiStatus::alarm) write_kpi(json, reading, kpi);
  }
  json.end_array();
}

void write_my_work(JsonWriter& json, Reading const& reading, std::set<std::string> const& roles) {
  auto const& company = reading.company;
  auto work = coordination::my_work(reading.person, company.coordination, reading.model().coordination, reading.model().values, company.people(), reading.now);
  MyQueue mine{work.ready};
  json.key("queues").begin_array();
  for (auto const& role : roles) {
    bool has_work = std::any_of(company.coordination.items.begin(), company.coordination.items.end(), [&](auto const& one) { return one.second.opened.role == role; });
    if (has_work) write_queue_summary(json, reading, role);
  }
  json.end_array();
  list_field(json, "started", work.under_way, [&](auto const* item) { write_work_item(json, reading, entry_of(reading, *item), mine); });
  std::erase_if(work.ready, [](coordination::QueueEntry const& entry) { return entry.sleeps_until.has_value(); });  // not before its day
  if (work.ready.size() > next_items) work.ready.resize(next_items);
  list_field(json, "next", work.ready, [&](auto const& entry) { write_work_item(json, reading, entry, mine); });
}

Status get_today(Exchange const&, Reading const& reading, JsonWriter& json) {
  auto const& company = reading.company;
  std::set<std::string> roles;
  for (auto const& role : organisation::roles_of(reading.model().organisation, company.organisation, reading.person, reading.now)) roles.insert(role.role);
  object(json, [&] {
    json.field("as_of", reading.now).key("person");
    write_full_person(json, reading, reading.person);
    write_my_work(json, reading, roles);
    list_field(json, "decisions", decisions::awaiting(reading.person, company.decisions, company.declarations(), company.people(), reading.now),
               [&](decisions::Waiting const& waiting) { write_live_decision(json, reading, *waiting.live); });
    list_field(json, "parts", decisions::parts_asked_of(reading.person, company.decisions, company.declarations(), company.people(), reading.now), [&](decisions::AskedPart const& asked) {
      object(json, [&] {
        json.field("part", asked.part);
        views::write_role(json, "role", company, asked.role);
        json.key("decision");
        write_live_decision(json, reading, *asked.live);
      });
    });
    write_my_meetings(json, reading);
    list_field(json, "actions", coordination::open_actions_of(reading.person, company.coordination), [&](auto const* action) { write_action(json, reading, *action, nullptr); });
    list_field(json, "issues", coordination::issues_of(reading.person, company.coordination, reading.model().coordination, company.people(), reading.now),
               [&](auto const* issue) { write_issue(json, reading, *issue, nullptr); });
    write_my_kpis(json, reading, roles);
    write_my_release_notes(json, reading);
    write_my_rights_notices(json, reading);
  });
  return {};
}

}  // namespace

void add_today(Router& router) {
  router.add({"get_today", "GET", "/api/v1/today", [](Exchange& exchange) {
                return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) { return get_today(exchange, reading, json); });
              }});
}

}  // namespace drivetrain::app::api
