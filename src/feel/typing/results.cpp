// What built-in functions yield (DMN 1.5 §10.3.4), as far as it does not depend on values.
#include <map>

#include "feel/typing/typing.h"

namespace drivetrain::feel {

namespace {

/// Of a list, or of the value that stands for a list of it; null when unknown.
TypePtr elements_of(TypePtr const& type) {
  auto known = unnamed(type);
  return known && known->form == Type::Form::list ? element_of(known) : known;
}
TypePtr known_elements(TypePtr const& type) { return type && type->form != Type::Form::null && type->form != Type::Form::any ? type : nullptr; }

}  // namespace

TypePtr builtin_result(std::string_view name, std::vector<TypePtr> const& arguments) {
  enum class Yields { number, text, boolean, date, time, moment, months, list, texts, numbers, context, range, first, element, together, with_items, inserted, merged };
  using enum Yields;
  static std::map<std::string_view, Yields> const results{
      {"date", date}, {"time", time}, {"date and time", moment}, {"number", number}, {"string", text}, {"years and months duration", months}, {"range", range},
      {"not", boolean}, {"is", boolean}, {"substring", text}, {"string length", number}, {"upper case", text}, {"lower case", text},
      {"substring before", text}, {"substring after", text}, {"replace", text}, {"contains", boolean}, {"starts with", boolean}, {"ends with", boolean},
      {"matches", boolean}, {"split", texts}, {"string join", text}, {"list contains", boolean}, {"list replace", list}, {"count", number}, {"min", element},
      {"max", element}, {"sum", element}, {"mean", element}, {"all", boolean}, {"any", boolean}, {"sublist", first}, {"append", with_items}, {"concatenate", together},
      {"insert before", inserted}, {"remove", first}, {"reverse", first}, {"index of", numbers}, {"union", together}, {"distinct values", first}, {"flatten", list},
      {"product", number}, {"median", number}, {"stddev", number}, {"mode", numbers}, {"decimal", number}, {"floor", number}, {"ceiling", number},
      {"round up", number}, {"round down", number}, {"round half up", number}, {"round half down", number}, {"modulo", number}, {"sqrt", number},
      {"log", number}, {"exp", number}, {"odd", boolean}, {"even", boolean}, {"before", boolean}, {"after", boolean}, {"meets", boolean}, {"met by", boolean},
      {"overlaps", boolean}, {"overlaps before", boolean}, {"overlaps after", boolean}, {"finishes", boolean}, {"finished by", boolean}, {"includes", boolean},
      {"during", boolean}, {"starts", boolean}, {"started by", boolean}, {"coincides", boolean}, {"day of year", number}, {"day of week", text},
      {"month of year", text}, {"week of year", number}, {"sort", first}, {"get entries", list}, {"context", context}, {"context put", context},
      {"context merge", merged}, {"now", moment}, {"today", date}, {"abs", first}};
  auto found = results.find(name);
  if (found == results.end()) return nullptr;
  auto argument = arguments.empty() ? nullptr : arguments[0];
  switch (found->second) {
    case number: return type_of_kind(Kind::number);
    case text: return type_of_kind(Kind::string);
    case boolean: return type_of_kind(Kind::boolean);
    case date: return type_of_kind(Kind::date);
    case time: return type_of_kind(Kind::time);
    case moment: return type_of_kind(Kind::date_time);
    case months: return type_of_kind(Kind::months_duration);
    case list: return type_of_kind(Kind::list);
    case texts: return list_of(type_of_kind(Kind::string));
    case numbers: return list_of(type_of_kind(Kind::number));
    case context: return type_of_kind(Kind::context);
    case range: return type_of_kind(Kind::range);
    case together: {
      TypePtr joined;
      for (std::size_t i = 0; i < arguments.size(); ++i) joined = i == 0 ? elements_of(arguments[0]) : joined_type(joined, elements_of(arguments[i]));
      return list_of(known_elements(joined));
    }
    case with_items: {
      auto joined = elements_of(argument);
      for (std::size_t i = 1; i < arguments.size(); ++i) joined = joined_type(joined, arguments[i]);
      return list_of(known_elements(joined));
    }
    case inserted: return list_of(arguments.size() == 3 ? known_elements(joined_type(elements_of(argument), arguments[2])) : nullptr);
    case merged: {
      // What any of them has, the result has.
      auto joined = unnamed(elements_of(argument));
      if (!joined || joined->form != Type::Form::context) return type_of_kind(Kind::context);
      auto plain = std::make_shared<Type>();
      plain->form = Type::Form::context, plain->name = joined->name, plain->entries = joined->entries;
      return plain;
    }
    case first: return argument && argument->form != Type::Form::null ? argument : nullptr;
    case element: {
      if (arguments.size() != 1 || !argument) return nullptr;
      // A list's elements, or the value alone; only plain kinds, for what is allowed of elements is not true of their sum.
      auto kind = kind_of(argument);
      if (kind == Kind::list) kind = kind_of(element_of(argument));
      return kind ? type_of_kind(*kind) : nullptr;
    }
  }
  return nullptr;
}

}  // namespace drivetrain::feel
