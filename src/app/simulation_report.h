// What happened in a simulated stretch of time, counted from its records: for the command line and for whoever tunes a profile.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/company.h"
#include "base/json_writer.h"
#include "journal/store.h"

namespace drivetrain::app {

class SimulationReport {
 public:
  /// To be called with every record of the stretch, in order.
  void add(std::vector<journal::StoredRecord> const& records);

  /// With what stands in the company now.
  std::string text(Company const& company, Instant now) const;
  void json(JsonWriter& writer, Company const& company, Instant now) const;
  std::uint64_t records() const { return records_; }

 private:
  struct Cases {
    int started = 0, completed = 0, kept = 0, promised = 0;
  };
  struct Work {
    int completed = 0;
    double hours = 0, waited_hours = 0;
  };
  struct Meetings {
    int on_time = 0, late = 0, missed = 0;
  };
  std::uint64_t records_ = 0, commands_ = 0, events_ = 0, refused_ = 0;
  std::map<std::string, std::uint64_t> origins_;
  std::map<std::string, Cases> cases_by_process_, cases_by_tier_;
  std::map<std::string, Work> work_by_role_;
  int started_ = 0, inversions_ = 0, returned_ = 0;
  int decisions_taken_ = 0, decisions_late_ = 0, escalations_ = 0, wrong_hands_ = 0;
  std::map<std::string, Meetings> meetings_;
  int actions_done_ = 0, actions_late_ = 0;
  int issues_raised_ = 0, issues_resolved_ = 0, incidents_ = 0;
};

}  // namespace drivetrain::app
