// Resolving (see resolve.h).
#include "model/resolve.h"

#include <map>

#include "base/text.h"

namespace drivetrain::model {

void resolve(OperatingModel const& model, Diagnostics& diagnostics) {
  std::map<std::string, std::map<std::string, Entity const*>> by_kind;
  for (auto const& entity : model.entities) by_kind[entity.kind].emplace(entity.id, &entity);
  for (auto const& reference : model.references) {
    auto const& known = by_kind[reference.target_kind];
    if (known.contains(reference.id)) continue;
    std::vector<std::string> ids;
    for (auto const& [id, entity] : known) ids.push_back(id);
    Diagnostic d;
    d.code = "DT-R001";
    d.span = reference.span;
    d.message = reference.from_kind + " " + reference.from_id + " refers to unknown " + reference.target_kind + " " + reference.id;
    d.why = "what it refers to does not exist, so nobody will do it";
    auto near = nearest(reference.id, ids);
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
  // Owners are references, too, written in metadata.
  auto const& roles = by_kind["Role"];
  std::set<std::pair<std::string, std::size_t>> told;   // a kind that declares its owner as a reference had it above
  for (auto const& reference : model.references) told.insert({reference.span.file, reference.span.begin.offset});
  for (auto const& entity : model.entities) {
    auto const* metadata = entity.document ? entity.document->find("metadata") : nullptr;
    auto const* owner = metadata ? metadata->find("owner") : nullptr;
    if (!owner || owner->text.empty() || roles.contains(owner->text) || told.contains({owner->span.file, owner->span.begin.offset})) continue;
    std::vector<std::string> ids;
    for (auto const& [id, role] : roles) ids.push_back(id);
    Diagnostic d;
    d.code = "DT-R001";
    d.span = owner->span;
    d.message = entity.kind + " " + entity.id + " is owned by unknown Role " + owner->text;
    d.why = "an owner who does not exist answers for nothing";
    if (auto near = nearest(owner->text, ids)) d.help = "did you mean " + *near + "?";
    else if (ids.empty()) d.help = "the model has no Role yet: add one";
    else d.help = "name a role of org/: " + join(std::span(ids).first(std::min<std::size_t>(ids.size(), 8)), ", ");
    d.subject = entity.id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
