// Places (see places.h): down the tree, each time into the part that holds the beginning of the span.
#include "app/views/places.h"

namespace drivetrain::app::views {

namespace {

using notation::YamlNode;

bool holds(Position from, Position to, Position place) { return from.offset <= place.offset && place.offset < to.offset; }

void descend(YamlNode const& node, Position place, std::vector<std::string>& path) {
  for (std::size_t i = 0; i < node.items.size(); ++i)
    if (holds(node.items[i].span.begin, node.items[i].span.end, place)) {
      path.push_back(std::to_string(i));
      return descend(node.items[i], place, path);
    }
  for (auto const& entry : node.entries)
    if (holds(entry.key_span.begin, std::max(entry.key_span.end, entry.value.span.end), place)) {
      path.push_back(entry.key);
      if (entry.value.span.begin.offset <= place.offset) descend(entry.value, place, path);
      return;
    }
}

}  // namespace

std::optional<Place> place_of(model::OperatingModel const& model, Span const& span) {
  for (auto const& entity : model.entities) {
    if (entity.file != span.file || !entity.document || !holds(entity.document->span.begin, entity.document->span.end, span.begin)) continue;
    Place place{entity.kind, entity.id, {}};
    descend(*entity.document, span.begin, place.path);
    if (place.path.empty() || (place.path[0] != "spec" && place.path[0] != "metadata") || place.path.size() < 2) place.path.clear();
    return place;
  }
  return std::nullopt;
}

}  // namespace drivetrain::app::views
