// Ordering an erasure (journal/commands.h): who may, and what is remembered until the storage has carried it out.
#include "app/company.h"
#include "app/erasure.h"
#include "decisions/route.h"

namespace drivetrain::app {

namespace {

/// What a decision governs that may order erasures.
constexpr std::string_view governed_matter = "personal-data";
constexpr std::string_view retention_policy = "retention";

Result<std::string> right_to_erase(Company const& company, journal::Transition const& transition, std::string const& about, std::size_t records) {
  auto const& actor = transition.actor();
  if (actor == journal::Actor::policy(std::string(retention_policy))) {
    for (auto const& selection : due_by_retention(company.model(), transition.now()))
      if (retention_about(selection) == about) return std::string();
    return Error{"DT-X904", "the model does not say how long this is kept (" + about + "), so none of it is too old", "Give the company's thresholds, for example  retention_days_cases: 730."};
  }
  decisions::Decision const* right = nullptr;
  for (auto const& [id, decision] : company.model().decisions.decisions)
    for (auto const& governed : decision.governs) {
      if (governed.value != governed_matter) continue;
      if (right) return Error{"DT-X909", "both " + right->header.id + " and " + id + " govern personal-data; nobody can say whose right it is", "Let exactly one decision say  governs: [personal-data]."};
      right = &decision;
    }
  if (!right) return Error{"DT-X909", "no decision right governs the erasure of personal data", "Let a decision of the model say  governs: [personal-data]; who holds it may erase."};
  feel::Context facts;
  facts.set("records", feel::Value(records));
  auto route = decisions::route_facts(*right, feel::Value(std::move(facts)), "", company.people(), transition.now());
  if (actor.kind == journal::ActorKind::person && !route.person.empty() && actor.id == route.person) return right->header.id;
  return Error{"DT-X904", "erasing personal data is for " + (route.person.empty() ? "nobody of today" : decisions::decider_in_words(route, company.model().organisation)) + " to order (" +
                              right->header.id + "), not for " + actor.id,
               "Ask the holder of that right."};
}

Status order_erasure(journal::OrderErasure const& command, Company& company, journal::Transition& transition) {
  transition.about(command.about);
  DT_TRY(auto right, right_to_erase(company, transition, command.about, command.records.size()));
  if (command.reason.empty()) return Error{"DT-X905", "an erasure needs a reason: it is all that will be left to answer for it", "Say why, for example by the request's number."};
  if (command.records.empty()) return Error{"DT-X902", "the order names no record", "Plan it anew."};
  std::uint64_t last = 0;
  for (auto const& tombstone : command.records) {
    if (tombstone.position <= last || tombstone.position >= transition.command_position() || tombstone.remains.size() != Sha256().size())
      return Error{"DT-X902", "the order names record " + std::to_string(tombstone.position) + ", which cannot be erased so", "Plan it anew; it is in order of position, and each has the hash of what remains."};
    last = tombstone.position;
  }
  auto id = "erasure-" + std::to_string(transition.command_position());
  transition.emit(journal::ErasureOrdered{id, command.about, command.reason, transition.actor().id, std::move(right), command.records});
  transition.reply(id);
  return {};
}

Status confirm_erasure(journal::ConfirmErasure const& command, Company& company, journal::Transition& transition) {
  transition.about(command.erasure);
  if (transition.actor() != journal::Actor::installation() || !company.open_erasures.contains(command.erasure))
    return Error{"DT-X901", "no erasure " + command.erasure + " is open for the installation to confirm", ""};
  transition.emit(journal::ErasureCarriedOut{command.erasure});
  return {};
}

}  // namespace

void Company::register_erasure() {
  registry_.command<journal::OrderErasure>(order_erasure);
  registry_.command<journal::ConfirmErasure>(confirm_erasure);
  registry_.event<journal::ErasureOrdered>([](auto const& event, journal::Record const&, Company& c) { c.open_erasures[event.erasure] = event; });
  registry_.event<journal::ErasureCarriedOut>([](auto const& event, journal::Record const&, Company& c) { c.open_erasures.erase(event.erasure); });
}

}  // namespace drivetrain::app
