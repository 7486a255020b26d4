// Reading a form of form-js, which Camunda's modelers write as .form (see form.h): what its components ask for as a JSON Schema. What shows
// something only asks for nothing; a component of another kind is refused by name, because whoever drew the form expects its answer.
// Source: form-js, docs/schema and its component definitions (schema version 19).
#include <algorithm>

#include "base/decimal.h"
#include "base/text.h"
#include "processes/form.h"

namespace drivetrain::processes {

using feel::Value;
using notation::YamlKind;
using notation::YamlNode;

namespace {

constexpr std::string_view only_shown[] = {"text", "html", "image", "separator", "spacer", "button", "table", "iframe", "documentPreview"};
constexpr std::string_view choosing[] = {"select", "radio"};
constexpr std::string_view choosing_several[] = {"checklist", "taglist"};

template <std::size_t size>
bool is_among(std::string_view const (&words)[size], std::string_view word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); }

std::string text_at(YamlNode const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found && found->kind == YamlKind::scalar ? found->text : std::string();
}

/// A group of properties on its way; inner groups are made where a key has a path ("customer.name").
struct FormGroup {
  feel::Context properties;
  feel::List required;
  Value schema() const {
    feel::Context whole;
    whole.set("type", Value("object"));
    whole.set("properties", Value(properties));
    if (!required.empty()) whole.set("required", Value(required));
    return Value(std::move(whole));
  }
};

class FormJsReader {
 public:
  explicit FormJsReader(std::vector<FormFinding>& findings) : findings_(findings) {}

  void components(YamlNode const& owner, FormGroup& into) {
    auto const* list = owner.find("components");
    if (!list) return;
    if (list->kind != YamlKind::sequence) return refuse(list->span, "components is " + std::string(describe(*list)), "export the form from the modeler again");
    for (auto const& one : list->items) component(one, into);
  }

 private:
  void component(YamlNode const& node, FormGroup& into) {
    auto type = text_at(node, "type"), key = text_at(node, "key");
    if (is_among(only_shown, type)) return;
    if (type == "group") {
      if (auto path = text_at(node, "path"); !path.empty()) {
        FormGroup inner;
        components(node, inner);
        into.properties.set(path, inner.schema());
      } else components(node, into);
      return;
    }
    feel::Context property;
    if (!shape_of(node, type, property)) {
      auto const* named = node.find("type");
      return refuse(named ? named->span : node.span, type.empty() ? "a component has no type" : "a component of the kind '" + type + "' cannot be asked for here",
                    "take textfield, textarea, number, checkbox, select, radio, checklist, taglist, datetime or group");
    }
    if (key.empty()) return refuse(node.span, "a " + type + " has no key, so that its answer would have no name", "give it a key");
    if (key.find('.') != std::string::npos) return refuse(node.find("key")->span, "the key '" + key + "' is a path", "put the components of '" + key.substr(0, key.find('.')) + "' into a group with that path");
    if (auto label = text_at(node, "label"); !label.empty()) property.set("title", Value(label));
    if (auto text = text_at(node, "description"); !text.empty()) property.set("description", Value(text));
    if (text_at(node, "readonly") == "true" || text_at(node, "disabled") == "true") property.set("readOnly", Value(true));
    if (auto const* standard = node.find("defaultValue"); standard && standard->kind != YamlKind::null) property.set("default", value_of(*standard));
    if (auto const* appearance = node.find("appearance"))
      if (auto unit = text_at(*appearance, "suffixAdorner"); !unit.empty()) property.set("x-unit", Value(unit));
    bool required = validation(node, type, property);
    if (node.find("conditional")) {
      note(node.find("conditional")->span, "'" + key + "' is hidden under a condition, and is always shown here", "it is asked for without having to be entered; ask for it in a step of its own");
      required = false;
    }
    property.set("x-widget", Value(type));
    into.properties.set(key, Value(std::move(property)));
    if (required) into.required.push_back(Value(key));
  }

  /// What its answer is; false for a kind that nobody knows here.
  bool shape_of(YamlNode const& node, std::string const& type, feel::Context& property) {
    if (type == "textfield" || type == "textarea") property.set("type", Value("string"));
    else if (type == "number") property.set("type", Value(text_at(node, "decimalDigits") == "0" ? "integer" : "number"));
    else if (type == "checkbox") property.set("type", Value("boolean"));
    else if (type == "datetime") {
      property.set("type", Value("string"));
      auto kind = text_at(node, "subtype");
      if (kind == "time") property.set("pattern", Value("^[0-2][0-9]:[0-5][0-9]"));
      else property.set("format", Value(kind == "datetime" ? "date-time" : "date"));
    } else if (is_among(choosing, type)) choices(node, property);
    else if (is_among(choosing_several, type)) {
      feel::Context item;
      choices(node, item);
      property.set("type", Value("array"));
      property.set("items", Value(std::move(item)));
    } else return false;
    return true;
  }

  /// "values": [{"label": …, "value": …}]; what is computed can be anything.
  void choices(YamlNode const& node, feel::Context& property) {
    feel::List labelled;
    bool texts = true;
    if (auto const* values = node.find("values"))
      for (auto const& one : values->items) {
        feel::Context choice;
        auto const* value = one.find("value");
        auto plain = value ? value_of(*value) : Value();
        texts = texts && plain.kind() == feel::Kind::string;
        choice.set("const", std::move(plain));
        if (auto label = text_at(one, "label"); !label.empty()) choice.set("title", Value(label));
        labelled.push_back(Value(std::move(choice)));
      }
    if (texts) property.set("type", Value("string"));
    if (!labelled.empty()) property.set("oneOf", Value(std::move(labelled)));
    for (auto computed : {"valuesKey", "valuesExpression"})
      if (auto const* source = node.find(computed)) note(source->span, "the choices of '" + text_at(node, "key") + "' are computed, and any text is taken here", "list them in values");
  }

  /// True when it must be entered.
  bool validation(YamlNode const& node, std::string const& type, feel::Context& property) {
    auto const* validate = node.find("validate");
    if (!validate) return false;
    bool required = false;
    for (auto const& [key, span, value] : validate->entries) {
      if (key == "required") required = value.text == "true";
      else if (key == "minLength" || key == "maxLength" || key == "pattern" || key == "min" || key == "max") {
        auto number = Decimal::parse(value.text);
        if (key != "pattern" && !number) note(value.span, key + " is computed, and is not checked here", "write a number");
        else if (key == "pattern" && !is_pattern(value.text)) refuse(value.span, "'" + value.text + "' is no pattern", "write a regular expression");
        else property.set(key == "min" ? "minimum" : key == "max" ? "maximum" : key, key == "pattern" ? Value(value.text) : Value(*number));
      } else if (key == "validationType") {
        if (value.text == "email") property.set("pattern", Value("^[^@ ]+@[^@ ]+$"));
        else if (value.text == "phone") property.set("pattern", Value("^[+]?[0-9][0-9 ()/.-]*$"));
        else if (value.text != "custom" && !value.text.empty()) refuse(value.span, "validationType '" + value.text + "' is not checked here", "say it with a pattern");
      } else refuse(span, "'" + key + "' is not checked here", "leave it out, or say it with a pattern");
    }
    // A text that must be entered is not empty, and a box that must be ticked is ticked.
    if (required && property.find("type") && !property.find("oneOf") && (type == "textfield" || type == "textarea") && !property.find("minLength")) property.set("minLength", Value(1));
    if (required && type == "checkbox") property.set("const", Value(true));
    return required;
  }

  void refuse(Span const& span, std::string message, std::string help) { findings_.push_back({span, std::move(message), std::move(help), true}); }
  void note(Span const& span, std::string message, std::string help) { findings_.push_back({span, std::move(message), std::move(help), false}); }

  std::vector<FormFinding>& findings_;
};

}  // namespace

Value read_form_js(YamlNode const& document, std::vector<FormFinding>& findings) {
  auto refused = [&] { return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](FormFinding const& one) { return one.refused; })); };
  auto before = refused();
  FormGroup whole;
  if (document.kind != YamlKind::mapping || !document.find("components"))
    findings.push_back({document.span, "this is no form of form-js: it has no components", "export the form from the modeler again", true});
  else FormJsReader(findings).components(document, whole);
  return refused() == before ? whole.schema() : Value();
}

}  // namespace drivetrain::processes
