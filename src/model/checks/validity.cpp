// DT-R003: a reference to what is not in force. Looked at on the day of the check, or on the first day of whoever refers when that lies
// ahead; what ends within 30 days, while whoever refers goes on, is a note. Prevents operational drift: a rule of last year still obeyed.
#include <map>

#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

struct Validity {
  std::optional<Date> from, to;
  bool holds(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
  std::string text() const { return (from ? format_date(*from) : std::string("ever")) + "–" + (to ? format_date(*to) : std::string("open")); }
};

std::optional<Date> date_of(notation::YamlNode const& metadata, char const* key) {
  auto const* found = metadata.find(key);
  if (!found) return std::nullopt;
  auto date = parse_date(found->text);
  if (!date) return std::nullopt;  // said where it was read
  return *date;
}

Validity validity_of(Entity const& entity) {
  auto const* metadata = entity.document ? entity.document->find("metadata") : nullptr;
  if (!metadata) return {};
  return {date_of(*metadata, "valid_from"), date_of(*metadata, "valid_to")};
}

struct Place {
  Entity const* entity = nullptr;
  Validity validity;
};

void check_use(Place const& from, Place const& to, Span const& span, Date at, Diagnostics& diagnostics) {
  if (from.validity.to && *from.validity.to < at) return;  // whoever refers is itself no longer in force
  auto day = from.validity.from && at < *from.validity.from ? *from.validity.from : at;
  bool holds = to.validity.holds(day);
  auto soon = date_from_days(days_from_epoch(at) + 30);
  bool ends_soon = to.validity.to && *to.validity.to < soon && (!from.validity.to || *to.validity.to < *from.validity.to);
  if (holds && !ends_soon) return;
  Diagnostic d;
  d.code = "DT-R003";
  d.severity = holds ? Severity::note : Severity::error;
  d.span = span;
  d.message = holds ? from.entity->id + " refers to " + to.entity->id + ", which ends on " + format_date(*to.validity.to)
                    : from.entity->id + " refers to " + to.entity->id + " outside its validity " + to.validity.text();
  d.why = holds ? "after that day the reference points at nothing" : "on " + format_date(day) + " it is not in force, so the reference points at nothing";
  d.help = "refer to what is valid on that day, or change valid_from / valid_to";
  d.notes.push_back({to.entity->id_span, to.entity->id + " is defined here"});
  d.subject = from.entity->id;
  diagnostics.add(std::move(d));
}

}  // namespace

void check_validity(CheckInput const& input, Diagnostics& diagnostics) {
  std::map<std::string, std::map<std::string, Place, std::less<>>, std::less<>> places;
  for (auto const& entity : input.model.entities) places[entity.kind].try_emplace(entity.id, Place{&entity, validity_of(entity)});
  auto place = [&](std::string const& kind, std::string const& id) -> Place const* {
    auto of_kind = places.find(kind);
    if (of_kind == places.end()) return nullptr;
    auto found = of_kind->second.find(id);
    return found == of_kind->second.end() ? nullptr : &found->second;
  };
  for (auto const& use : input.model.references) {
    auto const* from = place(use.from_kind, use.from_id);
    auto const* to = place(use.target_kind, use.id);
    if (from && to) check_use(*from, *to, use.span, input.at, diagnostics);
  }
}

}  // namespace drivetrain::model
