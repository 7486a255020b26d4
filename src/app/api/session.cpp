// /session and /people: who is here, and in which company.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/signed_in.h"
#include "app/api/write.h"
#include "app/views/names.h"
#include "base/text.h"
#include "organisation/events.h"
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

/// Whoever resets an account could use its link as well, and act in the name of that person: so the person hears of it for a month.
constexpr Duration resets_are_told = days(30);
constexpr std::size_t most_resets_told = 10;

void write_resets(JsonWriter& json, Reading const& reading, std::string const& account) {
  auto positions = reading.index.events_of(organisation::AccountReset::type.number, reading.now - resets_are_told);
  std::vector<journal::Record> told;
  for (auto position = positions.rbegin(); position != positions.rend() && told.size() < most_resets_told; ++position) {
    auto record = reading.index.record(*position);
    organisation::AccountReset reset;
    if (record && decode_fields(record->payload, reset) && reset.account == account) told.push_back(std::move(*record));
  }
  if (told.empty()) return;
  list_field(json, "resets", told, [&](journal::Record const& record) {
    auto const* by = record.actor.kind == journal::ActorKind::account ? reading.company.organisation.accounts.find(record.actor.id) : nullptr;
    object(json, [&] {
      json.field("at", record.at).field("position", record.position);
      object_field(json, "by", [&] {
        json.field("kind", to_string(record.actor.kind)).field("id", record.actor.id);
        if (by && !by->person.empty()) json.field("name", views::person_name(reading.company, by->person));
      });
    });
  });
}

Status write_session(Exchange const& exchange, Reading const& reading, JsonWriter& json, access::Principal const& who) {
  auto const& person = who.person;
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
    if (!who.account.empty())
      object_field(json, "account", [&] {
        json.field("name", who.account).field("administrator", who.administrator);
        write_resets(json, reading, who.account);
      });
    json.field("demo", exchange.api.options().demo).field("administered", exchange.api.access().administered());
    json.key("clock");
    write_clock(json, exchange, reading);
    json.field("revision", reading.model().revision).field("position", reading.position);
    json.field("errors", findings->errors()).field("warnings", findings->warnings());
  });
  return {};
}

Status get_session(Exchange const& exchange, Reading const& reading, JsonWriter& json) { return write_session(exchange, reading, json, exchange.who); }

std::string cookie_text(Exchange const& exchange, std::string const& secret, std::string const& more) {
  return std::string(Api::session_cookie) + "=" + secret + "; Path=/api; HttpOnly; SameSite=Strict" + (exchange.api.options().secure_cookies ? "; Secure" : "") + more;
}

Response sign_in_sample(Exchange& exchange, std::string const& person) {
  if (!exchange.api.options().demo)
    return problem(403, {"DT-X942", "sample people can be chosen in a demo only", "Sign in with account and password."});
  auto response = answer_read(exchange, [&](Reading const& reading, JsonWriter& json) -> Status {
    auto const& people = reading.model().organisation.people;
    access::Principal who;
    who.kind = access::Principal::Kind::sample_person;
    who.person = person;
    if (people.contains(person)) return write_session(exchange, reading, json, who);
    std::vector<std::string> ids;
    for (auto const& [id, one] : people) ids.push_back(id);
    auto near = nearest(person, ids);
    return Error{"DT-X902", person + " is nobody in the model", near ? "did you mean " + *near + "?" : "GET /api/v1/people lists everybody."};
  });
  if (response.status != 200) return response;
  auto opened = exchange.api.access().sign_in_as_sample(person);
  if (!opened) return problem(opened.error());
  response.headers.emplace_back("Set-Cookie", cookie_text(exchange, opened->secret, ""));
  return response;
}

Response sign_in(Exchange& exchange) {
  auto person = exchange.text("person"), account = exchange.text("account"), password = exchange.text("password");
  if (!person.empty()) return account.empty() && password.empty() ? sign_in_sample(exchange, person) : problem({"DT-X902", "person is given beside an account", "Send account and password; person alone is for a demo."});
  if (account.empty() || password.empty()) return misfit_problem(422, "account and password are both needed", {{account.empty() ? "/account" : "/password", "is missing"}});
  auto& access = exchange.api.access();
  auto const& address = exchange.request.remote;
  if (auto wait = access.wait_before_sign_in(account, address)) return too_often(*wait);
  return answer_opened(exchange, access.sign_in(account, password, address));
}

Response sign_out(Exchange& exchange) {
  if (auto status = exchange.api.access().sign_out(exchange.who); !status) return problem(status.error());
  Response response;
  response.status = 204;
  response.headers.emplace_back("Set-Cookie", cookie_text(exchange, "", "; Max-Age=0"));
  return response;
}

Response change_password(Exchange& exchange) {
  if (exchange.who.kind != access::Principal::Kind::account)
    return problem({"DT-X903", "only whoever is signed in by an account's password may change it", "Sign in with account and password first."});
  auto& access = exchange.api.access();
  if (auto wait = access.wait_before_sign_in(exchange.who.account, exchange.request.remote)) return too_often(*wait);
  return answer_opened(exchange, access.change_password(exchange.who, exchange.text("old_password"), exchange.text("new_password")));
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

Response answer_opened(Exchange& exchange, Result<access::Access::Opened> const& opened) {
  if (!opened) return problem(opened.error());
  auto who = exchange.api.access().by_session(opened->secret);
  auto response = answer_read(exchange, [&](Reading const& reading, JsonWriter& json) { return write_session(exchange, reading, json, who); });
  auto most = std::to_string(exchange.api.options().access.absolute.us / 1'000'000);
  response.headers.emplace_back("Set-Cookie", cookie_text(exchange, opened->secret, "; Max-Age=" + most));
  return response;
}

void add_session(Router& router) {
  router.read("/session", "get_session", get_session);
  router.add({"sign_in", "POST", "/api/v1/session", sign_in});
  router.add({"sign_out", "DELETE", "/api/v1/session", sign_out});
  router.write("/session/password", "change_password", change_password);
  router.read("/people", "list_people", list_people);
}

}  // namespace drivetrain::app::api
