// A model's source: the texts of its files by path. What is hashed, stored with the journal, compiled and compared.
#pragma once

#include <map>
#include <string>

namespace drivetrain::model {

/// Path relative to the model's folder, with forward slashes → content.
using Files = std::map<std::string, std::string>;

/// Names a version: hex SHA-256 over the sorted list of paths and content hashes. The same files have the same revision anywhere.
std::string revision_of(Files const& files);
/// Only files that belong to a model: .yaml, .yml, .bpmn, .dmn, .md, .form, .schema.json; not hidden ones.
bool belongs_to_model(std::string const& path);

}  // namespace drivetrain::model
