// The starter: a small coherent model whose comments teach, for whoever begins without tables. It is the folder models/starter, put into the binary.
#pragma once

#include <map>
#include <string>

namespace drivetrain::app::own_data {

/// As in models/starter.
std::map<std::string, std::string> const& starter_files();
/// With the company's name and zone; as they are when empty.
std::map<std::string, std::string> starter_model(std::string const& name, std::string const& timezone);

}  // namespace drivetrain::app::own_data
