// Exchange: one request on its way through the API: who asks, what for, and what the handler may use to answer. Reads run inside
// the journal's read, so that an answer shows one moment; writes hand a command to the journal and answer with its position.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/access/principal.h"
#include "app/journal_index.h"
#include "app/runtime.h"
#include "app/views/holders.h"
#include "base/json_writer.h"
#include "feel/value.h"
#include "platform/http.h"

namespace drivetrain::app::api {

class Api;
struct Route;

/// What a read sees: the company at one moment, and who looks.
struct Reading {
  Company const& company;
  JournalIndex const& index;
  Instant now;
  std::uint64_t position = 0;      ///< the last record that it includes
  std::string person;              ///< signed in; empty: nobody

  OperatingModel const& model() const { return company.model(); }
};

struct Exchange {
  Api& api;
  platform::Request const& request;
  Route const& route;
  std::map<std::string, std::string, std::less<>> path;  ///< values of the template: {role} → path.at("role")
  std::string person;                                    ///< in whose name; empty: nobody's
  access::Principal who;                                 ///< proven, and let through by the contract's demand
  feel::Value body;                                      ///< fits the contract when the handler sees it

  std::string const& at(std::string_view name) const { return path.find(name)->second; }
  /// The first query parameter of that name.
  std::optional<std::string> query(std::string_view name) const;
  std::vector<std::string> queries(std::string_view name) const;
  bool asks_for(std::string_view name, std::string_view value) const;  ///< no such parameter, or one with this value
  // Of the body; empty or null when absent.
  std::string text(std::string_view field) const;
  feel::Value value(std::string_view field) const { return body.at(field); }
};

/// What a refusal may add to its words.
struct Hints {
  std::optional<views::Holder> holder;             ///< who may
  std::function<void(JsonWriter&)> passed_over;    ///< an object: what comes first
};

using ReadHandler = Status (*)(Exchange const&, Reading const&, JsonWriter&);
using Handler = std::function<platform::Response(Exchange&)>;

/// Answers by `read`, inside the journal's read; errors become problems.
platform::Response answer_read(Exchange const& exchange, std::function<Status(Reading const&, JsonWriter&)> const& read);
/// {position, id?}, or the refusal with what `hints` finds on a fresh reading.
using HintsOf = std::function<Hints(Reading const&)>;
platform::Response answer_outcome(Exchange const& exchange, journal::Outcome const& outcome, HintsOf const& hints = {});
/// {position, …} with what `more` adds to an outcome that was accepted.
platform::Response answer_made(journal::Outcome const& outcome, std::function<void(JsonWriter&)> const& more);
/// Hands all of them to the journal at once, so that they share its commits: {position, refused, items}, each item {position, id?} or a refusal, in
/// the order of the commands.
platform::Response answer_many(Exchange const& exchange, std::vector<journal::Command> commands);
/// As the signed-in person.
journal::Outcome execute(Exchange const& exchange, journal::Command command);
template <class C>
platform::Response ask(Exchange const& exchange, C const& command, HintsOf const& hints = {}) {
  return answer_outcome(exchange, execute(exchange, journal::command(command, journal::Actor::person(exchange.person))), hints);
}

/// A page of a list: `limit` and `cursor` of the request. The cursor is the place at which the next page begins.
struct Page {
  std::size_t offset = 0, limit = 50;
  std::optional<std::uint32_t> after;  ///< fingerprint of the last one on the page before: it may have moved since
};
Result<Page> page_of(Exchange const& exchange);

}  // namespace drivetrain::app::api
