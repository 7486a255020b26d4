// One call of the face: what its handlers share.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/access/principal.h"
#include "app/api/exchange.h"
#include "app/deployed/definitions.h"
#include "app/faces/takes.h"
#include "feel/value.h"
#include "platform/http.h"
#include "processes/state.h"

namespace drivetrain::app::zeebe_rest {

struct Call {
  api::Api& api;
  platform::Request const& request;
  access::Principal const& who;
  std::vector<std::string> parts;  ///< of the path behind /v2
  feel::Value body;                ///< an empty context when there is none

  bool is(std::string_view method, std::initializer_list<std::string_view> path) const;  ///< "*" stands for any part
  /// DT-X902 naming a field that is none of these and says something.
  Status only(std::initializer_list<std::string_view> known) const;
};

/// RFC 9457.
platform::Response refuse(Error const& error, int status = 0);
platform::Response no_content();
Error no_such(std::string const& what, std::string const& key);
// Of what the list of addresses has let through: what is absent is empty, or `otherwise`.
std::string words(feel::Value const& value);
std::int64_t whole(feel::Value const& value, std::int64_t otherwise);
Duration milliseconds(feel::Value const& value);
/// DT-X902 naming a field of `value` that is none of these and says something.
Status only(feel::Value const& value, std::initializer_list<std::string_view> known);

platform::Response answer_read(Call const& call, std::function<Result<platform::Response>(api::Reading const&)> const& read, std::uint64_t at_least = 0);
platform::Response answer_row(feel::Context const& row);
/// As the person who asks.
journal::Outcome execute(Call const& call, journal::Command command);
template <class C>
journal::Outcome as_person(Call const& call, C const& command) {
  return execute(call, journal::command(command, journal::Actor::person(call.who.person)));
}
/// 204, or the refusal.
template <class C>
platform::Response ask(Call const& call, C const& command) {
  auto outcome = as_person(call, command);
  return outcome.refusal ? refuse(*outcome.refusal) : no_content();
}

inline constexpr char const* tenant = "<default>";
feel::Value text_or_null(std::string const& text);
feel::Value time_or_null(std::optional<Instant> const& instant);
/// processDefinitionId, …Key, …Version of a case's process, as they are called in most answers.
void append_definition(feel::Context& row, deployed::Definitions const& definitions, processes::Case const& c, bool with_version);
std::string definition_key(deployed::Definitions const& definitions, processes::Case const& c);
/// Of the case that was not called by another.
std::string root_key(api::Reading const& reading, processes::Case const& c);

/// As VariableSearchResult; `scope` 0: of the case.
feel::Context variable_row(api::Reading const& reading, processes::Case const& c, processes::ActivityNumber scope, std::string const& name, feel::Value const& value);
/// What each takes.
std::span<faces::Address const> addresses();

// One file each. Nothing when there is no such address.
std::optional<platform::Response> system(Call const& call);
std::optional<platform::Response> deployments(Call const& call);
std::optional<platform::Response> definitions(Call const& call);
std::optional<platform::Response> instances(Call const& call);
std::optional<platform::Response> elements(Call const& call);
std::optional<platform::Response> variables(Call const& call);
std::optional<platform::Response> incidents(Call const& call);
std::optional<platform::Response> messages(Call const& call);
std::optional<platform::Response> jobs(Call const& call);
std::optional<platform::Response> user_tasks(Call const& call);
std::optional<platform::Response> decisions(Call const& call);

}  // namespace drivetrain::app::zeebe_rest
