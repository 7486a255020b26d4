// Routes (see router.h).
#include "app/api/router.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::app::api {

namespace {

/// What stands before the next slash; `rest` begins after it.
std::string_view next_word(std::string_view& rest) {
  auto slash = rest.find('/');
  auto word = rest.substr(0, slash);
  rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
  return word;
}

/// How many words fit literally; nothing when the path does not fit the template. `variable` hears what stands for each of them.
template <class Variable>
std::optional<int> fit(std::string_view path_template, std::string_view path, Variable variable) {
  if (std::count(path_template.begin(), path_template.end(), '/') != std::count(path.begin(), path.end(), '/')) return std::nullopt;
  int literal = 0;
  while (!path_template.empty() || !path.empty()) {
    auto wanted = next_word(path_template), given = next_word(path);
    if (wanted.starts_with('{')) {
      if (given.empty()) return std::nullopt;
      variable(wanted.substr(1, wanted.size() - 2), given);
    } else if (wanted == given) ++literal;
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
    auto literal = fit(route.path, path, [](std::string_view, std::string_view) {});
    if (!literal || *literal < best) continue;
    if (*literal > best) match = {}, best = *literal;
    match.allowed += (match.allowed.empty() ? "" : ", ") + route.method;
    if (route.method != method) continue;
    match.route = &route;
    match.path.clear();
    fit(route.path, path, [&](std::string_view name, std::string_view value) { match.path[std::string(name)] = value; });
  }
  return match;
}

Router make_router() {
  Router router;
  for (auto add : {add_links, add_accounts, add_tokens}) add(router);
  for (auto add : {add_session, add_search, add_drive_train, add_today, add_work, add_standards, add_stations, add_work_items, add_strategy, add_capabilities, add_form, add_absences, add_roles, add_decision_rights, add_decision_scorecards, add_decision_tables, add_delegation, add_decisions, add_rhythms,
                   add_occurrences, add_actions, add_issues, add_ideas, add_processes, add_cases, add_case_page, add_case_operations, add_batches, add_jobs, add_kpis, add_kpi_charts, add_promises, add_facts, add_drift, add_changes, add_model, add_layers, add_release_notes, add_rights_notices, add_own_data, add_audit, add_past_state,
                   add_events, add_system, add_safety})
    add(router);
  return router;
}

}  // namespace drivetrain::app::api
