// Values as text: FEEL literals, string()'s plain form, and short descriptions for messages.
#include <algorithm>

#include "base/text.h"
#include "feel/function.h"
#include "feel/value.h"

namespace drivetrain::feel {

namespace {

enum class Style { literal, plain };

// Writing stops soon after `most` bytes: messages show the beginning only.
void write(std::string& out, Value const& value, Style style, std::size_t most);

void write_quoted(std::string& out, std::string_view text, std::size_t most) {
  out += '"';
  for (char c : text) {
    if (out.size() > most) return;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out += c;
    }
  }
  out += '"';
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (char c : name)
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
  for (auto word : {"if", "for", "some", "every", "function", "null", "true", "false", "not", "in", "and", "or", "between", "then", "else", "return",
                    "satisfies", "instance", "of", "external"})
    if (name == word) return false;
  return true;
}

void write_temporal(std::string& out, std::string_view constructor, std::string const& text, Style style) {
  if (style == Style::plain) out += text;
  else if (constructor.empty()) out.append("@\"").append(text).append("\"");
  else out.append(constructor).append("(\"").append(text).append("\")");
}

void write_range(std::string& out, Range const& range, Style style, std::size_t most) {
  static constexpr std::string_view operators[] = {"", "<", "<=", ">", ">=", "=", "!="};
  if (range.form != Range::Form::interval) {
    out.append("(").append(operators[static_cast<int>(range.form)]);
    write(out, range.start.is_null() ? range.end : range.start, style, most);
    out += ")";
    return;
  }
  out += range.start_included ? '[' : '(';
  write(out, range.start, style, most);
  out += "..";
  write(out, range.end, style, most);
  out += range.end_included ? ']' : ')';
}

void write(std::string& out, Value const& value, Style style, std::size_t most) {
  switch (value.kind()) {
    case Kind::null: out += "null"; return;
    case Kind::boolean: out += value.boolean() ? "true" : "false"; return;
    case Kind::number: out += value.number().to_string(); return;
    case Kind::string: write_quoted(out, value.string(), most); return;
    case Kind::date: write_temporal(out, "date", format(value.date()), style); return;
    case Kind::time: write_temporal(out, "time", format(value.time()), style); return;
    case Kind::date_time: write_temporal(out, "date and time", format(value.date_time()), style); return;
    case Kind::days_duration: write_temporal(out, "", format(value.days_duration()), style); return;
    case Kind::months_duration: write_temporal(out, "", format(value.months_duration()), style); return;
    case Kind::range: write_range(out, value.range(), style, most); return;
    case Kind::list: {
      out += '[';
      bool first = true;
      for (auto const& item : value.list()) {
        if (out.size() > most) return;
        if (!first) out += ", ";
        first = false;
        write(out, item, style, most);
      }
      out += ']';
      return;
    }
    case Kind::context: {
      out += '{';
      bool first = true;
      for (auto const& [name, entry] : value.context().entries()) {
        if (out.size() > most) return;
        if (!first) out += ", ";
        first = false;
        if (is_plain_name(name)) out += name;
        else write_quoted(out, name, most);
        out += ": ";
        write(out, entry, style, most);
      }
      out += '}';
      return;
    }
    case Kind::function: {
      // Parameters may be many, and one function may stand in a list a million times.
      constexpr std::size_t shown = 20;
      auto const& parameters = value.function().parameters();
      out.append(value.function().name()).append("(").append(join(std::span(parameters).first(std::min(parameters.size(), shown)), ", "));
      out.append(parameters.size() > shown ? ", …)" : ")");
      return;
    }
  }
}

}  // namespace

std::string to_text(Value const& value) {
  std::string out;
  write(out, value, Style::literal, std::string::npos);
  return out;
}

std::string to_plain_text(Value const& value) {
  if (value.kind() == Kind::string) return std::string(value.string());
  std::string out;
  write(out, value, Style::plain, std::string::npos);
  return out;
}

std::string describe(Value const& value) {
  std::string kind(to_string(value.kind()));
  switch (value.kind()) {
    case Kind::null: return kind;
    case Kind::list: return "list of " + counted(value.list().size(), "item");
    case Kind::context: return "context of " + counted(value.context().size(), "entry", "entries");
    default: break;
  }
  constexpr std::size_t longest = 60;
  std::string text;
  write(text, value, Style::literal, longest);
  if (text.size() > longest) {
    auto cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    text.resize(cut);
    text += "…";
  }
  return kind + " " + text;
}

}  // namespace drivetrain::feel
