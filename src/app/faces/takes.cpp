// See takes.h. Forms are read from left to right, where they are used: a list of members is short, and only that of one address is looked at.
#include "app/faces/takes.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "feel/json.h"

namespace drivetrain::app::faces {

namespace {

/// A variable as Camunda 7 writes it.
constexpr std::string_view typed_variable = "{value:any type:text valueInfo:{objectTypeName:text serializationDataFormat:text filename:text mimetype:text mimeType:text encoding:text}}";

struct Member {
  std::string_view name, form;
};

std::vector<Member> members_of(std::string_view written) {
  std::vector<Member> members;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= written.size(); ++i) {
    if (i < written.size() && (written[i] == '{' || written[i] == '[')) ++depth;
    if (i < written.size() && (written[i] == '}' || written[i] == ']')) --depth;
    if (i < written.size() && (written[i] != ' ' || depth > 0)) continue;
    auto one = written.substr(begin, i - begin);
    begin = i + 1;
    if (auto colon = one.find(':'); colon != std::string_view::npos) members.push_back({one.substr(0, colon), one.substr(colon + 1)});
  }
  return members;
}

std::vector<std::string> names_of(std::vector<Member> const& members) {
  std::vector<std::string> names;
  for (auto const& one : members) names.emplace_back(one.name);
  return names;
}

Member const* find_member(std::vector<Member> const& members, std::string_view name) {
  auto found = std::find_if(members.begin(), members.end(), [&](auto const& one) { return one.name == name; });
  return found == members.end() ? nullptr : &*found;
}

bool says_nothing(feel::Value const& value) {
  switch (value.kind()) {
    case feel::Kind::null: return true;
    case feel::Kind::boolean: return value.is_false();
    case feel::Kind::string: return value.string().empty();
    case feel::Kind::list: return value.list().empty();
    case feel::Kind::context: return value.context().empty();
    default: return false;
  }
}

std::string in_words(std::string_view form) {
  if (form == "whole") return "a whole number";
  if (form == "number") return "a number";
  if (form == "flag") return "true or false";
  if (form == "time") return "a time such as 2026-03-27T08:00:00Z";
  if (form == "text") return "a text";
  if (form.starts_with('[')) return "a list";
  return "an object";
}

std::string shown(feel::Value const& value) {
  switch (value.kind()) {
    case feel::Kind::string: return "the text '" + std::string(value.string().substr(0, 100)) + "'";
    case feel::Kind::list: return "a list";
    case feel::Kind::context: return "an object";
    default: return feel::to_plain_text(value);
  }
}

Error misfit(std::string const& name, std::string_view form, std::string const& what) { return {"DT-X902", name + " must be " + in_words(form) + ", and is " + what, "send it as " + in_words(form)}; }

bool is_scalar(feel::Value const& value, std::string_view form) {
  auto kind = value.kind();
  if (form == "any") return true;
  if (form == "text") return kind == feel::Kind::string;
  if (form == "time") return kind == feel::Kind::string && parse_instant(value.string()).ok();
  if (form == "flag") return kind == feel::Kind::boolean;
  if (form == "number") return kind == feel::Kind::number;
  if (form == "whole") return kind == feel::Kind::number && value.number().to_int64().has_value();
  return kind == feel::Kind::context;  // object
}

Status check_members(std::string const& path, feel::Value const& value, std::vector<Member> const& members) {
  for (auto const& [name, one] : value.context().entries()) {
    auto whole_name = path.empty() ? name : path + "." + name;
    auto const* member = find_member(members, name);
    if (member) {
      DT_CHECK(check_value(whole_name, one, member->form));
    } else if (!says_nothing(one)) {
      return not_known(whole_name, names_of(members));
    }
  }
  return {};
}

}  // namespace

Error not_known(std::string const& name, std::vector<std::string> const& known) {
  return {"DT-X902", name + " is not known here", known.empty() ? "leave it out: nothing is asked for here" : "leave it out; known are: " + join(known, ", ")};
}

Status check_value(std::string const& name, feel::Value const& value, std::string_view form) {
  if (value.is_null()) return {};
  if (form.starts_with('[')) {
    if (value.kind() != feel::Kind::list) return misfit(name, form, shown(value));
    auto inner = form.substr(1, form.size() - 2);
    for (std::size_t i = 0; i < value.list().size(); ++i) {
      auto place = name + "[" + std::to_string(i) + "]";
      if (value.list()[i].is_null()) return misfit(place, inner, "null");
      DT_CHECK(check_value(place, value.list()[i], inner));
    }
    return {};
  }
  if (form.starts_with('{')) {
    if (value.kind() != feel::Kind::context) return misfit(name, form, shown(value));
    return check_members(name, value, members_of(form.substr(1, form.size() - 2)));
  }
  if (form == "typed") {
    if (value.kind() != feel::Kind::context) return misfit(name, form, shown(value));
    for (auto const& [variable, typed] : value.context().entries()) DT_CHECK(check_value(name + "." + variable, typed, typed_variable));
    return {};
  }
  return is_scalar(value, form) ? Status() : Status(misfit(name, form, shown(value)));
}

Status check_parameter(std::string const& name, std::string_view value, std::string_view form) {
  if (form == "flag") return value == "true" || value == "false" ? Status() : Status(misfit(name, form, "'" + std::string(value.substr(0, 100)) + "'"));
  if (form == "whole" || form == "number") {
    auto number = Decimal::parse(value);
    return check_value(name, number ? feel::Value(*number) : feel::Value(value), form);
  }
  return form.starts_with('[') ? Status() : check_value(name, feel::Value(value), form);
}

Address const* find_address(std::span<Address const> addresses, std::string_view method, std::vector<std::string> const& parts) {
  auto fits = [&](Address const& one) {
    if (one.method != method) return false;
    auto wanted = split(one.path, '/');
    return std::equal(wanted.begin(), wanted.end(), parts.begin(), parts.end(), [](auto const& want, auto const& part) { return want == "*" || want == part; });
  };
  auto found = std::find_if(addresses.begin(), addresses.end(), fits);
  return found == addresses.end() ? nullptr : &*found;
}

Status check_request(Address const& address, platform::Request const& request, feel::Value const& body) {
  if (address.query != listed) {
    auto members = members_of(address.query);
    for (auto const& [name, value] : request.query) {
      auto const* member = find_member(members, name);
      if (member && request.query.count(name) > 1) return Error{"DT-X902", name + " is said twice", "say it once"};
      if (member) {
        DT_CHECK(check_parameter(name, value, member->form));
      } else if (!value.empty() && value != "false") {
        return not_known("the query parameter " + name, names_of(members));
      }
    }
  }
  if (address.body != listed && body.kind() == feel::Kind::context) DT_CHECK(check_members("", body, members_of(address.body)));
  return {};
}

}  // namespace drivetrain::app::faces
