// Secrets in what a step sends to another system: a model names them ("{{secrets.ERP_TOKEN}}", as models for Camunda 8 do), and never holds them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace drivetrain::processes {

struct NamedSecret {
  std::size_t begin = 0, end = 0;  ///< of the whole, braces included
  std::string_view name;           ///< of letters, digits and _ - .
};
/// The first from there on; nothing when there is none.
std::optional<NamedSecret> next_secret(std::string_view text, std::size_t from = 0);

}  // namespace drivetrain::processes
