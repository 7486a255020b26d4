// drivetrain dmn eval: evaluates a decision for one input, or for each record of a stream.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>

#include "app/cli/dmn_verbs.h"
#include "app/dmn/load.h"
#include "app/dmn/records.h"
#include "base/limits.h"
#include "base/render_diagnostic.h"
#include "base/text.h"
#include "decisions/dmn/explanation.h"
#include "decisions/dmn/receipt.h"
#include "decisions/dmn/typed_input.h"
#include "feel/json.h"

namespace drivetrain::app::cli {

namespace {

namespace dmn = decisions::dmn;

struct EvalWanted {
  std::string model, decision, input, receipt;
  bool explain = false, no_explain = false, lenient = false;
};

Error cannot_print() { return {"DT-X920", "the results cannot be written", "check the disk's free space, or whoever reads the pipe"}; }

class DecisionEval {
 public:
  DecisionEval(dmn::DecisionModel const& model, std::uint32_t target, EvalWanted const& wanted, Settings const& settings)
      : model_(model), target_(target), wanted_(wanted), settings_(settings) {
    environment_.now = Instant{std::time(nullptr) * 1'000'000};
  }

  /// From now on each evaluation leaves one line there.
  void keep_receipts(std::ostream& out, std::string hash) { receipts_ = &out, hash_ = std::move(hash); }

  int one(std::string const& json) {
    alone_ = true;
    auto parsed = feel::from_json(json);
    if (!parsed) return fail({"DT-X902", "--input is not readable: " + parsed.error().message, "give a JSON object, or a file that ends in .json, .ndjson or .csv"});
    if (parsed->kind() != feel::Kind::context) return fail({"DT-X902", "--input is no JSON object", "like '{\"Age\": 31}'"});
    auto inputs = inputs_of(parsed->context());
    if (!inputs) return fail(inputs.error());
    show(evaluate(*inputs));
    return exit_ok;
  }

  int stream(std::istream& in, bool csv) {
    auto status = csv ? csv_stream(in) : json_stream(in);
    if (shows_progress()) std::fputs("\r\033[K", stderr);
    if (!settings_.quiet)
      std::fprintf(stderr, "%llu evaluated, %llu with warnings%s\n", static_cast<unsigned long long>(done_), static_cast<unsigned long long>(warned_), refused_ ? (", " + std::to_string(refused_) + " refused").c_str() : "");
    if (!status) return fail(status.error());
    return refused_ ? exit_refused : exit_ok;
  }

 private:
  feel::Type const* type_of(std::string_view name) const {
    for (auto index : model_.nodes()[target_].inputs)
      if (model_.nodes()[index].name == name) return model_.nodes()[index].type.get();
    auto other = model_.find(name);
    return other ? model_.nodes()[*other].type.get() : nullptr;
  }

  /// A record may hold what other decisions of the model read; a name that the model does not know is a slip.
  Status check_name(std::string const& name) const {
    if (model_.takes(target_, name)) return {};
    auto known = model_.find(name);
    if (known && model_.nodes()[*known].name == name && (model_.nodes()[*known].kind == notation::DmnKind::input_data || model_.nodes()[*known].kind == notation::DmnKind::decision)) return {};
    auto names = model_.names_taken(target_);
    auto near = nearest(name, names);
    return Error{"DT-X902", "there is no input \"" + name + "\"", near ? "did you mean \"" + *near + "\"?" : names.empty() ? "\"" + model_.nodes()[target_].name + "\" reads none" : "there are: " + join(names, ", ")};
  }

  Result<std::vector<dmn::Input>> inputs_of(feel::Context const& context) const {
    std::vector<dmn::Input> inputs;
    inputs.reserve(context.size());
    auto add = [&](std::string const& name, feel::Value const& value) -> Status {
      DT_CHECK(check_name(name));
      inputs.push_back({name, {}, dmn::typed(value, type_of(name))});
      return {};
    };
    for (auto const& [name, value] : context.entries()) {
      // {"L": {"X": 5}} says as {"L.X": 5} what the input X of the model imported as L is.
      bool of_import = value.kind() == feel::Kind::context && !model_.takes(target_, name) &&
                       std::any_of(value.context().entries().begin(), value.context().entries().end(), [&](auto const& entry) { return model_.takes(target_, name + "." + entry.first); });
      if (!of_import) DT_CHECK(add(name, value));
      for (std::size_t i = 0; of_import && i < value.context().entries().size(); ++i) {
        auto const& [inner, given] = value.context().entries()[i];
        DT_CHECK(add(name + "." + inner, given));
      }
    }
    return inputs;
  }
  bool prints_explanation() const { return alone_ && !settings_.json && !wanted_.no_explain && (wanted_.explain || isatty(STDOUT_FILENO)); }
  /// What JSON tells; lines of a stream are values alone unless somebody asks for more.
  dmn::Telling telling() const {
    if (wanted_.no_explain) return dmn::Telling::value;
    return wanted_.explain ? dmn::Telling::all : settings_.json ? dmn::Telling::rules : dmn::Telling::value;
  }
  dmn::Outcome evaluate(std::vector<dmn::Input> const& inputs) {
    bool traced = receipts_ || prints_explanation() || telling() != dmn::Telling::value;
    auto outcome = model_.evaluate(target_, inputs, environment_, traced ? dmn::Explain::yes : dmn::Explain::no);
    if (receipts_) write_receipt(inputs, outcome);
    ++done_, warned_ += !outcome.warnings.empty();
    show_progress();
    return outcome;
  }
  void write_receipt(std::vector<dmn::Input> const& inputs, dmn::Outcome const& outcome) {
    feel::Context given;
    for (auto const& input : inputs) given.set(input.name, input.value);
    auto receipt = dmn::receipt_of(model_, target_, std::move(given), environment_.now, outcome);
    receipt.hash = hash_, receipt.file = wanted_.model, receipt.mode = wanted_.lenient ? dmn::Mode::lenient : dmn::Mode::strict;
    *receipts_ << dmn::to_json_line(receipt) << '\n';
  }
  bool shows_progress() const { return !settings_.quiet && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO); }
  void show_progress() const {
    if ((done_ + refused_) % 1'000 == 0 && shows_progress()) std::fprintf(stderr, "\r%llu evaluated", static_cast<unsigned long long>(done_));
  }

  void show(dmn::Outcome const& outcome) const {
    if (settings_.json || !alone_) {
      // Lines of a stream have one shape: values alone, or objects when --json or --explain asks for them. What is to be said of a value
      // goes to standard error then, with the line of its record.
      JsonWriter json;
      bool alone = !settings_.json && !wanted_.explain;
      if (alone) feel::write_json(json, outcome.value);
      else dmn::write_json(json, model_, outcome, telling(), alone_ ? 0 : line_);
      std::puts(json.text().c_str());
      if (alone) warn_of_line(outcome);
      return;
    }
    std::puts(feel::to_text(outcome.value).c_str());
    if (wanted_.explain && !wanted_.no_explain) {
      std::fputs(dmn::explain(model_, outcome).c_str(), stdout);
      return;
    }
    if (prints_explanation()) std::fputs(dmn::explain_rules(model_, outcome).c_str(), stdout);
    for (auto const& warning : outcome.warnings) std::fprintf(stderr, "%s\n", dmn::warning_text(model_, warning).c_str());
  }

  void warn_of_line(dmn::Outcome const& outcome) const {
    if (settings_.quiet) return;
    for (auto const& warning : outcome.warnings)
      if (++told_ <= most_told) std::fprintf(stderr, "line %llu: %s\n", static_cast<unsigned long long>(line_), dmn::warning_text(model_, warning).c_str());
    if (told_ > most_told && !told_enough_) told_enough_ = true, std::fputs("further warnings are not shown; --json tells those of every line\n", stderr);
  }

  /// One record that cannot be evaluated does not take the others with it.
  void refuse(std::uint64_t line, Error const& error) {
    ++refused_;
    if (!settings_.json && !wanted_.explain) {
      std::puts("null");
      if (!settings_.quiet) std::fprintf(stderr, "line %llu: refused: %s%s%s\n", static_cast<unsigned long long>(line), error.message.c_str(), error.help.empty() ? "" : "; ", error.help.c_str());
      show_progress();
      return;
    }
    JsonWriter json;
    json.begin_object().field("line", line).key("error").begin_object().field("code", error.code).field("message", error.message);
    if (!error.help.empty()) json.field("help", error.help);
    json.end_object().end_object();
    std::puts(json.text().c_str());
    if (!settings_.quiet && refused_ <= 10) std::fprintf(stderr, "line %llu: %s\n", static_cast<unsigned long long>(line), error.message.c_str());
    show_progress();
  }
  /// Nobody needs results that reach nobody.
  Status can_write() const {
    if (std::ferror(stdout)) return cannot_print();
    if (receipts_ && !*receipts_) return written_whole(*receipts_, wanted_.receipt);
    return {};
  }

  Status csv_stream(std::istream& in) {
    CsvRecords records(in);
    DT_TRY(auto header, records.next());
    if (!header) return Error{"DT-X902", "there is no header", "the first line names the inputs"};
    std::vector<feel::Type const*> types;
    for (auto& name : *header) {
      name = notation::normal_name(name);
      DT_CHECK(check_name(name));
      types.push_back(type_of(name));
    }
    std::vector<dmn::Input> inputs(header->size());
    while (true) {
      DT_CHECK(can_write());
      DT_TRY(auto record, records.next());
      if (!record) return {};
      if (record->size() != header->size()) {
        refuse(records.line(), {"DT-X902", "there are " + counted(record->size(), "field") + ", the header has " + std::to_string(header->size()), "give every column one field"});
        continue;
      }
      line_ = records.line();
      for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i] = {(*header)[i], {}, dmn::typed_text((*record)[i], types[i])};
      show(evaluate(inputs));
    }
  }

  Status json_stream(std::istream& in) {
    std::string line;
    for (std::uint64_t number = 1;; ++number) {
      DT_CHECK(can_write());
      DT_TRY(auto more, read_line(in, line, number));
      if (!more) return {};
      if (trim(line).empty()) continue;
      line_ = number;
      auto parsed = feel::from_json(line);
      if (!parsed || parsed->kind() != feel::Kind::context) {
        auto why = parsed ? std::string("no JSON object") : parsed.error().message;
        if (constexpr std::string_view of_one_line = "JSON, line 1, "; why.starts_with(of_one_line)) why.erase(0, of_one_line.size());  // the record's own line is said
        refuse(number, {"DT-X902", std::move(why), "one JSON object a line"});
        continue;
      }
      auto inputs = inputs_of(parsed->context());
      if (!inputs) refuse(number, inputs.error());
      else show(evaluate(*inputs));
    }
  }

  dmn::DecisionModel const& model_;
  std::uint32_t target_;
  EvalWanted const& wanted_;
  Settings const& settings_;
  feel::Environment environment_;
  bool alone_ = false;
  static constexpr std::uint64_t most_told = 1'000;  // warnings of values alone
  std::uint64_t done_ = 0, warned_ = 0, refused_ = 0, line_ = 0;
  mutable std::uint64_t told_ = 0;
  mutable bool told_enough_ = false;
  std::ostream* receipts_ = nullptr;
  std::string hash_;
};

/// One object of a file, as large as a request may be.
Result<std::string> object_in(std::istream& in, std::string const& path) {
  std::string text;
  char piece[65'536];
  while (in.read(piece, sizeof piece) || in.gcount() > 0) {
    text.append(piece, static_cast<std::size_t>(in.gcount()));
    if (text.size() > limits::max_request_body_bytes) return Error{"DT-X902", path + " has more than " + std::to_string(limits::max_request_body_bytes) + " bytes", "one object is asked for; many go into .ndjson"};
  }
  if (in.bad()) return Error{"DT-X920", path + " cannot be read", "check that it is a file"};
  return text;
}

int evaluate_input(DecisionEval& eval, EvalWanted const& wanted) {
  if (wanted.input.empty()) return eval.one("{}");
  if (wanted.input == "-") return eval.stream(std::cin, false);
  if (wanted.input.starts_with("{")) return eval.one(wanted.input);
  std::ifstream file(wanted.input, std::ios::binary);
  if (!file) return fail({"DT-X901", "there is no file " + wanted.input, "give a JSON object, a file, or - for JSON objects from standard input"});
  if (!wanted.input.ends_with(".json")) return eval.stream(file, wanted.input.ends_with(".csv"));
  auto text = object_in(file, wanted.input);
  return text ? eval.one(*text) : fail(text.error());
}

int run_eval(EvalWanted const& wanted, Settings const& settings) {
  auto loaded = load_decisions(wanted.model, {.mode = wanted.lenient ? dmn::Mode::lenient : dmn::Mode::strict});
  if (!loaded) return fail(loaded.error());
  if (!loaded->diagnostics.empty() && (!settings.quiet || !loaded->model))
    std::fputs(render_text(loaded->diagnostics, [&](std::string_view file) -> SourceText const* {
                 auto found = loaded->sources.find(std::string(file));
                 return found == loaded->sources.end() ? nullptr : &found->second;
               }, {settings.colour}).c_str(), stderr);
  if (!loaded->model) return exit_findings;
  auto const& model = *loaded->model;
  auto target = model.find(wanted.decision);
  if (target && model.nodes()[*target].space != model.definitions().front()->space)
    for (auto const& other : model.nodes())
      if (other.qualified == wanted.decision && model.nodes()[*target].qualified == wanted.decision && other.space != model.nodes()[*target].space)
        return fail({"DT-X901", "two imported models have a \"" + wanted.decision + "\": " + model.nodes()[*target].space + " and " + other.space, "give their imports names"});
  if (!target || model.nodes()[*target].kind == notation::DmnKind::input_data) {
    std::vector<std::string> names;
    for (auto const& node : model.nodes())
      if (node.kind != notation::DmnKind::input_data) names.push_back(node.name);
    auto near = nearest(wanted.decision, names);
    return fail({"DT-X901", "there is no decision \"" + wanted.decision + "\" in " + wanted.model, near ? "did you mean \"" + *near + "\"?" : "there are: " + join(names, ", ")});
  }
  DecisionEval eval(model, *target, wanted, settings);
  std::ofstream receipts;
  if (!wanted.receipt.empty()) {
    receipts.open(wanted.receipt, std::ios::binary | std::ios::trunc);
    if (!receipts) return fail({"DT-X903", "the receipt cannot be written to " + wanted.receipt, "name a file in a folder that is there"});
    eval.keep_receipts(receipts, hash_of_model(*loaded));
  }
  auto status = evaluate_input(eval, wanted);
  if (receipts.is_open())
    if (auto written = written_whole(receipts, wanted.receipt); !written) return fail(written.error());
  return status;
}

}  // namespace

void add_dmn_eval(CLI::App& dmn, Settings& settings, Run& chosen) {
  auto* verb = dmn.add_subcommand("eval", "Evaluate a decision, a decision service or a business knowledge model");
  verb->footer("--input is a JSON object, a file (.json: one object; .ndjson: one a line; .csv: one a row, the header names the inputs), or - for objects from\n"
               "standard input. Of a stream each result is one line of JSON: the value alone, null for a record that cannot be evaluated, and what there is to say with its line number on\n"
               "standard error; with --json or --explain an object with its line, {\"line\", \"error\"} for such a record. The others go on, and the exit code is 4.\n"
               "A name that the model does not know is refused; an input that is not given is null, with a warning. With --json the rules that matched are always told,\n"
               "and on a terminal those of a single evaluation. Models beside MODEL can be imported.");
  auto wanted = std::make_shared<EvalWanted>();
  verb->add_option("model", wanted->model, "DMN file")->required();
  verb->add_option("--decision", wanted->decision, "Name or id of what is evaluated")->required();
  verb->add_option("--input", wanted->input, "JSON object, file, or -");
  verb->add_option("--receipt", wanted->receipt, "Write what it rested on and what came out to this file, a line each; dmn replay computes it again");
  auto* no_explain = verb->add_flag("--no-explain", wanted->no_explain, "The value and its warnings only");
  verb->add_flag("--explain", wanted->explain, "Also what was read, which rules matched, what was decided on the way")->excludes(no_explain);
  verb->add_flag("--lenient", wanted->lenient, "As the standard says: what cannot be understood is null");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return run_eval(*wanted, settings); }; });
}

}  // namespace drivetrain::app::cli
