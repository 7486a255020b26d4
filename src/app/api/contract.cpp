// The contract (see contract.h).
#include "app/api/contract.h"

#include <algorithm>

#include "app/api/schema_check.h"
#include "base/text.h"
#include "feel/json.h"
#include "notation/yaml.h"

namespace drivetrain::app::api {

using feel::Kind;
using feel::Value;

namespace {

/// YAML 1.2 core schema, as far as a description needs it.
Value scalar_value(notation::YamlNode const& node) {
  if (node.quoted) return Value(node.text);
  if (node.text == "true" || node.text == "false") return Value(node.text == "true");
  if (node.text == "null" || node.text == "~") return {};
  auto number = Decimal::parse(node.text);
  return number ? Value(*number) : Value(node.text);
}

Value yaml_value(notation::YamlNode const& node) {
  switch (node.kind) {
    case notation::YamlKind::scalar: return scalar_value(node);
    case notation::YamlKind::sequence: {
      feel::List list;
      for (auto const& item : node.items) list.push_back(yaml_value(item));
      return Value(std::move(list));
    }
    case notation::YamlKind::mapping: {
      feel::Context context;
      for (auto const& entry : node.entries) context.append(entry.key, yaml_value(entry.value));
      return Value(std::move(context));
    }
    case notation::YamlKind::null: return {};
  }
  return {};
}

/// Entry of a context whose name may hold dots and slashes.
Value entry(Value const& value, std::string_view name) {
  if (value.kind() != Kind::context) return {};
  auto const* found = value.context().find(name);
  return found ? *found : Value();
}

std::string text_of(Value const& value) { return value.kind() == Kind::string ? std::string(value.string()) : std::string(); }

std::string base_of(Value const& path_item) {
  auto servers = entry(path_item, "servers");
  if (servers.kind() != Kind::list || servers.list().empty()) return "/api/v1";
  return "";  // the only other server is the root of the host
}

}  // namespace

Contract const& Contract::current() {
  static Contract const contract = [] {
    auto read = Contract::read(openapi_text());
    DT_ASSERT(read.ok() && "the contract in the binary is unreadable");
    return read.take();
  }();
  return contract;
}

Result<Contract> Contract::read(std::string_view yaml) {
  Diagnostics findings;
  SourceText source("openapi.yaml", std::string(yaml));
  auto documents = notation::read_yaml(source, findings);
  if (findings.errors() > 0) return Error{"", "openapi.yaml: " + findings.all().front().message, ""};
  if (documents.size() != 1) return Error{"", "openapi.yaml should hold one document", ""};
  Contract contract;
  contract.root_ = yaml_value(documents.front());
  auto paths = entry(contract.root_, "paths");
  if (paths.kind() != Kind::context) return Error{"", "openapi.yaml has no paths", ""};
  for (auto const& [path, item] : paths.context().entries())
    for (auto method : {"get", "post", "put", "patch", "delete"}) {
      auto declared = entry(item, method);
      if (declared.kind() != Kind::context) continue;
      auto id = entry(declared, "operationId");
      if (id.kind() != Kind::string) return Error{"", "openapi.yaml: an operation of " + path + " has no operationId", ""};
      std::string upper;
      for (char const* c = method; *c; ++c) upper += static_cast<char>(*c - 'a' + 'A');
      // Parameters of the path belong to each of its operations.
      feel::Context whole = declared.context();
      if (auto shared = entry(item, "parameters"); shared.kind() == Kind::list) {
        auto own = entry(declared, "parameters");
        feel::List all = shared.list();
        if (own.kind() == Kind::list) all.insert(all.end(), own.list().begin(), own.list().end());
        whole.set("parameters", Value(std::move(all)));
      }
      auto access = entry(declared, "x-access");
      auto needs = access::needs_from(text_of(entry(access, "needs")));
      auto scope = access::scope_from(text_of(entry(access, "scope")));
      if (!needs || !scope) return Error{"", "openapi.yaml: " + std::string(id.string()) + " does not say who may (x-access with needs and scope)", ""};
      contract.operations_.push_back({std::string(id.string()), upper, base_of(item) + path, {*needs, *scope}, text_of(entry(access, "model")), Value(std::move(whole))});
    }
  for (auto& operation : contract.operations_) {
    auto answer = contract.resolve(entry(entry(operation.declared, "responses"), "200"));
    auto schema = contract.resolve(entry(entry(entry(answer, "content"), "application/json"), "schema"));
    operation.list = operation.method == "GET" && !entry(entry(schema, "properties"), "items").is_null();
    auto parameters = entry(operation.declared, "parameters");
    if (parameters.kind() == Kind::list)
      for (auto const& one : parameters.list()) operation.paged = operation.paged || entry(contract.resolve(one), "name") == Value("cursor");
  }
  contract.json_ = to_json(contract.root_);
  return contract;
}

Operation const* Contract::find(std::string_view id) const {
  auto found = std::find_if(operations_.begin(), operations_.end(), [&](Operation const& one) { return one.id == id; });
  return found == operations_.end() ? nullptr : &*found;
}

Value Contract::resolve(Value const& value) const {
  auto found = value;
  for (int depth = 0; depth < 16; ++depth) {
    auto reference = entry(found, "$ref");
    if (reference.kind() != Kind::string) return found;
    found = root_;
    for (auto step : split(reference.string().substr(2), '/')) found = entry(found, step);
  }
  return {};
}

std::vector<Misfit> Contract::check_body(Operation const& operation, Value const& body) const {
  auto request = resolve(entry(operation.declared, "requestBody"));
  auto schema = entry(entry(entry(request, "content"), "application/json"), "schema");
  SchemaCheck check(*this, Unnamed::allowed);
  check.check(schema, body, "");
  return check.take();
}

std::vector<Misfit> Contract::check_query(Operation const& operation, std::vector<std::pair<std::string, std::string>> const& query) const {
  std::vector<Misfit> misfits;
  auto parameters = entry(operation.declared, "parameters");
  std::vector<std::string> names;
  std::vector<Value> declared;
  if (parameters.kind() == Kind::list)
    for (auto const& written : parameters.list()) {
      auto parameter = resolve(written);
      if (entry(parameter, "in") != Value("query")) continue;
      names.emplace_back(entry(parameter, "name").string());
      declared.push_back(parameter);
    }
  for (auto const& [name, text] : query) {
    auto found = std::find(names.begin(), names.end(), name);
    if (operation.list && name == "format" && text == "json") continue;
    if (found == names.end()) {
      auto near = nearest(name, names);
      misfits.push_back({name, "is not known here" + (near ? "; did you mean " + *near + "?" : std::string())});
      continue;
    }
    auto schema = resolve(entry(declared[static_cast<std::size_t>(found - names.begin())], "schema"));
    if (entry(schema, "type") == Value("array")) schema = resolve(entry(schema, "items"));
    auto type = entry(schema, "type");
    Value value(text);
    if (type == Value("integer") || type == Value("number")) {
      if (auto number = Decimal::parse(text)) value = Value(*number);
    } else if (type == Value("boolean") && (text == "true" || text == "false")) value = Value(text == "true");
    SchemaCheck check(*this, Unnamed::allowed);
    check.check(schema, value, "");
    for (auto& misfit : check.take()) misfits.push_back({name, misfit.detail});
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto given = std::any_of(query.begin(), query.end(), [&](auto const& one) { return one.first == names[i]; });
    if (!given && entry(declared[i], "required").is_true()) misfits.push_back({names[i], "is missing"});
  }
  return misfits;
}

std::vector<Misfit> Contract::check_answer(Operation const& operation, int status, Value const& body) const {
  auto responses = entry(operation.declared, "responses");
  auto response = resolve(entry(responses, std::to_string(status)));
  if (response.is_null()) response = resolve(entry(responses, "default"));
  if (response.is_null() && status >= 400) return check_schema("Problem", body);  // any request may be refused
  if (response.is_null()) return {{"", "the contract does not know the status " + std::to_string(status) + " of " + operation.id}};
  auto content = entry(response, "content");
  auto media = entry(content, "application/json");
  if (media.is_null()) media = entry(content, "application/problem+json");
  if (media.is_null()) return {};
  SchemaCheck check(*this, Unnamed::refused);
  check.check(entry(media, "schema"), body, "");
  return check.take();
}

std::vector<Misfit> Contract::check_schema(std::string_view name, Value const& value) const {
  SchemaCheck check(*this, Unnamed::refused);
  check.check(entry(entry(entry(root_, "components"), "schemas"), name), value, "");
  return check.take();
}

}  // namespace drivetrain::app::api
