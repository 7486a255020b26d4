// drivetrain feel: evaluates one expression, with its warnings and their places.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>

#include "app/cli/verbs.h"
#include "base/render_diagnostic.h"
#include "feel/expression.h"
#include "feel/json.h"

namespace drivetrain::app::cli {

namespace {

int run_feel(std::string const& text, std::string const& context_json, Settings const& settings) {
  feel::Context context;
  if (!context_json.empty()) {
    auto parsed = feel::from_json(context_json);
    if (!parsed) return fail({"DT-X902", "--context is not readable: " + parsed.error().message, "give a JSON object, like '{\"amount\": 1200}'"});
    if (parsed->kind() != feel::Kind::context) return fail({"DT-X902", "--context is no JSON object", "like '{\"amount\": 1200}'"});
    context = parsed->context();
  }
  feel::Scope scope;
  for (auto const& [name, value] : context.entries()) scope.names.push_back(name);
  auto compiled = feel::compile(text, scope);
  SourceText source("expression", text);
  if (auto* error = std::get_if<feel::CompileError>(&compiled)) {
    auto finding = feel::to_diagnostic(*error, text, source.span(0, 0), "DT-F101");
    std::fputs(render_text(finding, [&](std::string_view) { return &source; }, {settings.colour}).c_str(), stderr);
    return exit_findings;
  }
  Instant now{std::time(nullptr) * 1'000'000};
  auto result = std::get<feel::Expression>(compiled).evaluate(feel::Environment::of(context, now));
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("value", result.value).key("warnings").begin_array();
    for (auto const& warning : result.warnings) json.begin_object().field("offset", warning.offset).field("message", warning.message).end_object();
    json.end_array().end_object();
    std::puts(json.text().c_str());
  } else {
    std::puts(feel::to_text(result.value).c_str());
    for (auto const& warning : result.warnings) std::fprintf(stderr, "warning: column %u: %s\n", warning.offset + 1, warning.message.c_str());
  }
  return exit_ok;
}

}  // namespace

void add_feel(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("feel", "Evaluate a FEEL expression");
  verb->footer("Example:\n  drivetrain feel 'if amount > 100 then \"big\" else \"small\"' --context '{\"amount\": 120}'");
  auto text = std::make_shared<std::string>(), context = std::make_shared<std::string>();
  verb->add_option("expression", *text, "The expression")->required();
  verb->add_option("--context", *context, "JSON object with the names that it may use");
  verb->callback([&chosen, &settings, text, context] { chosen = [=, &settings] { return run_feel(*text, *context, settings); }; });
}

}  // namespace drivetrain::app::cli
