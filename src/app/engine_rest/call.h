// One call of the face: what its handlers share.
#pragma once

#include <functional>
#include <map>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/access/principal.h"
#include "app/api/exchange.h"
#include "app/api/job_poll.h"
#include "app/deployed/definitions.h"
#include "app/faces/takes.h"
#include "feel/value.h"
#include "platform/http.h"

namespace drivetrain::app::engine_rest {

struct Call {
  api::Api& api;
  platform::Request const& request;
  access::Principal const& who;
  std::vector<std::string> parts;  ///< of the path behind /engine-rest
  feel::Value body;                ///< of a POST or PUT; an empty context when there is none

  std::string text(std::string_view field) const;
  std::int64_t number(std::string_view field, std::int64_t otherwise) const;
  /// "true" or true, of the body or the query.
  bool flag(std::string_view field) const;
  /// A field of the query of a GET, or of the body of a POST.
  std::string criterion(std::string_view field) const;
  /// DT-X902 naming a field of the body, or a query parameter, that is none of these and says something: what is false or null asks for nothing.
  Status only(std::initializer_list<std::string_view> known) const;
};

/// {"type": "RestException", "message": "…", "code": …} as there; `status` 0: by the error's code.
platform::Response refusal(Error const& error, int status = 0);
platform::Response no_content();
/// "2026-03-27T08:00:00.000+0000"
std::string written(Instant instant);
/// By `read`, at one moment; errors become refusals.
platform::Response answer_read(Call const& call, std::function<Result<platform::Response>(api::Reading const&)> const& read, std::uint64_t at_least = 0);
/// As the person who asks.
journal::Outcome execute(Call const& call, journal::Command command);

/// Of the version of its process by which it runs.
std::string definition_id(deployed::Definitions const& definitions, processes::Case const& c);
/// As ProcessDefinitionDto.
feel::Context definition_row(deployed::Definition const& definition);
/// As ProcessInstanceDto, with fields for choosing.
feel::Context instance_row(api::Reading const& reading, deployed::Definitions const& definitions, processes::Case const& c);
/// "case-7.a3" as case and activity; the second is empty when there is no dot.
struct Place {
  std::string case_id, activity;
};
Place place_of(std::string const& id);
/// As the person who asks; 204, or the refusal.
template <class C>
platform::Response ask(Call const& call, C const& command) {
  auto outcome = execute(call, journal::command(command, journal::Actor::person(call.who.person)));
  return outcome.refusal ? refusal(*outcome.refusal) : no_content();
}

/// What each takes.
std::span<faces::Address const> addresses();

// One file each. Nothing when there is no such address.
std::optional<platform::Response> external_tasks(Call const& call);
std::optional<platform::Response> deployments(Call const& call);
std::optional<platform::Response> definitions(Call const& call);
std::optional<platform::Response> instances(Call const& call);
std::optional<platform::Response> messages(Call const& call);
std::optional<platform::Response> incidents(Call const& call);
std::optional<platform::Response> jobs(Call const& call);
std::optional<platform::Response> tasks(Call const& call);
std::optional<platform::Response> decisions_of(Call const& call);
std::optional<platform::Response> history(Call const& call);

}  // namespace drivetrain::app::engine_rest
