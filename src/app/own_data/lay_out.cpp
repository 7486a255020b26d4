// Laying out (see lay_out.h).
#include "app/own_data/lay_out.h"

#include "model/load.h"
#include "notation/yaml_format.h"

namespace drivetrain::app::own_data {

void lay_out(model::Files& files) {
  for (auto& [path, text] : files) {
    if (!path.ends_with(".yaml")) continue;
    if (auto formatted = notation::format_yaml(SourceText(path, text), model::catalogue())) text = formatted.take();
  }
}

}  // namespace drivetrain::app::own_data
