// drivetrain user: who may sign in, and in whose name. Works on a data folder, through the server that runs on it if there is one.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/office.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "feel/json.h"
#include "platform/http.h"

namespace drivetrain::app::cli {

namespace {

struct UserWords {
  std::string data, account, person;
  bool administrator = false;
};

std::string user_text(feel::Value const& value, std::string_view path) {
  auto found = value.at(path);
  return found.is_null() ? "" : found.kind() == feel::Kind::string ? std::string(found.string()) : feel::to_text(found);
}

int show_json(feel::Value const& answer) {
  JsonWriter json;
  feel::write_json(json, answer);
  std::puts(json.text().c_str());
  return exit_ok;
}

template <class Ask>
int with_office(std::string const& data, Ask ask) {
  auto office = Office::open(data);
  if (!office) return fail(office.error());
  return ask(**office);
}

int list_users(UserWords const& words, Settings const& settings) {
  return with_office(words.data, [&](Office& office) {
    std::vector<std::vector<std::string>> rows{{"ACCOUNT", "STATE", "ADMINISTRATOR", "PERSON", "SIGNED IN"}};
    JsonWriter all;
    all.begin_object().key("items").begin_array();
    for (std::string cursor;;) {
      auto page = office.get("/accounts?limit=200" + (cursor.empty() ? "" : "&cursor=" + cursor));
      if (!page) return fail(page.error());
      for (auto const& one : page->at("items").list()) {
        feel::write_json(all, one);
        rows.push_back({user_text(one, "account"), user_text(one, "state"), one.at("administrator").is_true() ? "yes" : "", user_text(one.at("person"), "id"), user_text(one, "signed_in")});
      }
      cursor = user_text(*page, "next_cursor");
      if (cursor.empty()) break;
    }
    all.end_array().end_object();
    if (settings.json) return std::puts(all.text().c_str()), static_cast<int>(exit_ok);
    print_table(rows);
    if (rows.size() == 1) std::fprintf(stderr, "drivetrain: nobody has an account yet; the server prints a link for the first administrator when it starts\n");
    return static_cast<int>(exit_ok);
  });
}

std::string body_of(UserWords const& words, bool with_account) {
  JsonWriter json;
  json.begin_object();
  if (with_account) json.field("account", words.account);
  if (!words.person.empty()) json.field("person", words.person);
  json.field("administrator", words.administrator).end_object();
  return json.take();
}

int show_link(Office const& office, Result<feel::Value> const& answer, Settings const& settings) {
  if (!answer) return fail(answer.error());
  if (settings.json) return show_json(*answer);
  std::printf("%s%s\n", office.url().c_str(), user_text(*answer, "link").c_str());
  std::fprintf(stderr, "drivetrain: whoever opens this link until %s sets the password of %s, once\n", user_text(*answer, "expires").c_str(), user_text(*answer, "account").c_str());
  if (office.url().empty()) std::fprintf(stderr, "drivetrain: put the address of the server before it, once it runs\n");
  return exit_ok;
}

int done(Result<feel::Value> const& answer, std::string const& what, Settings const& settings) {
  if (!answer) return fail(answer.error());
  if (settings.json) return show_json(*answer);
  if (!settings.quiet) std::fprintf(stderr, "drivetrain: %s\n", what.c_str());
  return exit_ok;
}

int invite_user(UserWords const& words, Settings const& settings) {
  return with_office(words.data, [&](Office& office) { return show_link(office, office.post("/accounts", body_of(words, true)), settings); });
}

int reset_user(UserWords const& words, Settings const& settings) {
  return with_office(words.data, [&](Office& office) { return show_link(office, office.post("/accounts/" + platform::percent_encoded(words.account) + "/reset", "{}"), settings); });
}

int deactivate_user(UserWords const& words, Settings const& settings) {
  return with_office(words.data, [&](Office& office) {
    return done(office.post("/accounts/" + platform::percent_encoded(words.account) + "/deactivate", "{}"), words.account + " is deactivated; its sessions and tokens have ended", settings);
  });
}

int map_user(UserWords const& words, Settings const& settings) {
  return with_office(words.data, [&](Office& office) {
    auto whose = words.person.empty() ? std::string("nobody") : words.person;
    return done(office.post("/accounts/" + platform::percent_encoded(words.account) + "/map", body_of(words, false)), words.account + " acts in the name of " + whose + (words.administrator ? ", as an administrator" : ""), settings);
  });
}

}  // namespace

void add_user(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("user", "Who may sign in, and in whose name");
  noun->require_subcommand(1);
  noun->footer("Examples:\n  drivetrain user invite ann@tarnwick.example --person ann --data /var/lib/drivetrain\n  drivetrain user list --data /var/lib/drivetrain");
  auto words = std::make_shared<UserWords>();
  auto add = [&](char const* name, char const* description, int (*run)(UserWords const&, Settings const&)) {
    auto* verb = noun->add_subcommand(name, description);
    verb->add_option("--data", words->data, "Data folder of a server")->required()->envname("DRIVETRAIN_DATA");
    verb->callback([&chosen, &settings, words, run] { chosen = [=, &settings] { return run(*words, settings); }; });
    return verb;
  };
  auto account = [&](CLI::App* verb) { verb->add_option("account", words->account, "Name of the account")->required(); };
  auto whose = [&](CLI::App* verb) {
    verb->add_option("--person", words->person, "Of the model, whose rights it has; nobody's when absent");
    verb->add_flag("--administrator", words->administrator, "It lets others in");
  };
  add("list", "Accounts, their state, and in whose name they act", list_users);
  auto* invite = add("invite", "A new account, and the one-time link by which its password is set", invite_user);
  account(invite);
  whose(invite);
  account(add("reset", "End password, sessions and tokens; a new one-time link. Lets a deactivated account in again", reset_user));
  account(add("deactivate", "End password, sessions and tokens", deactivate_user));
  auto* map = add("map", "Say anew in whose name it acts, and whether it administers", map_user);
  account(map);
  whose(map);
}

}  // namespace drivetrain::app::cli
