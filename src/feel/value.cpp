// Building, sharing and comparing values (see value.h).
#include "feel/value.h"

#include <algorithm>
#include <limits>

#include "feel/entry_finder.h"
#include "feel/value_node.h"

namespace drivetrain::feel {

// ---- contexts

Context::Context() = default;
Context::~Context() = default;
Context::Context(Context const&) = default;
Context::Context(Context&&) noexcept = default;
Context& Context::operator=(Context const&) = default;
Context& Context::operator=(Context&&) noexcept = default;

void Context::set(std::string name, Value value) {
  for (auto& entry : entries_)
    if (entry.first == name) {
      entry.second = std::move(value);
      return;
    }
  append(std::move(name), std::move(value));
}

void Context::append(std::string name, Value value) { entries_.emplace_back(std::move(name), std::move(value)); }

Value const* Context::find(std::string_view name) const {
  for (auto const& entry : entries_)
    if (entry.first.size() == name.size() && entry.first == name) return &entry.second;
  return nullptr;
}

// ---- building

namespace {

std::uint16_t deeper(std::uint32_t below) {
  constexpr auto most = std::numeric_limits<std::uint16_t>::max();
  return below >= most ? most : static_cast<std::uint16_t>(below + 1);
}

// Where the bits of inline temporal values lie. low: what orders first; high: tag, 32 bits of payload or year at bit 24,
// the zone's form at bit 22 and its number (biased) from bit 4 to 21, the kind in bits 0..3.
constexpr std::int32_t zone_bias = 1 << 17;
std::uint64_t pack_zone(ZoneRef zone) {
  return (static_cast<std::uint64_t>(zone.form) << 22) | (static_cast<std::uint64_t>(zone.value + zone_bias) << 4);
}
ZoneRef unpack_zone(std::uint64_t high) {
  return {static_cast<ZoneRef::Form>((high >> 22) & 3), static_cast<std::int32_t>((high >> 4) & 0x3FFFF) - zone_bias};
}
std::uint64_t pack_upper(std::int32_t number) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(number)) << 24; }
std::int32_t unpack_upper(std::uint64_t high) { return static_cast<std::int32_t>(static_cast<std::uint32_t>(high >> 24)); }
constexpr int month_shift = 47, day_shift = 51, later_shift = 56;

/// Sums up what stands in a value under way.
struct Contents {
  std::uint32_t depth = 0;
  std::uint64_t weight = 1;
  void add(Value const& value) {
    auto const* node = ValueAccess::node(value);
    depth = std::max<std::uint32_t>(depth, node ? node->depth : 0);
    weight += node ? node->weight : 1;
  }
  void give(ValueNode& node) const { node.depth = deeper(depth), node.weight = saturated(weight); }
};

}  // namespace

Value::Value(Kind kind, ValueNode* node)
    : low_(static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(node))), high_(shared_tag | static_cast<std::uint64_t>(kind)) {}

Value::Value(std::string_view text) : Value(Kind::string, new StringNode(text)) {}

Value::Value(List list) : Value() {
  Contents contents;
  for (auto const& item : list) contents.add(item);
  auto* node = new ListNode(std::move(list));
  contents.give(*node);
  *this = Value(Kind::list, node);
}

Value::Value(Context context) : Value() {
  Contents contents;
  for (auto const& entry : context.entries()) contents.add(entry.second), contents.weight += weight_of(entry.first);
  auto* node = new ContextNode(std::move(context));
  contents.give(*node);
  *this = Value(Kind::context, node);
}

Value::Value(Range range) : Value() {
  Contents contents;
  contents.add(range.start), contents.add(range.end);
  auto* node = new RangeNode(std::move(range));
  contents.give(*node);
  *this = Value(Kind::range, node);
}

Value::Value(std::shared_ptr<Function const> function) : Value(Kind::function, new FunctionNode(std::move(function))) {}

Value::Value(Date date)
    : low_((static_cast<std::uint64_t>(date.day) << day_shift) | (static_cast<std::uint64_t>(date.month) << month_shift)),
      high_(inline_tag | pack_upper(date.year) | static_cast<std::uint64_t>(Kind::date)) {}
Value::Value(TimeOfDay time)
    : low_(static_cast<std::uint64_t>(time.nanos)), high_(inline_tag | pack_zone(time.zone) | static_cast<std::uint64_t>(Kind::time)) {}
Value::Value(DateTime moment)
    : low_(static_cast<std::uint64_t>(moment.nanos) | (static_cast<std::uint64_t>(moment.date.month) << month_shift) |
           (static_cast<std::uint64_t>(moment.date.day) << day_shift) | (static_cast<std::uint64_t>(moment.later) << later_shift)),
      high_(inline_tag | pack_upper(moment.date.year) | pack_zone(moment.zone) | static_cast<std::uint64_t>(Kind::date_time)) {}
Value::Value(DaysDuration duration)
    : low_(static_cast<std::uint64_t>(duration.seconds)),
      high_(inline_tag | pack_upper(duration.nanos) | static_cast<std::uint64_t>(Kind::days_duration)) {}
Value::Value(MonthsDuration duration)
    : low_(static_cast<std::uint64_t>(duration.months)), high_(inline_tag | static_cast<std::uint64_t>(Kind::months_duration)) {}
Value::Value(Instant instant) : Value(DateTime::of(instant)) {}
Value::Value(Duration duration) : Value(DaysDuration::of(duration)) {}

void Value::retain() const { ValueAccess::node(*this)->references.fetch_add(1, std::memory_order_relaxed); }

void Value::release() {
  auto* node = ValueAccess::node(*this);
  if (node->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  switch (node->kind) {
    case Kind::string: delete static_cast<StringNode*>(node); return;
    case Kind::list: delete static_cast<ListNode*>(node); return;
    case Kind::context: delete static_cast<ContextNode*>(node); return;
    case Kind::range: delete static_cast<RangeNode*>(node); return;
    default: delete static_cast<FunctionNode*>(node); return;
  }
}

// ---- reading

std::string_view Value::string() const { return static_cast<StringNode*>(ValueAccess::node(*this))->text; }
List const& Value::list() const { return static_cast<ListNode*>(ValueAccess::node(*this))->items; }
Context const& Value::context() const { return static_cast<ContextNode*>(ValueAccess::node(*this))->entries; }
Range const& Value::range() const { return static_cast<RangeNode*>(ValueAccess::node(*this))->range; }
Function const& Value::function() const { return *static_cast<FunctionNode*>(ValueAccess::node(*this))->function; }
std::shared_ptr<Function const> Value::shared_function() const { return static_cast<FunctionNode*>(ValueAccess::node(*this))->function; }
Date Value::date() const {
  return {unpack_upper(high_), static_cast<std::uint8_t>((low_ >> month_shift) & 0xF), static_cast<std::uint8_t>((low_ >> day_shift) & 0x1F)};
}
TimeOfDay Value::time() const { return {static_cast<std::int64_t>(low_), unpack_zone(high_)}; }
DateTime Value::date_time() const {
  return {date(), static_cast<std::int64_t>(low_ & ((1ull << month_shift) - 1)), unpack_zone(high_), ((low_ >> later_shift) & 1) != 0};
}
DaysDuration Value::days_duration() const { return {static_cast<std::int64_t>(low_), unpack_upper(high_)}; }
MonthsDuration Value::months_duration() const { return {static_cast<std::int64_t>(low_)}; }
Instant Value::instant() const { return date_time().to_instant(); }
Duration Value::duration() const { return days_duration().to_duration(); }

Value Value::at(std::string_view path) const {
  Value const* here = this;
  while (true) {
    if (here->kind() != Kind::context) return {};
    // A name may itself hold dots, so the whole rest is tried before its first step.
    if (auto whole = here->context().find(path)) return *whole;
    auto dot = path.find('.');
    if (dot == std::string_view::npos) return {};
    here = here->context().find(path.substr(0, dot));
    if (!here) return {};
    path.remove_prefix(dot + 1);
  }
}

std::uint32_t Value::depth() const {
  auto* node = ValueAccess::node(*this);
  return node ? node->depth : 0;
}

std::uint32_t Value::shared_weight() const { return ValueAccess::node(*this)->weight; }

std::size_t Value::own_bytes() const {
  constexpr std::size_t node = 64, short_name = 15;
  switch (kind()) {
    case Kind::string: return node + string().size();
    case Kind::list: return node + list().size() * sizeof(Value);
    case Kind::context: {
      auto bytes = node + context().size() * sizeof(context().entries()[0]);
      for (auto const& entry : context().entries())
        if (entry.first.size() > short_name) bytes += entry.first.size();
      return bytes;
    }
    case Kind::range:
    case Kind::function: return 2 * node;
    default: return 0;
  }
}

Range Range::of(Form form, Value bound) {
  switch (form) {
    case Form::less: return {form, {}, std::move(bound), false, false};
    case Form::less_equal: return {form, {}, std::move(bound), false, true};
    case Form::greater: return {form, std::move(bound), {}, false, false};
    case Form::greater_equal: return {form, std::move(bound), {}, true, false};
    default: {
      auto end = bound;
      return {form, std::move(bound), std::move(end), true, true};
    }
  }
}

bool operator==(Value const& a, Value const& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::null: return true;
    case Kind::boolean: return a.boolean() == b.boolean();
    case Kind::number: return a.number() == b.number();
    case Kind::string: return a.string() == b.string();
    case Kind::date: return a.date() == b.date();
    case Kind::time: {
      auto order = compare(a.time(), b.time());
      return order ? *order == 0 : a.time() == b.time();
    }
    case Kind::date_time: return compare(a.date_time(), b.date_time()) == 0;
    case Kind::days_duration: return a.days_duration() == b.days_duration();
    case Kind::months_duration: return a.months_duration() == b.months_duration();
    case Kind::list: return a.list() == b.list();
    case Kind::context: {
      if (a.context().size() != b.context().size()) return false;
      EntryFinder find_in_b(b.context());
      return std::all_of(a.context().entries().begin(), a.context().entries().end(), [&](auto const& entry) {
        auto other = find_in_b(entry.first);
        return other && *other == entry.second;
      });
    }
    case Kind::range: {
      auto const &x = a.range(), &y = b.range();
      return x.form == y.form && x.start_included == y.start_included && x.end_included == y.end_included && x.start == y.start && x.end == y.end;
    }
    case Kind::function: return &a.function() == &b.function();
  }
  return false;
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return "boolean";
    case Kind::number: return "number";
    case Kind::string: return "string";
    case Kind::date: return "date";
    case Kind::time: return "time";
    case Kind::date_time: return "date and time";
    case Kind::days_duration: return "days and time duration";
    case Kind::months_duration: return "years and months duration";
    case Kind::list: return "list";
    case Kind::context: return "context";
    case Kind::range: return "range";
    case Kind::function: return "function";
  }
  return "null";
}

}  // namespace drivetrain::feel
