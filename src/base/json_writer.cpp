// JSON out (see json_writer.h). Source: RFC 8259.
#include "base/json_writer.h"

#include <charconv>
#include <cmath>

namespace drivetrain {

void JsonWriter::separate() {
  if (need_comma_) out_ += ',';
  need_comma_ = true;
}

JsonWriter& JsonWriter::begin_object() { return separate(), out_ += '{', need_comma_ = false, *this; }
JsonWriter& JsonWriter::end_object() { return out_ += '}', need_comma_ = true, *this; }
JsonWriter& JsonWriter::begin_array() { return separate(), out_ += '[', need_comma_ = false, *this; }
JsonWriter& JsonWriter::end_array() { return out_ += ']', need_comma_ = true, *this; }

JsonWriter& JsonWriter::key(std::string_view name) {
  value(name);
  out_ += ':';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  out_ += '"';
  for (char c : text) {
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          constexpr char digits[] = "0123456789abcdef";
          out_ += "\\u00";
          out_ += digits[static_cast<unsigned char>(c) >> 4];
          out_ += digits[static_cast<unsigned char>(c) & 15];
        } else {
          out_ += c;
        }
    }
  }
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::value(bool flag) { return raw(flag ? "true" : "false"); }
JsonWriter& JsonWriter::value(Decimal number) { return raw(number.to_string()); }

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  char buffer[32];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return raw(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace drivetrain
