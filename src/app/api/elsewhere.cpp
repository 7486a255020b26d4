// What a change touches elsewhere: decisions, standards and what meets on them, each with the way that leads there.
#include "app/api/model_answers.h"
#include "app/views/reach.h"

namespace drivetrain::app::api {

namespace {

/// By its title in the changed model, so that what is new has its name.
void write_thing(JsonWriter& json, Reading const& reading, OperatingModel const& changed, views::Thing const& thing) {
  auto reference = refer(reading.company, views::api_kind(thing.kind), thing.id);
  if (auto const* entity = changed.find(thing.kind, thing.id)) reference.title = entity->title;
  json.any(reference);
}

}  // namespace

void write_elsewhere(JsonWriter& json, Reading const& reading, OperatingModel const& changed, model::Diff const& diff) {
  std::vector<views::Thing> things;
  for (auto const& difference : diff.differences) things.push_back({difference.kind, difference.id});
  list_field(json, "elsewhere", views::reach_of(changed, things), [&](views::Reached const& reached) {
    object(json, [&] {
      json.key("entity");
      write_thing(json, reading, changed, reached.thing);
      list_field(json, "way", reached.way, [&](auto const& step) { write_thing(json, reading, changed, step); });
    });
  });
}

}  // namespace drivetrain::app::api
