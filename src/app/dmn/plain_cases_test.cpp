// Plain-text cases of decisions and expressions: test/dmn/*.cases, with small models beside them. They hold what the public kit never
// asks. A file is lines:
//   feel EXPRESSION [with {JSON}]      strict model FILE      lenient model FILE      decide NAME {JSON}
// followed by what must hold: `is VALUE` (FEEL), `why TEXT` (a warning holds it), `silent` (no warning), `rules 1, 3`, `error CODE line N`, `error TEXT`, `refused` (there is no model).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/dmn/load.h"
#include "base/text.h"
#include "decisions/dmn/explanation.h"
#include "decisions/dmn/typed_input.h"
#include "feel/json.h"

namespace drivetrain::app {
namespace {

namespace fs = std::filesystem;
namespace dmn = decisions::dmn;

fs::path case_folder() {
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "test/dmn")) return at / "test/dmn";
    if (at == at.root_path()) return {};
  }
}

class PlainCases {
 public:
  explicit PlainCases(fs::path file) : file_(std::move(file)) {}

  std::size_t run() {
    std::ifstream in(file_);
    std::string line;
    while (std::getline(in, line)) {
      ++line_;
      auto text = trim(line);
      if (text.empty() || text.starts_with("#")) continue;
      auto blank = text.find(' ');
      auto word = text.substr(0, blank);
      auto rest = blank == std::string_view::npos ? std::string_view() : trim(text.substr(blank));
      if (word == "feel") feel_line(rest);
      else if (word == "strict" || word == "lenient") model_line(word, rest);
      else if (word == "decide") decide_line(rest);
      else want_line(word, rest);
    }
    return wants_;
  }

 private:
  std::string here() const { return file_.filename().string() + ":" + std::to_string(line_); }

  static feel::Environment environment() {
    feel::Environment made;
    made.now = Instant{1'774'600'000'000'000};
    return made;
  }

  void feel_line(std::string_view rest) {
    std::string text(rest);
    feel::Context context;
    if (auto with = text.rfind(" with {"); with != std::string::npos) {
      auto parsed = feel::from_json(std::string_view(text).substr(with + 6));
      ASSERT_TRUE(parsed) << here() << ": " << parsed.error().message;
      context = parsed->context();
      text.resize(with);
    }
    feel::Scope scope;
    for (auto const& [name, value] : context.entries()) scope.names.push_back(name);
    outcome_ = {}, errors_.clear();
    auto compiled = feel::compile(text, scope);
    if (auto error = std::get_if<feel::CompileError>(&compiled)) {
      errors_ = error->message + "; " + error->help;
      return;
    }
    auto result = std::get<feel::Expression>(compiled).evaluate([&] {
      auto made = feel::Environment::of(feel::Context(context), Instant{1'774'600'000'000'000});
      return made;
    }());
    outcome_.value = result.value, outcome_.warnings = result.warnings;
  }

  void model_line(std::string_view mode, std::string_view rest) {
    auto name = std::string(trim(rest.substr(rest.find(' ') == std::string_view::npos ? rest.size() : rest.find(' '))));
    auto loaded = load_decisions((file_.parent_path() / name).string(), {.mode = mode == "strict" ? dmn::Mode::strict : dmn::Mode::lenient});
    ASSERT_TRUE(loaded) << here() << ": " << loaded.error().message;
    errors_.clear();
    for (auto const& each : loaded->diagnostics.all())
      errors_ += each.code + " line " + std::to_string(each.span.begin.line) + "; " + each.message + "; " + each.help + "\n";
    model_ = loaded->model;
    broken_ = !model_;
  }

  void decide_line(std::string_view rest) {
    ASSERT_TRUE(model_) << here() << ": there is no model: " << errors_;
    auto brace = rest.find('{');
    auto name = trim(rest.substr(0, brace));
    auto target = model_->find(name);
    ASSERT_TRUE(target) << here() << ": there is no decision " << name;
    std::vector<dmn::Input> inputs;
    if (brace != std::string_view::npos) {
      auto parsed = feel::from_json(rest.substr(brace));
      ASSERT_TRUE(parsed) << here() << ": " << parsed.error().message;
      for (auto const& [input, value] : parsed->context().entries()) {
        auto node = model_->find(input);
        inputs.push_back({input, {}, dmn::typed(value, node ? model_->nodes()[*node].type.get() : nullptr)});
      }
    }
    outcome_ = model_->evaluate(*target, inputs, environment());
  }

  void want_line(std::string_view word, std::string_view rest) {
    ++wants_;
    auto told = [&] { return here() + ": " + (model_ ? dmn::explain(*model_, outcome_) : errors_); };
    if (word == "is") {
      ASSERT_TRUE(errors_.empty() || model_) << here() << ": " << errors_;
      auto compiled = feel::compile(rest, {});
      ASSERT_TRUE(std::holds_alternative<feel::Expression>(compiled)) << here();
      auto wanted = std::get<feel::Expression>(compiled).evaluate(environment()).value;
      EXPECT_EQ(feel::to_text(outcome_.value), feel::to_text(wanted)) << told();
    } else if (word == "why") {
      bool found = false;
      std::string all;
      for (auto const& warning : outcome_.warnings) found = found || warning.message.find(rest) != std::string::npos, all += warning.message + "\n";
      EXPECT_TRUE(found) << here() << ": no warning says \"" << rest << "\", but:\n" << all;
    } else if (word == "silent") {
      EXPECT_TRUE(outcome_.warnings.empty()) << told() << (outcome_.warnings.empty() ? "" : outcome_.warnings[0].message);
    } else if (word == "rules") {
      std::string rules;
      for (auto const& hit : outcome_.trace.tables)
        for (auto rule : hit.rules) rules += (rules.empty() ? "" : ", ") + std::to_string(rule + 1);
      EXPECT_EQ(rules, rest) << told();
    } else if (word == "refused") {
      EXPECT_FALSE(model_) << here() << ": there is a model";
    } else if (word == "error") {
      EXPECT_NE(errors_.find(rest), std::string::npos) << here() << ": no finding says \"" << rest << "\", but:\n" << errors_;
    } else {
      ADD_FAILURE() << here() << ": unknown word " << word;
    }
  }

  fs::path file_;
  std::size_t line_ = 0, wants_ = 0;
  std::shared_ptr<dmn::DecisionModel const> model_;
  bool broken_ = false;
  dmn::Outcome outcome_;
  std::string errors_;
};

TEST(PlainDecisionCases, AllHold) {
  auto folder = case_folder();
  if (folder.empty()) GTEST_SKIP() << "there is no test/dmn above " << fs::current_path().string();
  std::size_t files = 0;
  for (auto const& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".cases") continue;
    ++files;
    EXPECT_GT(PlainCases(entry.path()).run(), 0u) << entry.path().filename().string() << " asks nothing";
  }
  EXPECT_GT(files, 0u);
}

}  // namespace
}  // namespace drivetrain::app
