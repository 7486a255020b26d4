// Values of JSON and CSV as inputs (see typed_input.h).
#include "decisions/dmn/typed_input.h"

#include "base/text.h"
#include "feel/expression.h"
#include "feel/json.h"
#include "feel/temporal.h"

namespace drivetrain::decisions::dmn {

namespace {

template <class T>
feel::Value value_or(std::optional<T> const& found, feel::Value otherwise) {
  return found ? feel::Value(*found) : std::move(otherwise);
}

feel::Value temporal_or_text(std::string_view text, feel::Kind kind) {
  feel::Value as_text(text);
  switch (kind) {
    case feel::Kind::date: return value_or(feel::parse_feel_date(text), as_text);
    case feel::Kind::time: return value_or(feel::parse_feel_time(text), as_text);
    case feel::Kind::date_time: return value_or(feel::parse_feel_date_time(text), as_text);
    case feel::Kind::days_duration: return value_or(feel::parse_days_duration(text), as_text);
    case feel::Kind::months_duration: return value_or(feel::parse_months_duration(text), as_text);
    default: return as_text;
  }
}

std::optional<Decimal> signed_number(std::string_view text) {
  bool negative = text.starts_with("-");
  if (negative) text.remove_prefix(1);
  auto number = Decimal::parse(text);
  return number && negative ? std::optional(number->negated()) : number;
}

/// A list or context in a field, as JSON or as FEEL writes it without names: [1, 2], {"a": date("2026-01-01")}. Nothing for anything else.
std::optional<feel::Value> written_whole_value(std::string_view text) {
  if (auto json = feel::from_json(text)) return *json;
  auto compiled = feel::compile(text, {});
  auto const* expression = std::get_if<feel::Expression>(&compiled);
  if (!expression) return std::nullopt;
  auto evaluated = expression->evaluate(feel::Environment::of(feel::Context(), {}));
  return evaluated.warnings.empty() ? std::optional(std::move(evaluated.value)) : std::nullopt;
}

}  // namespace

feel::Value typed(feel::Value const& plain, feel::Type const* type) {
  if (!type) return plain;
  switch (plain.kind()) {
    case feel::Kind::string: return type->form == feel::Type::Form::kind ? temporal_or_text(plain.string(), type->kind) : plain;
    case feel::Kind::list: {
      auto element = type->form == feel::Type::Form::list && !type->parts.empty() ? type->parts[0].get() : type->form == feel::Type::Form::list ? nullptr : type;
      feel::List list;
      list.reserve(plain.list().size());
      for (auto const& item : plain.list()) list.push_back(typed(item, element));
      return list;
    }
    case feel::Kind::context: {
      if (type->form == feel::Type::Form::named) {
        auto target = type->target.lock();
        return target ? typed(plain, target.get()) : plain;
      }
      if (type->form != feel::Type::Form::context) return plain;
      feel::Context context;
      for (auto const& [name, value] : plain.context().entries()) {
        feel::Type const* part = nullptr;
        for (auto const& [entry, of_entry] : type->entries)
          if (entry == name) part = of_entry.get();
        context.set(name, typed(value, part));
      }
      return context;
    }
    default: return plain;
  }
}

feel::Value typed_text(std::string_view text, feel::Type const* type) {
  auto trimmed = trim(text);
  if (trimmed.empty()) return {};
  if (type && type->form != feel::Type::Form::kind && (trimmed.front() == '[' || trimmed.front() == '{'))
    if (auto whole = written_whole_value(trimmed)) return typed(*whole, type);
  auto kind = type && type->form == feel::Type::Form::kind ? type->kind : feel::Kind::null;
  if (kind == feel::Kind::number || kind == feel::Kind::null)
    if (auto number = signed_number(trimmed)) return *number;
  if (kind == feel::Kind::boolean || kind == feel::Kind::null) {
    auto word = lower_ascii(trimmed);
    if (word == "true" || word == "false") return word == "true";
  }
  if (kind == feel::Kind::string || kind == feel::Kind::null) return text;
  return temporal_or_text(trimmed, kind);
}

}  // namespace drivetrain::decisions::dmn
