// Names: how pages call what the model and the journal know by id, and where each is shown. One place, so that a title or an
// address is the same wherever it appears.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/company.h"
#include "base/json_writer.h"

namespace drivetrain::app::views {

/// Something that a page can open. `kind` as in the API: "objective", "issue_type", "decision_live".
struct Reference {
  std::string kind, id, title, href;
};
void write_json(JsonWriter& json, Reference const& reference);

/// A person or role by id and name.
struct Named {
  std::string id, name;
};

/// "IssueType" → "issue_type"; the other way round for find().
std::string api_kind(std::string_view model_kind);
std::string model_kind(std::string_view api_kind);

/// The id when nothing by that id is known.
std::string title_of(Company const& company, std::string_view kind, std::string const& id);
/// Path of the web UI, as the contract lists them.
std::string href_of(Company const& company, std::string_view kind, std::string const& id);
Reference refer(Company const& company, std::string_view kind, std::string const& id);

template <class T>
std::vector<Reference> refer_all(Company const& company, std::string_view kind, std::vector<Ref<T>> const& ids) {
  std::vector<Reference> all;
  for (auto const& one : ids) all.push_back(refer(company, kind, one.text()));
  return all;
}
/// Each of what makes a requirement or constraint true.
std::vector<Reference> refer_all(Company const& company, std::vector<strategy::Realiser> const& realisers);

std::string person_name(Company const& company, std::string const& person);
void write_person(JsonWriter& json, std::string_view field, Company const& company, std::string const& person);  ///< nothing for ""
void write_role(JsonWriter& json, std::string_view field, Company const& company, std::string const& role);

}  // namespace drivetrain::app::views
