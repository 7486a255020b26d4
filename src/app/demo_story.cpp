// Preparing the demo (see demo_story.h).
#include "app/demo_story.h"

#include <mutex>

#include "app/demo_clock.h"
#include "app/simulation_stage.h"
#include "model/compile.h"
#include "platform/files.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app {

namespace {
constexpr Date first_day{2026, 1, 5};
constexpr int weeks_played = 6;
}  // namespace

DemoStory demo_story(Zone const& zone) {
  auto last = date_from_days(days_from_epoch(first_day) + 7 * weeks_played);
  return {zone.to_instant({first_day, hours(5).us + minutes(30).us}), zone.to_instant({last, hours(6).us + minutes(45).us})};
}

Status prepare_demo(std::string const& model_folder, std::string const& data_folder, std::function<void(double)> const& progress) {
  DT_TRY(auto stood, read_demo_time(data_folder));
  if (stood) return {};
  DT_TRY(auto store, platform::SqliteStore::open(data_folder));
  DT_TRY(auto files, platform::read_tree(model_folder, model::belongs_to_model));
  auto compilation = model::compile(files, {first_day});
  auto zone = Zone::find(compilation.model->organisation.company.timezone.value);
  auto story = demo_story(*(zone ? zone.take() : Zone::utc()));
  SimulatedCompany company(*store, demo_seed);
  DT_CHECK(company.open(compilation, story.from));
  // One that was interrupted on the way goes on to the same end.
  DT_TRY(auto profile, load_profile(model_folder, *compilation.model));
  simulation::People people(std::move(profile), demo_seed);
  auto percent = -1;
  DT_CHECK(company.play(people, story.to, [&](Instant now) {
    auto reached = static_cast<int>(100 * (now - story.from).hours() / (story.to - story.from).hours());
    if (progress && reached != percent) progress((percent = reached) / 100.0);
    return true;
  }));
  if (progress && percent != 100) progress(1);
  return write_demo_time(data_folder, story.to);
}

PlayPeople demo_people(std::string const& model_folder, std::set<std::string> apart) {
  struct Cast {
    std::mutex mutex;
    std::unique_ptr<simulation::People> people;
  };
  auto cast = std::make_shared<Cast>();
  return [cast, model_folder, apart](Runtime& runtime, Instant, Instant to, std::function<Status(Instant)> const& move_to) -> Status {
    std::lock_guard lock(cast->mutex);
    if (!cast->people) {
      std::shared_ptr<OperatingModel const> model;
      DT_CHECK(runtime.journal().read([&] { model = runtime.company().model_pointer(); }));
      DT_TRY(auto profile, load_profile(model_folder, *model));
      cast->people = std::make_unique<simulation::People>(std::move(profile), demo_seed);
      cast->people->leave_out(apart);
    }
    SimulationStage stage(runtime, move_to);
    return cast->people->play(stage, to);
  };
}

}  // namespace drivetrain::app
