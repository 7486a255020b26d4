// Router: which handler answers a method and a path. The list of routes is compared with the contract by a test, name by name; who
// may ask is the contract's to say (x-access), and decided before any handler runs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/api/exchange.h"

namespace drivetrain::app::api {

struct Route {
  std::string operation;                ///< operationId of the contract
  std::string method, path;             ///< "GET", "/api/v1/queues/{role}"
  Handler handler;
};

class Router {
 public:
  /// `path` as in the contract, without /api/v1.
  void read(std::string path, std::string operation, ReadHandler handler);
  /// A command: its body fits the contract.
  void write(std::string path, std::string operation, Handler handler);
  void add(Route route) { routes_.push_back(std::move(route)); }

  std::vector<Route> const& routes() const { return routes_; }
  struct Match {
    Route const* route = nullptr;       ///< null when no route has this method
    std::map<std::string, std::string, std::less<>> path;
    std::string allowed;                ///< methods of this path, "GET, POST"; empty: no such path
  };
  /// Of two templates that fit, the one with a word where the other has a variable.
  Match find(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

// One file each.
void add_session(Router& router);
void add_links(Router& router);
void add_accounts(Router& router);
void add_tokens(Router& router);
void add_search(Router& router);
void add_drive_train(Router& router);
void add_today(Router& router);
void add_work(Router& router);
void add_work_items(Router& router);
void add_standards(Router& router);
void add_stations(Router& router);
void add_strategy(Router& router);
void add_capabilities(Router& router);
void add_form(Router& router);
void add_absences(Router& router);
void add_roles(Router& router);
void add_decision_rights(Router& router);
void add_decision_scorecards(Router& router);
void add_decision_tables(Router& router);
void add_delegation(Router& router);
void add_decisions(Router& router);
void add_rhythms(Router& router);
void add_occurrences(Router& router);
void add_actions(Router& router);
void add_issues(Router& router);
void add_ideas(Router& router);
void add_processes(Router& router);
void add_cases(Router& router);
void add_case_page(Router& router);
void add_case_operations(Router& router);
void add_batches(Router& router);
void add_jobs(Router& router);
void add_kpis(Router& router);
void add_kpi_charts(Router& router);
void add_promises(Router& router);
void add_facts(Router& router);
void add_drift(Router& router);
void add_changes(Router& router);
void add_model(Router& router);
void add_release_notes(Router& router);
void add_rights_notices(Router& router);
void add_layers(Router& router);
void add_own_data(Router& router);
void add_audit(Router& router);
void add_past_state(Router& router);
void add_events(Router& router);
void add_system(Router& router);
void add_safety(Router& router);
/// All of them.
Router make_router();

}  // namespace drivetrain::app::api
