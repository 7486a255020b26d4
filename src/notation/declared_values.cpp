// The reading of single values (see declared.h), and the words with which a wrong one is refused: what came, what was expected,
// what to write instead.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "base/text.h"
#include "notation/clipped.h"
#include "notation/declared.h"

namespace drivetrain::notation {

std::string clipped(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return std::string(utf8);
  while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xC0) == 0x80) --bytes;
  return std::string(utf8.substr(0, bytes)) + "…";
}

namespace {


bool is_true(std::string_view text) { return text == "true" || text == "True" || text == "TRUE"; }
bool is_false(std::string_view text) { return text == "false" || text == "False" || text == "FALSE"; }

std::string subject_of(ReadContext const& context, std::string_view otherwise = "this") {
  return context.path.empty() ? std::string(otherwise) : context.path;
}

bool wrong_type(YamlNode const& node, ReadContext& context, std::string const& wanted, std::string help = {}) {
  context.complain("DT-R022", node.span, fmt::format("{} is {}; expected {}", subject_of(context), found(node), wanted), std::move(help));
  return false;
}

/// A plain value of any kind; lists, groups and nothing are refused.
bool needs_scalar(YamlNode const& node, ReadContext& context, std::string const& wanted) {
  return node.kind == YamlKind::scalar || wrong_type(node, context, wanted);
}

bool in_range(YamlNode const& node, FieldInfo const& field, ReadContext& context, Decimal value) {
  if ((!field.minimum || value >= *field.minimum) && (!field.maximum || value <= *field.maximum)) return true;
  auto bounds = field.minimum && field.maximum ? fmt::format("between {} and {}", field.minimum->to_string(), field.maximum->to_string())
                : field.minimum                ? fmt::format("at least {}", field.minimum->to_string())
                                               : fmt::format("at most {}", field.maximum->to_string());
  context.complain("DT-R023", node.span, fmt::format("{} is {}; it must be {}", subject_of(context), node.text, bounds), field.doc);
  return false;
}

/// "Expedite Job", "expedite_job", "expediteJob" → "expedite-job".
std::string as_kebab_case(std::string_view text) {
  std::string kebab;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    bool upper = c >= 'A' && c <= 'Z';
    bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    bool begins_word = upper && i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z';
    if ((!word || begins_word) && !kebab.empty() && kebab.back() != '-') kebab += '-';
    if (word) kebab += static_cast<char>(upper ? c + ('a' - 'A') : c);
  }
  while (!kebab.empty() && kebab.back() == '-') kebab.pop_back();
  return kebab;
}

/// A process has the id of its diagram, and other tools write that as XML lets them (NCName without letters beyond ASCII): Process_0x1, order_process.
bool is_diagram_id(std::string_view text) {
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

bool check_id(YamlNode const& node, ReadContext& context, std::string_view kind) {
  if (node.text.size() > limits::max_id_bytes) {
    context.complain("DT-R025", node.span, fmt::format("the id \"{}\" has {} bytes; an id may have {}", clipped(node.text), node.text.size(), limits::max_id_bytes),
                     "shorten it; what it says in words belongs into the title");
    return false;
  }
  if (is_kebab_case(node.text) || (kind == "Process" && is_diagram_id(node.text))) return true;
  auto kebab = as_kebab_case(node.text);
  context.complain("DT-R025", node.span, fmt::format("\"{}\" is not an id; ids are small letters, digits and hyphens", clipped(node.text)),
                   kebab.empty() ? std::string("write it like stop-the-line") : fmt::format("did you mean {}?", kebab));
  return false;
}

bool malformed(YamlNode const& node, ReadContext& context, Error const& error) {
  context.complain("DT-R024", node.span, fmt::format("{}: {}", subject_of(context), error.message), error.help);
  return false;
}

}  // namespace

std::string expected(TypeInfo const& type) {
  switch (type.shape) {
    case Shape::flag: return "true or false";
    case Shape::integer: return "a whole number";
    case Shape::number: return "a number";
    case Shape::text: return "text";
    case Shape::formula: return "a FEEL expression";
    case Shape::date: return "a date such as 2026-03-27";
    case Shape::duration: return "a duration such as PT4H";
    case Shape::time_of_day: return "a time of day such as 06:50";
    case Shape::reference: return "the id of a " + type.target_kind;
    case Shape::object: return "a group of fields";
    case Shape::anything: return "any value";
    case Shape::list: return "a list, each item " + expected(*type.element);
    case Shape::map: return "names, each with " + expected(*type.element);
    case Shape::choice: break;
  }
  std::vector<std::string> names;
  for (auto const& choice : type.choices) names.push_back(choice.name);
  return "one of " + join(names, ", ");
}

std::string found(YamlNode const& node) {
  if (node.kind != YamlKind::scalar) return std::string(describe(node));
  if (!node.quoted && (is_true(node.text) || is_false(node.text))) return lower_ascii(node.text);
  if (!node.quoted && Decimal::parse(node.text)) return "the number " + clipped(node.text);
  return fmt::format("the text \"{}\"", clipped(node.text));
}

std::string in_words(std::string_view id) {
  std::string words(id);
  std::replace(words.begin(), words.end(), '-', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

bool read_flag(YamlNode const& node, FieldInfo const&, ReadContext& context, bool& out) {
  if (node.kind != YamlKind::scalar || node.quoted || !(is_true(node.text) || is_false(node.text)))
    return wrong_type(node, context, "true or false", node.quoted ? "remove the quotes" : "");
  out = is_true(node.text);
  return true;
}

bool read_number(YamlNode const& node, FieldInfo const& field, ReadContext& context, Decimal& out) {
  auto number = node.kind == YamlKind::scalar && !node.quoted ? Decimal::parse(node.text) : std::nullopt;
  if (!number) {
    std::string help;
    if (node.quoted && Decimal::parse(node.text))
      help = "remove the quotes";
    else if (node.text.find('%') != std::string::npos)
      help = "write the percentage as a plain number; the field says its unit";
    else if (node.text.find(',') != std::string::npos)
      help = "write a point, not a comma, before decimals, and nothing between thousands";
    return wrong_type(node, context, "a number", help);
  }
  if (!in_range(node, field, context, *number)) return false;
  out = *number;
  return true;
}

bool read_integer(YamlNode const& node, FieldInfo const& field, ReadContext& context, std::int64_t smallest, std::int64_t largest,
                  std::int64_t& out) {
  std::int64_t value = 0;
  auto begin = node.text.data(), end = begin + node.text.size();
  auto [stop, failure] = std::from_chars(begin, end, value);
  if (node.kind != YamlKind::scalar || node.quoted || stop != end || (failure != std::errc() && failure != std::errc::result_out_of_range))
    return wrong_type(node, context, "a whole number", node.quoted ? "remove the quotes" : "");
  if (failure == std::errc::result_out_of_range || value < smallest || value > largest) {
    context.complain("DT-R023", node.span,
                     fmt::format("{} is {}; it must be between {} and {}", subject_of(context), clipped(node.text), smallest, largest));
    return false;
  }
  if (!in_range(node, field, context, Decimal(value))) return false;
  out = value;
  return true;
}

bool read_text(YamlNode const& node, FieldInfo const& field, ReadContext& context, std::string& out) {
  if (!needs_scalar(node, context, "text")) return false;
  if (node.text.size() > limits::max_text_field_bytes) {
    context.complain(
        "DT-R023", node.span,
        fmt::format("{} has {} bytes; a text may have {}", subject_of(context), node.text.size(), limits::max_text_field_bytes));
    return false;
  }
  auto text = std::string_view(node.text);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  if (!field.words.empty() && std::find(field.words.begin(), field.words.end(), text) == field.words.end()) {
    auto meant = nearest(text, field.words);
    return wrong_type(node, context, "one of " + join(field.words, ", "), meant ? fmt::format("did you mean {}?", *meant) : "");
  }
  out = text;
  return true;
}

bool read_formula(YamlNode const& node, FieldInfo const&, ReadContext& context, Formula& out) {
  if (!needs_scalar(node, context, "a FEEL expression")) return false;
  if (node.text.size() > limits::max_expression_bytes) {
    context.complain("DT-R023", node.span,
                     fmt::format("{} is longer than an expression may be ({} bytes)", subject_of(context), limits::max_expression_bytes));
    return false;
  }
  out = {node.text, node.span};
  return true;
}

bool read_date(YamlNode const& node, FieldInfo const&, ReadContext& context, Date& out) {
  if (!needs_scalar(node, context, "a date such as 2026-03-27")) return false;
  auto date = parse_date(node.text);
  if (!date) return malformed(node, context, date.error());
  out = *date;
  return true;
}

bool read_duration(YamlNode const& node, FieldInfo const&, ReadContext& context, Duration& out) {
  if (!needs_scalar(node, context, "a duration such as PT4H")) return false;
  auto duration = parse_duration(node.text);
  if (!duration) return malformed(node, context, duration.error());
  if (*duration < Duration{}) {
    context.complain("DT-R023", node.span, fmt::format("{} is {}; a duration cannot be negative here", subject_of(context), node.text));
    return false;
  }
  out = *duration;
  return true;
}

bool read_time_of_day(YamlNode const& node, FieldInfo const&, ReadContext& context, TimeOfDay& out) {
  if (!needs_scalar(node, context, "a time of day such as 06:50")) return false;
  auto time = parse_time_of_day(node.text);
  if (!time) return malformed(node, context, time.error());
  out = *time;
  return true;
}

bool read_reference(YamlNode const& node, FieldInfo const& field, ReadContext& context, std::string_view target_kind, std::string& out) {
  if (!needs_scalar(node, context, fmt::format("the id of a {}", target_kind))) return false;
  out = node.text;
  if (std::find(field.words.begin(), field.words.end(), node.text) != field.words.end()) return true;
  if (!check_id(node, context, target_kind)) return out.clear(), false;
  if (context.references)
    context.references->push_back({std::string(target_kind), node.text, node.span, context.kind, context.id, context.path});
  return true;
}

bool read_choice(YamlNode const& node, ReadContext& context, std::vector<EnumName> const& choices, long& out) {
  TypeInfo type{.shape = Shape::choice, .choices = choices};
  if (!needs_scalar(node, context, expected(type))) return false;
  std::vector<std::string> names;
  for (auto const& choice : choices) {
    if (choice.name == node.text) return out = choice.value, true;
    names.push_back(choice.name);
  }
  auto meant = nearest(node.text, names);
  return wrong_type(node, context, expected(type), meant ? fmt::format("did you mean {}?", *meant) : "");
}

ObjectInfo const& header_info() {
  static ObjectInfo const info = [] {
    ObjectInfo header;
    header.name = "Header";
    header.doc = "Names the entity and says who answers for it.";
    auto add = [&](std::string key, Shape shape, std::string doc, auto read) -> FieldInfo& {
      auto& field = header.fields.emplace_back();
      field.key = std::move(key), field.doc = std::move(doc), field.type.shape = shape;
      field.read = [read](YamlNode const& node, FieldInfo const& self, ReadContext& context, void* object) {
        return read(node, self, context, *static_cast<Header*>(object));
      };
      return field;
    };
    add("id", Shape::text, "Name by which other documents refer to it: small letters, digits and hyphens, unique within its kind.",
        [](YamlNode const& node, FieldInfo const&, ReadContext& context, Header& out) {
          out.id_span = node.span;
          if (!needs_scalar(node, context, "an id such as stop-the-line") || !check_id(node, context, context.kind)) return false;
          out.id = node.text;
          if (out.title.empty()) out.title = in_words(out.id);
          return true;
        })
        .required = true;
    add("title", Shape::text, "Name for people.", [](YamlNode const& node, FieldInfo const& self, ReadContext& context, Header& out) {
      return read_text(node, self, context, out.title);
    }).fallback = "the id in words";
    auto& owner = add("owner", Shape::reference, "Role that answers for this entity and is told when it needs attention.",
                      [](YamlNode const& node, FieldInfo const& self, ReadContext& context, Header& out) {
                        out.owner_span = node.span;
                        return read_reference(node, self, context, "Role", out.owner);
                      });
    owner.type.target_kind = "Role";
    auto& labels = add("labels", Shape::map, "Free words for search and grouping; they change nothing.",
                       [](YamlNode const& node, FieldInfo const& self, ReadContext& context, Header& out) {
                         return read_map(node, self, context, [&](YamlEntry const& entry) {
                           return read_text(entry.value, self, context, out.labels[entry.key]);
                         });
                       });
    labels.type.element = std::make_shared<TypeInfo>(TypeInfo{.shape = Shape::text});
    add("valid_from", Shape::date, "First day on which the entity holds.",
        [](YamlNode const& node, FieldInfo const& self, ReadContext& context, Header& out) {
          if (!read_date(node, self, context, out.valid_from.emplace())) return out.valid_from.reset(), false;
          return true;
        })
        .fallback = "always";
    add("valid_to", Shape::date, "Last day on which the entity holds.",
        [](YamlNode const& node, FieldInfo const& self, ReadContext& context, Header& out) {
          if (!read_date(node, self, context, out.valid_to.emplace())) return out.valid_to.reset(), false;
          return true;
        })
        .fallback = "without end";
    return header;
  }();
  return info;
}

Result<TimeOfDay> parse_time_of_day(std::string_view text) {
  auto two_digits = [&](std::size_t at) -> int {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9') return -1;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  };
  bool with_seconds = text.size() == 8;
  int hour = two_digits(0), minute = two_digits(3), second = with_seconds ? two_digits(6) : 0;
  bool shaped =
      (text.size() == 5 || with_seconds) && hour >= 0 && minute >= 0 && second >= 0 && text[2] == ':' && (!with_seconds || text[5] == ':');
  if (!shaped || hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute || second)))
    return Error{"", fmt::format("\"{}\" is not a time of day", clipped(text)), "write hours and minutes as in 06:50"};
  return TimeOfDay{((hour * 60LL + minute) * 60 + second) * 1'000'000};
}

std::string format_time_of_day(TimeOfDay time) {
  auto seconds = time.us_of_day / 1'000'000;
  auto text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  return seconds % 60 ? text + fmt::format(":{:02}", seconds % 60) : text;
}

}  // namespace drivetrain::notation
