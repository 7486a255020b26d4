// The methods of java.lang that decision models commonly name, so that such models run here unchanged (see native.h).
#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/limits.h"
#include "feel/native.h"

namespace drivetrain::feel {

namespace {

using Arguments = std::span<Value const>;

/// A binary float as the shortest decimal that reads back as it.
template <class Float>
Value of_float(Float value, std::string& why) {
  char text[64];
  auto end = std::to_chars(text, text + sizeof text, value).ptr;
  auto number = std::isfinite(value) ? Decimal::parse(std::string_view(text, static_cast<std::size_t>(end - text))) : std::nullopt;
  if (!number) {  // "-1.5" is a sign and a literal
    if (std::isfinite(value) && text[0] == '-') number = Decimal::parse(std::string_view(text + 1, static_cast<std::size_t>(end - text - 1)));
    if (number) return number->negated();
    why = "the result is not a finite number";
    return {};
  }
  return *number;
}
Value of_double(double value, std::string& why) { return of_float(value, why); }

double real(Value const& value) { return value.number().to_double(); }

std::optional<Decimal> parse_java_number(std::string_view text) {
  bool negative = text.starts_with("-");
  if (negative || text.starts_with("+")) text.remove_prefix(1);
  auto number = Decimal::parse(text);
  if (number && negative) return number->negated();
  return number;
}

void add_math(NativeFunctions& all) {
  constexpr std::string_view math = "java.lang.Math";
  struct Unary {
    char const* name;
    double (*run)(double);
  };
  static constexpr Unary unary[] = {
      {"sin", std::sin}, {"cos", std::cos}, {"tan", std::tan}, {"asin", std::asin}, {"acos", std::acos}, {"atan", std::atan}, {"sinh", std::sinh},
      {"cosh", std::cosh}, {"tanh", std::tanh}, {"sqrt", std::sqrt}, {"cbrt", std::cbrt}, {"exp", std::exp}, {"log", std::log}, {"log10", std::log10},
      {"ceil", std::ceil}, {"floor", std::floor}, {"rint", std::nearbyint}};
  for (auto const& each : unary)
    all.add(math, std::string(each.name) + "(double)", [run = each.run](Arguments a, std::string& why) { return of_double(run(real(a[0])), why); });
  struct Binary {
    char const* name;
    double (*run)(double, double);
  };
  static constexpr Binary binary[] = {{"pow", std::pow}, {"atan2", std::atan2}, {"hypot", std::hypot}};
  for (auto const& each : binary)
    all.add(math, std::string(each.name) + "(double,double)",
            [run = each.run](Arguments a, std::string& why) { return of_double(run(real(a[0]), real(a[1])), why); });
  for (std::string type : {"double", "float", "int", "long"}) {
    // Numbers stay decimals here, so that the greater of two is one of the two exactly.
    all.add(math, "max(" + type + "," + type + ")", [](Arguments a, std::string&) { return a[0].number() < a[1].number() ? a[1] : a[0]; });
    all.add(math, "min(" + type + "," + type + ")", [](Arguments a, std::string&) { return a[1].number() < a[0].number() ? a[1] : a[0]; });
    all.add(math, "abs(" + type + ")", [](Arguments a, std::string&) { return Value(a[0].number().absolute()); });
  }
  auto round = [](Arguments a, std::string& why) {
    auto half = Decimal::add(a[0].number(), *Decimal::parse("0.5"));
    auto whole = half ? half->rounded(0, Decimal::Rounding::floor) : std::nullopt;
    if (whole) return Value(*whole);
    why = "the result is not a finite number";
    return Value();
  };
  all.add(math, "round(double)", round);
  all.add(math, "round(float)", round);
}

void add_numbers(NativeFunctions& all) {
  struct Whole {
    char const* class_name;
    char const* type;
    char const* parse;
    std::int64_t low, high;
  };
  static constexpr Whole whole[] = {{"java.lang.Byte", "byte", "parseByte", -128, 127}, {"java.lang.Short", "short", "parseShort", -32768, 32767},
                                    {"java.lang.Integer", "int", "parseInt", -2147483648LL, 2147483647LL},
                                    {"java.lang.Long", "long", "parseLong", INT64_MIN, INT64_MAX}};
  for (auto const& each : whole) {
    all.add(each.class_name, std::string("valueOf(") + each.type + ")", [](Arguments a, std::string&) { return a[0]; });
    auto parse = [each](Arguments a, std::string& why) {
      auto number = a[0].is_null() ? std::nullopt : parse_java_number(a[0].string());
      auto result = number && number->is_integer() ? number->to_int64() : std::nullopt;
      if (result && *result >= each.low && *result <= each.high) return Value(*result);
      why = describe(a[0]) + " is no " + each.type;
      return Value();
    };
    all.add(each.class_name, "valueOf(java.lang.String)", parse);
    all.add(each.class_name, std::string(each.parse) + "(java.lang.String)", parse);
  }
  struct Real {
    char const* class_name;
    char const* type;
    char const* parse;
  };
  static constexpr Real reals[] = {{"java.lang.Double", "double", "parseDouble"}, {"java.lang.Float", "float", "parseFloat"}};
  for (auto const& each : reals) {
    all.add(each.class_name, std::string("valueOf(") + each.type + ")", [](Arguments a, std::string&) { return a[0]; });
    auto parse = [type = each.type](Arguments a, std::string& why) {
      if (auto number = a[0].is_null() ? std::nullopt : parse_java_number(a[0].string())) return Value(*number);
      why = describe(a[0]) + " is no " + type;
      return Value();
    };
    all.add(each.class_name, "valueOf(java.lang.String)", parse);
    all.add(each.class_name, std::string(each.parse) + "(java.lang.String)", parse);
  }
}

/// String.format's commonest conversions: %s %d %f %.2f %x %% %n, with width and flags of %d and %f.
Value java_format(std::string_view format, List const& arguments, std::string& why) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      out += format[i];
      continue;
    }
    auto begin = ++i;
    while (i < format.size() && std::string_view("0123456789.-+ ").find(format[i]) != std::string_view::npos) ++i;
    auto flags = std::string(format.substr(begin, i - begin));
    char conversion = i < format.size() ? format[i] : '\0';
    if (conversion == '%' || conversion == 'n') {
      out += conversion == '%' ? '%' : '\n';
      continue;
    }
    if (next >= arguments.size() || flags.size() > 8) {
      why = "the format asks for more arguments than came";
      return {};
    }
    auto const& argument = arguments[next++];
    char text[512];
    int written = -1;
    if (conversion == 's') written = std::snprintf(text, sizeof text, ("%" + flags + "s").c_str(), to_plain_text(argument).c_str());
    else if ((conversion == 'd' || conversion == 'x') && argument.is_number() && argument.number().to_int64())
      written = std::snprintf(text, sizeof text, ("%" + flags + (conversion == 'd' ? "lld" : "llx")).c_str(), static_cast<long long>(*argument.number().to_int64()));
    else if (conversion == 'f' && argument.is_number()) written = std::snprintf(text, sizeof text, ("%" + flags + "f").c_str(), argument.number().to_double());
    if (written < 0) {
      why = std::string("%") + conversion + " does not go with " + describe(argument);
      return {};
    }
    if (conversion == 's' && static_cast<std::size_t>(written) >= sizeof text) out += to_plain_text(argument);
    else out.append(text, std::min<std::size_t>(static_cast<std::size_t>(written), sizeof text - 1));
    if (out.size() > limits::max_string_bytes) {
      why = "the text is too long";
      return {};
    }
  }
  return std::string_view(out);
}

void add_strings(NativeFunctions& all) {
  for (auto type : {"char", "int", "long", "double", "float", "boolean", "java.lang.Object"})
    all.add("java.lang.String", std::string("valueOf(") + type + ")", [](Arguments a, std::string&) { return Value(std::string_view(to_plain_text(a[0]))); });
  all.add("java.lang.String", "format(java.lang.String, java.lang.Object...)", [](Arguments a, std::string& why) {
    if (a[0].is_null()) {
      why = "there is no format";
      return Value();
    }
    return java_format(a[0].string(), a[1].list(), why);
  });
}

}  // namespace

NativeFunctions const& NativeFunctions::java() {
  static auto const shims = [] {
    NativeFunctions all;
    add_math(all);
    add_numbers(all);
    add_strings(all);
    return all;
  }();
  return shims;
}

}  // namespace drivetrain::feel
