// /session and /people: who is here, and in which company.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/write.h"
#include "base/text.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using platform::Response;

void write_full_person(JsonWriter& json, Reading const& reading, std::string const& person) {
  auto const& form = reading.model().organisation;
  object(json, [&] {
    json.field("id", person).field("name", views::person_name(reading.company, person));
    if (auto found = form.people.find(person); found != form.people.end()) {
      if (!found->second.unit.empty()) json.field("unit", refer(reading.company, "unit", found->second.unit.text()));
      text_if(json, "email", found->second.email);
    }
    list_field(json, "roles", organisation::roles_of(form, reading.company.organisation, person, reading.now), [&](organisation::RoleToday const& today) {
      object(json, [&] {
        views::write_role(json, "role", reading.company, today.role);
        json.field("via", today.via == organisation::Via::deputy ? "deputy" : "holder");
        field_if(json, "until", today.until);
      });
    });
  });
}

namespace {

Status write_session(Exchange const& exchange, Reading const& reading, JsonWriter& json, std::string const& person) {
  auto const& company = reading.model().organisation.company;
  auto findings = exchange.api.findings(reading.model(), reading.company.today(reading.now));
  object(json, [&] {
    object_field(json, "company", [&] {
      json.field("id", company.header.id).field("title", company.header.title);
      json.field("zone", reading.company.zone().name()).field("currency", company.currency);
    });
    if (!person.empty() && reading.model().organisation.people.contains(person)) {
      json.key("person");
      write_full_person(json, reading, person);
    }
    json.field("demo", exchange.api.options().demo);
    json.key("clock");
    write_clock(json, exchange, reading);
    json.field("revision", reading.model().revision).field("position", reading.position);
    json.field("errors", findings->errors()).field("warnings", findings->warnings());
  });
  return {};
}

Status get_session(Exchange const& exchange, Reading const& reading, JsonWriter& json) { return write_session(exchange, reading, json, exchange.person); }

std::string cookie_text(std::string const& token, char const* more) {
  return std::string(Sessions::cookie) + "=" + token + "; Path=/api; HttpOnly; SameSite=Strict" + more;
}

Response sign_in(Exchange& exchange) {
  auto person = exchange.text("person");
  auto response = answer_read(exchange, [&](Reading const& reading, JsonWriter& json) -> Status {
    auto const& people = reading.model().organisation.people;
    if (people.contains(person)) return write_session(exchange, reading, json, person);
    std::vector<std::string> ids;
    for (auto const& [id, one] : people) ids.push_back(id);
    auto near = nearest(person, ids);
    return Error{"DT-X902", person + " is nobody in the model", near ? "did you mean " + *near + "?" : "GET /api/v1/people lists everybody."};
  });
  if (response.status == 200) response.headers.emplace_back("Set-Cookie", cookie_text(exchange.api.sessions().open(person), ""));
  return response;
}

Response sign_out(Exchange& exchange) {
  exchange.api.sessions().close(Sessions::token_of(exchange.request.header("cookie")));
  Response response;
  response.status = 204;
  response.headers.emplace_back("Set-Cookie", cookie_text("", "; Max-Age=0"));
  return response;
}

Status list_people(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& form = reading.model().organisation;
  auto wanted = lower_ascii(exchange.query("q").value_or(""));
  struct Row {
    int authority = -1;
    std::string name, person;
  };
  std::vector<Row> rows;
  for (auto const& [id, person] : form.people) {
    Row row{-1, person.header.title, id};
    auto searched = lower_ascii(row.name + "\n" + id);
    for (auto const& today : organisation::roles_of(form, reading.company.organisation, id, reading.now)) {
      if (auto role = form.roles.find(today.role); role != form.roles.end()) row.authority = std::max(row.authority, role->second.authority);
      searched += "\n" + lower_ascii(views::title_of(reading.company, "role", today.role));
    }
    if (searched.find(wanted) != std::string::npos) rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return std::tie(b.authority, a.name, a.person) < std::tie(a.authority, b.name, b.person); });
  object(json, [&] { list_field(json, "items", rows, [&](Row const& row) { write_full_person(json, reading, row.person); }); });
  return {};
}

}  // namespace

void add_session(Router& router) {
  router.read("/session", "get_session", get_session);
  router.add({"sign_in", "POST", "/api/v1/session", Asks::anybody, sign_in});
  router.add({"sign_out", "DELETE", "/api/v1/session", Asks::anybody, sign_out});
  router.read("/people", "list_people", list_people);
}

}  // namespace drivetrain::app::api
