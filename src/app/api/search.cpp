// /search: entities of the model, cases, decisions, issues and changes by id, title or business key. For the palette and for pickers.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/write.h"
#include "base/text.h"

namespace drivetrain::app::api {

namespace {

struct Hit {
  int distance = 0;                 ///< 0 best
  views::Reference reference;
  std::string text;
};

/// 0: the whole; 1: begins with it; 2: a word begins with it; 3: contains it. Nothing: not in it.
std::optional<int> match_distance(std::string_view text, std::string_view wanted) {
  auto lower = lower_ascii(text);
  auto at = lower.find(wanted);
  if (at == std::string::npos) return std::nullopt;
  if (lower == wanted) return 0;
  if (at == 0) return 1;
  for (; at != std::string::npos; at = lower.find(wanted, at + 1))
    if (at > 0 && (lower[at - 1] == ' ' || lower[at - 1] == '-')) return 2;
  return 3;
}

class Search {
 public:
  Search(Exchange const& exchange, Reading const& reading) : exchange_(exchange), reading_(reading), wanted_(lower_ascii(trim(exchange.query("q").value_or("")))) {}

  void offer(std::string_view kind, std::string const& id, std::string const& title, std::string const& more, std::string text = {}) {
    if (!exchange_.asks_for("kind", kind)) return;
    std::optional<int> best;
    for (auto const& one : {id, title, more})
      if (auto distance = match_distance(one, wanted_); distance && (!best || *distance < *best)) best = distance;
    if (best) hits_.push_back({*best, {std::string(kind), id, title, views::href_of(reading_.company, kind, id)}, std::move(text)});
  }

  std::vector<Hit> take(std::size_t most) {
    std::stable_sort(hits_.begin(), hits_.end(), [](Hit const& a, Hit const& b) { return a.distance < b.distance; });
    if (hits_.size() > most) hits_.resize(most);
    return std::move(hits_);
  }

 private:
  Exchange const& exchange_;
  Reading const& reading_;
  std::string wanted_;
  std::vector<Hit> hits_;
};

void offer_case(Search& search, Reading const& reading, processes::Case const& c) {
  auto process = views::title_of(reading.company, "process", c.process.text());
  search.offer("case", c.id(), c.business_key.empty() ? c.id() : c.business_key, c.customer.text(), process + (c.customer.empty() ? "" : " for " + c.customer.text()));
}

Status search_all(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  Search search(exchange, reading);
  auto const& company = reading.company;
  for (auto const& entity : reading.model().entities)
    if (auto kind = views::api_kind(entity.kind); !kind.empty() && kind != "company") search.offer(kind, entity.id, entity.title, "", entity.file);
  for (auto const& gauge : adaptation::all_gauges()) search.offer("gauge", gauge.id, gauge.title, "", gauge.measures);
  for (auto const& [number, c] : company.processes.open_cases()) offer_case(search, reading, c);
  for (auto const& c : company.processes.finished_cases()) offer_case(search, reading, c);
  for (auto const& [id, live] : company.decisions.live)
    search.offer("decision_live", id, live.title, live.decision, views::title_of(company, "decision", live.decision));
  for (auto const& [id, issue] : company.coordination.issues)
    search.offer("issue", id, issue.raised.title, "", views::title_of(company, "issue_type", issue.raised.issue_type));
  for (auto const& [id, idea] : company.ideas.all) search.offer("idea", id, idea.proposed.title, "", idea.proposed.problem);
  for (auto const& [id, change] : company.adaptation.changes) search.offer("change", id, change.proposal.title, "", change.proposal.reason);
  object(json, [&] {
    list_field(json, "items", search.take(page.limit), [&](Hit const& hit) {
      object(json, [&] {
        json.field("kind", hit.reference.kind).field("id", hit.reference.id).field("title", hit.reference.title).field("href", hit.reference.href);
        text_if(json, "text", hit.text);
      });
    });
  });
  return {};
}

}  // namespace

void add_search(Router& router) { router.read("/search", "search", search_all); }

}  // namespace drivetrain::app::api
