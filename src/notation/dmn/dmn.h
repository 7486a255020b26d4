// Decisions as people draw and write them: DMN 1.1 to 1.6 (and the drafts of 1.7) read whole, whatever tool wrote them: decisions
// with their requirements, the business context that ties them to the company (who makes and owns them, which objectives and
// measures they serve), tables and all other boxed expressions, item definitions, imports. The tree says what is written and where;
// what it means is for src/decisions. Elements of vendors stay in the XML tree, reachable from each element, so that a file is
// written back whole. Source: OMG DMN 1.5 (formal/2024-01-01) chapters 6 to 8, and the XSDs of all versions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "notation/written.h"
#include "notation/xml.h"

namespace drivetrain::notation {

namespace dmn {
/// "1.1" … "1.7" of a model namespace; empty when the URI is none.
std::string_view version_of(std::string_view model_space);
/// Whether the URI names FEEL in any version of DMN; types are written with such a prefix in DMN 1.1.
bool is_feel(std::string_view uri);
bool is_b_feel(std::string_view uri);
}  // namespace dmn

/// Where an href points: another element's id, in this file when `space` is empty or the model's own.
struct DmnReference {
  std::string space, id;
  Span span;
  bool empty() const { return id.empty(); }
};

/// A name with its type: variables of decisions, parameters, columns of a relation. Names have single blanks inside, none around.
struct DmnVariable {
  std::string id, name;
  Text type;  ///< typeRef: a FEEL type, an item definition's name, or "import.name"; empty when not written
  std::string description;
  Span span;
  XmlNode const* xml = nullptr;
};

struct DmnExpression;
using DmnExpressionPtr = std::unique_ptr<DmnExpression const>;

enum class DmnHitPolicy : std::uint8_t { unique, first, priority, any, collect, rule_order, output_order };
enum class DmnAggregation : std::uint8_t { none, sum, count, min, max };
/// "UNIQUE", "OUTPUT ORDER" as DMN writes them.
std::string_view to_string(DmnHitPolicy policy);
std::string_view to_string(DmnAggregation aggregation);

/// A cell, with the id that diagrams and traces name.
struct DmnCell {
  std::string id;
  Formula formula;
  XmlNode const* xml = nullptr;
};
struct DmnInputClause {
  std::string id, label;
  Formula expression;
  Text type;       ///< of the input expression
  Formula values;  ///< inputValues: unary tests; may be empty
  Span span;
  XmlNode const* xml = nullptr;
};
struct DmnOutputClause {
  std::string id, label, name;
  Text type;
  Formula values;                  ///< outputValues: a list of values, in order of priority; may be empty
  DmnExpressionPtr default_entry;  ///< null pointer when there is none
  Span span;
  XmlNode const* xml = nullptr;
};
struct DmnRule {
  std::string id, description;
  std::vector<DmnCell> inputs, outputs;
  std::vector<std::string> annotations;
  Span span;
  XmlNode const* xml = nullptr;
};
struct DmnTable {
  DmnHitPolicy hit_policy = DmnHitPolicy::unique;
  DmnAggregation aggregation = DmnAggregation::none;
  std::string output_label;
  std::vector<DmnInputClause> inputs;
  std::vector<DmnOutputClause> outputs;
  std::vector<std::string> annotations;  ///< names of the annotation columns
  std::vector<DmnRule> rules;
};

enum class DmnBoxed : std::uint8_t { literal, table, context, relation, list, invocation, function, conditional, filter, for_each, some, every };
/// "decision table"
std::string_view to_string(DmnBoxed kind);
enum class DmnFunctionKind : std::uint8_t { feel, java, pmml, onnx };

/// One row of a context, or one binding of an invocation. The last row of a context may have no name: it is the result.
struct DmnEntry {
  std::optional<DmnVariable> variable;
  DmnExpressionPtr value;  ///< null pointer when nothing is written
  Span span;
};

/// Any boxed expression (DMN 1.5 chapter 10.2). Members that do not apply are empty.
struct DmnExpression {
  DmnBoxed kind = DmnBoxed::literal;
  std::string id, label, description;
  Text type;                            ///< typeRef
  Formula text;                         ///< of a literal
  Text language;                        ///< expressionLanguage, when written
  std::unique_ptr<DmnTable const> table;
  std::vector<DmnEntry> entries;        ///< of a context; bindings of an invocation
  std::vector<DmnVariable> variables;   ///< columns of a relation, parameters of a function
  DmnFunctionKind function_kind = DmnFunctionKind::feel;
  std::vector<DmnExpressionPtr> parts;  ///< items of a list; cells of a relation, row by row; called function; body; if, then, else; in, then match, return or satisfies
  Text iterator;                        ///< of for, some, every
  Span span;
  XmlNode const* xml = nullptr;
};

struct DmnItem {
  std::string id, name, label;
  Text type;                     ///< typeRef; empty for a structure
  Text language;
  Formula allowed_values;        ///< unary tests of the value, or of each element of a collection
  Formula type_constraint;       ///< unary tests of the value itself (DMN 1.5)
  bool is_collection = false;
  std::vector<DmnItem> components;
  bool is_function = false;      ///< has a functionItem
  Text function_result;
  std::vector<DmnVariable> function_parameters;
  Span span;
  XmlNode const* xml = nullptr;
};

enum class DmnKind : std::uint8_t { decision, business_knowledge, decision_service, input_data, knowledge_source };
/// "decision service"
std::string_view to_string(DmnKind kind);

/// Anything in the requirements graph. Members that do not apply are empty.
struct DmnElement {
  DmnKind kind = DmnKind::decision;
  std::string id, name, label, description;
  DmnVariable variable;                   ///< named like the element when none is written
  std::vector<DmnReference> required_inputs, required_decisions, required_knowledge, required_authorities;
  DmnExpressionPtr logic;                 ///< of a decision; encapsulatedLogic (a function) of business knowledge
  std::vector<DmnReference> output_decisions, encapsulated_decisions, input_decisions, input_data;  ///< of a decision service
  // Business context (DMN 1.5 §6.2.1, table 9)
  std::string question, allowed_answers;
  std::vector<DmnReference> decision_makers, decision_owners, supported_objectives, impacted_indicators, using_processes, using_tasks;
  Span span;
  XmlNode const* xml = nullptr;
};

/// Who and what decisions serve, as far as the file names them: performanceIndicator and organizationUnit.
struct DmnBusinessElement {
  enum class Kind { indicator, unit } kind = Kind::indicator;
  std::string id, name, uri;
  std::vector<DmnReference> decisions_made, decisions_owned, impacting_decisions;
  Span span;
  XmlNode const* xml = nullptr;
};

struct DmnImport {
  std::string id, name, space, location, type;
  Span span;
  XmlNode const* xml = nullptr;
  bool is_model() const { return !dmn::version_of(type).empty(); }
};

struct DmnDefinitions {
  std::string version;  ///< "1.5"
  std::string id, name, space;
  std::string expression_language, type_language, exporter, exporter_version;
  std::vector<DmnImport> imports;
  std::vector<DmnItem> items;
  std::vector<DmnElement> elements;
  std::vector<DmnBusinessElement> business;
  std::shared_ptr<XmlDocument const> xml;
  std::string file;
  /// Null pointer when there is none.
  DmnElement const* find(std::string_view id) const;
};

/// Reads what can be read; findings are DT-R03x (XML) and DT-R05x. Null pointer only when the file is no XML or no DMN.
std::unique_ptr<DmnDefinitions> read_dmn(SourceText const& source, Diagnostics& diagnostics);

/// Where a stretch of a FEEL text stands in its file: `offset` and `length` are bytes of the text as read, the file may hold &lt; for <.
Span place_in(std::string_view text, Span const& text_span, std::size_t offset, std::size_t length);

/// "unit   price" -> "unit price": names differ by more than their white space (DMN 1.5 §10.3.1.4).
std::string normal_name(std::string_view written);

}  // namespace drivetrain::notation
