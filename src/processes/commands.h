// What may be asked of the process engine.
#pragma once

#include <optional>
#include <string>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::processes {

/// Replies "case-<position>".
struct StartCase {
  static constexpr journal::Type type{500, "StartCase"};
  std::string process;
  std::string business_key;
  std::string service;
  std::string tier;
  std::string customer;
  feel::Value variables;            ///< context
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "process", self.process);
    visit(2, "business_key", self.business_key);
    visit(3, "service", self.service);
    visit(4, "tier", self.tier);
    visit(5, "customer", self.customer);
    visit(6, "variables", self.variables);
  }
};

/// A task that waited for a person, a decision or a worker is done.
struct CompleteActivity {
  static constexpr journal::Type type{501, "CompleteActivity"};
  std::string case_id;
  std::string activity;
  feel::Value variables;
  std::string by;                   ///< the person who did it; empty: nobody in person
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "variables", self.variables);
    visit(4, "by", self.by);
  }
};

/// Delivers to the one waiting catch event whose name and key fit. When nobody waits it is kept for as long as it says, else refused
/// (DT-X901: recorded, not lost silently).
struct CorrelateMessage {
  static constexpr journal::Type type{502, "CorrelateMessage"};
  std::string message;
  std::string key;
  feel::Value variables;
  Duration ttl = {};            ///< for so long it is kept when nobody waits for it; zero: not at all
  std::string message_id = {};  ///< the sender's: within the ttl, what comes again with the same one is the same message
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "message", self.message);
    visit(2, "key", self.key);
    visit(3, "variables", self.variables);
    visit(4, "ttl", self.ttl);
    visit(5, "message_id", self.message_id);
  }
};

/// By the clock.
struct FireTimer {
  static constexpr journal::Type type{503, "FireTimer"};
  std::string case_id;
  std::string activity;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
  }
};

struct CancelCase {
  static constexpr journal::Type type{504, "CancelCase"};
  std::string case_id;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "reason", self.reason);
  }
};

/// Tries the stuck activity again, after variables were mended.
struct ResolveIncident {
  static constexpr journal::Type type{505, "ResolveIncident"};
  std::string case_id;
  std::string activity;
  feel::Value variables;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "variables", self.variables);
  }
};

}  // namespace drivetrain::processes
