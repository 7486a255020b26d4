// Settings and their origins (see config.h), and drivetrain config show.
#include "app/cli/config.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "app/connectors/secrets.h"
#include "app/serve.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "notation/yaml.h"
#include "platform/files.h"
#include "platform/outbound_rules.h"

extern char** environ;

namespace drivetrain::app::cli {

namespace {

using Kind = SettingInfo::Kind;

constexpr std::array settings_list{
    SettingInfo{"model", "", "Folder with model.yaml"},
    SettingInfo{"data", "", "Folder of the journal; made when it is missing"},
    SettingInfo{"address", "127.0.0.1", "Address to listen on"},
    SettingInfo{"port", "8080", "Port to listen on; 0 takes any free one", Kind::number},
    SettingInfo{"public_url", "", "By which people reach the pages, as https://operations.example; for links and cookies"},
    SettingInfo{"requests_per_second", "100", "Of each account or address; 0: as many as they like", Kind::number},
    SettingInfo{"http_allow", "", "Hosts and address ranges that steps of processes may call, as api.example.com, *.example.com, erp.example:8080, 10.1.0.0/16; none when it is empty"},
    SettingInfo{"http_secrets", "", "File with passwords and keys that such steps name as {{secrets.NAME}}: NAME: \"…\" on each line; also DRIVETRAIN_SECRET_NAME in the environment"},
    SettingInfo{"http_calls", "true", "Make the calls of such steps; false leaves them to another worker", Kind::boolean},
    SettingInfo{"reload", "true", "Put a changed and coherent model folder into force as a new version", Kind::boolean},
    SettingInfo{"verify_every_hours", "24", "The journal's whole chain is verified at the start and then so often, beside the work; 0: never", Kind::number},
    SettingInfo{"model_read_only", "false", "Never write an approved change into the model folder; a demo never does", Kind::boolean},
    SettingInfo{"demo", "false", "Simulated time, which can be moved forward; sample people may be chosen to sign in as", Kind::boolean},
    SettingInfo{"speed", "1", "Of simulated time: seconds per second", Kind::number},
    SettingInfo{"start", "", "Where simulated time begins in an empty data folder, as 2026-03-27T08:00:00Z (default: now)"},
};

constexpr std::string_view variable_prefix = "DRIVETRAIN_";
/// Variables of ours that are no settings of a server.
constexpr std::array<std::string_view, 3> other_variables{"DRIVETRAIN_CONFIG", "DRIVETRAIN_CORPORA", "DRIVETRAIN_BINARY"};

std::string flag_of(std::string_view name) {
  std::string flag = "--";
  for (char c : name) flag += c == '_' ? '-' : c;
  return flag;
}

std::string variable_of(std::string_view name) {
  std::string variable(variable_prefix);
  for (char c : name) variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return variable;
}

std::string from_environment(char const* name) {
  auto const* value = std::getenv(name);
  return value ? value : "";
}

/// Where a configuration file may lie, in order.
std::vector<std::string> usual_places() {
  std::vector<std::string> places;
  auto home = from_environment("HOME"), xdg = from_environment("XDG_CONFIG_HOME");
  if (!xdg.empty()) places.push_back(xdg + "/drivetrain/drivetrain.yaml");
  else if (!home.empty()) places.push_back(home + "/.config/drivetrain/drivetrain.yaml");
  places.push_back("/etc/drivetrain/drivetrain.yaml");
  return places;
}

std::optional<std::string> nearest_setting(std::string_view name) {
  std::vector<std::string> names;
  for (auto const& one : settings_list) names.emplace_back(one.name);
  return nearest(name, names);
}

Error unknown_setting(std::string const& where, std::string_view name, std::string const& suggestion) {
  return {"DT-X902", where + ": there is no setting " + std::string(name), suggestion.empty() ? "drivetrain config show lists them" : "did you mean " + suggestion + "?"};
}

bool fits_kind(Kind kind, std::string const& value) {
  if (kind == Kind::boolean) return value == "true" || value == "false";
  return kind == Kind::text || Decimal::parse(value).has_value();
}

}  // namespace

std::span<SettingInfo const> all_settings() { return settings_list; }

Status Config::set(std::string_view name, std::string value, std::string origin) {
  for (auto const& info : settings_list) {
    if (info.name != name) continue;
    if (!fits_kind(info.kind, value))
      return Error{"DT-X902", origin + ": " + std::string(name) + " is " + (info.kind == Kind::number ? "a number" : "true or false") + ", not \"" + value + "\"", std::string(info.description)};
    for (auto& [known, setting] : values_)
      if (known == name) setting = {std::move(value), std::move(origin)};
  }
  return {};
}

SettingValue const& Config::at(std::string_view name) const {
  auto found = std::find_if(values_.begin(), values_.end(), [&](auto const& one) { return one.first == name; });
  DT_ASSERT(found != values_.end());
  return found->second;
}

Status Config::read_environment() {
  for (char** each = environ; *each; ++each) {
    std::string_view line(*each);
    if (!line.starts_with(variable_prefix)) continue;
    auto equals = line.find('=');
    auto variable = line.substr(0, equals);
    if (std::find(other_variables.begin(), other_variables.end(), variable) != other_variables.end()) continue;
    if (variable.starts_with(secret_variables)) continue;
    auto name = lower_ascii(variable.substr(variable_prefix.size()));
    bool known = std::any_of(settings_list.begin(), settings_list.end(), [&](auto const& one) { return one.name == name; });
    if (!known) {
      // Others have variables of this prefix, too (a test's, a build's): only what is nearly one of ours is a slip.
      if (auto near = nearest_setting(name)) return unknown_setting("the environment variable " + std::string(variable), name, variable_of(*near));
      continue;
    }
    DT_CHECK(set(name, std::string(line.substr(equals + 1)), "environment " + std::string(variable)));
  }
  return {};
}

Status Config::read_file_text(std::string const& text) {
  Diagnostics findings;
  SourceText source(file_, text);
  auto documents = notation::read_yaml(source, findings);
  if (findings.errors() > 0) {
    auto const& first = findings.all().front();
    return Error{"DT-X902", file_ + ":" + std::to_string(first.span.begin.line) + ": " + first.message, first.help};
  }
  if (documents.empty() || documents.front().kind == notation::YamlKind::null) return {};
  if (documents.size() > 1 || documents.front().kind != notation::YamlKind::mapping) return Error{"DT-X902", file_ + ": should hold settings, one on each line", "as in: port: 8080"};
  for (auto const& entry : documents.front().entries) {
    auto where = file_ + ":" + std::to_string(entry.key_span.begin.line);
    bool known = std::any_of(settings_list.begin(), settings_list.end(), [&](auto const& one) { return one.name == entry.key; });
    if (!known) return unknown_setting(where, entry.key, nearest_setting(entry.key).value_or(""));
    if (entry.value.kind != notation::YamlKind::scalar) return Error{"DT-X902", where + ": " + entry.key + " should be a value, not " + std::string(notation::describe(entry.value)), ""};
    DT_CHECK(set(entry.key, entry.value.text, where));
  }
  return {};
}

Result<Config> Config::load(std::string const& file) {
  Config config;
  for (auto const& info : settings_list) config.values_.push_back({std::string(info.name), {std::string(info.otherwise), "default"}});
  config.file_ = file.empty() ? from_environment("DRIVETRAIN_CONFIG") : file;
  if (config.file_.empty())
    for (auto const& place : usual_places()) {
      std::error_code ignored;
      if (config.file_.empty() && std::filesystem::exists(place, ignored)) config.file_ = place;
    }
  if (!config.file_.empty()) {
    DT_TRY(auto text, platform::read_file(config.file_));
    DT_CHECK(config.read_file_text(text));
  }
  DT_CHECK(config.read_environment());
  return config;
}

void add_config_flags(CLI::App& verb, ConfigFlags& flags) {
  verb.add_option("--config", flags.file, "Configuration file (default: DRIVETRAIN_CONFIG, ~/.config/drivetrain/drivetrain.yaml, /etc/drivetrain/drivetrain.yaml)");
  for (auto const& info : settings_list) {
    if (info.name == "model") continue;
    auto name = std::string(info.name);
    auto description = std::string(info.description) + (info.otherwise.empty() ? "" : " [" + std::string(info.otherwise) + "]");
    if (info.kind == SettingInfo::Kind::boolean)
      verb.add_flag(flag_of(name) + "{true}," + "--no-" + flag_of(name).substr(2) + "{false}", flags.given[name], description);
    else verb.add_option(flag_of(name), flags.given[name], description);
  }
}

Result<Config> config_of(CLI::App const& verb, ConfigFlags const& flags) {
  DT_TRY(auto config, Config::load(flags.file));
  for (auto const& [name, value] : flags.given) {
    if (name == "model" ? value.empty() : verb.get_option(flag_of(name))->count() == 0) continue;
    DT_CHECK(config.set(name, value, name == "model" ? "argument" : "flag " + flag_of(name)));
  }
  return config;
}

Status fill_options(Config const& config, ServeOptions& options) {
  auto text = [&](std::string_view name) { return config.at(name).value; };
  auto number = [&](std::string_view name) { return Decimal::parse(text(name)).value().to_double(); };
  auto refuse = [&](std::string_view name, std::string const& why) { return Error{"DT-X902", config.at(name).origin + ": " + std::string(name) + " " + why, ""}; };
  options.model = text("model");
  options.data = text("data");
  if (options.model.empty()) return Error{"DT-X902", "which model should be served?", "name its folder: drivetrain serve models/tarnwick --data DIR, or the setting model"};
  if (options.data.empty()) return Error{"DT-X902", "where is the journal kept?", "name a folder with --data DIR, or the setting data"};
  options.address = text("address");
  if (auto port = number("port"); port < 0 || port > 65'535 || port != static_cast<int>(port)) return refuse("port", "is a number from 0 to 65535");
  options.port = static_cast<std::uint16_t>(number("port"));
  options.public_url = text("public_url");
  if (auto const& url = options.public_url; !url.empty() && !url.starts_with("http://") && !url.starts_with("https://")) return refuse("public_url", "begins with https:// or http://");
  while (options.public_url.ends_with('/')) options.public_url.pop_back();
  if (auto rate = number("requests_per_second"); rate < 0 || rate > 1'000'000) return refuse("requests_per_second", "is a number from 0 to 1000000");
  options.requests_per_second = static_cast<int>(number("requests_per_second"));
  options.http_allow = text("http_allow");
  if (auto rules = platform::OutboundRules::parse(options.http_allow); !rules) return Error{"DT-X902", config.at("http_allow").origin + ": " + rules.error().message, rules.error().help};
  options.http_secrets = text("http_secrets");
  if (auto checked = Secrets(options.http_secrets).check(); !checked) return Error{"DT-X902", config.at("http_secrets").origin + ": " + checked.error().message, checked.error().help};
  options.http_calls = text("http_calls") == "true";
  options.reload = text("reload") == "true";
  if (auto every = number("verify_every_hours"); every < 0 || every > 8'784) return refuse("verify_every_hours", "is a number from 0 to 8784");
  options.verify_every = Duration{static_cast<std::int64_t>(number("verify_every_hours") * 3.6e9)};
  options.write_model = text("model_read_only") != "true";
  options.demo = text("demo") == "true";
  options.speed = number("speed");
  if (options.speed < 0 || options.speed > 3600) return refuse("speed", "is a number from 0 to 3600");
  if (!text("start").empty()) {
    auto start = parse_instant(text("start"));
    if (!start) return refuse("start", "is no time like 2026-03-27T08:00:00Z");
    options.start = *start;
  }
  return {};
}

namespace {

int show_config(ConfigFlags const& flags, CLI::App const& verb, bool origin, Settings const& settings) {
  auto config = config_of(verb, flags);
  if (!config) return fail(config.error());
  if (settings.json) {
    JsonWriter json;
    json.begin_object();
    for (auto const& [name, setting] : config->values()) json.key(name).begin_object().field("value", setting.value).field("origin", setting.origin).end_object();
    json.end_object();
    return std::puts(json.text().c_str()), exit_ok;
  }
  std::vector<std::vector<std::string>> rows{{"SETTING", "VALUE"}};
  if (origin) rows.front().push_back("ORIGIN");
  for (auto const& [name, setting] : config->values()) {
    rows.push_back({name, setting.value});
    if (origin) rows.back().push_back(setting.origin);
  }
  print_table(rows);
  return exit_ok;
}

}  // namespace

void add_config(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("config", "The settings of a server");
  noun->require_subcommand(1);
  auto* verb = noun->add_subcommand("show", "Every setting with its value, and where that comes from: flag, environment, file, default");
  verb->footer("Example:\n  drivetrain config show --origin");
  auto flags = std::make_shared<ConfigFlags>();
  auto origin = std::make_shared<bool>(false);
  add_config_flags(*verb, *flags);
  verb->add_flag("--origin", *origin, "Where each value comes from");
  verb->callback([&chosen, &settings, flags, origin, verb] { chosen = [=, &settings] { return show_config(*flags, *verb, *origin, settings); }; });
}

}  // namespace drivetrain::app::cli
