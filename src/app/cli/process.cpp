// drivetrain process why: why a case does not move: for each token what it waits for, who can move it, and at joins which branch is missing.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "base/json_writer.h"
#include "feel/json.h"
#include "platform/http.h"

namespace drivetrain::app::cli {

namespace {

struct WantedWhy {
  std::string data, case_id;
};

std::string why_text(feel::Value const& value, std::string_view path) {
  auto found = value.at(path);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : "";
}

feel::List why_list(feel::Value const& value, std::string_view path) {
  auto found = value.at(path);
  return found.kind() == feel::Kind::list ? found.list() : feel::List();
}

void tell_flow(feel::Value const& flow) {
  auto token = why_text(flow, "token");
  std::string places;
  for (auto const& place : why_list(flow, "places")) places += (places.empty() ? "'" : ", '") + feel::to_plain_text(place) + "'";
  std::printf("    %s from '%s': %s\n", why_text(flow, "flow").c_str(), why_text(flow, "from").c_str(),
              token == "there" ? "a token is there" : token == "can_come" ? ("one can still come, from " + places).c_str() : "none can come any more");
}

int why(WantedWhy const& wanted, Settings const& settings) {
  auto office = Office::open(wanted.data);
  if (!office) return fail(office.error());
  auto answer = (*office)->get("/cases/" + platform::percent_encoded(wanted.case_id) + "/why");
  if (!answer) return fail(answer.error());
  if (settings.json) {
    JsonWriter json;
    feel::write_json(json, *answer);
    std::puts(json.text().c_str());
    return exit_ok;
  }
  std::printf("%s\n", why_text(*answer, "summary").c_str());
  for (auto const& token : why_list(*answer, "tokens")) {
    auto activity = why_text(token, "activity");
    std::printf("%s %s\n  waits for %s\n  since %s\n", why_text(token, "title").c_str(), activity.empty() ? "(join)" : ("(" + activity + ")").c_str(), why_text(token, "waits_for").c_str(),
                why_text(token, "since").c_str());
    auto holder = why_text(token, "holder.why");
    if (!why_text(token, "mover").empty()) std::printf("  moved by %s\n", why_text(token, "mover").c_str());
    if (!holder.empty()) std::printf("  today: %s\n", holder.c_str());
    if (auto problem = why_text(token, "problem"); !problem.empty()) std::printf("  stuck: %s\n  help: %s\n", problem.c_str(), why_text(token, "help").c_str());
    for (auto const& flow : why_list(token, "flows")) tell_flow(flow);
  }
  return exit_ok;
}

}  // namespace

void add_process(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("process", "Cases of a company");
  noun->require_subcommand(1);
  noun->footer("Example:\n  drivetrain process why case-17 --data /var/lib/drivetrain");
  auto wanted = std::make_shared<WantedWhy>();
  auto* verb = noun->add_subcommand("why", "Why a case does not move, token by token");
  verb->add_option("case", wanted->case_id, "Id of the case: case-17")->required();
  verb->add_option("--data", wanted->data, "Data folder; the server that runs on it is asked when there is one")->required()->envname("DRIVETRAIN_DATA");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return why(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
