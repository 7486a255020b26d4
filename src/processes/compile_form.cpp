// The form of a user task or start event: of our sidecar (a file of the model, or inline), of Camunda 7 (formData, a .form file by formRef
// or formKey), of Camunda 8 (a .form file by its id, or one inside the diagram). What a form asks for and nothing here could check is refused
// where it stands (DT-P411).
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using feel::Value;
using notation::BpmnElement;
using notation::XmlAttribute;
using notation::XmlNode;

namespace {

std::string folder_of_file(std::string const& path) {
  auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

/// A constraint of a form field as JSON Schema says it. False when nothing checks it here.
bool constrain(std::string const& name, std::string const& config, bool whole_number, feel::Context& property, bool& required) {
  auto number = Decimal::parse(trim(config));
  if (name == "required") return required = config != "false", true;
  if (name == "readonly") {
    if (config != "false") property.set("readOnly", Value(true));
    return true;
  }
  if (!number) return false;
  if (name == "minlength") property.set("minLength", Value(*number));
  else if (name == "maxlength") property.set("maxLength", Value(*number));
  // Camunda 7's MinValidator and MaxValidator leave the bound itself out.
  else if (auto bound = number->to_int64(); bound && whole_number && name == "min") property.set("minimum", Value(Decimal(*bound + 1)));
  else if (bound && whole_number && name == "max") property.set("maximum", Value(Decimal(*bound - 1)));
  else return false;
  return true;
}

}  // namespace

void Compilation::form_error(Span const& span, std::string message, std::string help) {
  error("DT-P411", span, std::move(message), "whoever does the work would be asked for something that nobody checks, or for nothing", std::move(help));
}

void Compilation::report(std::vector<FormFinding> const& findings, BpmnElement const& element, Span const* instead) {
  for (auto const& finding : findings) {
    auto const& span = instead ? *instead : finding.span;
    if (finding.refused) form_error(span, "the form of " + named(element) + ": " + finding.message, finding.help);
    else warn(span, "the form of " + named(element) + ": " + finding.message, finding.help);
  }
}

std::uint32_t Compilation::keep_form(Value schema, std::string source) {
  if (schema.is_null()) return no_index;
  return builder_->form(Form(std::move(schema), std::move(source), dialect_ == Dialect::own ? Unasked::refused : Unasked::taken));
}

/// A file of the model: JSON Schema, or a form of form-js by its ending.
std::uint32_t Compilation::form_in_file(std::string const& name, Span const& span, BpmnElement const& element) {
  if (!files_) return no_index;
  auto path = folder_of_file(sidecar_.header.file) + name;
  auto file = files_->find(path);
  if (file == files_->end()) file = files_->find(path = name);
  // Elsewhere a form lies where its deployment put it: by its name alone it is found, when no other has that.
  if (file == files_->end() && dialect_ != Dialect::own) {
    auto last = "/" + name.substr(folder_of_file(name).size());
    auto ends = [&](auto const& one) { return ("/" + one.first).ends_with(last); };
    file = std::find_if(files_->begin(), files_->end(), ends);
    if (file != files_->end() && std::find_if(std::next(file), files_->end(), ends) != files_->end()) file = files_->end();
    if (file != files_->end()) path = file->first;
  }
  if (file == files_->end()) {
    form_error(span, named(element) + " has the form " + name + ", which is no file of the model", "put it beside " + (sidecar_.header.file.empty() ? "the diagram" : sidecar_.header.file) + ", or correct its name");
    return no_index;
  }
  Diagnostics unreadable;
  auto documents = notation::read_yaml(file->second, unreadable);
  for (auto d : unreadable.all()) d.code = "DT-P411", d.subject = sidecar_.header.id, diagnostics_.add(std::move(d));
  if (documents.size() != 1) return no_index;
  std::vector<FormFinding> findings;
  auto schema = path.ends_with(".form") ? read_form_js(documents.front(), findings) : read_schema(documents.front(), findings);
  report(findings, element, nullptr);
  return keep_form(std::move(schema), path);
}

/// The .form file with this id, else of this name.
std::uint32_t Compilation::form_by_id(std::string const& id, Span const& span, BpmnElement const& element) {
  if (!files_) return no_index;
  for (auto const& [path, source] : *files_) {
    if (!path.ends_with(".form")) continue;
    Diagnostics unread;
    auto documents = notation::read_yaml(source, unread);
    if (documents.size() == 1 && id_of_form(documents.front()) == id) return form_in_file(path, span, element);
  }
  form_error(span, named(element) + " has the form '" + id + "', and no .form file of the model has that id", "put the form's file beside the diagram");
  return no_index;
}

/// Camunda 8 keeps forms drawn with the task inside the process (zeebe:userTaskForm).
std::uint32_t Compilation::embedded_form(std::string const& id, Span const& span, BpmnElement const& element) {
  auto const* extensions = process_->xml ? process_->xml->child(notation::bpmn::model, "extensionElements") : nullptr;
  if (extensions)
    for (auto const& child : extensions->children) {
      if (child.name != "userTaskForm" || !is_spoken(child.space) || child.value("id") != id) continue;
      Diagnostics unreadable;
      SourceText source(child.span.file, child.own_text());
      auto documents = notation::read_yaml(source, unreadable);
      if (documents.size() != 1) return form_error(child.span, "the form '" + id + "' cannot be read: " + (unreadable.all().empty() ? std::string("it is empty") : unreadable.all().front().message), "export the form from the modeler again"), no_index;
      std::vector<FormFinding> findings;
      auto schema = read_form_js(documents.front(), findings);
      report(findings, element, &child.span);
      return keep_form(std::move(schema), "userTaskForm " + id);
    }
  form_error(span, named(element) + " has the form '" + id + "', which is not in the process", "draw the form again, or refer to one by its id");
  return no_index;
}

/// Camunda 7 reference, "Task forms: generated task forms".
std::uint32_t Compilation::form_data(XmlNode const& data, BpmnElement const& element) {
  feel::Context properties;
  feel::List required;
  if (auto const* key = vendor(data, "businessKey")) warn(key->span, "the form field '" + key->value + "' of " + named(element) + " becomes no business key", "start such cases with a business key");
  for (auto const& field : data.children) {
    if (!is_spoken(field.space) || field.name != "formField") continue;
    auto text = [&](std::string_view name) { auto const* attribute = vendor(field, name); return attribute ? attribute->value : std::string(); };
    auto id = text("id"), type = text("type"), standard = text("defaultValue");
    if (id.empty() || type.empty()) {
      if (id.empty()) form_error(field.span, "a form field of " + named(element) + " has no id", "name the variable that it sets: id=\"amount\"");
      continue;  // without a type it is refused elsewhere
    }
    feel::Context property;
    bool needed = false;
    if (type == "string" || type == "date" || type == "enum") property.set("type", Value("string"));
    else if (type == "long") property.set("type", Value("integer"));
    else if (type == "boolean") property.set("type", Value("boolean"));
    else {
      form_error(vendor(field, "type")->span, "the form field '" + id + "' of " + named(element) + " has the type '" + type + "', which is not known here", "write string, long, boolean, date or enum");
      continue;
    }
    if (type == "date") property.set("format", Value("date"));
    if (auto label = text("label"); !label.empty()) property.set("title", Value(label));
    feel::List choices;
    for (auto const& child : field.children) {
      if (!is_spoken(child.space)) continue;
      if (child.name == "value") {
        feel::Context choice;
        choice.set("const", Value(std::string(child.value("id"))));
        if (auto name = child.value("name"); !name.empty()) choice.set("title", Value(std::string(name)));
        choices.push_back(Value(std::move(choice)));
      }
      if (child.name != "validation") continue;
      for (auto const& constraint : child.children)
        if (is_spoken(constraint.space) && !constrain(std::string(constraint.value("name")), std::string(constraint.value("config")), type == "long", property, needed))
          form_error(constraint.span, "the form field '" + id + "' of " + named(element) + " is checked by '" + std::string(constraint.value("name")) + "', which does not run here", "take required, readonly, minlength, maxlength, min or max of a long");
    }
    if (!choices.empty()) property.set("oneOf", Value(std::move(choices)));
    if (is_computed(standard)) warn(vendor(field, "defaultValue")->span, "the default of the form field '" + id + "' of " + named(element) + " is computed, and is not filled in", "set the variable before the task");
    else if (!standard.empty()) {
      auto number = Decimal::parse(standard);
      property.set("default", type == "boolean" ? Value(standard == "true") : type == "long" && number ? Value(*number) : Value(standard));
    }
    properties.set(id, Value(std::move(property)));
    if (needed) required.push_back(Value(id));
  }
  feel::Context schema;
  schema.set("type", Value("object"));
  schema.set("properties", Value(std::move(properties)));
  if (!required.empty()) schema.set("required", Value(std::move(required)));
  return keep_form(Value(std::move(schema)), "formData");
}

std::uint32_t Compilation::elsewhere(XmlAttribute const& key, BpmnElement const& element) {
  warn(key.span, "the form '" + key.value + "' of " + named(element) + " is shown by another program; here any values are taken", "describe it with a .form file, or in the process's own declaration (steps: form)");
  feel::Context schema;
  schema.set("type", Value("object"));
  return keep_form(Value(std::move(schema)), key.value);
}

std::uint32_t Compilation::form_of(BpmnElement const& element) {
  if (alone_) return no_index;  // nobody is asked
  if (auto const* needs = needs_of(element); needs && needs->form.kind != notation::YamlKind::null) {
    if (needs->form.kind == notation::YamlKind::scalar) return form_in_file(needs->form.text, needs->form.span, element);
    std::vector<FormFinding> findings;
    auto schema = read_schema(needs->form, findings);
    report(findings, element, nullptr);
    return keep_form(std::move(schema), "inline");
  }
  if (auto const* data = extension(element, "formData")) return form_data(*data, element);
  if (auto const* reference = vendor(element, "formRef")) return form_by_id(reference->value, reference->span, element);
  if (auto const* definition = extension(element, "formDefinition")) {
    if (auto const* id = vendor(*definition, "formId")) return form_by_id(id->value, id->span, element);
    if (auto const* key = vendor(*definition, "formKey")) {
      constexpr std::string_view drawn = "camunda-forms:bpmn:";
      if (key->value.starts_with(drawn)) return embedded_form(key->value.substr(drawn.size()), key->span, element);
      return elsewhere(*key, element);
    }
    if (auto const* external = vendor(*definition, "externalReference")) return elsewhere(*external, element);
  }
  if (auto const* key = vendor(element, "formKey")) {
    auto name = key->value;
    for (std::string_view prefix : {"camunda-forms:deployment:", "camunda-forms:app:", "deployment:"})
      if (name.starts_with(prefix)) name = name.substr(prefix.size());
    return name.ends_with(".form") ? form_in_file(name, key->span, element) : elsewhere(*key, element);
  }
  return no_index;
}

}  // namespace drivetrain::processes
