// Running test cases in the kit's format (see kit_run.h).
#include "app/dmn/kit_run.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/text.h"
#include "decisions/dmn/decision_model.h"
#include "feel/program/compare.h"
#include "notation/dmn/kit.h"

namespace drivetrain::app {

namespace {

namespace fs = std::filesystem;
namespace dmn = decisions::dmn;

std::string file_text(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Why `actual` is not what was expected; empty when it is.
std::string kit_difference(feel::Value const& expected, feel::Value const& actual, std::string const& at) {
  auto told = [&] { return at + "expected " + feel::to_text(expected) + ", but " + feel::to_text(actual) + " came"; };
  if (expected.kind() != actual.kind()) return told();
  switch (expected.kind()) {
    case feel::Kind::number: {
      static Decimal const tolerance = *Decimal::parse("0.00000001");
      auto apart = Decimal::subtract(expected.number(), actual.number());
      return apart && apart->absolute() < tolerance ? std::string() : told();
    }
    case feel::Kind::list: {
      auto const &a = expected.list(), &b = actual.list();
      if (a.size() != b.size()) return told();
      for (std::size_t i = 0; i < a.size(); ++i)
        if (auto found = kit_difference(a[i], b[i], at + "item " + std::to_string(i + 1) + ": "); !found.empty()) return found;
      return {};
    }
    case feel::Kind::context: {
      auto const &a = expected.context(), &b = actual.context();
      if (a.size() != b.size()) return told();
      for (auto const& [name, value] : a.entries()) {
        auto other = b.find(name);
        if (!other) return told();
        if (auto found = kit_difference(value, *other, at + name + ": "); !found.empty()) return found;
      }
      return {};
    }
    default: return feel::is_equal(expected, actual) == true ? std::string() : told();
  }
}

/// By the kit's names ("0004-lending-test-01.xml"), or by its root element.
bool is_meant_as_test(fs::path const& file, std::string_view text) {
  auto stem = file.stem().string();
  auto at = stem.rfind("-test-");
  bool named = at != std::string::npos && at + 6 < stem.size() && stem[at + 6] >= '0' && stem[at + 6] <= '9';
  for (auto open = text.find('<'); !named && open != std::string_view::npos; open = text.find('<', open + 1)) {
    if (open + 1 < text.size() && (text[open + 1] == '?' || text[open + 1] == '!')) continue;
    auto name = text.substr(open + 1, text.find_first_of(" \t\r\n/>", open + 1) - open - 1);
    if (auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
    return name == "testCases";
  }
  return named;
}

class KitFolder {
 public:
  explicit KitFolder(fs::path folder) : folder_(std::move(folder)) {}

  void run(fs::path const& test_file, KitOptions const& options, KitReport& report) {
    Diagnostics diagnostics;
    SourceText source(test_file.filename().string(), file_text(test_file));
    auto kit = notation::read_kit(source, diagnostics);
    if (!kit) {
      // Other XML may lie about; what was meant as a test file must not be left out in silence.
      if (!is_meant_as_test(test_file, source.text())) return;
      KitRow row{folder_.filename().string(), test_file.stem().string(), {}, false, "the test file cannot be read"};
      if (!diagnostics.all().empty()) row.message += ": line " + std::to_string(diagnostics.all()[0].span.begin.line) + ": " + diagnostics.all()[0].message;
      if (!options.only.empty() && (row.folder + "/" + row.file + "/").find(options.only) == std::string::npos) return;
      ++report.failed;
      report.rows.push_back(std::move(row));
      return;
    }
    std::string failure;
    auto model = compiled(kit->model_name, failure);
    for (auto const& test : kit->cases) {
      KitRow row{folder_.filename().string(), test_file.stem().string(), test.id, false, {}};
      if (!options.only.empty() && (row.folder + "/" + row.file + "/" + row.test).find(options.only) == std::string::npos) continue;
      row.message = model ? judge(*model, test) : failure;
      row.passed = row.message.empty();
      ++(row.passed ? report.passed : report.failed);
      report.rows.push_back(std::move(row));
    }
  }

 private:
  std::shared_ptr<notation::DmnDefinitions const> parsed(std::string const& name, std::string& failure) {
    if (auto known = models_.find(name); known != models_.end()) return known->second;
    std::error_code ignored;
    if (!fs::is_regular_file(folder_ / name, ignored)) {
      failure = "there is no model " + name + " beside the test";
      return models_[name] = nullptr;
    }
    Diagnostics diagnostics;
    SourceText source(name, file_text(folder_ / name));
    std::shared_ptr<notation::DmnDefinitions const> read = notation::read_dmn(source, diagnostics);
    if (!read) failure = diagnostics.all().empty() ? "the model " + name + " cannot be read" : diagnostics.all()[0].message;
    return models_[name] = read;
  }

  std::shared_ptr<dmn::DecisionModel const> compiled(std::string const& name, std::string& failure) {
    std::vector<std::shared_ptr<notation::DmnDefinitions const>> models{parsed(name, failure)};
    if (!models[0]) return nullptr;
    std::vector<std::string> others;
    for (auto const& entry : fs::directory_iterator(folder_))
      if (entry.path().extension() == ".dmn" && entry.path().filename() != name) others.push_back(entry.path().filename().string());
    std::sort(others.begin(), others.end());
    std::string ignored;
    for (auto const& other : others)
      if (auto read = parsed(other, ignored)) models.push_back(std::move(read));
    Diagnostics diagnostics;
    auto model = dmn::compile(models, {.mode = dmn::Mode::lenient}, diagnostics);
    if (!model)
      for (auto const& each : diagnostics.all())
        if (each.severity == Severity::error && failure.empty()) failure = "the model cannot be compiled: " + each.message;
    return model;
  }

  static std::string warnings_text(dmn::Outcome const& outcome) {
    std::string text;
    for (std::size_t i = 0; i < outcome.warnings.size() && i < 3; ++i) text += (i ? "; " : " [") + outcome.warnings[i].message;
    return text.empty() ? text : text + "]";
  }

  std::string judge(dmn::DecisionModel const& model, notation::KitCase const& test) {
    if (test.results.empty()) return "the test case asks for no result: it has no resultNode";
    bool of_service = test.type == "decisionService" || test.type == "bkm";
    std::optional<std::uint32_t> service;
    if (of_service) {
      service = model.find(test.invocable, test.space);
      if (!service) return "there is no \"" + test.invocable + "\"";
    }
    std::vector<dmn::Input> inputs;
    for (auto const& input : test.inputs) {
      auto node = model.find(input.name, input.space);
      auto value = notation::to_value(input.value, node ? model.nodes()[*node].type.get() : nullptr);
      if (!value) return "the input \"" + input.name + "\" cannot be read: " + input.value.text;
      inputs.push_back({input.name, input.space, std::move(*value)});
    }
    feel::Environment environment;
    environment.now = Instant{1'774'600'000'000'000};
    std::optional<dmn::Outcome> whole;
    if (service) whole = model.evaluate(*service, inputs, environment);
    for (auto const& result : test.results) {
      auto node = model.find(result.name, notation::DmnKind::decision, result.space);
      if (!node && !service) return "there is no decision \"" + result.name + "\"";
      auto outcome = service ? *whole : model.evaluate(*node, inputs, environment);
      auto const* serving = service ? &model.nodes()[*service] : nullptr;
      if (serving && serving->outputs.size() > 1) {
        auto entry = outcome.value.kind() == feel::Kind::context ? outcome.value.context().find(result.name) : nullptr;
        outcome.value = entry ? feel::Value(*entry) : feel::Value();
      }
      auto expected = notation::to_value(result.expected, node ? model.nodes()[*node].type.get() : nullptr);
      if (!expected) return "the expected value cannot be read: " + result.expected.text;
      if (auto found = kit_difference(*expected, outcome.value, result.name + ": "); !found.empty()) return found + warnings_text(outcome);
      if (result.error && outcome.warnings.empty()) return result.name + ": null as expected, but no diagnostic says why";
    }
    return {};
  }

  fs::path folder_;
  std::map<std::string, std::shared_ptr<notation::DmnDefinitions const>> models_;
};

}  // namespace

Result<KitReport> run_kit(std::string const& directory, KitOptions const& options) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) return Error{"DT-X903", "there is no directory " + directory, "give the folder that holds the kit"};
  std::map<fs::path, std::vector<fs::path>> tests;
  std::size_t all = 0, done = 0;
  for (auto const& entry : fs::recursive_directory_iterator(directory, fs::directory_options::skip_permission_denied, error))
    if (entry.is_regular_file() && entry.path().extension() == ".xml") tests[entry.path().parent_path()].push_back(entry.path()), ++all;
  KitReport report;
  for (auto& [folder, files] : tests) {
    std::sort(files.begin(), files.end());
    KitFolder running(folder);
    for (auto const& file : files) {
      running.run(file, options, report);
      if (options.progress) options.progress(++done, all);
    }
  }
  return report;
}

std::string to_csv(KitReport const& report) {
  auto quoted = [](std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
      if (c == '"') out += '"';
      out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out + "\"";
  };
  std::string csv;
  for (auto const& row : report.rows)
    csv += quoted(row.folder) + "," + quoted(row.file) + "," + quoted(row.test) + "," + (row.passed ? "\"SUCCESS\"" : "\"ERROR\"") + "," + quoted(row.message) + "\n";
  return csv;
}

}  // namespace drivetrain::app
