// What each address of a face takes: one list, by which a request is held before anything of it is done. What an address does not know is refused by its
// name, and so is what has another JSON type than it takes: neither is ever taken as not said.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feel/value.h"
#include "platform/http.h"

namespace drivetrain::app::faces {

/// Members are written as "name:text retries:whole", in any number, with blanks between. What they may be:
///   text, whole (a number without fraction), number, flag, object, any, time (an instant in RFC 3339), [text] (a list), {name:text} (an object with these
///   members and no others), typed (an object of variables as Camunda 7 writes them).
/// In a query a list is words with commas between.
struct Address {
  std::string_view method, path;  ///< "process-instance/*/suspended"; "*" is any one part
  std::string_view query = {}, body = {};
};
/// In place of members: the handler of a list holds them against its criteria.
inline constexpr std::string_view listed = "*";

/// The first that fits; null when there is no such address.
Address const* find_address(std::span<Address const> addresses, std::string_view method, std::vector<std::string> const& parts);
/// DT-X902 for the first that is not taken. What says nothing is taken always: null, false, an empty text, list or object.
Status check_request(Address const& address, platform::Request const& request, feel::Value const& body);

/// DT-X902 when it is not of the form. Null always is.
Status check_value(std::string const& name, feel::Value const& value, std::string_view form);
/// The same for a value of a query.
Status check_parameter(std::string const& name, std::string_view value, std::string_view form);
Error not_known(std::string const& name, std::vector<std::string> const& known);

}  // namespace drivetrain::app::faces
