// Which cases are meant (see case_filter.h).
#include "app/api/case_filter.h"

#include <algorithm>

#include "app/views/promises.h"
#include "base/text.h"
#include "processes/views.h"

namespace drivetrain::app::api {

using processes::Case;

namespace {

bool asked_for(std::vector<std::string> const& wanted, std::string_view value) { return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end(); }

Error not_understood(std::string_view name, Error const& cause) { return {"DT-X902", std::string(name) + " is not understood: " + cause.message, "instants look like 2026-03-27T15:50:00Z, durations like PT4H or P3D"}; }

/// Fills the times from texts by name; an empty text asks for nothing.
template <class TextOf>
Status read_times(CaseFilter& filter, TextOf const& text_of) {
  for (auto [name, into] : {std::pair("started_from", &filter.started_from), std::pair("started_to", &filter.started_to)}) {
    std::string text = text_of(name);
    if (text.empty()) continue;
    auto instant = parse_instant(text);
    if (!instant) return not_understood(name, instant.error());
    *into = *instant;
  }
  for (auto [name, into] : {std::pair("age", &filter.age), std::pair("waiting", &filter.waiting)}) {
    std::string text = text_of(name);
    if (text.empty()) continue;
    auto duration = parse_duration(text);
    if (!duration) return not_understood(name, duration.error());
    *into = *duration;
  }
  return {};
}

std::optional<bool> flag_of(std::optional<std::string> const& text) { return text ? std::optional(*text == "true") : std::nullopt; }

}  // namespace

Result<CaseFilter> case_filter_of(Exchange const& exchange) {
  CaseFilter filter;
  filter.states = exchange.queries("state"), filter.processes = exchange.queries("process"), filter.revisions = exchange.queries("revision");
  filter.tiers = exchange.queries("tier"), filter.customers = exchange.queries("customer"), filter.keys = exchange.queries("key"), filter.promises = exchange.queries("promise");
  filter.element = exchange.query("element").value_or(""), filter.words = lower_ascii(exchange.query("q").value_or(""));
  filter.incident = flag_of(exchange.query("incident")), filter.suspended = flag_of(exchange.query("suspended"));
  DT_CHECK(read_times(filter, [&](char const* name) { return exchange.query(name).value_or(""); }));
  return filter;
}

Result<CaseFilter> case_filter_of(feel::Value const& wanted) {
  CaseFilter filter;
  auto text_of = [&](std::string_view name) {
    auto found = wanted.at(name);
    return found.kind() == feel::Kind::string ? std::string(found.string()) : std::string();
  };
  auto one_of = [&](std::string_view name) {
    auto text = text_of(name);
    return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
  };
  filter.processes = one_of("process"), filter.revisions = one_of("revision"), filter.tiers = one_of("tier"), filter.customers = one_of("customer");
  filter.keys = one_of("key"), filter.promises = one_of("promise");
  filter.element = text_of("element"), filter.words = lower_ascii(text_of("q"));
  for (auto [name, into] : {std::pair("incident", &filter.incident), std::pair("suspended", &filter.suspended)})
    if (auto flag = wanted.at(name); !flag.is_null()) *into = flag.is_true();
  if (auto cases = wanted.at("cases"); cases.kind() == feel::Kind::list)
    for (auto const& one : cases.list()) filter.cases.emplace_back(one.string());
  std::sort(filter.cases.begin(), filter.cases.end());
  DT_CHECK(read_times(filter, text_of));
  return filter;
}

bool fits(Reading const& reading, CaseFilter const& filter, Case const& c) {
  auto state = to_string(c.status);
  if (filter.states.empty() ? state != "running" : !asked_for(filter.states, state)) return false;
  if (!asked_for(filter.processes, c.process.text()) || !asked_for(filter.revisions, c.revision.text()) || !asked_for(filter.tiers, c.tier.text())) return false;
  if (!asked_for(filter.customers, c.customer.text()) || !asked_for(filter.keys, c.business_key)) return false;
  if (!filter.cases.empty() && !std::binary_search(filter.cases.begin(), filter.cases.end(), c.id())) return false;
  if (filter.incident && *filter.incident != (c.incidents > 0)) return false;
  if (filter.suspended && *filter.suspended != (reading.company.processes.suspended(c) != nullptr)) return false;
  if (filter.started_from && c.started < *filter.started_from) return false;
  if (filter.started_to && *filter.started_to < c.started) return false;
  if (filter.age.us > 0 && reading.now < c.started + filter.age) return false;
  if (!filter.element.empty() || filter.waiting.us > 0) {
    auto since = processes::waits_since(c, filter.element);
    if (!since || reading.now < *since + filter.waiting) return false;
  }
  if (!filter.promises.empty() && !asked_for(filter.promises, views::to_string(views::promise_of(reading.company, c, reading.now)))) return false;
  return filter.words.empty() || lower_ascii(c.business_key + "\n" + c.customer.text() + "\n" + c.id()).find(filter.words) != std::string::npos;
}

}  // namespace drivetrain::app::api
