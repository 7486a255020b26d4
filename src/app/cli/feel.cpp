// drivetrain feel: evaluates an expression, with its warnings and their places; one after the other when none is given.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>

#include "app/cli/verbs.h"
#include "base/render_diagnostic.h"
#include "base/text.h"
#include "feel/expression.h"
#include "feel/json.h"
#include "feel/type.h"
#include "feel/typing/typing.h"
#include "platform/files.h"

namespace drivetrain::app::cli {

namespace {

struct FeelWanted {
  std::string expression, context;
  bool lenient = false;
};

/// What a name is known to hold, for the check of types and for names with signs ("Post-bureau risk"): plain kinds, contexts, lists of what
/// their elements have in common; nothing of null.
std::shared_ptr<feel::Type const> type_of_value(feel::Value const& value);

std::shared_ptr<feel::Type const> type_of_elements(feel::List const& list) {
  constexpr std::size_t most_looked_at = 1'000;
  std::shared_ptr<feel::Type const> joined;
  for (std::size_t i = 0; i < list.size() && i < most_looked_at; ++i) {
    auto type = type_of_value(list[i]);
    joined = i == 0 ? type : feel::joined_type(joined, type);
    if (!joined) return nullptr;
  }
  return list.size() <= most_looked_at ? joined : nullptr;
}

std::shared_ptr<feel::Type const> type_of_value(feel::Value const& value) {
  auto type = std::make_shared<feel::Type>();
  switch (value.kind()) {
    case feel::Kind::null:
    case feel::Kind::range:
    case feel::Kind::function: return nullptr;
    case feel::Kind::list:
      type->form = feel::Type::Form::list;
      if (auto element = type_of_elements(value.list())) type->parts.push_back(std::move(element));
      return type;
    case feel::Kind::context:
      type->form = feel::Type::Form::context;
      for (auto const& [name, entry] : value.context().entries()) {
        auto of_entry = type_of_value(entry);
        type->entries.emplace_back(name, of_entry ? of_entry : std::make_shared<feel::Type>());
      }
      return type;
    default: type->form = feel::Type::Form::kind, type->kind = value.kind(); return type;
  }
}

class FeelDesk {
 public:
  FeelDesk(feel::Context context, FeelWanted const& wanted, Settings const& settings) : context_(std::move(context)), settings_(settings) {
    for (auto const& [name, value] : context_.entries()) scope_.names.push_back(name), scope_.name_types.push_back(type_of_value(value));
    scope_.lenient = wanted.lenient, scope_.typed = !wanted.lenient;
  }

  int evaluate(std::string const& text) const {
    auto compiled = feel::compile(text, scope_);
    SourceText source("expression", text);
    if (auto* error = std::get_if<feel::CompileError>(&compiled)) {
      auto finding = feel::to_diagnostic(*error, text, source.span(0, 0), "DT-F101");
      std::fputs(render_text(finding, [&](std::string_view) { return &source; }, {settings_.colour}).c_str(), stderr);
      return exit_findings;
    }
    Instant now{std::time(nullptr) * 1'000'000};
    auto result = std::get<feel::Expression>(compiled).evaluate(feel::Environment::of(context_, now));
    if (settings_.json) {
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

  /// Until the end of the input; the last finding decides the exit code only when nobody sits there.
  int converse() const {
    bool person = isatty(STDIN_FILENO);
    if (person && !settings_.quiet) std::fputs("FEEL, one expression a line; an empty line or Ctrl-D ends.\n", stderr);
    int code = exit_ok;
    std::string line;
    while (true) {
      if (person) std::fputs("> ", stderr);
      if (!std::getline(std::cin, line)) break;
      if (trim(line).empty()) {
        if (person) break;
        continue;
      }
      auto of_line = evaluate(line);
      std::fflush(stdout);
      if (of_line != exit_ok && !person) code = of_line;
    }
    return code;
  }

 private:
  feel::Context context_;
  feel::Scope scope_;
  Settings const& settings_;
};

int run_feel(FeelWanted const& wanted, Settings const& settings) {
  feel::Context context;
  if (!wanted.context.empty()) {
    auto text = wanted.context;
    if (trim(text).substr(0, 1) != "{") {
      auto read = platform::read_file(text);
      if (!read) return fail(read.error());
      text = read.take();
    }
    auto parsed = feel::from_json(text);
    if (!parsed) return fail({"DT-X902", "--context is not readable: " + parsed.error().message, "give a JSON object, like '{\"amount\": 1200}', or a file that holds one"});
    if (parsed->kind() != feel::Kind::context) return fail({"DT-X902", "--context is no JSON object", "like '{\"amount\": 1200}'"});
    context = parsed->context();
  }
  FeelDesk desk(std::move(context), wanted, settings);
  return wanted.expression.empty() ? desk.converse() : desk.evaluate(wanted.expression);
}

}  // namespace

void add_feel(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("feel", "Evaluate FEEL expressions");
  verb->footer("Without an expression, lines are read and answered one by one. Unknown names, misspelt functions and types that never go together are\n"
               "errors; with --lenient they are null with a warning, as the standard says.\n"
               "Example:\n  drivetrain feel 'if amount > 100 then \"big\" else \"small\"' --context '{\"amount\": 120}'");
  auto wanted = std::make_shared<FeelWanted>();
  verb->add_option("expression", wanted->expression, "The expression");
  verb->add_option("--context", wanted->context, "JSON object with the names that it may use, or a file that holds one");
  verb->add_flag("--lenient", wanted->lenient, "Unknown names and types that do not fit are null");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_feel(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
