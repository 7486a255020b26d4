// What the ledger keeps of one case: who is under way, what has arrived at its joins, and what is owed until the end of the command.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "processes/program.h"
#include "processes/state.h"

namespace drivetrain::processes::proof::account {

using Place = std::pair<ActivityNumber, std::string>;  ///< scope and element
struct Entry {
  std::string element, kind;
  ActivityNumber scope = 0, host = 0, compensates = 0;
  std::int64_t item = -1, stage = 0;
  bool listens = false, opens = false, joined = false;  ///< joined: an incident of a join, whose tokens have arrived there
  bool job = false, stuck = false;
  std::int64_t total = -1, begun = 0;
};
struct Owed {
  NodeIndex node = no_index;
  ActivityNumber scope = 0;
  bool must = true, anywhere = false;
  int group = -1;  ///< of several, of which at least one must come
  std::string why;
  bool by_flow = false;  ///< it comes along a flow: at a join it arrives before the join fires
};
struct Group {
  std::string why;
  int came = 0;
};
struct Left {
  NodeIndex node;
  ActivityNumber scope;
  bool anywhere;
  int number;  ///< of what is owed since
};
struct Book {
  Program const* program = nullptr;
  std::map<ActivityNumber, Entry> open;
  std::map<Place, std::map<std::string, std::uint32_t>> arrived;
  std::map<Place, std::set<std::string>> fired;  ///< complex gateways that wait for the rest, with what they took
  std::vector<Owed> owed;
  std::map<int, Group> groups;
  std::vector<Left> left;
  std::vector<std::pair<NodeIndex, ActivityNumber>> reborn;
  std::set<ActivityNumber> chosen;  ///< event-based gateways of which one event has come
  std::set<NodeIndex> silent;
  std::map<ActivityNumber, std::pair<std::string, ActivityNumber>> kept;  ///< what can be compensated: element, scope
  ActivityNumber made = 0;
  std::map<ActivityNumber, ActivityNumber> abandoned;  ///< scopes in which everything up to that activity is over
  bool changed = false;
  CaseNumber parent = 0;
};

}  // namespace drivetrain::processes::proof::account
