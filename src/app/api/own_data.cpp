// Own data by upload: the browser sends tables, sees what they were taken for, says where that is wrong, and gets the model's files with the report.
// Nothing is kept: each request brings its files, and the model in force stays as it is.
#include "app/own_data/own_data.h"

#include "app/api/api.h"
#include "app/api/json.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "base/base64.h"
#include "base/zone.h"

namespace drivetrain::app::api {

namespace {

Result<std::vector<own_data::OwnFile>> uploaded_files(Exchange const& exchange) {
  std::vector<own_data::OwnFile> files;
  auto list = exchange.value("files");
  for (std::size_t i = 0; i < list.list().size(); ++i) {
    auto const& one = list.list()[i];
    std::string name(one.at("name").string());
    auto bytes = from_base64(one.at("content").string());
    if (!bytes) return Error{"DT-X902", "files/" + std::to_string(i) + "/content is no Base64 (RFC 4648)", "Send the file's bytes as Base64."};
    files.push_back({std::move(name), std::move(*bytes)});
  }
  return files;
}

Result<std::vector<own_data::TableGuess>> guess_uploaded(Exchange const& exchange) {
  DT_TRY(auto files, uploaded_files(exchange));
  std::vector<own_data::Override> overrides;
  if (auto map = exchange.value("map"); map.kind() == feel::Kind::list)
    for (auto const& line : map.list()) {
      DT_TRY(auto more, own_data::read_overrides(line.string()));
      overrides.insert(overrides.end(), more.begin(), more.end());
    }
  DT_TRY(auto tables, own_data::read_files(files));
  return own_data::guess(std::move(tables), overrides);
}

void write_kinds(JsonWriter& json) {
  list_field(json, "kinds", own_data::vocabulary(), [&](own_data::KindWords const& kind) {
    object(json, [&] {
      json.field("kind", kind.key);
      list_field(json, "fields", kind.fields, [&](own_data::FieldWords const& field) { object(json, [&] { json.field("field", field.key).field("essential", field.essential); }); });
    });
  });
}

platform::Response guess_tables(Exchange& exchange) {
  auto guesses = guess_uploaded(exchange);
  if (!guesses) return problem(422, guesses.error());
  JsonWriter json;
  object(json, [&] {
    json.key("tables");
    own_data::write_json(json, *guesses);
    json.field("map", own_data::as_overrides(*guesses));
    write_kinds(json);
  });
  return platform::Response::json(json.take());
}

platform::Response build_model(Exchange& exchange) {
  auto guesses = guess_uploaded(exchange);
  if (!guesses) return problem(422, guesses.error());
  own_data::BuildOptions options;
  options.gather.title = exchange.text("name");
  options.gather.timezone = exchange.text("timezone");
  if (!options.gather.timezone.empty())
    if (auto zone = Zone::find(options.gather.timezone); !zone) return problem(422, {"DT-X902", zone.error().message, zone.error().help});
  auto now = exchange.api.runtime().now();
  options.gather.at = Zone::utc()->to_local(now).date;
  if (auto at = exchange.text("at"); !at.empty()) {
    auto day = parse_date(at);
    if (!day) return problem(422, {"DT-X902", "at: " + day.error().message, day.error().help});
    options.gather.at = *day;
  }
  if (exchange.value("waivers").is_false()) options.excuse = own_data::Excuse::nothing;
  auto built = own_data::build(*guesses, options);
  JsonWriter json;
  object(json, [&] {
    json.key("tables");
    own_data::write_json(json, *guesses);
    json.key("report");
    own_data::write_json(json, built.report);
    json.field("markdown", own_data::report_markdown(built.report, 0));
    json.field("errors", built.compilation.diagnostics.errors()).field("waived", built.waivers.size());
    list_field(json, "files", built.files, [&](auto const& file) { object(json, [&] { json.field("path", file.first).field("content", file.second); }); });
  });
  return platform::Response::json(json.take());
}

}  // namespace

void add_own_data(Router& router) {
  router.write("/own-data/guess", "guess_own_data", guess_tables);
  router.write("/own-data/model", "build_own_data", build_model);
}

}  // namespace drivetrain::app::api
