// JournalIndex: where in the journal something is spoken of. Pages about one case, decision, issue or person read their story
// from it, and the audit page the whole. A projection in memory: rebuilt from the journal at the start, followed from then on.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/positions.h"
#include "journal/catalogue.h"
#include "journal/journal.h"

namespace drivetrain::app {

class JournalIndex {
 public:
  /// Follows the journal until destroyed; all three must outlive it.
  JournalIndex(journal::Journal& journal, journal::Store& store, journal::Catalogue const& catalogue);
  ~JournalIndex();
  JournalIndex(JournalIndex const&) = delete;
  /// Reads what there is. To be called once, before the first question.
  Status open();

  struct Entry {
    journal::TypeNumber type = 0;
    journal::RecordKind kind = journal::RecordKind::event;
    bool refused = false;              ///< a command that was refused, or its CommandRejected
    Instant at;
    std::uint64_t cause = 0;           ///< as Record::cause
  };
  std::uint64_t head() const;
  /// Precondition: 1 <= position <= head().
  Entry entry(std::uint64_t position) const;
  /// Positions that mention an id, ascending. What happens to a work item or decision of a case is the case's, too.
  std::vector<std::uint64_t> about(std::string const& subject) const;
  /// Events of one type not earlier than `from`, ascending.
  std::vector<std::uint64_t> events_of(journal::TypeNumber type, Instant from) const;
  /// Position of the CommandRejected that answers a command; 0: none.
  std::uint64_t refusal_of(std::uint64_t command) const;
  /// What a record led to directly, ascending.
  std::vector<std::uint64_t> effects_of(std::uint64_t position) const;
  /// The last record not later than `at`; 0: none.
  std::uint64_t position_at(Instant at) const;
  /// Hours that the work which came since `from` should take, by process: what the model itself would spend on the same arrivals.
  std::map<std::string, double> arrived_hours(Instant from) const;
  /// Counted since `from`, and when it was done last.
  struct Done {
    std::int64_t count = 0;
    Instant last;
  };
  /// What was done since `from` (none of what was not): "process/ID" a case that ended, "decision/ID" taken, "rhythm/ID" held,
  /// "step/PROCESS/ELEMENT/PERSON" a piece of work completed.
  std::map<std::string, Done> done_since(Instant from) const;
  /// Nothing when it cannot be read.
  std::optional<journal::Record> record(std::uint64_t position) const;
  /// Ids in a record by which a page may be concerned: "work-12", "decision-412", "lead-time".
  static std::vector<std::string> subjects_of(journal::Catalogue const& catalogue, journal::Record const& record);

 private:
  void add(journal::Record const& record);
  void add_done(journal::Record const& record);
  /// Of one record there may be hundreds of millions: what is kept of each is short.
  struct Kept {
    journal::TypeNumber type = 0;
    journal::RecordKind kind = journal::RecordKind::event;
    bool refused = false;
    std::uint32_t back = 0;   ///< how many records before it its cause stands; 0: none
    Instant at;
  };
  static_assert(sizeof(Kept) == 16);
  std::uint64_t cause_of(std::uint64_t position) const;
  journal::Journal& journal_;
  journal::Store& store_;
  journal::Catalogue const& catalogue_;
  mutable std::mutex mutex_;
  /// Where in the bytes of a type the fields stand that name what it is about.
  struct Naming {
    int number = 0;
    bool subject = false;          ///< "case-31/a3" there is an activity of a case
    std::vector<Naming> within;    ///< of a group
  };
  using NamingOf = std::vector<std::vector<Naming>>;  ///< by type
  static std::vector<Naming> naming(std::vector<journal::FieldInfo> const& fields);
  static bool find_subjects(std::span<std::uint8_t const> bytes, std::vector<Naming> const& naming, std::vector<std::string>& subjects);
  NamingOf events_name_, commands_name_;
  std::deque<Kept> entries_;                                           ///< by position - 1
  std::unordered_map<std::string, Positions> about_;
  std::unordered_map<std::string, std::string> part_of_;               ///< work item, live decision → case
  std::map<journal::TypeNumber, std::deque<std::uint64_t>> events_;
  std::uint64_t leading_ = 0;                                          ///< the cause of all that follows it up to now; 0: none
  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> later_effects_;  ///< those that do not follow their cause directly
  std::unordered_map<std::uint64_t, std::uint64_t> far_causes_;        ///< that stand too far back for an entry
  std::unordered_map<std::uint64_t, std::uint64_t> refusals_;          ///< command → its refusal
  struct Arrival {
    Instant at;
    std::string process;
    double hours = 0;
  };
  std::vector<Arrival> arrivals_;
  std::map<std::string, std::vector<Instant>> done_;                   ///< ascending
  std::uint64_t token_ = 0;
};

}  // namespace drivetrain::app
