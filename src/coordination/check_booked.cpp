// DT-M304 (warning): nobody can be in two meetings at once, or spend the week in them. Prevents slow execution: a meeting whose chair or decider
// sits elsewhere is held without a result, and is held again. Four weeks are laid out occurrence by occurrence, with the people of each day.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "coordination/check.h"
#include "coordination/timetable.h"
#include "organisation/views.h"
#include "organisation/working_time.h"

namespace drivetrain::coordination {

namespace {

constexpr int weeks_laid_out = 4;
constexpr std::int64_t default_rhythm_percent = 40;

struct Seat {
  Instant from, to;
  Rhythm const* rhythm = nullptr;
  Ref<Role> const* role = nullptr;
};

/// What two meetings have in common when they overlap.
struct Clash {
  Rhythm const* running = nullptr;
  Rhythm const* beginning = nullptr;
  Instant at, until;
  Ref<Role> const* role = nullptr;
  std::vector<std::string> people;   ///< "works-manager (Tom Bright)", each once
};

class Layout {
 public:
  explicit Layout(CheckContext const& context) : context_(context), form_(context.organisation) {
    auto zone = Zone::find(form_.company.timezone.value);
    zone_ = zone ? *zone : Zone::utc();
    from_ = zone_->to_instant({context.at, 0});
    to_ = zone_->to_instant({date_from_days(days_from_epoch(context.at) + 7 * weeks_laid_out), 0});
    for (auto const& [id, assignment] : form_.assignments)
      for (auto const& term : assignment.holders) terms_[assignment.role.text()].push_back(&term);
  }

  void check() {
    for (auto const& [id, rhythm] : context_.model.rhythms) seat(rhythm);
    for (auto& [person, seats] : seats_) find_clashes(person, seats);
    for (auto const& clash : clashes_) report(clash);
    for (auto const& [role, time] : time_) report_share(role, time);
  }

 private:
  void seat(Rhythm const& rhythm) {
    auto occurrences = occurrences_between(rhythm, form_, from_, to_);
    if (!occurrences || rhythm.duration.us <= 0) return;   // DT-M302 says so
    std::vector<Ref<Role> const*> roles;
    auto add = [&](Ref<Role> const& role) {
      auto known = form_.roles.find(role.text());
      if (known == form_.roles.end() || known->second.many) return;   // of many, another one can come
      if (std::none_of(roles.begin(), roles.end(), [&](auto const* seen) { return seen->id == role.id; })) roles.push_back(&role);
    };
    add(rhythm.chair);
    for (auto const& role : rhythm.attendees) add(role);
    for (auto const* role : roles) {
      auto& spent = time_[role->text()];
      for (auto instant : *occurrences) {
        spent = spent + rhythm.duration;
        for (auto const& person : holders_on(role->text(), zone_->to_local(instant).date))
          seats_[person].push_back({instant, instant + rhythm.duration, &rhythm, role});
      }
    }
  }

  std::vector<std::string> holders_on(std::string const& role, Date day) const {
    std::vector<std::string> people;
    auto terms = terms_.find(role);
    if (terms == terms_.end()) return people;
    for (auto const* term : terms->second)
      if ((!term->from || *term->from <= day) && (!term->to || day <= *term->to)) people.push_back(term->person.text());
    return people;
  }

  void find_clashes(std::string const& person, std::vector<Seat>& seats) {
    std::stable_sort(seats.begin(), seats.end(), [](Seat const& a, Seat const& b) { return a.from < b.from; });
    std::vector<Seat const*> running;
    for (auto const& next : seats) {
      std::erase_if(running, [&](Seat const* seat) { return seat->to <= next.from; });
      for (auto const* seat : running)
        if (seat->rhythm != next.rhythm) note(person, *seat, next);
      running.push_back(&next);
    }
  }

  /// The first time that two rhythms clash stands for all of them.
  void note(std::string const& person, Seat const& running, Seat const& next) {
    auto pair = std::minmax(running.rhythm, next.rhythm);
    auto [place, is_new] = clash_of_.try_emplace({pair.first, pair.second}, clashes_.size());
    if (is_new) clashes_.push_back({running.rhythm, next.rhythm, next.from, running.to, next.role, {}});
    auto& clash = clashes_[place->second];
    auto name = next.role->text() + " (" + organisation::name_of(form_, person) + ")";
    if (std::find(clash.people.begin(), clash.people.end(), name) == clash.people.end()) clash.people.push_back(name);
  }

  std::string local(Instant instant) const {
    auto at = zone_->to_local(instant);
    static constexpr char const* names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return std::string(names[weekday(at.date) - 1]) + " " + format_date(at.date) + " " + clock(instant);
  }
  std::string clock(Instant instant) const {
    auto minute = zone_->to_local(instant).us_of_day / 60'000'000;
    auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ":" + two(minute % 60);
  }

  void report(Clash const& clash) {
    Diagnostic d;
    d.code = "DT-M304";
    d.severity = Severity::warning;
    d.span = clash.role->span;
    d.subject = clash.beginning->header.id;
    std::vector<std::string> names(clash.people.begin(), clash.people.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, clash.people.size())));
    auto more = clash.people.size() - names.size();
    d.message = join(names, ", ") + (more ? " and " + counted(more, "other") : "") + (clash.people.size() > 1 ? " are" : " is") + " double-booked at " + local(clash.at) + ": " +
                clash.beginning->header.id + " begins while " + clash.running->header.id + " runs until " + clock(clash.until);
    d.why = "one of the two meetings is held without somebody it needs, so what it should settle is settled later or by the wrong hand";
    d.help = "move one of them, shorten the earlier one, or send another role";
    d.notes.push_back({clash.running->header.id_span, "the other meeting is here"});
    context_.diagnostics.add(std::move(d));
  }

  void report_share(std::string const& role, Duration spent) {
    auto limit = default_rhythm_percent;
    auto const& thresholds = form_.company.thresholds;
    if (auto set = thresholds.find("max_rhythm_percent"); set != thresholds.end()) limit = set->second.to_int64().value_or(limit);
    auto working = organisation::hours_of_role(form_, role);
    if (!working) return;   // DT-F003 says so
    auto available = organisation::working_duration(*working, from_, to_);
    if (available.us <= 0) return;
    auto percent = spent.us * 100 / available.us;
    if (percent <= limit) return;
    auto const& declared = form_.roles.find(role)->second;
    Diagnostic d;
    d.code = "DT-M304";
    d.severity = Severity::warning;
    d.span = declared.header.id_span;
    d.subject = role;
    d.message = role + " spends " + std::to_string(percent) + " % in rhythms: " + describe_duration(spent) + " of " + describe_duration(available) + " in four weeks";
    d.why = "whoever sits in meetings that long decides late what waits outside them";
    d.help = "take the role off meetings that another can attend, shorten them, or raise the threshold max_rhythm_percent (" + std::to_string(limit) + ")";
    context_.diagnostics.add(std::move(d));
  }

  CheckContext const& context_;
  organisation::Model const& form_;
  std::shared_ptr<Zone const> zone_;
  Instant from_, to_;
  std::map<std::string, std::vector<organisation::Term const*>> terms_;
  std::map<std::string, std::vector<Seat>> seats_;       ///< by person
  std::map<std::string, Duration> time_;                 ///< by role
  std::map<std::pair<Rhythm const*, Rhythm const*>, std::size_t> clash_of_;
  std::vector<Clash> clashes_;
};

}  // namespace

void check_booked(CheckContext const& context) { Layout(context).check(); }

}  // namespace drivetrain::coordination
