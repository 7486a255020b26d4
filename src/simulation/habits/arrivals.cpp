// Customers ask for work: so many a week, at hours of their own. Who asks for what is settled by chance about that call alone,
// so the same customers come whatever the model.
#include <algorithm>

#include "processes/commands.h"
#include "simulation/habits/calendar_days.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Arrivals final : public Habit {
 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    auto const& zone = scene.sight.zone;
    auto today = zone.to_local(agenda.after()).date;
    for (std::size_t i = 0; i < scene.profile.arrivals.size(); ++i) {
      // The next one may be days ahead; when a week has none, the clock rings before that and this is asked again.
      auto found = false;
      for (int ahead = 0; ahead <= 7 && !found; ++ahead) {
        auto day = date_from_days(days_from_epoch(today) + ahead);
        auto const& moments = moments_of(scene, i, day);
        auto next = std::lower_bound(moments.begin(), moments.end(), agenda.after());
        for (; next != moments.end() && !found; ++next) {
          agenda.once(*next, std::to_string(i) + "/" + format_date(day), static_cast<int>(next - moments.begin()));
          found = *next > agenda.after();
        }
      }
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto slash = intention.subject.find('/');
    auto const& arrival = scene.profile.arrivals[std::stoul(intention.subject.substr(0, slash))];
    auto day = parse_date(intention.subject.substr(slash + 1));
    if (!day) return std::nullopt;
    auto random = scene.chance.of({"arrival", arrival.process.text(), intention.subject.substr(slash + 1), std::to_string(intention.step)});
    processes::StartCase command;
    command.process = arrival.process.text();
    command.service = arrival.service.text();
    auto const* customer = arrival.without_customer ? nullptr : customer_for(scene, arrival, random);
    if (customer) command.customer = customer->name.value;
    if (!command.service.empty() && customer) command.tier = tier_of(scene, command.service, customer->tier.value);
    command.business_key = key_of(arrival, *day, intention.step + 1, scene.cast.first_monday());
    command.variables = feel::Value(draw(arrival.variables, random));
    if (!arrival.feed.empty()) return by_feed(arrival.feed, command);
    auto const* actor = scene.cast.on_shift(arrival.by, scene.sight, scene.sight.now, random);
    if (!actor) return std::nullopt;
    return by(*actor, command);
  }

 private:
  /// Of a day: asked again and again, so it is kept; what is kept follows from its name alone.
  std::vector<Instant> const& moments_of(Scene const& scene, std::size_t arrival, Date day) const {
    auto key = std::pair(arrival, days_from_epoch(day));
    if (auto known = moments_.find(key); known != moments_.end()) return known->second;
    if (moments_.size() > 2'000) moments_.clear();
    auto const& what = scene.profile.arrivals[arrival];
    auto moments = moments_of_day(scene, "arrival/" + what.process.text() + "/" + what.key.value, day, what.weekly.to_double() * surge_factor(scene, what, day),
                                  share_of_day(what.days, day), what.between);
    for (auto& moment : moments) moment.us -= moment.us % 1'000'000;
    return moments_.emplace(key, std::move(moments)).first->second;
  }

  /// OH-0206-2: the second of that day; with the year once a company has lived longer than one.
  static std::string key_of(Arrival const& arrival, Date day, int number, Date first) {
    auto text = format_date(day);
    auto key = arrival.key.value + "-" + text.substr(5, 2) + text.substr(8, 2) + "-" + std::to_string(number);
    return days_from_epoch(day) - days_from_epoch(first) < 364 ? key : key + "-" + text.substr(2, 2);
  }

  static int week_of(Scene const& scene, Date day) {
    return static_cast<int>((days_from_epoch(day) - days_from_epoch(scene.cast.first_monday())) / 7) + 1;
  }

  static double weight_of(Customer const& customer, Arrival const& arrival) {
    auto own = arrival.customers.find(customer.name.value);
    return (own == arrival.customers.end() ? customer.weight : own->second).to_double();
  }

  /// How a customer's weight grows in that week.
  static double times(Scene const& scene, Arrival const& arrival, std::string const& customer, int week) {
    double factor = 1;
    for (auto const& surge : scene.profile.drifts.surges)
      if (surge.process.text() == arrival.process.text() && (surge.customer.empty() ? customer.empty() : surge.customer.value == customer))
        factor *= 1 + (surge.times.to_double() - 1) * strength(surge.weeks, week);
    return factor;
  }

  /// One customer's surge adds to the whole; it takes nothing from the others.
  static double surge_factor(Scene const& scene, Arrival const& arrival, Date day) {
    auto week = week_of(scene, day);
    double before = 0, after = 0;
    for (auto const& customer : scene.profile.customers) {
      before += weight_of(customer, arrival);
      after += weight_of(customer, arrival) * times(scene, arrival, customer.name.value, week);
    }
    return times(scene, arrival, "", week) * (before > 0 ? after / before : 1);
  }

  static Customer const* customer_for(Scene const& scene, Arrival const& arrival, Random& random) {
    auto const& customers = scene.profile.customers;
    if (customers.empty()) return nullptr;
    auto week = scene.cast.week(scene.sight, scene.sight.now);
    std::vector<double> weights;
    for (auto const& customer : customers) weights.push_back(weight_of(customer, arrival) * times(scene, arrival, customer.name.value, week));
    return &customers[pick(weights, random)];
  }

  static std::string tier_of(Scene const& scene, std::string const& service, std::string const& wanted) {
    auto found = scene.sight.offers.services.find(service);
    if (found == scene.sight.offers.services.end() || found->second.tiers.empty()) return wanted;
    for (auto const& tier : found->second.tiers)
      if (tier.id.value == wanted) return wanted;
    return found->second.tiers.back().id.value;
  }

  mutable std::map<std::pair<std::size_t, std::int64_t>, std::vector<Instant>> moments_;
};

}  // namespace

std::unique_ptr<Habit> arrival_habit() { return std::make_unique<Arrivals>(); }

}  // namespace drivetrain::simulation
