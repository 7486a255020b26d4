// /capabilities: what operations must excel at, what realises it, and the level that evidence gives; also as it would be without one
// thing. Steps are counted for roles and skills, never for a person.
#include <algorithm>
#include <charconv>

#include "app/api/router.h"
#include "app/api/write.h"
#include "app/views/capabilities.h"
#include "model/line_of_sight.h"

namespace drivetrain::app::api {

namespace {

views::Reference refer_part(Reading const& reading, views::Part const& part) {
  if (part.kind == "Rule") return {"rule", part.id, part.id, ""};
  return refer(reading.company, views::api_kind(part.kind), part.id);
}

void write_part(JsonWriter& json, Reading const& reading, views::Part const& part) {
  auto reference = refer_part(reading, part);
  json.field("kind", reference.kind).field("id", reference.id).field("title", reference.title);
  text_if(json, "href", reference.href);
}

void write_practice(JsonWriter& json, views::Practice const& practice) {
  json.field("done", practice.count);
  field_if(json, "last_at", practice.last);
  text_if(json, "text", practice.text);
}

void write_carrier(JsonWriter& json, Reading const& reading, views::CarrierView const& view) {
  object(json, [&] {
    write_part(json, reading, view.carrier.part);
    json.field("stands", view.carrier.stands());
    text_if(json, "broken", view.carrier.broken);
    write_practice(json, view.practice);
    list_field(json, "rests_on", view.rests_on, [&](views::FootingView const& one) {
      object(json, [&] {
        write_part(json, reading, one.footing.part);
        json.field("stands", one.footing.broken.empty());
        text_if(json, "broken", one.footing.broken);
        if (one.footing.part.kind != "Asset") json.field("people", one.footing.people.size());
        write_practice(json, one.practice);
        if (one.others > 0) json.field("done_by_others", one.others);
      });
    });
  });
}

void write_capability(JsonWriter& json, Reading const& reading, views::Capability const& capability) {
  auto const& requirement = *capability.requirement;
  object(json, [&] {
    json.field("id", requirement.header.id).field("title", requirement.header.title).field("kind", requirement_kind(requirement.kind)).field("statement", requirement.statement);
    views::write_owner(json, reading.company, requirement.header, reading.now);
    json.field("objectives", views::refer_all(reading.company, "objective", requirement.objectives));
    json.field("level", static_cast<int>(capability.level)).field("level_name", to_string(capability.level)).field("status", to_string(capability.status));
    list_field(json, "carriers", capability.carriers, [&](auto const& one) { write_carrier(json, reading, one); });
    list_field(json, "kpis", capability.kpis, [&](auto const& id) { json.any(refer(reading.company, "kpi", id)); });
    json.field("gaps", capability.gaps);
    list_field(json, "plan", capability.plan, [&](auto const& id) { json.any(refer(reading.company, "initiative", id)); });
  });
}

/// Everything that can be thought away: what carries something, and what that rests on.
std::vector<views::Part> things_of(std::vector<views::Function> const& functions) {
  std::vector<views::Part> things;
  for (auto const& function : functions)
    for (auto const& carrier : function.carriers) {
      if (carrier.part.kind != "Rule") things.push_back(carrier.part);
      for (auto const& footing : carrier.rests_on) things.push_back(footing.part);
    }
  std::sort(things.begin(), things.end());
  things.erase(std::unique(things.begin(), things.end()), things.end());
  return things;
}

Result<std::optional<views::Part>> thing_without(Exchange const& exchange, Reading const& reading) {
  auto text = exchange.query("without");
  if (!text) return std::optional<views::Part>();
  auto slash = text->find('/');
  auto kind = views::model_kind(text->substr(0, slash));
  auto id = slash == std::string::npos ? std::string() : text->substr(slash + 1);
  if (kind.empty() || !reading.model().find(kind, id))
    return Error{"DT-X901", "there is no " + *text + " in the model in force", "write KIND/ID, for example skill/" + (reading.model().organisation.skills.empty() ? "welding" : reading.model().organisation.skills.begin()->first)};
  return std::optional(views::Part{kind, id});
}

Status get_capabilities(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  views::CapabilityQuestion question;
  if (auto weeks = exchange.query("weeks")) std::from_chars(weeks->data(), weeks->data() + weeks->size(), question.weeks);  // the contract holds it to 1..52
  DT_TRY(question.without, thing_without(exchange, reading));
  auto found = views::capabilities(reading.company, reading.index, question, reading.now);
  auto today = reading.company.today(reading.now);
  auto const& strategy = reading.model().strategy;
  object(json, [&] {
    json.field("as_of", reading.now).field("weeks", question.weeks).field("from", reading.company.today(found.from)).field("to", today);
    list_field(json, "items", found.all, [&](auto const& one) { write_capability(json, reading, one); });
    json.field("red", found.red);
    if (question.without) json.field("without", refer_part(reading, *question.without)).field("turned", found.turned);
    list_field(json, "things", things_of(views::functions_of(reading.model(), today)), [&](auto const& part) { json.any(refer_part(reading, part)); });
    // Objectives for which nobody said what operations must be able to do, neither there nor below.
    json.key("without_requirement").begin_array();
    for (auto const& [id, objective] : strategy.objectives)
      if (model::line_of_sight(reading.model(), id).teeth[0].by.empty()) json.any(refer(reading.company, "objective", id));
    json.end_array();
  });
  return {};
}

}  // namespace

void add_capabilities(Router& router) { router.read("/capabilities", "get_capabilities", get_capabilities); }

}  // namespace drivetrain::app::api
