// ModelEditor: the model's files with edits by meaning: one value of one entity is set, put in or taken out, or an entity is added.
// Comments, order and layout of everything else stay; each step is proven by reading the text again (notation/yaml_edit.h).
#pragma once

#include <string>
#include <vector>

#include "adaptation/commands.h"
#include "model/operating_model.h"

namespace drivetrain::app {

enum class FieldOp { set, insert, remove };
/// Of one value within a document.
struct FieldEdit {
  std::string kind, id;                ///< kind as the model names it: "Objective"
  std::vector<std::string> path;       ///< from spec or metadata: {"spec", "bands", "1", "when"}; a number is a place in a list, for
                                       ///< insert "-" is its end
  std::string yaml;                    ///< the new value on one line; of no meaning for remove
  FieldOp op = FieldOp::set;
};

/// A document that is not there yet. It joins the file of its neighbours, or gets one beside them where each has its own.
struct NewEntity {
  std::string kind, id, title, owner;  ///< title and owner may be empty
  std::vector<std::pair<std::string, std::string>> spec;  ///< key and value on one line, in order
};

class ModelEditor {
 public:
  explicit ModelEditor(model::OperatingModel const& base);

  void take(std::vector<adaptation::FileEdit> const& edits);
  /// Groups and lists on the way are made when they are missing. DT-X901 when there is no such entity or place, DT-X902 when the
  /// text cannot be edited so.
  Status apply(FieldEdit const& edit);
  /// DT-X902 when the id is taken or no id.
  Status add(NewEntity const& entity);
  /// As it stands after the edits so far; empty when there is no such file.
  std::string text(std::string const& path) const;
  /// Whole new texts of the files that differ from the base.
  std::vector<adaptation::FileEdit> take_edits() const;

 private:
  std::string file_of(std::string_view kind, std::string_view id) const;
  std::string file_for(NewEntity const& entity) const;
  model::OperatingModel const& base_;
  model::Files files_;
};

}  // namespace drivetrain::app
