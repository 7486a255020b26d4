// The demo's company: Tarnwick in the middle of its story. Six simulated weeks in which intent and behaviour have begun to part,
// up to the minute before a huddle; and the same people, who go on while time is moved.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "app/simulated_company.h"

namespace drivetrain::app {

inline constexpr std::uint64_t demo_seed = 8;

struct DemoStory {
  Instant from, to;                    ///< first deployment; the moment at which the demo begins
};
/// From the Monday of the company's first full week to 06:45 on the Monday six weeks later, five minutes before the first huddle.
DemoStory demo_story(Zone const& zone);

/// Simulates the story into an empty data folder and notes there where its time stands; does nothing when the folder knows its time already.
/// `progress`: 0 … 1, at most a hundred times. Errors: DT-X908 an incoherent model or profile, DT-X901 no profile, DT-X92x the data folder cannot be had.
Status prepare_demo(std::string const& model_folder, std::string const& data_folder, std::function<void(double)> const& progress = {});

/// What sample people do while time is moved: plays from one instant to the other. `move_to` lets timers ring on the way. Nobody acts
/// in the name of `apart`. The profile is read once; it fits the model that is in force when it is first used.
using PlayPeople = std::function<Status(Runtime& runtime, Instant from, Instant to, std::function<Status(Instant)> const& move_to)>;
PlayPeople demo_people(std::string const& model_folder, std::set<std::string> apart = {});

}  // namespace drivetrain::app
