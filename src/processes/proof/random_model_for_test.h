// A random block-structured model as a BPMN file: blocks in blocks, every element that runs, in our dialect and those of Camunda 7 and 8.
// What is split is joined alike, so that the soundness check must find nothing. The same choices give the second version of the same model:
// a few elements more or fewer, for migration.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "processes/program.h"
#include "processes/proof/choices_for_test.h"

namespace drivetrain::processes::proof {

struct Made {
  std::string xml;
  Dialect dialect = Dialect::own;
  std::vector<std::string> processes;  ///< ids; the first is the one that is begun most
};

class ModelMaker {
 public:
  /// The second version takes the same choices. `sound`: what interrupts a branch leads back into it; else it may end by itself, and the join waits.
  ModelMaker(Choices& choices, bool second, bool sound = false) : choices_(choices), second_(second), sound_(sound) {}

  Made make() {
    constexpr std::array dialects{Dialect::own, Dialect::own, Dialect::zeebe, Dialect::camunda};
    dialect_ = choices_.one_of(dialects);
    process("p", 1 + choices_.below(4), 34);
    process("q", choices_.below(3), 10);
    if (choices_.chance(25)) gathering();
    return {"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" " + space() + " targetNamespace=\"proof\">\n" + items() + text_ + "</definitions>\n", dialect_, processes_};
  }

 private:
  using Ends = std::pair<std::string, std::string>;  ///< first and last element of a block
  struct Part {
    std::string text;
    bool transaction = false, handler = false;
    std::vector<std::string> undoable;  ///< activities with a handler
  };
  struct Activity {
    std::string tag, attributes, extension, inside;
    bool can_fail = false, waits = true;
  };

  bool own() const { return dialect_ == Dialect::own; }
  bool zeebe() const { return dialect_ == Dialect::zeebe; }
  bool camunda() const { return dialect_ == Dialect::camunda; }
  std::string id(char const* kind) { return kind + std::to_string(++made_); }
  std::string number(std::size_t bound) { return std::to_string(choices_.below(bound)); }
  std::string variable() { return "v" + number(5); }

  std::string space() const {
    if (zeebe()) return "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\"";
    return camunda() ? "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"" : "xmlns:dt=\"https://drivetrain.dev/schema/bpmn/1.0\"";
  }

  /// What events refer to: each name with one item.
  std::string items() const {
    std::string all;
    for (auto name : {"m0", "m1", "m2", "b0", "b1", "e0", "e1", "g0", "g1", "begin_p", "begin_q"})
      all += "<message id=\"message_" + std::string(name) + "\" name=\"" + name + "\">" +
             (zeebe() ? "<extensionElements><zeebe:subscription correlationKey=\"=key\"/></extensionElements>" : "") + "</message>\n";
    for (auto name : {"s0", "s1", "s2", "begin"}) all += "<signal id=\"signal_" + std::string(name) + "\" name=\"" + name + "\"/>\n";
    for (auto code : {"E0", "E1"}) all += "<error id=\"error_" + std::string(code) + "\" errorCode=\"" + code + "\"/>\n";
    for (auto code : {"C0", "C1"}) all += "<escalation id=\"escalation_" + std::string(code) + "\" escalationCode=\"" + code + "\"/>\n";
    return all;
  }

  /// A comparison, as the dialect writes it.
  std::string comparison(std::string const& left, std::string const& sign, std::string const& right) const {
    auto text = left + " " + (camunda() && sign == "=" ? "==" : sign == ">" ? "&gt;" : sign) + " " + right;
    return camunda() ? "${" + text + "}" : zeebe() ? "=" + text : text;
  }
  std::string condition() { return condition(5); }
  /// `which`: so that two at one place ask about different variables; 5: about any.
  std::string condition(std::size_t which) {
    auto name = which == 5 ? variable() : "v" + std::to_string(which + 2 * choices_.below(2));
    return comparison(name, choices_.chance(50) ? ">" : "=", number(3));
  }

  void element(Part& in, std::string const& tag, std::string const& id, std::string const& attributes = {}, std::string const& inside = {}) {
    in.text += "<" + tag + " id=\"" + id + "\"" + (attributes.empty() ? "" : " " + attributes) + (inside.empty() ? "/>\n" : ">" + inside + "</" + tag + ">\n");
  }
  std::string flow_id(std::string const& from, std::string const& to) const { return from + "_to_" + to; }
  void flow(Part& in, std::string const& from, std::string const& to, std::string const& condition = {}) {
    element(in, "sequenceFlow", flow_id(from, to), "sourceRef=\"" + from + "\" targetRef=\"" + to + "\"",
            condition.empty() ? "" : "<conditionExpression>" + condition + "</conditionExpression>");
  }

  // ------------------------------------------------------------------------------------------ what events wait for

  struct Definition {
    std::string inside, attributes;
  };
  Definition message(std::string const& name) const {
    return {"<messageEventDefinition messageRef=\"message_" + name + "\"/>", own() ? "dt:correlation=\"key\"" : ""};
  }
  Definition signal(std::string const& name) const { return {"<signalEventDefinition signalRef=\"signal_" + name + "\"/>", ""}; }
  Definition timer(bool repeats) {
    constexpr std::array durations{"PT1M", "PT10M", "PT1H", "P1D", "PT0S"};
    constexpr std::array cycles{"R3/PT10M", "R/PT1H", "R2/P1D", "0 30 2 * * *", "0 0 8 * * MON"};
    constexpr std::array dates{"2026-03-27T09:00:00Z", "2026-03-29T02:30:00", "2026-01-01T00:00:00Z"};
    auto wrap = [](std::string const& tag, std::string const& text) { return Definition{"<timerEventDefinition><" + tag + ">" + text + "</" + tag + "></timerEventDefinition>", ""}; };
    if (repeats && choices_.chance(60)) return wrap("timeCycle", choices_.one_of(cycles));
    if (choices_.chance(15)) return wrap("timeDate", choices_.one_of(dates));
    return wrap("timeDuration", choices_.one_of(durations));
  }
  Definition conditional(std::size_t which = 5) { return {"<conditionalEventDefinition><condition>" + condition(which) + "</condition></conditionalEventDefinition>", ""}; }
  Definition error(std::size_t which) const { return {which == 2 ? "<errorEventDefinition/>" : "<errorEventDefinition errorRef=\"error_E" + std::to_string(which) + "\"/>", ""}; }
  Definition escalation(std::size_t which) const {
    return {which == 2 ? "<escalationEventDefinition/>" : "<escalationEventDefinition escalationRef=\"escalation_C" + std::to_string(which) + "\"/>", ""};
  }
  /// `pool`: of message names, so that two at one place differ. `repeats`: it does not interrupt.
  Definition waited_for(char pool, std::size_t which, bool repeats) {
    switch (choices_.below(4)) {
      case 0: return timer(repeats);
      case 1: return message(std::string(1, pool) + std::to_string(which));
      case 2: return signal("s" + std::to_string(which % 2));
      default: return conditional(which % 2);
    }
  }

  // ------------------------------------------------------------------------------------------ blocks

  Ends one(std::string const& id) { return {id, id}; }

  Ends task(Part& in) {
    auto made = id("u");
    Activity user{"userTask", std::string("name=\"") + made + (second_ ? " anew" : "") + "\"" + (own() ? " dt:role=\"fitter\"" : ""), "", ""};
    return activity(in, made, std::move(user), 0);
  }
  Activity job() {
    auto topic = "t" + number(2);
    if (own()) return {"serviceTask", "dt:topic=\"" + topic + "\" dt:retries=\"2\"" + (choices_.chance(30) ? " dt:backoff=\"PT1M\"" : ""), "", "", true};
    if (zeebe()) return {"serviceTask", "", "<zeebe:taskDefinition type=\"" + topic + "\" retries=\"2\"/>", "", true};
    return {"serviceTask", "camunda:type=\"external\" camunda:topic=\"" + topic + "\"", "", "", true};
  }
  Activity script() {
    auto target = variable(), source = variable();
    auto sum = choices_.chance(50) ? source + " + 1" : number(3);
    if (zeebe()) return {"scriptTask", "", "<zeebe:script expression=\"=" + sum + "\" resultVariable=\"" + target + "\"/>", "", false, false};
    if (camunda()) return {"scriptTask", "scriptFormat=\"juel\" camunda:resultVariable=\"" + target + "\"", "", "<script>${" + sum + "}</script>", false, false};
    return {"scriptTask", "scriptFormat=\"feel\" dt:result=\"" + target + "\"", "", "<script>" + sum + "</script>", false, false};
  }

  /// A wait or a step of its own.
  Ends leaf(Part& in, int depth) {
    switch (choices_.below(12)) {
      case 1:
      case 2: return activity(in, id("j"), job(), depth);
      case 3: return activity(in, id("r"), script(), depth);
      case 4: return element(in, "task", ids("k")), one(last_);
      case 5:
      case 6: {
        auto event = waited_for('m', choices_.below(3), false);
        if (choices_.chance(15)) {  // one of two, or both of them
          auto both = choices_.chance(50);
          event = {message("m2").inside + signal("s1").inside, message("m2").attributes + (both ? " parallelMultiple=\"true\"" : "")};
        }
        element(in, "intermediateCatchEvent", ids("c"), event.attributes, event.inside);
        return one(last_);
      }
      case 7: {
        Activity receive{"receiveTask", "messageRef=\"message_m" + number(3) + "\"" + (own() ? " dt:correlation=\"key\"" : ""), "", ""};
        return activity(in, id("w"), std::move(receive), depth);
      }
      case 8: return thrown(in);
      case 9: {
        auto from = id("l"), to = from + "_on";
        element(in, "intermediateThrowEvent", from, "", "<linkEventDefinition name=\"" + from + "\"/>");
        element(in, "intermediateCatchEvent", to, "", "<linkEventDefinition name=\"" + from + "\"/>");
        return {from, to};
      }
      case 10: {
        Activity call{"callActivity", own() || camunda() ? "calledElement=\"q\"" : "", "", ""};
        if (zeebe()) call.extension = std::string("<zeebe:calledElement processId=\"q\"") + (choices_.chance(30) ? " propagateAllChildVariables=\"false\"" : "") + "/>";
        if (camunda()) call.extension = "<camunda:in variables=\"all\"/><camunda:out variables=\"all\"/>";
        call.can_fail = true;
        if (choices_.chance(12)) {  // itself; somebody stands between
          auto before = task(in);
          auto mine = call;
          for (auto* text : {&mine.attributes, &mine.extension})
            if (auto at = text->find("\"q\""); at != std::string::npos) text->replace(at, 3, "\"p\"");
          auto after = activity(in, id("a"), std::move(mine), depth);
          flow(in, before.second, after.first);
          return {before.first, after.second};
        }
        return activity(in, id("a"), std::move(call), depth);
      }
      default: return task(in);
    }
  }
  std::string ids(char const* kind) { return last_ = id(kind); }

  Ends thrown(Part& in) {
    auto made = id("h");
    std::string inside, attributes;
    switch (choices_.below(5)) {
      case 0: inside = signal("s" + number(2)).inside; break;
      case 1: inside = escalation(choices_.below(2)).inside; break;
      case 2:
        inside = "<messageEventDefinition messageRef=\"message_m0\"/>";
        if (own()) attributes = "dt:topic=\"t0\"";
        if (camunda()) inside = "<messageEventDefinition messageRef=\"message_m0\" camunda:type=\"external\" camunda:topic=\"t0\"/>";
        break;
      case 3: {
        auto some = !in.undoable.empty() && choices_.chance(50);
        inside = "<compensateEventDefinition" + (some ? " activityRef=\"" + choices_.one_of(in.undoable) + "\"" : std::string()) + (choices_.chance(15) ? " waitForCompletion=\"false\"" : "") + "/>";
        break;
      }
      default: break;  // a milestone
    }
    element(in, "intermediateThrowEvent", made, attributes, inside);
    return one(made);
  }

  Ends block(Part& in, std::size_t depth) {
    if (depth == 0 || left_ == 0) return leaf(in, static_cast<int>(depth));
    switch (choices_.below(15)) {
      case 1: return choice(in, depth);
      case 2:
      case 3: return parallel(in, depth);
      case 4: return inclusive(in, depth);
      case 5: return complex(in, depth);
      case 6: return loop(in, depth);
      case 7:
      case 8: return part(in, depth, choices_.chance(30));
      case 9: return race(in, depth);
      case 10: return ad_hoc(in);
      case 11:
      case 12: return sequence(in, depth - 1);
      default: return leaf(in, static_cast<int>(depth));
    }
  }

  Ends sequence(Part& in, std::size_t depth) {
    Ends ends;
    auto count = 1 + choices_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      if (left_ > 0) --left_;
      auto [first, last] = block(in, depth);
      if (i == 0) ends.first = first;
      else flow(in, ends.second, first);
      ends.second = last;
    }
    if (second_ && made_ % 3 == 0) {  // the other version does one thing more
      auto more = "x_" + ends.second;
      element(in, "userTask", more, own() ? "dt:role=\"fitter\"" : "");
      flow(in, ends.second, more);
      ends.second = more;
    }
    return ends;
  }

  /// Branches between a split and what joins them. The last one's condition may be left out: it is the default.
  template <class Condition>
  Ends branches(Part& in, std::size_t depth, std::string const& tag, std::string const& join_tag, std::string const& join_inside, bool has_default, Condition condition) {
    auto split = id("g"), join = split + "_join";
    auto count = 2 + choices_.below(2);
    std::vector<Ends> all;
    for (std::size_t i = 0; i < count; ++i) {
      if (left_ > 0) --left_;
      all.push_back(block(in, depth - 1));
    }
    element(in, tag, split, has_default ? "default=\"" + flow_id(split, all.back().first) + "\"" : "");
    element(in, join_tag, join, "", join_inside);
    for (std::size_t i = 0; i < count; ++i) {
      flow(in, split, all[i].first, has_default && i + 1 == count ? std::string() : condition());
      flow(in, all[i].second, join);
    }
    return {split, join};
  }
  Ends choice(Part& in, std::size_t depth) {
    return branches(in, depth, "exclusiveGateway", "exclusiveGateway", "", true, [&] { return condition(); });
  }
  Ends parallel(Part& in, std::size_t depth) {
    return branches(in, depth, "parallelGateway", "parallelGateway", "", false, [] { return std::string(); });
  }
  Ends inclusive(Part& in, std::size_t depth) {
    return branches(in, depth, "inclusiveGateway", "inclusiveGateway", "", true, [&] { return condition(); });
  }
  Ends complex(Part& in, std::size_t depth) {
    auto enough = std::to_string(1 + choices_.below(2));
    auto activation = camunda() ? "${activationCount &gt;= " + enough + "}" : (zeebe() ? "=" : "") + ("activationCount &gt;= " + enough);
    return branches(in, depth, "parallelGateway", "complexGateway", "<activationCondition>" + activation + "</activationCondition>", false, [] { return std::string(); });
  }

  /// Back to its beginning as long as a variable says so. Somebody stands in it, or, seldom, nobody: then it goes round without end.
  Ends loop(Part& in, std::size_t depth) {
    auto merge = id("o"), way = merge + "_way";
    element(in, "exclusiveGateway", merge);
    bool stands = !choices_.chance(3);
    auto before = stands ? task(in) : Ends{};
    auto [first, last] = block(in, depth - 1);
    if (stands) flow(in, before.second, first), first = before.first;
    flow(in, merge, first);
    flow(in, last, way);
    auto out = merge + "_out";
    element(in, "exclusiveGateway", way, "default=\"" + flow_id(way, out) + "\"");
    element(in, "task", out);
    auto name = variable();
    flow(in, way, merge, comparison(name, "=", "0"));
    flow(in, way, out);
    return {merge, out};
  }

  /// What stands behind an event-based gateway.
  Ends race(Part& in, std::size_t depth) {
    auto gate = id("y"), meet = gate + "_meet";
    element(in, "eventBasedGateway", gate);
    element(in, "exclusiveGateway", meet);
    auto count = 2 + choices_.below(2);
    for (std::size_t i = 0; i < count; ++i) {
      auto event = gate + "_" + std::to_string(i);
      auto definition = i == 0 ? message("m" + number(2)) : i == 1 ? (choices_.chance(50) ? timer(false) : signal("s0")) : conditional();
      if (i == 0 && choices_.chance(25)) element(in, "receiveTask", event, "messageRef=\"message_m2\"" + std::string(own() ? " dt:correlation=\"key\"" : ""));
      else element(in, "intermediateCatchEvent", event, definition.attributes, definition.inside);
      flow(in, gate, event);
      auto last = event;
      if (choices_.chance(40)) {
        auto behind = block(in, depth - 1);
        flow(in, event, behind.first);
        last = behind.second;
      }
      flow(in, last, meet);
    }
    return {gate, meet};
  }

  Ends ad_hoc(Part& in) {
    Part inner;
    auto made = id("d");
    auto count = 2 + choices_.below(2);
    for (std::size_t i = 0; i < count; ++i) choices_.chance(30) ? activity(inner, id("j"), job(), 0) : task(inner);
    auto sequential = choices_.chance(40);
    auto until = choices_.chance(40) ? "<completionCondition>" + condition() + "</completionCondition>" : std::string();
    auto keeps = choices_.chance(30);
    return activity(in, made, {"adHocSubProcess", std::string(sequential ? "ordering=\"Sequential\"" : "") + (keeps ? " cancelRemainingInstances=\"false\"" : ""), "", inner.text + until, true}, 1);
  }

  /// A sub-process or transaction with all that may lie in it.
  Ends part(Part& in, std::size_t depth, bool transaction) {
    auto made = id("z");
    Part inner;
    inner.transaction = transaction;
    contents(inner, made, depth - 1, true);
    Activity shape{transaction ? "transaction" : "subProcess", "", "", inner.text, true};
    return activity(in, made, std::move(shape), static_cast<int>(depth), transaction);
  }

  /// From a start event to its ends, and the event sub-processes beside it.
  void contents(Part& in, std::string const& of, std::size_t depth, bool inner) {
    element(in, "startEvent", of + "_start");
    auto [first, last] = sequence(in, depth);
    flow(in, of + "_start", first);
    auto way = choices_.below(100);
    if (way >= 70) {  // another end, on its own way
      auto gate = of + "_way", other = of + "_other";
      std::string inside;
      if (way >= 97) inside = "<terminateEventDefinition/>";
      else if (in.transaction && way >= 78) inside = "<cancelEventDefinition/>";
      else if (way >= 90) inside = error(choices_.below(2)).inside;
      else if (way >= 85) inside = escalation(choices_.below(2)).inside;
      else if (way >= 80) inside = signal("s" + number(2)).inside;
      else if (way >= 75) inside = "<compensateEventDefinition/>";
      element(in, "exclusiveGateway", gate, "default=\"" + flow_id(gate, of + "_end") + "\"");
      element(in, "endEvent", other, "", inside);
      flow(in, last, gate);
      flow(in, gate, other, condition());
      last = gate;
    }
    element(in, "endEvent", of + "_end");
    flow(in, last, of + "_end");
    auto count = choices_.chance(30) ? 1 + choices_.below(2) : 0;
    for (std::size_t i = 0; i < count; ++i) event_sub_process(in, of + "_on" + std::to_string(i), i, inner);
  }

  void event_sub_process(Part& in, std::string const& made, std::size_t which, bool inner) {
    Part body;
    bool interrupts = choices_.chance(50);
    auto kind = choices_.below(8);
    Definition begins;
    if (kind < 5) begins = waited_for('e', which, !interrupts);
    else if (kind == 5) begins = error(which), interrupts = true;
    else if (kind == 6 || !inner || which > 0) begins = escalation(which);
    else begins = {"<compensateEventDefinition/>", ""}, interrupts = true;
    element(body, "startEvent", made + "_start", begins.attributes + (interrupts ? "" : " isInterrupting=\"false\""), begins.inside);
    auto [first, last] = left_ > 0 ? sequence(body, 0) : leaf(body, 0);
    flow(body, made + "_start", first);
    auto again = kind == 5 && choices_.chance(40);
    element(body, "endEvent", made + "_end", "", again ? error(1 - which % 2).inside : "");
    flow(body, last, made + "_end");
    element(in, "subProcess", made, "triggeredByEvent=\"true\"", body.text);
  }

  // ------------------------------------------------------------------------------------------ activities

  /// The activity with what is drawn on it: how often it runs, what it maps, what listens on its border, what undoes it.
  Ends activity(Part& in, std::string const& id, Activity shape, int depth, bool transaction = false) {
    std::string repeats;
    if (!in.handler && choices_.chance(18)) repeats = several(id);
    if (zeebe() && repeats.empty() && choices_.chance(18)) {
      auto source = variable(), target = variable();
      shape.extension += "<zeebe:ioMapping><zeebe:input source=\"=" + source + "\" target=\"own\"/>" + (choices_.chance(60) ? "<zeebe:output source=\"=own\" target=\"" + target + "\"/>" : "") + "</zeebe:ioMapping>";
    }
    if (camunda()) {
      if (choices_.chance(12)) shape.attributes += " camunda:asyncBefore=\"true\"";
      if (choices_.chance(12)) shape.attributes += " camunda:asyncAfter=\"true\"";
    }
    if (in.handler) shape.attributes += " isForCompensation=\"true\"";
    element(in, shape.tag, id, shape.attributes, (shape.extension.empty() ? "" : "<extensionElements>" + shape.extension + "</extensionElements>") + repeats + shape.inside);
    if (in.handler) return one(id);
    // Compensation of it is caught on its border or inside, and not by both: such a model is refused (DT-P410).
    bool caught_inside = shape.inside.find("<startEvent id=\"" + id + "_on0_start\"><compensateEventDefinition/>") != std::string::npos;
    if (choices_.chance(in.transaction ? 55 : 12) && !caught_inside) {
      auto undo = id + "_undo";
      element(in, "boundaryEvent", id + "_undone", "attachedToRef=\"" + id + "\"", "<compensateEventDefinition/>");
      Part handler;
      handler.handler = true;
      activity(handler, undo, choices_.chance(50) ? job() : choices_.chance(40) ? script() : Activity{"userTask", own() ? "dt:role=\"fitter\"" : "", "", ""}, 0);
      in.text += handler.text;
      in.text += "<association id=\"" + id + "_undoes\" sourceRef=\"" + id + "_undone\" targetRef=\"" + undo + "\" associationDirection=\"One\"/>\n";
      in.undoable.push_back(id);
    }
    return shape.waits ? borders(in, id, shape.can_fail, depth, transaction) : one(id);
  }

  std::string several(std::string const& of) {
    auto kind = choices_.below(8);
    if (kind == 7 && !camunda()) {
      auto again = comparison(variable(), "=", "0");
      return std::string("<standardLoopCharacteristics testBefore=\"") + (choices_.chance(50) ? "true" : "false") + "\" loopMaximum=\"3\"><loopCondition>" + again + "</loopCondition></standardLoopCharacteristics>";
    }
    auto text = "<multiInstanceLoopCharacteristics isSequential=\"" + std::string(kind % 2 == 0 ? "false" : "true") + "\"";
    auto until = choices_.chance(25) ? "<completionCondition>" + (choices_.chance(50) ? comparison(camunda() ? "nrOfCompletedInstances" : "numberOfCompletedInstances", ">", "0") : condition()) + "</completionCondition>" : std::string();
    if (kind < 3) return text + "><loopCardinality>" + number(4) + "</loopCardinality>" + until + "</multiInstanceLoopCharacteristics>";
    auto yields = variable();
    if (camunda()) return text + " camunda:collection=\"xs\" camunda:elementVariable=\"item\">" + until + "</multiInstanceLoopCharacteristics>";
    if (zeebe())
      return text + "><extensionElements><zeebe:loopCharacteristics inputCollection=\"=xs\" inputElement=\"item\" outputCollection=\"ys\" outputElement=\"=" + yields + "\"/></extensionElements>" + until + "</multiInstanceLoopCharacteristics>";
    return text + "><loopDataInputRef>xs</loopDataInputRef><loopDataOutputRef>ys</loopDataOutputRef><inputDataItem id=\"" + of + "_item\" name=\"item\"/><outputDataItem id=\"" + of + "_yields\" name=\"" + yields + "\"/>" + until +
           "</multiInstanceLoopCharacteristics>";
  }

  /// What interrupts may lead back behind the activity; what does not has an end of its own.
  Ends borders(Part& in, std::string const& host, bool can_fail, int depth, bool transaction) {
    std::vector<std::string> back;
    auto count = choices_.chance(can_fail ? 45 : 25) ? 1 + choices_.below(2) : 0;
    for (std::size_t i = 0; i < count; ++i) {
      auto kind = choices_.below(can_fail ? 8 : 5);
      bool interrupts = choices_.chance(50) || kind >= 6;
      Definition event = kind < 5 ? waited_for('b', i, !interrupts) : kind == 5 ? escalation(choices_.chance(50) ? i : 2) : error(choices_.chance(30) && i == 0 ? 2 : i);
      if (kind == 4 && i == 0 && choices_.chance(30)) {
        event = {message("b0").inside + signal("s2").inside, message("b0").attributes + (choices_.chance(60) ? " parallelMultiple=\"true\"" : "")};
      }
      Part drawn;
      border(drawn, host, host + "_b" + std::to_string(i), event, interrupts, depth, back);
      if (second_ && made_ % 4 == 0 && !interrupts) continue;  // the other version does not have it
      in.text += drawn.text;
      if (i == 0 && kind >= 5) ++i;  // a second of that kind could be the same
    }
    if (transaction && choices_.chance(70)) border(in, host, host + "_cancelled", {"<cancelEventDefinition/>", ""}, true, depth, back);
    if (second_ && made_ % 5 == 0) border(in, host, host + "_new", {signal("begin").inside, ""}, false, -1, back);
    if (back.empty()) return one(host);
    auto meet = host + "_meet";
    element(in, "exclusiveGateway", meet);
    flow(in, host, meet);
    for (auto const& last : back) flow(in, last, meet);
    return {host, meet};
  }

  void border(Part& in, std::string const& host, std::string const& made, Definition const& event, bool interrupts, int depth, std::vector<std::string>& back) {
    element(in, "boundaryEvent", made, "attachedToRef=\"" + host + "\"" + (interrupts ? "" : " cancelActivity=\"false\"") + (event.attributes.empty() ? "" : " " + event.attributes), event.inside);
    auto last = made;
    if (depth >= 0 && choices_.chance(60)) {
      auto behind = depth > 0 && left_ > 0 ? block(in, static_cast<std::size_t>(depth) - 1) : leaf(in, 0);
      flow(in, made, behind.first);
      last = behind.second;
    }
    if (interrupts && (sound_ || choices_.chance(60))) return back.push_back(last);
    element(in, "endEvent", made + "_end");
    flow(in, last, made + "_end");
  }

  // ------------------------------------------------------------------------------------------ processes

  void process(std::string const& name, std::size_t depth, std::size_t budget) {
    left_ = budget;
    Part body;
    Part rest;
    contents(rest, name, depth, false);
    processes_.push_back(name);
    body.text = rest.text;
    if (choices_.chance(30)) {  // other ways to begin, each with an end of its own
      auto other = name + "_begun";
      auto kind = choices_.below(4);
      auto begins = kind == 0 ? Definition{message("begin_" + name).inside, ""} : kind == 1 ? signal("begin") : kind == 2 ? timer(true) : conditional();
      element(body, "startEvent", other, begins.attributes, begins.inside);
      auto [first, last] = leaf(body, 0);
      flow(body, other, first);
      element(body, "endEvent", other + "_end");
      flow(body, last, other + "_end");
    }
    text_ += "<process id=\"" + name + "\" isExecutable=\"true\">\n" + body.text + "</process>\n";
  }

  /// It begins when two messages have come, in whatever order; or with a receive task.
  void gathering() {
    if (camunda()) return;
    Part body;
    bool all = choices_.chance(50);
    element(body, "eventBasedGateway", "both", std::string("instantiate=\"true\"") + (all ? " eventGatewayType=\"Parallel\"" : ""));
    element(body, all ? "parallelGateway" : "exclusiveGateway", "met");
    for (auto name : {"g0", "g1"}) {
      auto event = message(name);
      element(body, "intermediateCatchEvent", "came_" + std::string(name), event.attributes, event.inside);
      flow(body, "both", "came_" + std::string(name));
      flow(body, "came_" + std::string(name), "met");
    }
    auto [first, last] = task(body);
    flow(body, "met", first);
    element(body, "endEvent", "gathered");
    flow(body, last, "gathered");
    text_ += "<process id=\"gathering\" isExecutable=\"true\">\n" + body.text + "</process>\n";
    processes_.push_back("gathering");
  }

  Choices& choices_;
  bool second_, sound_;
  Dialect dialect_ = Dialect::own;
  std::size_t made_ = 0, left_ = 0;
  std::string text_, last_;
  std::vector<std::string> processes_;
};

}  // namespace drivetrain::processes::proof
