// Routes (see router.h).
#include "app/api/router.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::app::api {

namespace {

using Values = std::map<std::string, std::string, std::less<>>;

/// How many words fit literally; nothing when the path does not fit the template.
std::optional<int> fit(std::string_view path_template, std::string_view path, Values& values) {
  auto wanted = split(path_template, '/'), given = split(path, '/');
  if (wanted.size() != given.size()) return std::nullopt;
  int literal = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      if (given[i].empty()) return std::nullopt;
      values[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = std::string(given[i]);
    } else if (wanted[i] == given[i]) ++literal;
    else return std::nullopt;
  }
  return literal;
}

}  // namespace

void Router::read(std::string path, std::string operation, ReadHandler handler) {
  add({std::move(operation), "GET", "/api/v1" + path, [handler](Exchange& exchange) {
         return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) { return handler(exchange, reading, json); });
       }});
}

void Router::write(std::string path, std::string operation, Handler handler) {
  add({std::move(operation), "POST", "/api/v1" + path, std::move(handler)});
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
  Match match;
  int best = -1;
  for (auto const& route : routes_) {
    Values values;
    auto literal = fit(route.path, path, values);
    if (!literal || *literal < best) continue;
    if (*literal > best) match = {}, best = *literal;
    match.allowed += (match.allowed.empty() ? "" : ", ") + route.method;
    if (route.method != method) continue;
    match.route = &route;
    match.path = std::move(values);
  }
  return match;
}

Router make_router() {
  Router router;
  for (auto add : {add_links, add_accounts, add_tokens}) add(router);
  for (auto add : {add_session, add_search, add_drive_train, add_today, add_work, add_standards, add_stations, add_work_items, add_strategy, add_capabilities, add_form, add_absences, add_roles, add_decision_rights, add_decision_tables, add_delegation, add_decisions, add_rhythms,
                   add_occurrences, add_actions, add_issues, add_processes, add_cases, add_case_page, add_case_operations, add_batches, add_jobs, add_kpis, add_facts, add_drift, add_changes, add_model, add_layers, add_release_notes, add_rights_notices, add_own_data, add_audit, add_past_state,
                   add_events, add_system, add_safety})
    add(router);
  return router;
}

}  // namespace drivetrain::app::api
