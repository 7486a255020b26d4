// Data as it is drawn (BPMN 2.0.2 §10.4): a data object or property is a variable of the process or sub-process that holds it, seen there and below; what
// leads into an activity and out of it are mappings. Peers keep it as a picture: in their dialects that is said as a warning.
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnKind;
using notation::XmlNode;

namespace {

/// Where editors lead an association that maps nothing: the object itself is what is read.
constexpr std::string_view placeholder = "__targetRef_placeholder";

bool is_drawn(XmlNode const& node, std::string_view name) { return node.space == notation::bpmn::model && node.name == name; }

std::string name_of(XmlNode const& node) { return std::string(trim(node.value("name").empty() ? node.value("id") : node.value("name"))); }

std::string text_of(XmlNode const& node, std::string_view child) {
  auto const* found = node.child(notation::bpmn::model, child);
  return found ? std::string(trim(found->own_text())) : std::string();
}

/// "xsd:string" and the like; null for what says nothing of it.
feel::Kind kind_of_structure(std::string_view structure) {
  auto word = lower_ascii(structure.substr(structure.find(':') == std::string_view::npos ? 0 : structure.find(':') + 1));
  if (word == "string") return feel::Kind::string;
  if (word == "boolean") return feel::Kind::boolean;
  if (word == "date") return feel::Kind::date;
  for (auto number : {"int", "integer", "long", "short", "decimal", "double", "float", "number"})
    if (word == number) return feel::Kind::number;
  return feel::Kind::null;
}

}  // namespace

/// What holds data, by the id under which it is referred to; and what lies in what.
void Compilation::gather_data() {
  auto item_kind = [&](XmlNode const& node) {
    auto reference = node.value("itemSubjectRef");
    if (reference.empty() || node.value("isCollection") == "true" || !definitions_.xml) return feel::Kind::null;
    for (auto const& item : definitions_.xml->root.children)
      if (is_drawn(item, "itemDefinition") && item.value("id") == reference) return item.value("isCollection") == "true" ? feel::Kind::null : kind_of_structure(item.value("structureRef"));
    return feel::Kind::null;
  };
  std::vector<BpmnElement const*> open{process_};
  std::vector<std::pair<BpmnElement const*, BpmnElement const*>> references;
  while (!open.empty()) {
    auto const* container = open.back();
    open.pop_back();
    for (auto const& element : container->children) {
      around_.emplace(&element, container);
      if (element.kind == BpmnKind::data_object) data_.insert_or_assign(element.id, Data{element.name, container, element.xml ? item_kind(*element.xml) : feel::Kind::null, element.span});
      if (element.kind == BpmnKind::data_object_reference) references.emplace_back(&element, container);
      if (!element.children.empty()) open.push_back(&element);
    }
    if (!container->xml) continue;
    for (auto const& child : container->xml->children)
      if (is_drawn(child, "property") && name_of(child) != placeholder) data_.insert_or_assign(std::string(child.value("id")), Data{name_of(child), container, item_kind(child), child.span});
  }
  // An object without a name is called as the first picture of it is.
  for (auto const& [reference, container] : references)
    if (auto object = data_.find(reference->data.value); object != data_.end()) {
      if (object->second.name.empty()) object->second.name = reference->name;
      data_reference_[reference->id] = reference->data.value;
    }
  for (auto& [id, data] : data_)
    if (data.name.empty()) data.name = id;
}

/// Declares the data of the process itself beside the sidecar's variables.
void Compilation::declare_data() {
  if (dialect_ != Dialect::own) return;
  for (auto const& [id, data] : data_) {
    auto known = std::find_if(sidecar_.variables.begin(), sidecar_.variables.end(), [&](Variable const& variable) { return variable.name.value == data.name; });
    constexpr feel::Kind kinds[] = {feel::Kind::number, feel::Kind::string, feel::Kind::boolean, feel::Kind::date, feel::Kind::null};
    if (known != sidecar_.variables.end()) {
      auto declared = kinds[static_cast<std::size_t>(known->type)];
      if (data.kind != feel::Kind::null && declared != feel::Kind::null && declared != data.kind)
        refuse(data.span, "the data object '" + data.name + "' is a " + std::string(to_string(data.kind)) + ", and the variable of that name a " + std::string(to_string(declared)), "give both the same type");
      continue;
    }
    if (data.container == process_) builder_->variable(data.name, data.kind);
  }
}

bool Compilation::sees(BpmnElement const* from, Data const& data) const {
  while (from && from != data.container) {
    auto next = around_.find(from);
    from = next == around_.end() ? nullptr : next->second;
  }
  return from == data.container;
}

/// The names that expressions may use where the compiler is now.
feel::Scope Compilation::scope_here() const {
  auto scope = scope_;
  for (auto const& [id, data] : data_)
    if (sees(here_, data) && std::find(scope.names.begin(), scope.names.end(), data.name) == scope.names.end()) scope.names.push_back(data.name);
  for (auto const& name : local_names_) scope.names.push_back(name);
  return scope;
}

/// A name that is only that of data elsewhere is an error, not a variable that nobody sets.
void Compilation::check_data_read(Expression const& expression, Span const& span) {
  for (auto const& path : expression.reads()) {
    auto name = path.substr(0, path.find('.'));
    if (std::find(scope_.names.begin(), scope_.names.end(), name) != scope_.names.end() || std::find(local_names_.begin(), local_names_.end(), name) != local_names_.end()) continue;
    Data const* elsewhere = nullptr;
    bool seen = false;
    for (auto const& [id, data] : data_)
      if (data.name == name) elsewhere = &data, seen = seen || sees(here_, data);
    if (!elsewhere || seen) continue;
    error("DT-R040", span, "'" + name + "' is a data object of " + named(*elsewhere->container) + ", and not to be seen here", "what is read there would never be what the picture shows",
          "put the data object into what lies around both, or pass its value on");
  }
}

/// XPath as the standard extends it for data objects (BPMN 2.0.2 §10.4.3): "bpmn:getDataObject('approved') = 'yes'" reads like FEEL once the names and
/// quotes do. Nothing when no data object is asked for that way.
std::optional<std::string> Compilation::from_xpath(std::string_view text) const {
  constexpr std::string_view asks = "getDataObject(";
  if (text.find(asks) == std::string_view::npos) return std::nullopt;
  std::string plain;
  while (!text.empty()) {
    if (text.starts_with(asks)) {
      auto quote = text.size() > asks.size() ? text[asks.size()] : ' ';
      auto end = text.find(quote, asks.size() + 1);
      if ((quote != '\'' && quote != '"') || end == std::string_view::npos || text.substr(end + 1, 1) != ")") return std::nullopt;
      if (auto prefix = plain.find_last_of(" (=<>!,"); plain.ends_with(':')) plain.resize(prefix == std::string::npos ? 0 : prefix + 1);
      plain += text.substr(asks.size() + 1, end - asks.size() - 1);
      text.remove_prefix(end + 2);
    } else if (text.front() == '\'') {
      auto end = text.find('\'', 1);
      if (end == std::string_view::npos) return std::nullopt;
      plain += '"' + std::string(text.substr(1, end - 1)) + '"';
      text.remove_prefix(end + 1);
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  return plain;
}

/// Associations of an activity or event as mappings in and out.
void Compilation::data_mapping(BpmnElement const& element, MappingPart& part) {
  if (!element.xml) return;
  std::map<std::string, std::string> own;  // dataInput, dataOutput and property by id
  std::vector<XmlNode const*> associations;
  XmlNode const* specification = nullptr;
  auto look = [&](XmlNode const& node) {
    for (auto const& child : node.children) {
      if (is_drawn(child, "dataInput") || is_drawn(child, "dataOutput") || is_drawn(child, "property")) own.emplace(child.value("id"), name_of(child));
      if (is_drawn(child, "dataInputAssociation") || is_drawn(child, "dataOutputAssociation")) associations.push_back(&child);
    }
  };
  look(*element.xml);
  if ((specification = element.xml->child(notation::bpmn::model, "ioSpecification"))) look(*specification);
  if (dialect_ != Dialect::own) {
    if (specification || !associations.empty()) warn(specification ? specification->span : associations.front()->span, "the data that leads into or out of " + named(element) + " has no effect here, as it has none there", "map variables in that engine's words, or remove it");
    return;
  }
  for (auto const* association : associations) {
    bool in = association->name == "dataInputAssociation";
    auto target = text_of(*association, "targetRef");
    std::vector<std::string> sources;
    for (auto const& child : association->children)
      if (is_drawn(child, "sourceRef")) sources.emplace_back(trim(child.own_text()));
    bool whole = true;
    /// The variable that an id stands for: empty when it maps nothing.
    auto variable = [&](std::string const& id) -> std::string {
      if (auto inner = own.find(id); inner != own.end()) return inner->second == placeholder ? std::string() : inner->second;
      auto object = data_.find(data_reference_.contains(id) ? data_reference_.at(id) : id);
      if (object != data_.end()) {
        if (sees(&element, object->second)) return object->second.name;
        refuse(association->span, named(element) + " uses the data object '" + object->second.name + "' of " + named(*object->second.container) + ", which is not to be seen from there", "put the data object into what lies around both");
      } else if (auto const* drawn = find(id); drawn && drawn->kind == BpmnKind::data_store_reference) {
        warn(association->span, named(element) + " uses the data store '" + (drawn->name.empty() ? drawn->id : drawn->name) + "', which keeps nothing here", "let a step read it or write it: a worker, or a call");
      } else if (!id.empty()) {
        refuse(association->span, named(element) + " has data that leads from or to " + id + ", which holds none", "lead it from a data object or to one");
      }
      whole = false;
      return {};
    };
    auto into = variable(target);
    std::vector<std::string> from;
    for (auto const& source : sources) from.push_back(variable(source));
    if (!whole) continue;
    auto& list = in ? part.in : part.out;
    for (auto const& [id, name] : own)
      if (name != placeholder) local_names_.push_back(name);
    auto add = [&](std::string const& name, std::optional<Expression> value) {
      if (value) list.push_back({builder_->word(name), builder_->expression(std::move(*value))});
    };
    auto formula = [&](XmlNode const& node) { return notation::Formula{std::string(trim(node.own_text())), node.span}; };
    bool assigned = false;
    if (auto const* transformation = association->child(notation::bpmn::model, "transformation")) {
      assigned = true;
      if (into.empty()) refuse(transformation->span, named(element) + " computes data that leads nowhere", "lead it to a data input");
      else add(into, compiled(formula(*transformation)));
    }
    for (auto const& child : association->children) {
      if (!is_drawn(child, "assignment")) continue;
      assigned = true;
      auto const* source = child.child(notation::bpmn::model, "from");
      auto to = text_of(child, "to");
      auto name = own.contains(to) ? own.at(to) : data_reference_.contains(to) || data_.contains(to) ? variable(to) : to;
      if (!source || name.empty()) refuse(child.span, "an assignment of " + named(element) + " says not from where or to what", "write from as an expression, and to as a name");
      else if (in ? name != into : name != into && !own.contains(to)) refuse(child.span, "an assignment of " + named(element) + " sets '" + name + "', and its data leads to '" + into + "'", "assign what the association leads to");
      else add(name, compiled(formula(*source)));
    }
    if (!assigned && !into.empty() && from.size() == 1 && !from[0].empty() && !(in && from[0] == into)) {
      auto read = feel::compile(from[0], feel::Scope{{from[0]}, true});
      if (auto* expression = std::get_if<feel::Expression>(&read)) add(into, Expression(std::move(*expression)));
    } else if (!assigned && from.size() > 1) {
      refuse(association->span, named(element) + " has data that leads from several objects, and says not how", "write a transformation");
    }
    local_names_.clear();
  }
}

}  // namespace drivetrain::processes
