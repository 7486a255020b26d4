// Compiling once, evaluating often (see expression.h).
#include "feel/expression.h"

#include <algorithm>
#include <array>

#include "feel/analysis.h"
#include "feel/filter_scope.h"
#include "feel/program/node.h"
#include "feel/typing/typing.h"
#include "feel/value_node.h"

namespace drivetrain::feel {

struct Expression::Program {
  std::string text;
  NodePtr root;
  std::vector<std::string> globals;  // by slot
  std::uint32_t frame_size = 0, cost = 0;
  std::vector<std::string> reads;
  std::optional<std::vector<Breakpoint>> breakpoints;
  std::optional<Value> constant;
  std::optional<TestSet> accepts;
  std::shared_ptr<Type const> type;
};

namespace {

std::variant<Expression, CompileError> compile_as(std::string_view text, Scope const& scope, Grammar grammar, std::span<std::size_t const> items = {}) {
  CompileError error;
  auto parsed = parse(text, scope, grammar, error, items);
  if (!parsed.root) return error;
  auto program = std::make_shared<Expression::Program>();
  program->text = text;
  if (scope.typed || grammar == Grammar::expression) {
    // Parsed globals stand in the order of their first use, unless they have places of their own.
    std::vector<TypePtr> types(parsed.globals.size());
    for (std::size_t i = 0; i < parsed.globals.size() && !scope.name_types.empty(); ++i) {
      auto at = scope.slotted ? i : static_cast<std::size_t>(std::find(scope.names.begin(), scope.names.end(), parsed.globals[i]) - scope.names.begin());
      if (at < scope.name_types.size()) types[i] = scope.name_types[at];
    }
    Typing typing(types);
    program->type = typing.infer(*parsed.root);
    if (scope.typed && !typing.clashes().empty()) return typing.clashes().front();
  }
  program->reads = find_reads(*parsed.root);
  program->breakpoints = find_breakpoints(*parsed.root);
  program->constant = find_constant(*parsed.root);
  program->accepts = find_test_set(*parsed.root);
  if (scope.typed)
    if (auto error = fold_constants(*parsed.root)) return *error;
  program->cost = static_cast<std::uint32_t>(steps_of(*parsed.root) - 1);
  program->root = build(*parsed.root);
  program->globals = std::move(parsed.globals);
  program->frame_size = parsed.frame_size;
  return Expression(std::move(program));
}

}  // namespace

Environment Environment::of(Context const& context, Instant now) {
  return {[&context](std::string_view name) -> std::optional<Value> {
            if (auto found = context.find(name)) return *found;
            return std::nullopt;
          },
          now, nullptr, &context};
}

Environment Environment::of(Context&& context, Instant now) {
  auto kept = std::make_shared<Context const>(std::move(context));
  auto short_way = kept.get();
  return {[kept = std::move(kept)](std::string_view name) -> std::optional<Value> {
            if (auto found = kept->find(name)) return *found;
            return std::nullopt;
          },
          now, nullptr, short_way};
}

Expression::Expression() {
  static auto const null = std::get<Expression>(compile("null", {}));
  program_ = null.program_;
}

Expression::Expression(std::shared_ptr<Program const> program) : program_(std::move(program)) {}

Evaluation Expression::evaluate(Environment const& environment) const {
  auto const& program = *program_;
  Session session{environment, &program.globals};
  auto run = [&](Value* slots) {
    for (std::size_t i = 0; i < program.globals.size(); ++i) slots[i] = ValueAccess::unset();
    Frame frame{session, slots, slots + program.globals.size()};
    return program.root->evaluate(frame);
  };
  // Nearly all expressions have few names: their slots stay on the stack.
  constexpr std::size_t few = 12;
  auto size = program.globals.size() + program.frame_size;
  Evaluation result;
  if (size <= few) {
    std::array<Value, few> slots;
    result.value = run(slots.data());
  } else {
    std::vector<Value> slots(size);
    result.value = run(slots.data());
  }
  session.finish();
  result.warnings = std::move(session.warnings);
  return result;
}

Value Expression::evaluate_in(Session& session, Value* slots) const {
  auto const& program = *program_;
  auto run = [&](Value* locals) {
    Frame frame{session, slots, locals};
    return program.root->evaluate(frame);
  };
  if (program.frame_size == 0) return run(nullptr);
  constexpr std::size_t few = 6;
  if (program.frame_size <= few) {
    std::array<Value, few> locals;
    return run(locals.data());
  }
  std::vector<Value> locals(program.frame_size);
  return run(locals.data());
}

std::string const& Expression::text() const { return program_->text; }
std::vector<std::string> const& Expression::reads() const { return program_->reads; }
std::optional<std::vector<Breakpoint>> Expression::breakpoints() const { return program_->breakpoints; }
std::optional<Value> Expression::constant() const { return program_->constant; }

std::uint32_t Expression::cost() const { return program_->cost; }
std::shared_ptr<Type const> const& Expression::type() const { return program_->type; }
std::optional<TestSet> const& Expression::accepts() const { return program_->accepts; }

std::variant<Expression, CompileError> compile(std::string_view text, Scope const& scope) { return compile_as(text, scope, Grammar::expression); }
std::variant<Expression, CompileError> compile_unary_tests(std::string_view text, Scope const& scope) {
  return compile_as(text, scope, Grammar::unary_tests);
}
std::variant<Expression, CompileError> compile_in_filters(std::string_view text, Scope const& scope, std::span<std::size_t const> items) {
  return compile_as(text, scope, Grammar::expression, items);
}
std::variant<Expression, CompileError> compile_unary_tests_in_filters(std::string_view text, Scope const& scope, std::span<std::size_t const> items) {
  return compile_as(text, scope, Grammar::unary_tests, items);
}

Diagnostic to_diagnostic(CompileError const& error, std::string_view text, Span const& text_span, std::string code) {
  // Columns count code points; a text that spans lines starts over at each.
  auto locate = [&](std::size_t offset) {
    Position at = text_span.begin;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
      if (text[i] == '\n') ++at.line, at.column = 1;
      else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++at.column;
    }
    at.offset += static_cast<std::uint32_t>(offset);
    return at;
  };
  Diagnostic finding;
  finding.code = std::move(code);
  finding.span = text_span.known() ? Span{text_span.file, locate(error.offset), locate(error.offset + std::max<std::uint32_t>(1, error.length))} : text_span;
  finding.message = error.message;
  finding.help = error.help;
  return finding;
}

}  // namespace drivetrain::feel
