// See variable_size.h.
#include "processes/variable_size.h"

#include "base/limits.h"

namespace drivetrain::processes {

namespace {

constexpr std::size_t plain_bytes = 8;  ///< a number, a date

void add(feel::Value const& value, std::size_t most, std::size_t& sum) {
  if (sum > most) return;
  switch (value.kind()) {
    case feel::Kind::string: sum += value.string().size(); break;
    case feel::Kind::list:
      for (auto const& item : value.list()) add(item, most, sum);
      break;
    case feel::Kind::context:
      for (auto const& [name, entry] : value.context().entries()) sum += name.size(), add(entry, most, sum);
      break;
    default: break;
  }
  sum += plain_bytes;
}

}  // namespace

std::size_t size_of(feel::Value const& value, std::size_t most) {
  std::size_t sum = 0;
  add(value, most, sum);
  return sum;
}

std::size_t size_of(feel::Context const& variables, std::size_t most) {
  std::size_t sum = 0;
  for (auto const& [name, value] : variables.entries()) sum += name.size(), add(value, most, sum);
  return sum;
}

std::string size_text(std::size_t bytes) {
  constexpr std::size_t kilo = 1u << 10, mega = 1u << 20;
  return bytes >= mega ? std::to_string(bytes / mega) + " MB" : std::to_string((bytes + kilo - 1) / kilo) + " KB";
}

std::string quoted(feel::Value const& value) {
  constexpr std::size_t shown = 2 * limits::max_echoed_bytes;
  if (auto bytes = size_of(value, limits::max_text_field_bytes); bytes > limits::max_text_field_bytes) {
    if (value.kind() != feel::Kind::string) return "a " + std::string(to_string(value.kind())) + " of more than " + size_text(limits::max_text_field_bytes);
    return quoted(feel::Value(std::string(value.string().substr(0, 2 * shown))));
  }
  auto text = feel::to_text(value);
  if (text.size() <= shown) return text;
  auto end = shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // between two characters
  return text.substr(0, end) + "…";
}

}  // namespace drivetrain::processes
