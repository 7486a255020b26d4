// multipart/form-data (RFC 7578, over RFC 2046 §5.1): how programs send files. Bounded by the request's own bounds and by the number of parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace drivetrain::platform {

struct FormPart {
  std::string name;
  std::string file;     ///< filename, as sent; empty: a field, not a file
  std::string content;
};
inline constexpr std::size_t max_form_parts = 200;

/// `content_type`: of the request. Error (DT-X902) when it is none, names no boundary, or the body does not keep to it.
Result<std::vector<FormPart>> read_form(std::string_view content_type, std::string_view body);

}  // namespace drivetrain::platform
