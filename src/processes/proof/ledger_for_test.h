// Ledger: an accounting of tokens that shares nothing with the engine but the drawn model. It reads the events alone. A node that a token has
// left owes one arrival by each flow that it must have taken; whatever begins, passes or arrives must have been owed. When a command is
// done, nothing may be owed: then a token would have been lost; and nothing may have come that was not owed: then one was doubled.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "feel/json.h"
#include "processes/case_commands.h"
#include "processes/case_events.h"
#include "processes/events.h"
#include "processes/program.h"
#include "processes/proof/account_for_test.h"
#include "processes/state.h"

namespace drivetrain::processes::proof {

class Ledger {
 public:
  using Find = std::function<Program const*(std::string const& revision, std::string const& process)>;
  explicit Ledger(Find find) : find_(std::move(find)) {}

  /// The first thing that was wrong; empty: nothing.
  std::string const& fault() const { return fault_; }

  /// A person is about to begin these tokens (ModifyCase).
  void expect_change(std::vector<NewToken> tokens) { changes_ = std::move(tokens); }

  void on(journal::Record const& record) {
    if (!fault_.empty()) return;
    bool known = take<CaseStarted>(record) || take<ActivityActivated>(record) || take<ActivityCompleted>(record) || take<ActivityCancelled>(record) || take<ElementPassed>(record) ||
                 take<TokenArrived>(record) || take<JoinFired>(record) || take<IncidentRaised>(record) || take<IncidentResolved>(record) || take<CompensationKept>(record) ||
                 take<CompensationBegun>(record) || take<ErrorThrown>(record) || take<CaseCompleted>(record) || take<CaseCancelled>(record) || take<CaseModified>(record) || take<CaseMigrated>(record) ||
                 take<ScopeAbandoned>(record) || take<ScopeCleared>(record) || take<ArrivalsCancelled>(record);
    static_cast<void>(known);
  }

  /// Nothing is on its way any more.
  void end_of_command() {
    for (auto& [id, book] : books_) {
      for (auto const& one : book.owed)
        if (one.must) fail(id, "lost a token: nothing came to '" + book.program->id(one.node) + "' in " + (one.anywhere ? "any scope" : activity_id(one.scope)) + ", which " + one.why);
      for (auto const& [_, group] : book.groups)
        if (group.came == 0) fail(id, "lost a token: none of the ways on was taken by what " + group.why);
      book.owed.clear(), book.groups.clear(), book.left.clear(), book.reborn.clear(), book.chosen.clear(), book.silent.clear();
      book.changed = false;
    }
    changes_.clear();
  }

  /// The state remembers what the events say, no more and no less.
  void compare(State const& state) {
    for (auto const& [number, c] : state.open_cases()) {
      auto found = books_.find(c.id());
      if (found == books_.end()) return fail(c.id(), "is open, and no event began it");
      auto const& book = found->second;
      if (c.activities_made != book.made) fail(c.id(), "has made " + std::to_string(c.activities_made) + " activities, and the events tell of " + std::to_string(book.made));
      for (auto const& [a, activity] : c.activities)
        if (!book.open.contains(a)) fail(c.id(), "holds " + activity_id(a) + " at '" + activity.element.text() + "', which is over");
      for (auto const& [a, entry] : book.open)
        if (!c.activities.contains(a)) fail(c.id(), "has forgotten " + activity_id(a) + " at '" + entry.element + "'");
      std::map<Place, std::map<std::string, std::uint32_t>> there;
      c.each_join([&](Join const& join) {
        for (auto const& one : join.arrivals) there[{join.scope, join.element.text()}][one.flow.text()] += one.tokens;
      });
      auto arrived = book.arrived;
      for (auto& [_, flows] : arrived) std::erase_if(flows, [](auto const& one) { return one.second == 0; });
      std::erase_if(arrived, [](auto const& one) { return one.second.empty(); });
      if (there != arrived) fail(c.id(), "counts other tokens at its joins than have arrived there");
    }
    for (auto const& [id, book] : books_)
      if (!state.open(id)) fail(id, "is gone from the open cases without an end");
  }

 private:
  using Place = account::Place;
  using Entry = account::Entry;
  using Owed = account::Owed;
  using Left = account::Left;
  using Book = account::Book;

  template <class E>
  bool take(journal::Record const& record) {
    if (record.type != E::type.number) return false;
    E event{};
    if (!decode_fields(record.payload, event)) return fail("", "an event cannot be read"), true;
    if constexpr (std::is_same_v<E, CaseStarted>) started(event);
    else if (auto found = books_.find(event.case_id); found == books_.end()) fail(event.case_id, "has an event, and is not open");
    else if constexpr (std::is_same_v<E, CaseCompleted> || std::is_same_v<E, CaseCancelled>) ended(found->second, event.case_id, std::is_same_v<E, CaseCompleted>);
    else happened(found->second, event);
    return true;
  }

  void fail(std::string const& case_id, std::string what) {
    if (fault_.empty()) fault_ = "ledger: " + case_id + " " + std::move(what);
  }

  // ------------------------------------------------------------------------------------------ owing

  void owe(Book& book, NodeIndex node, ActivityNumber scope, std::string why, bool must = true, int group = -1, bool anywhere = false) {
    if (group < 0) group = -2 - static_cast<int>(++numbers_);  // alone, but to be found again by whoever takes it back
    book.owed.push_back({node, scope, must, anywhere, group, std::move(why)});
  }
  int new_group(Book& book, std::string why) {
    auto number = static_cast<int>(++numbers_);
    book.groups[number] = {std::move(why), 0};
    return number;
  }

  /// A token has come to the node. False when none was owed.
  bool came(Book& book, NodeIndex node, ActivityNumber scope, bool by_flow = true) {
    auto best = book.owed.end();
    int best_rank = 9;
    for (auto one = book.owed.begin(); one != book.owed.end(); ++one) {
      if (one->node != node || (!one->anywhere && one->scope != scope) || (one->by_flow && !by_flow)) continue;
      bool needed = one->must || (one->group >= 0 && book.groups[one->group].came == 0);
      int rank = (needed ? 0 : 2) + (one->anywhere ? 1 : 0);
      if (rank < best_rank) best = one, best_rank = rank;
    }
    if (best == book.owed.end()) return false;
    if (best->group >= 0) ++book.groups[best->group].came;
    book.owed.erase(best);
    return true;
  }
  void must_have_come(Book& book, std::string const& id, NodeIndex node, ActivityNumber scope, char const* how) {
    if (node == no_index || came(book, node, scope)) return;
    // The steps of an ad hoc sub-process begin by themselves.
    if (auto around = book.open.find(scope); around != book.open.end() && book.program->node(node).incoming == 0)
      if (auto owner = book.program->find(around->second.element); owner != no_index && book.program->node(owner).kind == ElementKind::ad_hoc_sub_process) return;
    // What a person begins says no scope; where the step is begun twice in the command, it may have been taken for the other one.
    if (book.changed)
      if (auto other = std::find_if(book.owed.begin(), book.owed.end(), [&](Owed const& one) { return one.node == node && !one.must && !one.anywhere; }); other != book.owed.end()) {
        book.owed.erase(other);
        return;
      }
    fail(id, std::string("doubled a token: '") + book.program->id(node) + "' " + how + " in " + (scope == 0 ? "the case" : activity_id(scope)) + ", and nothing led there");
  }

  /// The token goes on behind the node.
  void goes_on(Book& book, NodeIndex node, ActivityNumber scope, FlowIndex only = no_index, bool anywhere = false) {
    auto const& program = *book.program;
    auto const& drawn = program.node(node);
    if (drawn.for_compensation || drawn.kind == ElementKind::event_sub_process) return;
    auto why = "'" + program.id(node) + "' was left for";
    if (auto const* link = program.trigger(node, TriggerKind::link); link && drawn.kind == ElementKind::throw_event) {
      for (NodeIndex other = 0; other < program.nodes().size(); ++other)
        if (program.node(other).kind == ElementKind::catch_event && program.node(other).scope == drawn.scope)
          if (auto const* target = program.trigger(other, TriggerKind::link); target && target->name == link->name) owe(book, other, scope, why, true, -1, anywhere);
      return;
    }
    if (only != no_index) {
      owe(book, program.flow(only).target, scope, why, true, -1, anywhere);
      book.owed.back().by_flow = true;
      return;
    }
    if (drawn.kind == ElementKind::exclusive_gateway && drawn.outgoing > 0) return owe(book, node, scope, why, true, -1, anywhere);  // it chooses yet
    bool conditional = false;
    auto flows = program.outgoing(node);
    for (auto const& flow : flows) conditional |= flow.condition != no_index;
    conditional |= drawn.default_flow != no_index;
    if (flows.empty()) return book.left.push_back({node, scope, anywhere, 0});
    auto group = conditional ? new_group(book, "left '" + program.id(node) + "'") : -2 - static_cast<int>(++numbers_);
    for (auto const& flow : flows) book.owed.push_back({flow.target, scope, !conditional, anywhere, group, why, true});
    book.left.push_back({node, scope, anywhere, group});
  }

  /// What was on its way in a scope that is over.
  static void drop(Book& book, ActivityNumber scope) {
    for (auto const& one : book.owed)
      if (one.scope == scope && !one.anywhere && one.group >= 0) book.groups.erase(one.group);
    std::erase_if(book.owed, [&](Owed const& one) { return one.scope == scope && !one.anywhere; });
  }
  /// The scope and all that lies in it.
  static void drop_all(Book& book, ActivityNumber scope) {
    std::set<ActivityNumber> scopes{scope};
    for (auto const& [number, entry] : book.open)
      if (entry.opens && scopes.contains(entry.scope)) scopes.insert(number);
    for (auto one : scopes) drop(book, one);
  }

  /// What is in the scope ends all at once, also what a person was about to begin there.
  static void end_all(Book& book, ActivityNumber scope) {
    drop_all(book, scope);
    auto found = book.open.find(scope);
    auto owner = found == book.open.end() ? no_index : book.program->find(found->second.element);
    auto lies_in = [&](NodeIndex node) {
      for (auto around = node; around != no_index; around = book.program->scopes()[book.program->node(around).scope].owner)
        if (around == owner) return true;
      return scope == 0;
    };
    for (auto const& one : book.owed)
      if (one.anywhere && lies_in(one.node) && one.group >= 0) book.groups.erase(one.group);
    std::erase_if(book.owed, [&](Owed const& one) { return one.anywhere && lies_in(one.node); });
  }

  /// It is over, and only waits to be cancelled.
  static bool is_over(Book const& book, ActivityNumber number, ActivityNumber scope) {
    auto found = book.abandoned.find(scope);
    return found != book.abandoned.end() && number <= found->second;
  }

  // ------------------------------------------------------------------------------------------ events

  void started(CaseStarted const& event) {
    auto& book = books_[event.case_id];
    book.program = find_(event.revision, event.process);
    if (!book.program) return fail(event.case_id, "runs on a program that is not there");
    auto const& whole = book.program->scopes()[0];
    book.parent = case_number(event.parent);
    if (book.parent != 0) {
      auto caller = books_.find(event.parent);
      if (caller == books_.end() || !caller->second.open.contains(activity_number(event.parent_activity))) fail(event.case_id, "was called by nobody");
      return owe(book, whole.start, 0, "begins the called case");
    }
    auto group = new_group(book, "began the case");
    for (auto start : whole.starts) owe(book, start, 0, "began the case", false, group);
    for (NodeIndex node = 0; node < book.program->nodes().size(); ++node)
      if (book.program->node(node).instantiates) owe(book, node, 0, "began the case", false, group);
  }

  void happened(Book& book, ActivityActivated const& event) {
    auto node = book.program->find(event.element);
    auto number = activity_number(event.activity);
    if (node == no_index) return fail(event.case_id, "waits at '" + event.element + "', which its program does not have");
    if (number != book.made + 1) fail(event.case_id, "numbers " + event.activity + " after a" + std::to_string(book.made));
    book.made = number;
    auto const& drawn = book.program->node(node);
    Entry entry{event.element, event.kind, activity_number(event.scope), activity_number(event.host), activity_number(event.compensates), event.item, event.stage};
    entry.listens = entry.host != 0 || event.of_scope;
    entry.opens = event.opens, entry.job = !event.topic.empty(), entry.total = event.total;
    if (entry.host != 0 && !book.open.contains(entry.host)) fail(event.case_id, event.activity + " listens for " + event.host + ", which is over");
    if (entry.scope != 0 && (!book.open.contains(entry.scope) || !book.open[entry.scope].opens)) fail(event.case_id, event.activity + " lives in " + event.scope + ", which is no scope");
    bool undoes = event.kind.starts_with("compensation") && event.kind != "compensation_throw";
    bool by_event = drawn.kind == ElementKind::event_sub_process;
    if (by_event)
      for (auto start : book.program->inner(node).starts)
        if (book.program->node(start).interrupting) end_all(book, entry.scope), forget_arrived(book, event.case_id, entry.scope, false);
    if (!entry.listens && !undoes && !by_event) must_have_come(book, event.case_id, node, entry.scope, "begins");
    if (event.kind == "cancel") end_all(book, entry.scope), forget_arrived(book, event.case_id, entry.scope, false);
    book.open[number] = entry;
    if (!event.opens || undoes) return;
    if (event.kind == "multi_instance" || event.kind == "loop") {
      auto const& loop = book.program->loop(node);
      bool parallel = loop.kind == LoopPart::Kind::parallel && event.kind == "multi_instance";
      auto first = parallel ? event.total : event.total == 0 ? 0 : 1;
      for (std::int64_t i = 0; i < first; ++i) owe(book, node, number, "is to run " + std::to_string(event.total) + " times", event.kind == "multi_instance" || !loop.test_before);
      return;
    }
    if (drawn.kind == ElementKind::ad_hoc_sub_process) return;
    if (auto start = book.program->inner(node).start; start != no_index) owe(book, start, number, "begins the sub-process", !book.changed);
    if (by_event) owe(book, book.program->inner(node).starts.front(), number, "begins the event sub-process");
  }

  /// The instance of a body is done: another one may follow.
  void instance_over(Book& book, NodeIndex node, ActivityNumber scope) {
    auto body = book.open.find(scope);
    if (body == book.open.end()) return;
    auto const& loop = book.program->loop(node);
    if (loop.kind != LoopPart::Kind::parallel) owe(book, node, scope, "may run again", false);
    book.left.push_back({node, scope, false, 0});
  }

  void happened(Book& book, ActivityCompleted const& event) {
    auto number = activity_number(event.activity);
    auto found = book.open.find(number);
    if (found == book.open.end()) return fail(event.case_id, "completes " + event.activity + ", which is not under way");
    auto entry = found->second;
    auto node = book.program->find(entry.element);
    auto const& drawn = book.program->node(node);
    if (entry.opens) {
      for (auto const& [inner, other] : book.open)
        if (other.scope == number && !is_over(book, inner, number)) fail(event.case_id, "completes " + event.activity + " around " + activity_id(inner) + " at '" + other.element + "'");
      bool cut = (entry.kind == "multi_instance" && book.program->loop(node).completion != no_index) || drawn.kind == ElementKind::ad_hoc_sub_process;
      for (auto const& one : book.owed)
        if (one.scope == number && one.must && !one.anywhere && !cut) fail(event.case_id, "completes " + event.activity + " before a token came to '" + book.program->id(one.node) + "'");
      drop(book, number);
      forget_arrived(book, event.case_id, number, !cut);
    }
    book.open.erase(found);
    if (entry.kind == "async_before" || entry.kind == "async_after") {
      if (entry.stage != 4) return owe(book, node, entry.scope, "goes on from its rest");
      if (entry.item >= 0) return instance_over(book, node, entry.scope);
      if (entry.compensates == 0) goes_on(book, node, entry.scope);
      return;
    }
    if (entry.listens) {
      auto host = book.open.find(entry.host);
      bool gateway = host != book.open.end() && host->second.kind == "event_gateway";
      if (gateway) book.chosen.insert(entry.host);
      if (drawn.kind != ElementKind::boundary_event && !gateway) return;
      bool own = drawn.async_before || drawn.async_after || (drawn.mapping != no_index && !book.program->mapping(node).out.empty());
      if (own && drawn.kind == ElementKind::boundary_event) return owe(book, node, entry.scope, "has fired");
      return goes_on(book, node, entry.scope);
    }
    if (entry.kind == "event_gateway") {
      if (book.chosen.contains(number)) return;
      auto group = new_group(book, "left '" + entry.element + "'");
      for (auto const& flow : book.program->outgoing(node)) owe(book, flow.target, entry.scope, "chosen", false, group);
      return;
    }
    bool undone = entry.kind == "compensation" || entry.kind == "compensation_of_several";
    bool body = entry.kind == "multi_instance" || entry.kind == "loop";
    if (undone) return;
    bool after = entry.item >= 0 && !body ? book.program->loop(node).async_after : drawn.async_after;
    // In Camunda 7 an error that nobody catches ends the token at once: it does not rest behind the step either.
    bool ended = entry.compensates == 0 && book.silent.contains(node);
    if (after && !ended) {
      owe(book, node, entry.scope, "rests behind itself");
      book.left.push_back({node, entry.scope, false, book.owed.back().group});
      return;
    }
    if (entry.compensates != 0) return book.left.push_back({node, entry.scope, false, 0});
    if (entry.item >= 0 && !body) {
      book.silent.erase(node);  // it was this instance that ended; the others, and what contains them, go on
      return instance_over(book, node, entry.scope);
    }
    if (book.silent.erase(node) > 0) return;
    goes_on(book, node, entry.scope);
  }

  void happened(Book& book, ActivityCancelled const& event) {
    auto number = activity_number(event.activity);
    auto found = book.open.find(number);
    if (found == book.open.end()) return fail(event.case_id, "cancels " + event.activity + ", which is not under way");
    if (!found->second.listens) book.reborn.emplace_back(book.program->find(found->second.element), found->second.scope);
    if (found->second.opens) {
      // A person who moves tokens ends a scope and begins in it anew; whatever else ends it also ends what was about to begin there.
      bool by_hand = event.reason.starts_with("it was moved by hand") || event.reason.starts_with("nothing was left in it");
      by_hand ? drop_all(book, number) : end_all(book, number);
      for (auto const& [inner, other] : book.open)
        if (other.scope == number && !is_over(book, inner, number)) fail(event.case_id, "cancels " + event.activity + " around " + activity_id(inner) + " at '" + other.element + "'");
      forget_arrived(book, event.case_id, number, false);
    }
    auto entry = found->second;
    book.open.erase(found);
    if (auto node = book.program->find(entry.element); node != no_index && cancelled_itself(book, node, event.reason)) transaction_over(book, node, entry);
  }

  /// A cancel end event of its own says so (BPMN 2.0.2 §10.5.5); what lies inside is cancelled with the same words.
  static bool cancelled_itself(Book const& book, NodeIndex transaction, std::string const& reason) {
    constexpr std::string_view words = "' cancelled it";
    if (!reason.starts_with("'") || !reason.ends_with(words) || book.program->node(transaction).kind != ElementKind::transaction) return false;
    auto end = book.program->find(reason.substr(1, reason.size() - 1 - words.size()));
    return end != no_index && book.program->trigger(end, TriggerKind::cancel) && book.program->scopes()[book.program->node(end).scope].owner == transaction;
  }
  /// It goes on at the cancel event on its border, which is that of all its instances; without one as though it were complete.
  void transaction_over(Book& book, NodeIndex node, Entry const& entry) {
    for (auto boundary : book.program->boundaries(node))
      if (book.program->trigger(boundary, TriggerKind::cancel)) {
        if (entry.item < 0) owe(book, boundary, entry.scope, "the transaction was cancelled");
        return;
      }
    if (entry.kind == "multi_instance" || entry.kind == "loop") return;
    if (entry.item >= 0) return instance_over(book, node, entry.scope);
    goes_on(book, node, entry.scope);
  }

  void happened(Book& book, ElementPassed const& event) {
    auto node = book.program->find(event.element);
    auto scope = activity_number(event.scope);
    if (node == no_index) return fail(event.case_id, "passes '" + event.element + "', which its program does not have");
    must_have_come(book, event.case_id, node, scope, "is passed");
    auto const& program = *book.program;
    auto flow = event.flow.empty() ? no_index : program.find_flow(event.flow);
    if (program.trigger(node, TriggerKind::terminate)) {
      end_all(book, scope), forget_arrived(book, event.case_id, scope, false);
      return;
    }
    if (program.node(node).instantiates && program.node(node).all_triggers)  // the others are awaited too
      for (FlowIndex i = 0; i < program.node(node).outgoing; ++i)
        if (auto other = program.node(node).first_outgoing + i; other != flow) owe(book, program.flow(other).target, scope, "is awaited too");
    goes_on(book, node, scope, flow);
  }

  void happened(Book& book, TokenArrived const& event) {
    auto node = book.program->find(event.element);
    auto scope = activity_number(event.scope);
    must_have_come(book, event.case_id, node, scope, "is reached");
    if (auto flow = book.program->find_flow(event.flow); flow == no_index || book.program->flow(flow).target != node) fail(event.case_id, "reaches '" + event.element + "' by a flow that does not lead there");
    ++book.arrived[{scope, event.element}][event.flow];
  }

  void happened(Book& book, JoinFired const& event) {
    auto node = book.program->find(event.element);
    Place place{activity_number(event.scope), event.element};
    auto rest = book.fired.find(place);
    std::set<std::string> taken;
    for (auto& [flow, tokens] : book.arrived[place]) {
      if (tokens == 0 || (rest != book.fired.end() && rest->second.contains(flow))) continue;
      --tokens;
      taken.insert(flow);
    }
    // A person let it go on without the branches that are missing. What still comes along a flow is another token: two may come to the join in one command.
    bool resolved = came(book, node, place.first, false);
    if (rest != book.fired.end()) {
      book.fired.erase(rest);
      if (event.waits) fail(event.case_id, "fires '" + event.element + "' twice in one round");
      return;
    }
    if (taken.empty() && !resolved) fail(event.case_id, "fires '" + event.element + "', to which nothing has come");
    auto kind = book.program->node(node).kind;
    if (kind == ElementKind::parallel_gateway && !resolved && taken.size() != book.program->node(node).incoming) fail(event.case_id, "fires '" + event.element + "' before all its branches have come");
    if (event.waits) book.fired[place] = taken;
    if (book.program->node(node).async_after) return owe(book, node, place.first, "rests behind itself");
    goes_on(book, node, place.first);
  }

  void happened(Book& book, IncidentRaised const& event) {
    auto number = activity_number(event.activity);
    if (auto at = book.open.find(number); at != book.open.end()) {
      at->second.stuck = true;
      return;
    }
    auto node = book.program->find(event.element);
    auto scope = activity_number(event.scope);
    if (number != book.made + 1) fail(event.case_id, "numbers " + event.activity + " after a" + std::to_string(book.made));
    book.made = number;
    Entry entry{event.element, "incident", scope, 0, activity_number(event.compensates), event.item, event.stage};
    entry.stuck = true;
    auto const& drawn = book.program->node(node);
    bool join = drawn.kind == ElementKind::parallel_gateway || drawn.kind == ElementKind::inclusive_gateway || drawn.kind == ElementKind::complex_gateway;
    auto waits = book.arrived.find({scope, event.element});
    bool arrived = waits != book.arrived.end() && std::any_of(waits->second.begin(), waits->second.end(), [](auto const& one) { return one.second > 0; });
    if (join && event.flow.empty() && event.stage == 0 && arrived) entry.joined = true;  // its tokens stand there
    else if (event.stage == 5) entry.joined = true;                                      // it would have listened: it is no token
    else stuck(book, event, node, scope);
    book.open[number] = entry;
  }
  void stuck(Book& book, IncidentRaised const& event, NodeIndex node, ActivityNumber scope) {
    if (event.stage == 4) {
      for (auto one = book.left.rbegin(); one != book.left.rend(); ++one) {
        if (one->node != node || (!one->anywhere && one->scope != scope)) continue;
        auto number = one->number;
        if (number != 0) {
          std::erase_if(book.owed, [&](Owed const& owed) { return owed.group == number; });
          book.groups.erase(number);
        }
        book.left.erase(std::next(one).base());
        return;
      }
    }
    if (came(book, node, scope)) return;
    auto again = std::find(book.reborn.begin(), book.reborn.end(), std::pair(node, scope));
    if (again == book.reborn.end()) return must_have_come(book, event.case_id, node, scope, "is stuck");
    book.reborn.erase(again);
  }

  void happened(Book& book, IncidentResolved const& event) {
    auto found = book.open.find(activity_number(event.activity));
    if (found == book.open.end() || !found->second.stuck) return fail(event.case_id, "resolves " + event.activity + ", which is not stuck");
    auto entry = found->second;
    if (entry.job || event.stays) {
      found->second.stuck = false;
      return;
    }
    book.open.erase(found);
    auto node = book.program->find(entry.element);
    if (entry.stage == 5) return;
    if (entry.stage == 4) {
      if (entry.item >= 0) return instance_over(book, node, entry.scope);
      if (entry.compensates == 0) goes_on(book, node, entry.scope);
      return;
    }
    // A join that fired meanwhile with other tokens has nothing left to let go on.
    auto const& drawn = book.program->node(node);
    bool join = drawn.incoming > 1 && (drawn.kind == ElementKind::parallel_gateway || drawn.kind == ElementKind::inclusive_gateway || drawn.kind == ElementKind::complex_gateway);
    auto const& arrived = book.arrived[{entry.scope, entry.element}];
    bool nothing = join && std::none_of(arrived.begin(), arrived.end(), [](auto const& one) { return one.second > 0; });
    owe(book, node, entry.scope, "is tried again", !nothing);
  }

  void happened(Book& book, CompensationKept const& event) { book.kept[activity_number(event.activity)] = {event.element, activity_number(event.scope)}; }
  void happened(Book& book, CompensationBegun const& event) {
    auto number = activity_number(event.activity), into = activity_number(event.into);
    auto found = book.kept.find(number);
    if (found == book.kept.end()) return fail(event.case_id, "undoes " + event.activity + " twice, or what was never kept");
    auto [element, scope] = found->second;
    book.kept.erase(found);
    if (into != 0) {
      for (auto& [_, one] : book.kept)
        if (one.second == number) one.second = into;
      return;
    }
    auto node = book.program->find(element);
    if (node != no_index && book.program->node(node).handler != no_index) owe(book, book.program->node(node).handler, scope, "undoes '" + element + "'");
  }

  void happened(Book& book, ErrorThrown const& event) {
    auto node = book.program->find(event.element);
    if (event.caught_by.empty()) {
      if (event.escalation || book.program->dialect() != Dialect::camunda) return;
      bool drawn = book.program->node(node).kind == ElementKind::end_event;
      if (drawn) std::erase_if(book.owed, [&, once = false](Owed const& one) mutable { return !once && one.node == node && (once = true); });
      else book.silent.insert(node);
      return;
    }
    auto caught = books_.find(event.caught_in);
    if (caught == books_.end()) return fail(event.case_id, "throws to a case that is not open");
    auto by = caught->second.program->find(event.caught_by);
    if (caught->second.program->node(by).kind == ElementKind::boundary_event) owe(caught->second, by, 0, "caught " + event.code, true, -1, true);
  }

  void happened(Book& book, CaseModified const&) {
    book.changed = true;
    for (auto const& token : changes_) {
      auto node = book.program->find(token.element);
      if (node == no_index) continue;
      for (auto owner = book.program->scopes()[book.program->node(node).scope].owner; owner != no_index; owner = book.program->scopes()[book.program->node(owner).scope].owner)
        owe(book, owner, 0, "may have to be opened around it", false, -1, true);
      if (token.after && book.program->node(node).kind != ElementKind::exclusive_gateway) goes_on(book, node, 0, no_index, true);
      else owe(book, node, 0, "was begun by hand", true, -1, true);
    }
    changes_.clear();
  }

  void happened(Book& book, CaseMigrated const& event) {
    std::map<std::string, std::string> into;
    for (auto const& one : event.moved_to) into[one.element] = one.into;
    auto moved = [&](std::string& element) {
      if (auto found = into.find(element); found != into.end()) element = found->second;
    };
    for (auto& [_, entry] : book.open) moved(entry.element);
    for (auto& [_, one] : book.kept) moved(one.first);
    auto rename = [&](auto& places) {
      std::remove_reference_t<decltype(places)> renamed;
      for (auto& [place, value] : places) {
        auto to = place;
        moved(to.second);
        renamed[to] = std::move(value);
      }
      places = std::move(renamed);
    };
    rename(book.arrived), rename(book.fired);
    book.program = find_(event.revision, event.process);
  }

  void happened(Book& book, ScopeAbandoned const& event) {
    auto scope = activity_number(event.scope);
    // Who cancels a transaction begins when all else in it is over.
    std::vector<Owed> cancels;
    for (auto const& one : book.owed)
      if (one.scope == scope && book.program->trigger(one.node, TriggerKind::cancel) && book.program->node(one.node).kind == ElementKind::end_event) cancels.push_back(one), cancels.back().must = false;
    drop_all(book, scope);
    book.owed.insert(book.owed.end(), cancels.begin(), cancels.end());
    forget_arrived(book, event.case_id, scope, false);
    book.abandoned[scope] = static_cast<ActivityNumber>(event.last);
  }
  void happened(Book& book, ArrivalsCancelled const& event) { forget_arrived(book, event.case_id, activity_number(event.scope), false); }
  void happened(Book& book, ScopeCleared const& event) {
    auto scope = activity_number(event.scope);
    for (auto const& [number, entry] : book.open)
      if (entry.scope == scope && is_over(book, number, scope)) fail(event.case_id, "says that all of " + event.scope + " is cancelled, and " + activity_id(number) + " is there");
    book.abandoned.erase(scope);
  }

  void ended(Book& book, std::string const& id, bool completed) {
    for (auto const& [number, entry] : book.open)
      if (completed) fail(id, "completes around " + activity_id(number) + " at '" + entry.element + "'");
    for (auto const& one : book.owed)
      if (completed && one.must) fail(id, "completes before a token came to '" + book.program->id(one.node) + "'");
    if (completed) forget_arrived(book, id, 0, true);
    books_.erase(id);
  }

  void forget_arrived(Book& book, std::string const& id, ActivityNumber scope, bool none) {
    for (auto const& [place, flows] : book.arrived)
      for (auto const& [flow, tokens] : flows)
        if (place.first == scope && tokens > 0 && none) fail(id, "ends a scope in which " + std::to_string(tokens) + " tokens wait at '" + place.second + "'");
    std::erase_if(book.arrived, [&](auto const& one) { return one.first.first == scope; });
    std::erase_if(book.fired, [&](auto const& one) { return one.first.first == scope; });
  }

  Find find_;
  std::map<std::string, Book> books_;
  std::vector<NewToken> changes_;
  std::size_t numbers_ = 0;
  std::string fault_;
};

}  // namespace drivetrain::processes::proof
