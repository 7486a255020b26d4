// A process in a few lines, for tests that are about running, not about files:
//
//   start begin                          user strip role=fitter            timer pause PT5H [working]
//   end done | terminate all             rule quote decision=quote result=answer
//   task wash                            xor way | and fork | or some | events wait  message approved approval [key=customer] [role=desk]
//   sub inspection                       user look role=fitter in=inspection
//   job send topic=mail [retries=2] [priority=amount] [rest=PT1M]
//   boundary late on=strip PT4H [beside]              beside: does not interrupt
//   signal heard all-stop | throws shout all-stop | startsignal on-fire fire | starttimer daily R/P1D | startif cold temp<0
//   several strip 700 role=fitter          or split        first gate [all]: an event-based gateway with which cases begin
//   begin -> strip -> way                way -> wash if dirty = true       way -> done default
#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "processes/program_builder.h"

namespace drivetrain::processes::test {

class Sketch {
 public:
  explicit Sketch(std::string const& process, std::string const& text) : builder_(process, process) {
    std::istringstream lines(text);
    std::vector<std::string> flows;
    for (std::string line; std::getline(lines, line);) {
      if (line.find("->") != std::string::npos)
        flows.push_back(line);
      else if (line.find_first_not_of(' ') != std::string::npos)
        element(line);
    }
    for (auto const& [event, host] : hosts_) builder_.boundary(nodes_.at(event), nodes_.at(host.first), host.second);
    for (auto const& line : flows) flow(line);
  }
  std::shared_ptr<Program const> program() { return builder_.finish(); }
  static std::shared_ptr<Program const> of(std::string const& process, std::string const& text) { return Sketch(process, text).program(); }

 private:
  std::uint32_t feel_text(std::string const& text) {
    auto compiled = feel::compile(text, feel::Scope{{}, true});
    DT_ASSERT(std::holds_alternative<feel::Expression>(compiled));
    return builder_.expression(std::get<feel::Expression>(compiled));
  }

  void element(std::string const& line) {
    std::istringstream words(line);
    std::string kind, id, word;
    words >> kind >> id;
    std::map<std::string, std::string> with;
    std::vector<std::string> rest;
    while (words >> word) {
      auto equals = word.find('=');
      if (equals == std::string::npos)
        rest.push_back(word);
      else
        with[word.substr(0, equals)] = word.substr(equals + 1);
    }
    static std::map<std::string, ElementKind> const kinds{
        {"start", ElementKind::start_event},       {"starts", ElementKind::start_event},          {"end", ElementKind::end_event},
        {"terminate", ElementKind::end_event},     {"milestone", ElementKind::throw_event},       {"timer", ElementKind::catch_event},
        {"message", ElementKind::catch_event},     {"boundary", ElementKind::boundary_event},     {"task", ElementKind::plain_task},
        {"user", ElementKind::user_task},          {"rule", ElementKind::business_rule_task},     {"sub", ElementKind::sub_process},
        {"job", ElementKind::job_task},
        {"signal", ElementKind::catch_event},      {"throws", ElementKind::throw_event},             {"startsignal", ElementKind::start_event},
        {"starttimer", ElementKind::start_event},  {"startif", ElementKind::start_event},            {"several", ElementKind::user_task},
        {"or", ElementKind::inclusive_gateway},    {"first", ElementKind::event_gateway},
        {"xor", ElementKind::exclusive_gateway},   {"and", ElementKind::parallel_gateway},        {"events", ElementKind::event_gateway}};
    auto scope = with.contains("in") ? builder_.inner_scope(nodes_.at(with["in"])) : 0;
    auto node = nodes_[id] = builder_.node(kinds.at(kind), id, {}, scope);
    if (kind == "user" || kind == "rule" || kind == "several")
      builder_.task(node, {builder_.word(with["role"]), builder_.word(with["decision"]), builder_.word(with["result"]), {}});
    if (kind == "several") {
      LoopPart loop;
      loop.cardinality = feel_text(rest.at(0));
      builder_.loop(node, std::move(loop));
    }
    if (kind == "first") builder_.instantiates(node), builder_.at(node).all_triggers = !rest.empty();
    if (kind == "job") {
      JobPart job;
      job.topic = builder_.expression(Expression::constant(with["topic"]));
      if (with.contains("retries")) job.retries = std::stoi(with["retries"]);
      if (with.contains("priority")) job.priority = feel_text(with["priority"]);
      if (with.contains("rest")) job.backoff = {*parse_duration(with["rest"])};
      builder_.job(node, std::move(job));
    }
    Trigger trigger;
    if (kind == "signal" || kind == "throws" || kind == "startsignal") trigger.kind = TriggerKind::signal, trigger.name = builder_.word(rest.at(0)), builder_.trigger(node, trigger);
    if (kind == "startif") trigger.kind = TriggerKind::conditional, trigger.expression = feel_text(rest.at(0)), builder_.trigger(node, trigger);
    if (kind == "starttimer") {
      trigger.kind = TriggerKind::timer, trigger.timer_kind = TimerKind::cycle;
      auto cycle = TimerDefinition::cycle(rest.at(0));
      DT_ASSERT(cycle.ok());
      trigger.timer = *cycle;
      builder_.trigger(node, trigger);
    }
    if (kind == "terminate") trigger.kind = TriggerKind::terminate, builder_.trigger(node, trigger);
    if (kind == "message" || kind == "starts") {
      trigger.kind = TriggerKind::message;
      trigger.name = builder_.word(rest.at(0));
      trigger.role = builder_.word(with["role"]);
      if (with.contains("key")) trigger.expression = feel_text(with["key"]);
      builder_.trigger(node, trigger);
    }
    if (kind == "timer" || kind == "boundary") {
      trigger.kind = TriggerKind::timer;
      auto duration = TimerDefinition::duration(rest.at(0));
      if (duration.ok())
        trigger.timer = *duration;
      else
        trigger.expression = feel_text(rest.at(0));
      trigger.working = rest.size() > 1 && rest[1] == "working";
      builder_.trigger(node, trigger);
      if (kind == "boundary") hosts_[id] = {with.at("on"), rest.back() != "beside"};
    }
    if (kind == "sub") builder_.inner_scope(node);
  }

  void flow(std::string line) {
    std::string condition;
    bool is_default = false;
    if (auto at = line.find(" if "); at != std::string::npos) condition = line.substr(at + 4), line.resize(at);
    if (auto at = line.find(" default"); at != std::string::npos) is_default = true, line.resize(at);
    std::istringstream words(line);
    std::string from, arrow, to;
    words >> from;
    while (words >> arrow >> to) {
      auto id = from + "-" + to + (++drawn_[from + "-" + to] > 1 ? "#" + std::to_string(drawn_[from + "-" + to]) : "");
      auto handle = builder_.flow(id, nodes_.at(from), nodes_.at(to), condition.empty() ? no_index : feel_text(condition));
      if (is_default) builder_.set_default(nodes_.at(from), handle);
      from = to;
    }
  }

  ProgramBuilder builder_;
  std::map<std::string, NodeIndex> nodes_;
  std::map<std::string, std::pair<std::string, bool>> hosts_;
  std::map<std::string, int> drawn_;
};

}  // namespace drivetrain::processes::test
