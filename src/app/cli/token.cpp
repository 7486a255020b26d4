// drivetrain token: programs that act in an account's name. Works on a data folder, as drivetrain user does.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/office.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "feel/json.h"
#include "platform/http.h"
#include "platform/os_world.h"

namespace drivetrain::app::cli {

namespace {

struct TokenWords {
  std::string data, account, title, scope = "read", valid = "P90D", token;
};

std::string token_text(feel::Value const& value, std::string_view path) {
  auto found = value.at(path);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : "";
}

int print_json(feel::Value const& answer) {
  JsonWriter json;
  feel::write_json(json, answer);
  std::puts(json.text().c_str());
  return exit_ok;
}

int list_tokens(TokenWords const& words, Settings const& settings) {
  auto office = Office::open(words.data);
  if (!office) return fail(office.error());
  std::vector<std::vector<std::string>> rows{{"TOKEN", "ACCOUNT", "SCOPE", "EXPIRES", "USED", "TITLE"}};
  JsonWriter all;
  all.begin_object().key("items").begin_array();
  for (std::string cursor;;) {
    auto page = (*office)->get("/tokens?limit=200" + (words.account.empty() ? "" : "&account=" + platform::percent_encoded(words.account)) + (cursor.empty() ? "" : "&cursor=" + cursor));
    if (!page) return fail(page.error());
    for (auto const& one : page->at("items").list()) {
      feel::write_json(all, one);
      rows.push_back({token_text(one, "id"), token_text(one, "account"), token_text(one, "scope"), token_text(one, "expires"), token_text(one, "used"), token_text(one, "title")});
    }
    cursor = token_text(*page, "next_cursor");
    if (cursor.empty()) break;
  }
  all.end_array().end_object();
  if (settings.json) return std::puts(all.text().c_str()), exit_ok;
  print_table(rows);
  return exit_ok;
}

int create_token(TokenWords const& words, Settings const& settings) {
  auto valid = parse_duration(words.valid);
  if (!valid) return std::fprintf(stderr, "drivetrain: --valid %s is no duration like P90D: %s\n", words.valid.c_str(), valid.error().message.c_str()), exit_usage;
  auto office = Office::open(words.data);
  if (!office) return fail(office.error());
  JsonWriter body;
  body.begin_object().field("title", words.title).field("scope", words.scope).field("account", words.account).field("expires", platform::OsClock().now() + *valid).end_object();
  auto answer = (*office)->post("/tokens", body.text());
  if (!answer) return fail(answer.error());
  if (settings.json) return print_json(*answer);
  std::puts(token_text(*answer, "token").c_str());
  std::fprintf(stderr, "drivetrain: %s may %s as %s until %s; it is shown this once\n", token_text(*answer, "id").c_str(), words.scope.c_str(), words.account.c_str(), token_text(*answer, "expires").c_str());
  return exit_ok;
}

int revoke_token(TokenWords const& words, Settings const& settings) {
  auto office = Office::open(words.data);
  if (!office) return fail(office.error());
  auto answer = (*office)->post("/tokens/" + platform::percent_encoded(words.token) + "/revoke", "{}");
  if (!answer) return fail(answer.error());
  if (settings.json) return print_json(*answer);
  if (!settings.quiet) std::fprintf(stderr, "drivetrain: %s opens nothing any more\n", words.token.c_str());
  return exit_ok;
}

}  // namespace

void add_token(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("token", "Programs that act in an account's name");
  noun->require_subcommand(1);
  noun->footer("Example:\n  drivetrain token create \"line clock\" --account feeds --scope write --valid P30D --data /var/lib/drivetrain");
  auto words = std::make_shared<TokenWords>();
  auto add = [&](char const* name, char const* description, int (*run)(TokenWords const&, Settings const&)) {
    auto* verb = noun->add_subcommand(name, description);
    verb->add_option("--data", words->data, "Data folder of a server")->required()->envname("DRIVETRAIN_DATA");
    verb->callback([&chosen, &settings, words, run] { chosen = [=, &settings] { return run(*words, settings); }; });
    return verb;
  };
  add("list", "Tokens with what they may and until when", list_tokens)->add_option("--account", words->account, "Only this account's");
  auto* create = add("create", "A new token; it is printed this once", create_token);
  create->add_option("title", words->title, "Which program will have it")->required();
  create->add_option("--account", words->account, "In whose name it acts")->required();
  create->add_option("--scope", words->scope, "read, write, admin; of an account of nobody also work (do jobs of processes) or deploy (put diagrams into the model and replace its decision tables, without anybody's approval), and nothing else")->check(CLI::IsMember({"read", "write", "admin", "work", "deploy"}))->capture_default_str();
  create->add_option("--valid", words->valid, "How long, at most P366D")->capture_default_str();
  add("revoke", "It opens nothing any more", revoke_token)->add_option("token", words->token, "Id of the token")->required();
}

}  // namespace drivetrain::app::cli
