// Editing whole tables (see write_table.h).
#include "notation/dmn/write_table.h"

#include <algorithm>

#include "base/text.h"
#include "notation/dmn/bytes.h"
#include "notation/dmn/write.h"

namespace drivetrain::notation {

namespace {

using Patches = Result<std::vector<bytes::Patch>>;

class TableWriter {
 public:
  TableWriter(SourceText const& source, DmnExpression const& table) : source_(source.text()), table_(*table.table), xml_(*table.xml) {}

  Patches patches(DmnTableEdit const& edit) const {
    using Kind = DmnTableEdit::Kind;
    switch (edit.kind) {
      case Kind::add_rule: return add(edit);
      case Kind::remove_rule: return remove(edit);
      case Kind::move_rule: return move(edit);
      case Kind::set_hit_policy: return hit_policy(edit);
      case Kind::set_default_output:
        if (edit.column >= table_.outputs.size()) return no_column("output", edit.column);
        return clause_text(*table_.outputs[edit.column].xml, "defaultOutputEntry", edit.text);
      case Kind::set_input_values:
        if (edit.column >= table_.inputs.size()) return no_column("input", edit.column);
        return clause_text(*table_.inputs[edit.column].xml, "inputValues", edit.text);
    }
    return std::vector<bytes::Patch>{};
  }

 private:
  static Error no_rule(std::size_t rule) { return {"DT-X901", "the table has no rule " + std::to_string(rule + 1), "rules are counted from 1"}; }
  static Error no_column(std::string const& what, std::size_t column) {
    return {"DT-X901", "the table has no " + what + " column " + std::to_string(column), "columns of a kind are counted from 0"};
  }

  std::size_t begin_of(XmlNode const& node) const { return node.span.begin.offset; }
  std::size_t end_of(XmlNode const& node) const { return std::min(bytes::end_of_element(source_, begin_of(node)), source_.size()); }
  std::size_t layout_of(XmlNode const& node) const { return bytes::begin_of_layout(source_, begin_of(node)); }
  /// Line break and indentation before an element; empty when it stands on the line of another.
  std::string lead_of(XmlNode const& node) const { return std::string(source_.substr(layout_of(node), begin_of(node) - layout_of(node))); }
  static XmlNode const* first_element(XmlNode const& node) {
    for (auto const& child : node.children)
      if (child.kind == XmlKind::element) return &child;
    return nullptr;
  }

  Patches remove(DmnTableEdit const& edit) const {
    if (edit.rule >= table_.rules.size()) return no_rule(edit.rule);
    auto const& rule = *table_.rules[edit.rule].xml;
    return std::vector<bytes::Patch>{{layout_of(rule), end_of(rule), ""}};
  }

  Patches move(DmnTableEdit const& edit) const {
    if (edit.rule >= table_.rules.size()) return no_rule(edit.rule);
    if (edit.to >= table_.rules.size()) return no_rule(edit.to);
    if (edit.rule == edit.to) return std::vector<bytes::Patch>{};
    auto const &rule = *table_.rules[edit.rule].xml, &other = *table_.rules[edit.to].xml;
    auto from = layout_of(rule), end = end_of(rule);
    auto at = edit.to < edit.rule ? layout_of(other) : end_of(other);
    return std::vector<bytes::Patch>{{from, end, ""}, {at, at, std::string(source_.substr(from, end - from))}};
  }

  Patches add(DmnTableEdit const& edit) const {
    auto count = table_.rules.size(), asked = table_.inputs.size() + table_.outputs.size();
    if (edit.rule > count) return no_rule(edit.rule);
    if (edit.cells.size() < asked || edit.cells.size() > asked + table_.annotations.size())
      return Error{"DT-X902", "the rule has " + std::to_string(edit.cells.size()) + " cells, the table " + std::to_string(asked) + " columns and " + std::to_string(table_.annotations.size()) + " for annotations",
                   "give every column one cell; - in an input cell matches all"};
    if (count > 0) {
      auto const& neighbour = *table_.rules[std::min(edit.rule, count - 1)].xml;
      auto const* cell = first_element(neighbour);
      auto lead = lead_of(neighbour), inner = cell ? lead_of(*cell) : std::string();
      auto at = edit.rule < count ? layout_of(*table_.rules[edit.rule].xml) : end_of(*table_.rules[count - 1].xml);
      return std::vector<bytes::Patch>{{at, at, lead + rule_text(edit, inner, inner.empty() ? "" : lead)}};
    }
    XmlNode const* last = nullptr;
    for (auto const& child : xml_.children)
      if (child.kind == XmlKind::element) last = &child;
    if (!last) return Error{"DT-X902", "the table has no columns", "edit the file itself"};
    auto lead = lead_of(*last), inner = lead.empty() ? lead : lead + "  ";
    return std::vector<bytes::Patch>{{end_of(*last), end_of(*last), lead + rule_text(edit, inner, lead)}};
  }

  std::string rule_text(DmnTableEdit const& edit, std::string const& inner, std::string const& lead) const {
    auto id = fresh_id();
    auto named = [&](std::string_view name, std::string const& own) { return "<" + bytes::tag(xml_, name) + (own.empty() ? "" : " id=\"" + own + "\"") + ">"; };
    auto closed = [&](std::string_view name) { return "</" + bytes::tag(xml_, name) + ">"; };
    auto text = named("rule", id);
    for (std::size_t i = 0; i < edit.cells.size(); ++i) {
      bool input = i < table_.inputs.size(), annotation = i >= table_.inputs.size() + table_.outputs.size();
      auto name = input ? "inputEntry" : annotation ? "annotationEntry" : "outputEntry";
      std::string content(trim(edit.cells[i]));
      if (input && content.empty()) content = "-";
      text += inner + named(name, annotation || id.empty() ? "" : id + "_" + std::to_string(i + 1)) + named("text", "") + bytes::escaped(content) + closed("text") + closed(name);
    }
    return text + lead + closed("rule");
  }

  /// Empty where the rules of this table have none.
  std::string fresh_id() const {
    if (!table_.rules.empty() && std::all_of(table_.rules.begin(), table_.rules.end(), [](DmnRule const& rule) { return rule.id.empty(); })) return {};
    for (auto number = table_.rules.size() + 1;; ++number) {
      auto id = "rule_" + std::to_string(number);
      if (source_.find("\"" + id + "\"") == std::string_view::npos && source_.find("'" + id + "'") == std::string_view::npos) return id;
    }
  }

  /// An attribute said anew; put in behind the element's name, taken out when it says nothing.
  void attribute(std::string_view name, std::string_view value, std::vector<bytes::Patch>& patches) const {
    if (auto const* written = xml_.attribute(name)) {
      if (written->value == value) return;
      auto begin = written->span.begin.offset, end = written->span.end.offset;
      if (!value.empty()) return patches.push_back({begin, end, std::string(value)});
      auto at = source_.rfind(name, begin);
      while (at > 0 && (source_[at - 1] == ' ' || source_[at - 1] == '\n' || source_[at - 1] == '\t' || source_[at - 1] == '\r')) --at;
      patches.push_back({at, end + 1, ""});
    } else if (!value.empty()) {
      auto at = begin_of(xml_) + 1 + bytes::tag(xml_, xml_.name).size();
      patches.push_back({at, at, " " + std::string(name) + "=\"" + std::string(value) + "\""});
    }
  }

  Patches hit_policy(DmnTableEdit const& edit) const {
    if (edit.aggregation != DmnAggregation::none && edit.policy != DmnHitPolicy::collect)
      return Error{"DT-X902", "only COLLECT aggregates, " + std::string(to_string(edit.policy)) + " does not", "leave the aggregation out"};
    std::vector<bytes::Patch> patches;
    if (edit.policy != table_.hit_policy) attribute("hitPolicy", to_string(edit.policy), patches);
    attribute("aggregation", edit.aggregation == DmnAggregation::none ? std::string_view() : to_string(edit.aggregation), patches);
    return patches;
  }

  /// A text in a child of its own, last within a column: made, changed or taken away.
  Patches clause_text(XmlNode const& clause, std::string_view name, std::string const& wanted) const {
    auto text = std::string(trim(wanted));
    auto const* written = clause.child(clause.space, name);
    if (!written && text.empty()) return std::vector<bytes::Patch>{};
    if (written && text.empty()) return std::vector<bytes::Patch>{{layout_of(*written), end_of(*written), ""}};
    auto element = "<" + bytes::tag(clause, name) + "><" + bytes::tag(clause, "text") + ">" + bytes::escaped(text) + "</" + bytes::tag(clause, "text") + "></" + bytes::tag(clause, name) + ">";
    if (written) {
      auto const* holder = written->child(written->space, "text");
      if (!holder) return Error{"DT-X902", "the " + std::string(name) + " on line " + std::to_string(written->span.begin.line) + " is more than a text", "edit the file itself"};
      return std::vector<bytes::Patch>{{begin_of(*holder), end_of(*holder), "<" + bytes::tag(*holder, "text") + ">" + bytes::escaped(text) + "</" + bytes::tag(*holder, "text") + ">"}};
    }
    auto lead = lead_of(clause);
    auto const* child = first_element(clause);
    auto inner = child ? lead_of(*child) : lead.empty() ? lead : lead + "  ";
    auto close = bytes::end_of_start_tag(source_, begin_of(clause));
    if (close == std::string_view::npos) return Error{"DT-X902", "the " + clause.name + " on line " + std::to_string(clause.span.begin.line) + " cannot be read", "edit the file itself"};
    if (source_[close - 1] == '/') return std::vector<bytes::Patch>{{close - 1, close + 1, ">" + inner + element + lead + "</" + bytes::tag(clause, clause.name) + ">"}};
    auto end = source_.rfind("</", end_of(clause));
    auto at = child ? bytes::begin_of_layout(source_, end) : end;
    return std::vector<bytes::Patch>{{at, at, inner + element}};
  }

  std::string_view source_;
  DmnTable const& table_;
  XmlNode const& xml_;
};

}  // namespace

Result<std::string> with_table_edit(SourceText const& source, DmnExpression const& table, DmnTableEdit const& edit) {
  if (!table.table || !table.xml) return Error{"DT-X902", "this is no decision table", "edit the file itself"};
  DT_TRY(auto patches, TableWriter(source, table).patches(edit));
  std::string text(source.text());
  if (!bytes::apply(std::move(patches), text)) return Error{"DT-X902", "the table cannot be edited so", "edit the file itself"};
  Diagnostics found;
  if (!read_xml(SourceText(source.path(), text), found)) return Error{"DT-X902", "the file could not be read any more: " + found.all().front().message, "a cell cannot hold these characters"};
  return text;
}

}  // namespace drivetrain::notation
