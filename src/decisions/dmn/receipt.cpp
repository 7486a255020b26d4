// Receipts (see receipt.h).
#include "decisions/dmn/receipt.h"

#include <algorithm>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "decisions/dmn/table.h"
#include "feel/json.h"

namespace drivetrain::decisions::dmn {

namespace {

constexpr int receipt_form = 1;

std::string receipt_text(feel::Value const& json, char const* name) {
  auto value = json.at(name);
  return value.kind() == feel::Kind::string ? std::string(value.string()) : std::string();
}

std::vector<std::string> receipt_texts(feel::Value const& json, char const* name) {
  std::vector<std::string> texts;
  auto list = json.at(name);
  if (list.kind() == feel::Kind::list)
    for (auto const& each : list.list())
      if (each.kind() == feel::Kind::string) texts.emplace_back(each.string());
  return texts;
}

Error no_receipt(std::string what) { return {"DT-X902", "this is no receipt: " + std::move(what), "receipts are written by drivetrain dmn eval … --receipt FILE, one a line"}; }

void tell(std::string& told, std::string_view what, std::string const& before, std::string const& now) {
  if (before == now) return;
  told += (told.empty() ? "" : "; ") + std::string(what) + " was " + (before.empty() ? "none" : before) + ", now " + (now.empty() ? "none" : now);
}

}  // namespace

std::string hash_of(std::span<std::string_view const> texts) {
  std::vector<std::string> hashes;
  for (auto text : texts) hashes.push_back(to_hex(sha256(text)));
  std::sort(hashes.begin(), hashes.end());
  std::string all;
  for (auto const& each : hashes) all += each;
  return to_hex(sha256(std::string_view(all)));
}

Receipt receipt_of(DecisionModel const& model, std::uint32_t node, feel::Context inputs, Instant at, Outcome const& outcome) {
  Receipt receipt;
  receipt.engine = engine;
  receipt.file = model.definitions().front()->file;
  receipt.decision = model.nodes()[node].name;
  receipt.at = at;
  receipt.inputs = std::move(inputs);
  receipt.value = feel::to_text(outcome.value);
  for (auto const& hit : outcome.trace.tables)
    for (auto rule : hit.rules) {
      auto const& table = *model.tables()[hit.table];
      auto const& id = table.rules[rule].written->id;
      receipt.rules.push_back(table.name + ": rule " + std::to_string(rule + 1) + (id.empty() ? "" : " (" + id + ")"));
    }
  for (auto const& warning : outcome.warnings) receipt.warnings.push_back(warning.message);
  return receipt;
}

std::string to_json_line(Receipt const& receipt) {
  JsonWriter json;
  json.begin_object().field("receipt", receipt_form).field("engine", receipt.engine).field("model", receipt.file).field("hash", receipt.hash);
  json.field("decision", receipt.decision).field("mode", receipt.mode == Mode::strict ? "strict" : "lenient").field("at", receipt.at).key("inputs").begin_object();
  for (auto const& [name, value] : receipt.inputs.entries()) json.field(name, feel::to_text(value));
  json.end_object().field("value", receipt.value).field("rules", receipt.rules).field("warnings", receipt.warnings).end_object();
  return json.take();
}

Result<Receipt> read_receipt(std::string_view text) {
  auto json = feel::from_json(text);
  if (!json || json->kind() != feel::Kind::context) return no_receipt(json ? "no JSON object" : json.error().message);
  if (!(json->at("receipt") == feel::Value(receipt_form))) return no_receipt("its field receipt is not " + std::to_string(receipt_form));
  Receipt receipt;
  receipt.engine = receipt_text(*json, "engine"), receipt.file = receipt_text(*json, "model"), receipt.hash = receipt_text(*json, "hash");
  receipt.decision = receipt_text(*json, "decision"), receipt.value = receipt_text(*json, "value");
  auto mode = receipt_text(*json, "mode");
  if (mode != "strict" && mode != "lenient") return no_receipt("its field mode is neither strict nor lenient");
  receipt.mode = mode == "lenient" ? Mode::lenient : Mode::strict;
  auto at = parse_instant(receipt_text(*json, "at"));
  if (!at) return no_receipt("its field at is no instant");
  receipt.at = *at;
  receipt.rules = receipt_texts(*json, "rules"), receipt.warnings = receipt_texts(*json, "warnings");
  auto inputs = json->at("inputs");
  if (inputs.kind() != feel::Kind::context) return no_receipt("it has no inputs");
  for (auto const& [name, value] : inputs.context().entries()) {
    if (value.kind() != feel::Kind::string) return no_receipt("the input " + name + " is no FEEL text");
    auto compiled = feel::compile(value.string(), {});
    auto const* expression = std::get_if<feel::Expression>(&compiled);
    if (!expression) return no_receipt("the input " + name + " cannot be read: " + std::get<feel::CompileError>(compiled).message);
    receipt.inputs.set(name, expression->evaluate({}).value);
  }
  return receipt;
}

std::string difference(Receipt const& before, Receipt const& now) {
  std::string told;
  tell(told, "the model", before.hash.substr(0, 12), now.hash.substr(0, 12));
  tell(told, "the engine", before.engine, now.engine);
  tell(told, "the value", before.value, now.value);
  tell(told, "what matched", join(before.rules, ", "), join(now.rules, ", "));
  tell(told, "the warning", join(before.warnings, "; "), join(now.warnings, "; "));
  return told;
}

}  // namespace drivetrain::decisions::dmn
