// JSON to and from FEEL values. Boost.JSON's event parser hands over numbers as text, so that decimals stay exact (a tree of
// doubles would not); one pass, no tree in between. RFC 8259.
#include "feel/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <unordered_set>

#include "base/limits.h"

namespace drivetrain::feel {

namespace {

namespace json = boost::json;

/// Builds values from the parser's events. A refusal of ours is kept in `refused` and stops the parser.
struct Builder {
  constexpr static std::size_t max_object_size = limits::max_request_body_bytes;
  constexpr static std::size_t max_array_size = limits::max_request_body_bytes;
  constexpr static std::size_t max_key_size = limits::max_request_body_bytes;
  constexpr static std::size_t max_string_size = limits::max_request_body_bytes;

  struct Level {
    bool is_object;
    List items;
    Context entries;
    std::string key;
    std::unordered_set<std::string> names;  // only once there are many
  };
  std::vector<Level> levels;
  std::string text;  // of the string, key or number under way
  Value result;
  std::string refused;

  bool refuse(json::error_code& ec, std::string why) {
    refused = std::move(why);
    ec = json::make_error_code(json::error::exception);
    return false;
  }

  bool add(Value value, json::error_code& ec) {
    if (levels.empty()) {
      result = std::move(value);
      return true;
    }
    auto& level = levels.back();
    if (!level.is_object) {
      level.items.push_back(std::move(value));
      return true;
    }
    constexpr std::size_t few = 16;
    bool duplicate = false;
    if (level.entries.size() < few) {
      duplicate = level.entries.find(level.key) != nullptr;
    } else {
      if (level.names.empty())
        for (auto const& entry : level.entries.entries()) level.names.insert(entry.first);
      duplicate = !level.names.insert(level.key).second;
    }
    if (duplicate) return refuse(ec, "the key \"" + level.key + "\" appears twice in one object");
    level.entries.append(std::move(level.key), std::move(value));
    return true;
  }

  bool add_number(std::string_view last_part, json::error_code& ec) {
    Value value;
    if (text.empty()) {
      if (auto number = Decimal::parse(last_part)) return add(*number, ec);
      text = last_part;
    } else {
      text += last_part;
      if (auto number = Decimal::parse(text)) {
        text.clear();
        return add(*number, ec);
      }
    }
    return refuse(ec, "the number " + text + " is outside the range of a decimal (34 digits, exponent -6111..6144)");
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) {
    levels.push_back({true, {}, {}, {}, {}});
    return true;
  }
  bool on_object_end(std::size_t, json::error_code& ec) {
    Value value(std::move(levels.back().entries));
    levels.pop_back();
    return add(std::move(value), ec);
  }
  bool on_array_begin(json::error_code&) {
    levels.push_back({false, {}, {}, {}, {}});
    return true;
  }
  bool on_array_end(std::size_t, json::error_code& ec) {
    Value value(std::move(levels.back().items));
    levels.pop_back();
    return add(std::move(value), ec);
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    text.append(part.data(), part.size());
    levels.back().key = std::move(text);
    text.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
    if (text.empty()) return add(std::string_view(part.data(), part.size()), ec);
    text.append(part.data(), part.size());
    Value value{std::string_view(text)};
    text.clear();
    return add(std::move(value), ec);
  }
  bool on_number_part(json::string_view part, json::error_code&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t, json::string_view part, json::error_code& ec) { return add_number({part.data(), part.size()}, ec); }
  bool on_uint64(std::uint64_t, json::string_view part, json::error_code& ec) { return add_number({part.data(), part.size()}, ec); }
  bool on_double(double, json::string_view part, json::error_code& ec) { return add_number({part.data(), part.size()}, ec); }
  bool on_bool(bool flag, json::error_code& ec) { return add(flag, ec); }
  bool on_null(json::error_code& ec) { return add({}, ec); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

Error error_at(std::string_view text, std::size_t offset, std::string_view why) {
  std::size_t line = 1, column = 1;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
    if (text[i] == '\n') ++line, column = 1;
    else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++column;
  }
  return {"", "JSON, line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + std::string(why), ""};
}

std::string reason(json::error_code const& ec) {
  if (ec == json::error::too_deep) return "nested deeper than " + std::to_string(limits::max_json_depth) + " levels";
  if (ec == json::error::incomplete) return "the text ends before the value does";
  if (ec == json::error::extra_data) return "something follows after the value";
  return ec.message();
}

}  // namespace

Result<Value> from_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = limits::max_json_depth;
  json::basic_parser<Builder> parser(options);
  json::error_code ec;
  try {
    auto used = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && !parser.done()) ec = json::make_error_code(json::error::incomplete);
    if (!ec && used < text.size() && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos)
      ec = json::make_error_code(json::error::extra_data);
    if (ec) return error_at(text, used, parser.handler().refused.empty() ? reason(ec) : parser.handler().refused);
  } catch (std::exception const& e) {  // the parser of a third party ends here
    return error_at(text, 0, e.what());
  }
  return std::move(parser.handler().result);
}

void write_json(JsonWriter& writer, Value const& value) {
  switch (value.kind()) {
    case Kind::null: writer.null(); return;
    case Kind::boolean: writer.value(value.boolean()); return;
    case Kind::number: writer.value(value.number()); return;
    case Kind::list:
      writer.begin_array();
      for (auto const& item : value.list()) write_json(writer, item);
      writer.end_array();
      return;
    case Kind::context:
      writer.begin_object();
      for (auto const& [name, entry] : value.context().entries()) {
        writer.key(name);
        write_json(writer, entry);
      }
      writer.end_object();
      return;
    default: writer.value(to_plain_text(value)); return;
  }
}

}  // namespace drivetrain::feel
