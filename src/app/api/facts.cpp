// /facts: what other systems report, each of a type that an interface of the model declares.
#include "app/api/router.h"
#include "app/api/write.h"
#include "performance/commands.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

Response report_facts(Exchange& exchange) {
  performance::ReportFacts command;
  command.interface = exchange.text("interface");
  command.type_of_event = exchange.text("type");
  command.attributes = exchange.value("attributes");
  if (auto at = exchange.text("occurred_at"); !at.empty()) {
    auto occurred = parse_instant(at);
    if (occurred) command.occurred_at = *occurred;  // the contract has refused what is no instant
  }
  return ask(exchange, command);
}

}  // namespace

void add_facts(Router& router) { router.write("/facts", "report_facts", report_facts); }

}  // namespace drivetrain::app::api
