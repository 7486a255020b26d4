// /stations: where front-line work is done. A station is one role's queue, or one place of the works (a work centre) with all the queues that
// meet there; it shows what its person does now and what comes next, in the order that strategy gives.
#include <algorithm>
#include <map>
#include <set>

#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/working_roles.h"
#include "app/api/write.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using coordination::QueueEntry;
using coordination::WorkItem;

namespace {

constexpr std::size_t next_at_a_station = 8;

resources::WorkCentre const* centre_of(OperatingModel const& model, std::string const& id) {
  auto found = model.resources.work_centres.find(id);
  return found == model.resources.work_centres.end() ? nullptr : &found->second;
}

/// The work centre that the step names, as the works stand today; for a step that is gone, as they stood when its case began.
std::string place_of_step(Reading const& reading, WorkItem const& item) {
  auto place_in = [&](OperatingModel const& model) -> std::optional<std::string> {
    auto process = model.processes.processes.find(item.opened.process);
    if (process == model.processes.processes.end()) return std::nullopt;
    for (auto const& step : process->second.steps)
      if (step.step.value == item.opened.element) return step.work_centre.text();
    return std::nullopt;
  };
  if (auto place = place_in(reading.model())) return *place;
  auto const* c = reading.company.processes.find(item.opened.case_id);
  auto version = c ? reading.company.library().find(c->revision.text()) : nullptr;
  return version ? place_in(*version).value_or("") : "";
}

/// Whether work of `place` is done at `station`: there, or at a part of it.
bool lies_within(OperatingModel const& model, std::string place, std::string const& station) {
  for (int depth = 0; depth < 16 && !place.empty(); ++depth) {
    if (place == station) return true;
    auto const* centre = centre_of(model, place);
    place = centre ? centre->parent.text() : "";
  }
  return false;
}

bool works_queue_of(resources::WorkCentre const& centre, std::string const& role) {
  return std::any_of(centre.roles.begin(), centre.roles.end(), [&](auto const& one) { return one.text() == role; });
}

/// A step that names no place is done wherever its role works.
bool is_done_at(Reading const& reading, WorkItem const& item, std::string const& station) {
  auto place = place_of_step(reading, item);
  if (!place.empty()) return lies_within(reading.model(), place, station);
  auto const* centre = centre_of(reading.model(), station);
  return centre && works_queue_of(*centre, item.opened.role);
}

std::set<std::string> my_roles(Reading const& reading) {
  std::set<std::string> roles;
  for (auto const& role : organisation::roles_of(reading.model().organisation, reading.company.organisation, reading.person, reading.now)) roles.insert(role.role);
  return roles;
}

Status list_stations(Exchange const&, Reading const& reading, JsonWriter& json) {
  auto mine = my_roles(reading);
  auto ready = MyQueue::of(reading).entries;
  auto working = working_roles(reading);
  auto write = [&](char const* kind, std::string const& id, std::string const& title, std::size_t waiting) {
    object(json, [&] { json.field("kind", kind).field("id", id).field("title", title).field("ready", waiting); });
  };
  object(json, [&] {
    json.key("items").begin_array();
    for (auto const& role : mine)
      if (working.contains(role)) {
        auto waiting = std::count_if(ready.begin(), ready.end(), [&](QueueEntry const& entry) { return entry.item->opened.role == role; });
        write("role", role, views::title_of(reading.company, "role", role), static_cast<std::size_t>(waiting));
      }
    for (auto const& [id, centre] : reading.model().resources.work_centres) {
      auto waiting = std::count_if(ready.begin(), ready.end(), [&](QueueEntry const& entry) { return is_done_at(reading, *entry.item, id); });
      bool works_here = std::any_of(mine.begin(), mine.end(), [&](std::string const& role) { return works_queue_of(centre, role); });
      if (works_here || waiting > 0) write("work_centre", id, centre.header.title, static_cast<std::size_t>(waiting));
    }
    json.end_array();
  });
  return {};
}

Status get_station(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& kind = exchange.at("kind");
  auto const& id = exchange.at("station");
  auto const& roles = reading.model().organisation.roles;
  bool known = kind == "role" ? roles.contains(id) : kind == "work_centre" && centre_of(reading.model(), id);
  if (!known) return Error{"DT-X901", "there is no station " + kind + "/" + id + " in the model in force", "GET /api/v1/stations lists those of the signed-in person."};
  auto here = [&](WorkItem const& item) { return kind == "role" ? item.opened.role == id : is_done_at(reading, item, id); };
  auto work = coordination::my_work(reading.person, reading.company.coordination, reading.model().coordination, reading.model().values, reading.company.people(), reading.now);
  MyQueue mine{work.ready};
  std::erase_if(work.under_way, [&](auto const* item) { return !here(*item); });
  std::erase_if(work.ready, [&](QueueEntry const& entry) { return !here(*entry.item); });
  object(json, [&] {
    json.field("kind", kind).field("id", id).field("title", views::title_of(reading.company, kind, id)).field("as_of", reading.now).field("ready", work.ready.size());
    list_field(json, "started", work.under_way, [&](auto const* item) { write_work_item(json, reading, entry_of(reading, *item), mine); });
    if (work.ready.size() > next_at_a_station) work.ready.resize(next_at_a_station);
    list_field(json, "next", work.ready, [&](auto const& entry) { write_work_item(json, reading, entry, mine); });
  });
  return {};
}

}  // namespace

void add_stations(Router& router) {
  router.read("/stations", "list_stations", list_stations);
  router.read("/stations/{kind}/{station}", "get_station", get_station);
}

}  // namespace drivetrain::app::api
