// Type: what `instance of`, function parameters and item definitions ask of a value (DMN 1.5 §10.3.2.9).
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "feel/value.h"

namespace drivetrain::feel {

struct Type {
  enum class Form : std::uint8_t { any, null, kind, list, context, range, function };
  Form form = Form::any;
  Kind kind = Kind::null;                                             ///< of form kind
  std::vector<std::shared_ptr<Type const>> parts;                     ///< element of a list or range; parameters then result of a function
  std::vector<std::pair<std::string, std::shared_ptr<Type const>>> entries;  ///< of a context
};

/// DMN's `instance of`: null is an instance of Null only.
bool is_instance(Value const& value, Type const& type);
/// Null conforms to every type.
bool conforms(Value const& value, Type const& type);
/// "list<number>".
std::string to_text(Type const& type);
/// A simple type by FEEL's name or one of the aliases that models use (dateTime, dayTimeDuration); null when unknown.
std::shared_ptr<Type const> simple_type(std::string_view name);

}  // namespace drivetrain::feel
