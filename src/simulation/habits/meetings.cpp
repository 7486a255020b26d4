// Chairs open their meetings when they are due, or a little late, or not at all; those who meet note what the agenda shows, agree on
// actions with owner and day, and the chair closes. What has been noted and agreed already is in the meeting itself.
#include <algorithm>

#include "coordination/commands.h"
#include "coordination/timetable.h"
#include "organisation/views.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Meetings final : public Habit {
  enum Step { open = 0, go_on = 1 };
  struct Plan {
    bool held = true, on_time = true;
    Duration late;
    int notes = 0, actions = 0;
    double length = 1;  ///< of the planned duration
  };

 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    for (auto const& [id, meeting] : scene.sight.coordination.occurrences) {
      auto rhythm = scene.sight.routines.rhythms.find(meeting.rhythm);
      if (rhythm == scene.sight.routines.rhythms.end()) continue;
      auto plan = plan_of(scene, rhythm->second, meeting);
      if (meeting.status == coordination::OccurrenceStatus::due) {
        if (!plan.held || !scene.cast.acting(rhythm->second.chair.text(), scene.sight, meeting.due)) continue;
        agenda.once(meeting.due + plan.late, id, open);
      } else if (scene.cast.find(meeting.chair)) {
        auto done = static_cast<int>(meeting.minutes.size() + meeting.actions.size());
        auto steps = plan.notes + plan.actions + 1;
        auto each = static_cast<double>(rhythm->second.duration.us) * plan.length / steps;
        auto at = meeting.started + Duration{static_cast<std::int64_t>(each * (std::min(done, steps - 1) + 1))};
        agenda.once(later(at, agenda.after(), minutes(1)), id, go_on);
      }
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto found = scene.sight.coordination.occurrences.find(intention.subject);
    if (found == scene.sight.coordination.occurrences.end()) return std::nullopt;
    auto const& meeting = found->second;
    auto rhythm = scene.sight.routines.rhythms.find(meeting.rhythm);
    if (rhythm == scene.sight.routines.rhythms.end()) return std::nullopt;
    if (intention.step == open) {
      auto const* chair = scene.cast.acting(rhythm->second.chair.text(), scene.sight, scene.sight.now);
      if (!chair) return std::nullopt;
      return by(*chair, coordination::StartOccurrence{meeting.occurrence});
    }
    auto const* chair = scene.cast.find(meeting.chair);
    if (!chair) return std::nullopt;
    auto plan = plan_of(scene, rhythm->second, meeting);
    auto const& said = scene.profile.wording;
    if (static_cast<int>(meeting.minutes.size()) < plan.notes)
      if (auto item = item_for(scene, meeting, said.notes, "note" + std::to_string(meeting.minutes.size())))
        return by(*chair, coordination::NoteMinutes{meeting.occurrence, item->text, item->id});
    if (static_cast<int>(meeting.actions.size()) < plan.actions)
      if (auto item = item_for(scene, meeting, said.actions, "action" + std::to_string(meeting.actions.size())))
        if (auto owner = owner_for(scene, rhythm->second, meeting))
          return by(*chair, coordination::AddAction{meeting.occurrence, item->text, *owner, day_for(scene, meeting), item->id});
    auto random = chance_of(scene, meeting, "summary");
    return by(*chair, coordination::CloseOccurrence{meeting.occurrence, pick(said.summaries, random)});
  }

 private:
  static Random chance_of(Scene const& scene, coordination::Occurrence const& meeting, std::string const& what) {
    return scene.chance.of({"meeting", meeting.rhythm, format_instant(meeting.due), what});
  }

  static Plan plan_of(Scene const& scene, coordination::Rhythm const& rhythm, coordination::Occurrence const& meeting) {
    RhythmHabit usual;
    for (auto const& habit : scene.profile.rhythms)
      if (habit.rhythm.text() == meeting.rhythm) usual = habit;
    auto week = scene.cast.week(scene.sight, meeting.due);
    double missed = 1 - usual.held.to_double(), late = 1 - usual.on_time.to_double();
    for (auto const& skip : scene.profile.drifts.skips) {
      if (skip.rhythm.text() != meeting.rhythm) continue;
      missed = std::max(missed, skip.share.to_double() * strength(skip.weeks, week));
      late = std::max(late, skip.late.to_double() * strength(skip.weeks, week));
    }
    auto random = chance_of(scene, meeting, "plan");
    Plan plan;
    plan.held = !happens(missed, random);
    plan.on_time = !happens(late, random);
    auto grace = coordination::grace_of(rhythm);
    auto within = [&](Duration from, Duration to) { return from + Duration{static_cast<std::int64_t>(random.uniform() * static_cast<double>((to - from).us))}; };
    plan.late = plan.on_time ? within(seconds(5), grace - seconds(30)) : within(grace + seconds(60), grace + rhythm.duration - seconds(30));
    plan.notes = how_many(usual.notes.to_double(), random);
    plan.actions = how_many(usual.actions.to_double(), random);
    plan.length = 0.75 + 0.4 * random.uniform();
    return plan;
  }

  struct Said {
    std::string text, id;
  };
  /// About an item of the agenda, preferably one that needs it, in words that fit its kind.
  static std::optional<Said> item_for(Scene const& scene, coordination::Occurrence const& meeting, std::map<std::string, std::vector<std::string>> const& words,
                                      std::string const& what) {
    if (meeting.agenda.kind() != feel::Kind::list) return std::nullopt;
    std::vector<feel::Value const*> fitting;
    std::vector<double> weights;
    for (auto const& item : meeting.agenda.list()) {
      auto kind = item.at("kind"), state = item.at("state");
      if (kind.kind() != feel::Kind::string || !words.contains(std::string(kind.string()))) continue;
      fitting.push_back(&item);
      auto urgent = state.kind() == feel::Kind::string && state.string() != "ok" && state.string() != "no_data" && state.string() != "open";
      weights.push_back(urgent ? 6 : 1);
    }
    if (fitting.empty()) return std::nullopt;
    auto random = chance_of(scene, meeting, what);
    auto const& item = *fitting[pick(weights, random)];
    auto text = [&](char const* name) { auto value = item.at(name); return value.kind() == feel::Kind::string ? std::string(value.string()) : std::string(); };
    auto said = pick(words.at(text("kind")), random);
    if (said.empty()) return std::nullopt;
    return Said{fill(said, text("title"), "", ""), text("id")};
  }

  static std::optional<std::string> owner_for(Scene const& scene, coordination::Rhythm const& rhythm, coordination::Occurrence const& meeting) {
    std::vector<std::string> owners{meeting.chair};
    for (auto const& role : rhythm.attendees) {
      auto acting = organisation::acting_person(scene.sight.form, scene.sight.absences, role.text(), scene.sight.now);
      if (!acting.person.empty()) owners.push_back(acting.person);
      for (auto const& candidate : acting.candidates) owners.push_back(candidate);
    }
    auto random = chance_of(scene, meeting, "owner" + std::to_string(meeting.actions.size()));
    return pick(owners, random);
  }

  /// One to four working days on.
  static Date day_for(Scene const& scene, coordination::Occurrence const& meeting) {
    auto random = chance_of(scene, meeting, "day" + std::to_string(meeting.actions.size()));
    auto day = days_from_epoch(scene.sight.zone.to_local(scene.sight.now).date);
    for (auto left = 1 + static_cast<int>(random.below(4)); left > 0; --left)
      do ++day;
      while (weekday(date_from_days(day)) > 5);
    return date_from_days(day);
  }
};

}  // namespace

std::unique_ptr<Habit> meeting_habit() { return std::make_unique<Meetings>(); }

}  // namespace drivetrain::simulation
