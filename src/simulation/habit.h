// Habit: one kind of thing that people do. It answers two questions from what can be seen: who would do what next, and when;
// and, when that moment has come, by which command. It remembers nothing; what is seen and the seed decide.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "simulation/cast.h"

namespace drivetrain::simulation {

/// Somebody would do something then. Of two at one moment the lower habit comes first, then the subject, then the step.
struct Intention {
  Instant at;
  int habit = 0;
  std::string subject;
  int step = 0;
  auto order() const { return std::tuple(at, habit, std::string_view(subject), step); }
};

struct Scene {
  Sight const& sight;
  Profile const& profile;
  Cast const& cast;
  Chance const& chance;
};

/// Keeps the first of all that is offered after what was done last.
class Agenda {
 public:
  Agenda(Intention const& done, organisation::State const& absences) : done_(done), absences_(absences) {}
  void of(int habit) { habit_ = habit; }
  /// What was done last, and when; nothing before it can be done any more.
  Instant after() const { return done_.at; }

  /// At that moment or never.
  void once(Instant at, std::string_view subject, int step = 0);
  /// At that moment, or when the actor is there next; when it has passed without success, the actor comes back to it.
  void due(std::optional<Instant> at, Actor const& actor, std::string_view subject, int step = 0);

  std::optional<Intention> const& first() const { return first_; }

 private:
  Intention const& done_;
  organisation::State const& absences_;
  int habit_ = 0;
  std::optional<Intention> first_;
};

class Habit {
 public:
  virtual ~Habit() = default;
  virtual void look(Scene const& scene, Agenda& agenda) const = 0;
  /// Nothing when there is no longer a reason to.
  virtual std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const = 0;
};

template <class C>
journal::Command by(Actor const& actor, C const& command) {
  return journal::command(command, journal::Actor::person(actor.id));
}
template <class C>
journal::Command by_feed(std::string const& feed, C const& command) {
  return journal::command(command, journal::Actor::feed(feed));
}

/// `at`, or, when that is not after `after`, the first of the moments that follow it by `every`.
Instant later(Instant at, Instant after, Duration every);
/// Local time of a day as an instant; `us` may reach into the next.
Instant local_instant(Zone const& zone, Date day, std::int64_t us);
/// "07:00-17:00" on that day. Precondition: read_profile() found nothing wrong with it.
struct Stretch {
  Instant from, to;
};
Stretch stretch_of(Text const& between, Zone const& zone, Date day);
/// {title}, {key}, {customer} replaced.
std::string fill(std::string text, std::string const& title, std::string const& key, std::string const& customer);
/// The case's customer; empty when there is none in memory.
std::string customer_of(Sight const& sight, std::string const& case_id);
/// What stays the same under another model: the business key where there is one.
std::string steady_name(Sight const& sight, std::string const& case_id);

}  // namespace drivetrain::simulation
