// a.b: an entry of a context, a property of a temporal value or range, or of each element of a list.
#include "feel/program/path.h"

#include "base/text.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

std::optional<Value> date_property(Date date, std::string_view name) {
  if (name == "year") return date.year;
  if (name == "month") return static_cast<int>(date.month);
  if (name == "day") return static_cast<int>(date.day);
  if (name == "weekday") return weekday(date);
  return std::nullopt;
}

std::optional<Value> clock_property(std::int64_t nanos, ZoneRef zone, std::optional<std::int32_t> offset, std::string_view name) {
  auto seconds = nanos / nanos_per_second;
  if (name == "hour") return seconds / 3600;
  if (name == "minute") return seconds / 60 % 60;
  if (name == "second") return seconds % 60;
  if (name == "time offset") return offset ? Value(DaysDuration{*offset, 0}) : Value();
  if (name == "timezone") return zone.form == ZoneRef::Form::named ? Value(zone.name()) : Value();
  return std::nullopt;
}

std::optional<Value> days_property(DaysDuration duration, std::string_view name) {
  bool negative = duration.seconds < 0;
  auto total = static_cast<std::int64_t>((negative ? -duration.total_nanos() : duration.total_nanos()) / nanos_per_second);
  auto signed_value = [&](std::int64_t n) { return Value(negative ? -n : n); };
  if (name == "days") return signed_value(total / 86'400);
  if (name == "hours") return signed_value(total / 3'600 % 24);
  if (name == "minutes") return signed_value(total / 60 % 60);
  if (name == "seconds") return signed_value(total % 60);
  return std::nullopt;
}

}  // namespace

std::optional<Value> property(Value const& value, std::string_view name) {
  switch (value.kind()) {
    case Kind::date: return date_property(value.date(), name);
    case Kind::time: {
      auto time = value.time();
      std::optional<std::int32_t> offset;
      if (time.zone.form == ZoneRef::Form::offset) offset.emplace(time.zone.value);
      return clock_property(time.nanos, time.zone, offset, name);
    }
    case Kind::date_time: {
      auto moment = value.date_time();
      if (auto found = date_property(moment.date, name)) return found;
      return clock_property(moment.nanos, moment.zone, name == "time offset" ? moment.offset_seconds() : std::nullopt, name);
    }
    case Kind::days_duration: return days_property(value.days_duration(), name);
    case Kind::months_duration:
      if (name == "years") return value.months_duration().months / 12;
      if (name == "months") return value.months_duration().months % 12;
      return std::nullopt;
    case Kind::range:
      if (name == "start") return value.range().start;
      if (name == "end") return value.range().end;
      if (name == "start included") return value.range().start_included;
      if (name == "end included") return value.range().end_included;
      return std::nullopt;
    default: return std::nullopt;
  }
}

namespace {

class Path final : public Node {
 public:
  explicit Path(Tree const& tree) : Node(tree.place), from_(build(*tree.children[0])), name_(tree.text) {}
  Value evaluate(Frame& frame) const override { return step(from_->evaluate(frame), frame); }

 private:
  Value step(Value const& value, Frame& frame) const {
    if (value.kind() == Kind::context) {
      if (!frame.spend(value.context().size() / entries_per_step, place())) return {};
      if (auto entry = value.context().find(name_)) return *entry;
      return missing(value.context(), frame);
    }
    if (value.kind() == Kind::list) {
      List results;
      results.reserve(value.list().size());
      if (!frame.spend(value.list().size(), place())) return {};
      for (auto const& item : value.list()) results.push_back(step(item, frame));
      return frame.made(std::move(results), place());
    }
    if (auto found = property(value, name_)) return std::move(*found);
    return frame.null_because(place(), "\"." + name_ + "\" asks for a context, but " + describe(value) + " came");
  }
  [[gnu::cold]] Value missing(Context const& context, Frame& frame) const {
    auto message = "no entry \"" + name_ + "\" in the context";
    if (!frame.spend(context.size(), place())) return {};
    std::vector<std::string> names;
    for (auto const& entry : context.entries()) names.push_back(entry.first);
    if (auto near = nearest(name_, names)) message += "; did you mean \"" + *near + "\"?";
    else if (!names.empty() && names.size() <= 12) message += "; it has: " + join(names, ", ");
    return frame.null_because(place(), std::move(message));
  }
  NodePtr from_;
  std::string name_;
};

}  // namespace

NodePtr build_path(Tree const& tree) { return std::make_unique<Path>(tree); }

}  // namespace drivetrain::feel
