// drivetrain explain: what a finding's code means, why it matters and how to mend it. drivetrain schema: how kinds are written.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/verbs.h"
#include "base/diagnostic_codes.h"
#include "base/json_writer.h"
#include "base/render_diagnostic.h"
#include "base/text.h"
#include "model/load.h"
#include "notation/generate.h"

namespace drivetrain::app::cli {

namespace {

void write_code(JsonWriter& json, DiagnosticCode const& code) {
  json.begin_object().field("code", code.code).field("severity", to_string(code.severity)).field("title", code.title).field("prevents", code.prevents);
  json.field("explanation", code.explanation).field("fix", code.fix).end_object();
}

int run_explain(std::string const& code, bool all, Settings const& settings) {
  if (all && settings.json) {
    JsonWriter json;
    json.begin_array();
    for (auto const& each : diagnostic_codes()) write_code(json, each);
    json.end_array();
    return std::puts(json.take().c_str()), exit_ok;
  }
  if (all) return std::fputs(diagnostic_codes_markdown().c_str(), stdout), exit_ok;
  if (code.empty()) return fail({"DT-X902", "explain needs a code", "name one as in drivetrain explain DT-D203, or ask for --all"});
  auto text = explain(code);
  if (!text) return fail(text.error());
  if (settings.json) {
    JsonWriter json;
    write_code(json, *find_diagnostic_code(text->substr(0, text->find(' '))));
    return std::puts(json.take().c_str()), exit_ok;
  }
  std::puts(text->c_str());
  return exit_ok;
}

int run_schema(std::string const& kind, std::string const& form) {
  auto const& catalogue = model::catalogue();
  if (form == "typescript") return std::fputs(notation::typescript(catalogue).c_str(), stdout), exit_ok;
  auto const* declared = catalogue.find(kind);
  if (!kind.empty() && !declared) {
    std::vector<std::string> kinds;
    for (auto const* known : catalogue.kinds()) kinds.push_back(known->name);
    auto near = nearest(kind, kinds);
    return fail({"DT-X901", "there is no kind " + kind, near ? "did you mean " + *near + "?" : "kinds: " + join(kinds, ", ")});
  }
  if (form == "markdown") {
    std::fputs((declared ? notation::docs_markdown(*declared) : notation::docs_markdown(catalogue)).c_str(), stdout);
    return exit_ok;
  }
  std::puts((declared ? notation::json_schema(*declared) : notation::json_schema(catalogue)).c_str());
  return exit_ok;
}

}  // namespace

void add_explain(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("explain", "Say what a finding's code means and how to mend it");
  verb->footer("Example:\n  drivetrain explain DT-D203");
  auto code = std::make_shared<std::string>();
  auto all = std::make_shared<bool>(false);
  verb->add_option("code", *code, "The code in brackets at the end of a finding");
  verb->add_flag("--all", *all, "The reference page of all codes, in Markdown");
  verb->callback([&chosen, &settings, code, all] { chosen = [=, &settings] { return run_explain(*code, *all, settings); }; });
}

void add_schema(CLI::App& app, Settings&, Run& chosen) {
  auto* verb = app.add_subcommand("schema", "Print how the kinds of a model are written: JSON Schema, Markdown or TypeScript");
  verb->footer("Example:\n  drivetrain schema Decision --form markdown");
  auto kind = std::make_shared<std::string>(), form = std::make_shared<std::string>("json");
  verb->add_option("kind", *kind, "One kind; all when absent");
  verb->add_option("--form", *form, "json, markdown or typescript")->check(CLI::IsMember({"json", "markdown", "typescript"}))->capture_default_str();
  verb->callback([&chosen, kind, form] { chosen = [=] { return run_schema(*kind, *form); }; });
}

}  // namespace drivetrain::app::cli
