// Resolving (see resolve.h).
#include "model/resolve.h"

#include <map>

#include "base/text.h"

namespace drivetrain::model {

namespace {

/// "Did you mean" among thousands of names is work; after so many slips it helps nobody.
constexpr std::size_t max_suggestions = 100;

}  // namespace

void resolve(OperatingModel const& model, Diagnostics& diagnostics) {
  std::map<std::string, std::map<std::string, Entity const*>> by_kind;
  for (auto const& entity : model.entities) by_kind[entity.kind].emplace(entity.id, &entity);
  std::map<std::string, std::vector<std::string>> ids_by_kind;
  std::size_t unknown = 0;
  for (auto const& reference : model.references) {
    auto const& known = by_kind[reference.target_kind];
    if (known.contains(reference.id)) continue;
    auto& ids = ids_by_kind[reference.target_kind];
    if (ids.empty())
      for (auto const& [id, entity] : known) ids.push_back(id);
    Diagnostic d;
    d.code = "DT-R001";
    d.span = reference.span;
    d.message = reference.from_kind + " " + reference.from_id + " refers to unknown " + reference.target_kind + " " + reference.id;
    d.why = "what it refers to does not exist, so nobody will do it";
    auto near = ++unknown <= max_suggestions ? nearest(reference.id, ids) : std::nullopt;
    if (near) {
      d.help = "did you mean " + *near + "?";
      d.notes.push_back({known.at(*near)->id_span, *near + " is defined here"});
    } else {
      d.help = ids.empty() ? "the model has no " + reference.target_kind + " yet: add one"
                           : "define it, or use one of: " + join(std::span(ids).first(std::min<std::size_t>(ids.size(), 8)), ", ");
      // An id of another kind is a common slip, and then the list above misleads.
      for (auto const& [kind, others] : by_kind)
        if (kind != reference.target_kind && others.contains(reference.id))
          d.help = reference.id + " is a " + kind + "; here a " + reference.target_kind + " is needed";
    }
    d.subject = reference.from_id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
