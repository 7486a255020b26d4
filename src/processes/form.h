// Form: what a step, or the start of a case, asks a person for: a JSON Schema of an object (draft 2020-12, the part of it that read_schema
// takes), made once from a file of the model, from what stands in the sidecar, or from what models of other engines say. Nothing else is
// asked when work is done: every fault at once, each with its place.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "feel/value.h"
#include "notation/yaml.h"

namespace drivetrain::processes {

/// A place in what was entered that does not fit. `pointer` is a JSON Pointer (RFC 6901).
struct FormFault {
  std::string pointer, detail;
};

/// What is not named by the schema: refused in our own processes; taken, as they do, in those of Camunda.
enum class Unasked : std::uint8_t { refused, taken };

class Form {
 public:
  Form() = default;
  /// `schema` has passed read_schema, or was made by this folder. `source`: where it was declared, in a word.
  Form(feel::Value schema, std::string source, Unasked unasked) : schema_(std::move(schema)), source_(std::move(source)), unasked_(unasked) {}
  feel::Value const& schema() const { return schema_; }
  std::string const& source() const { return source_; }

  /// A variable of the case by name; nothing when there is none.
  using Known = std::function<std::optional<feel::Value>(std::string_view)>;
  /// What does not fit; at most most_faults of them. What is required may also be known already; what is read only must stay as it is known.
  std::vector<FormFault> check(feel::Value const& values, Known const& known) const;
  /// The values as the case keeps them: dates and times are no texts there.
  feel::Value typed(feel::Value const& values) const;
  /// To begin with: what the case knows, else the defaults. A context.
  feel::Value prefilled(Known const& known) const;

  static constexpr std::size_t most_faults = 50;

 private:
  feel::Value schema_;
  std::string source_;
  Unasked unasked_ = Unasked::taken;
};

/// "2 of the values do not fit: /amount is missing; /by is no date like 2026-03-27"
std::string in_words(std::vector<FormFault> const& faults);

/// Where something in a form cannot be used, why, and what to do.
struct FormFinding {
  Span span;
  std::string message, help;
  bool refused = true;  ///< else it is a warning: it does not do what whoever wrote it may expect
};
/// A JSON Schema document. Takes type, properties, required, additionalProperties: false, items (of plain values), enum, const, oneOf of {const, title}, format
/// (date, date-time), minimum, maximum, minLength, maxLength, pattern, minItems, maxItems, default, title, description, readOnly, examples, $schema, $id, $comment and
/// names that begin with x-; everything else is a finding, because it would be asked for and not be checked. Null when something is refused.
feel::Value read_schema(notation::YamlNode const& document, std::vector<FormFinding>& findings);
/// A form of form-js (Camunda's .form files, schema versions 4 to 19): its components that hold a value become properties in their order.
feel::Value read_form_js(notation::YamlNode const& document, std::vector<FormFinding>& findings);
/// Its "id"; empty when there is none.
std::string id_of_form(notation::YamlNode const& document);
/// JSON as a tree: numbers, truths and null as such.
feel::Value value_of(notation::YamlNode const& node);
/// Whether matches() takes it as a pattern.
bool is_pattern(std::string const& pattern);

}  // namespace drivetrain::processes
