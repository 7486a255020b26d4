// Values as journal bytes: one byte of kind, then the kind's body. Kinds keep their numbers for ever; they are Kind's order as
// of the first journal, written out here so that reordering the enum cannot change old journals.
#include "feel/codec.h"

#include "base/limits.h"

namespace drivetrain {

namespace {

using feel::Kind;
using feel::Value;

enum Tag : std::uint8_t {
  tag_null = 0, tag_false = 1, tag_true = 2, tag_number = 3, tag_string = 4, tag_date = 5, tag_time = 6, tag_date_time = 7,
  tag_days_duration = 8, tag_months_duration = 9, tag_list = 10, tag_context = 11, tag_range = 12,
  tag_later_date_time = 13  // the second moment of a doubled reading; all others are tag_date_time, as before there was this one
};
constexpr std::uint32_t max_depth = 1'024;

void put_text(Encoder& out, std::string_view text) {
  out.varint(text.size());
  out.raw(text.data(), text.size());
}
void put_signed(Encoder& out, std::int64_t number) { out.varint(codec_detail::zigzag(number)); }
std::int64_t get_signed(Decoder& in) { return codec_detail::unzigzag(in.varint()); }
std::string_view get_text(Decoder& in) {
  auto bytes = in.blob();
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

// A zone travels by its name: numbers of interned zones belong to one process.
void put_zone(Encoder& out, feel::ZoneRef zone) {
  out.varint(static_cast<std::uint64_t>(zone.form));
  if (zone.form == feel::ZoneRef::Form::offset) put_signed(out, zone.value);
  if (zone.form == feel::ZoneRef::Form::named) put_text(out, zone.name());
}
feel::ZoneRef get_zone(Decoder& in) {
  switch (in.varint()) {
    case 0: return {};
    case 1: {
      auto seconds = get_signed(in);
      if (seconds < -64'800 || seconds > 64'800) in.fail();
      return feel::ZoneRef::of_offset(static_cast<std::int32_t>(seconds));
    }
    case 2:
      if (auto zone = feel::ZoneRef::named(get_text(in))) return *zone;
      in.fail();
      return {};
    default: in.fail(); return {};
  }
}

void put_date(Encoder& out, Date date) { put_signed(out, days_from_epoch(date)); }
Date get_date(Decoder& in) {
  auto days = get_signed(in);
  constexpr std::int64_t widest = 366ll * 1'000'000'000;
  if (days > widest || days < -widest) {
    in.fail();
    return {};
  }
  return date_from_days(days);
}
std::int64_t get_nanos(Decoder& in) {
  auto nanos = get_signed(in);
  if (nanos < 0 || nanos >= feel::nanos_per_day) in.fail();
  return in.ok() ? nanos : 0;
}

void put_value(Encoder& out, Value const& value) {
  auto tag = [&](Tag t) { out.raw(&t, 1); };
  switch (value.kind()) {
    case Kind::null: tag(tag_null); return;
    case Kind::boolean: tag(value.boolean() ? tag_true : tag_false); return;
    case Kind::number: {
      tag(tag_number);
      std::uint8_t bytes[16];
      value.number().to_bytes(bytes);
      out.raw(bytes, 16);
      return;
    }
    case Kind::string: tag(tag_string), put_text(out, value.string()); return;
    case Kind::date: tag(tag_date), put_date(out, value.date()); return;
    case Kind::time: tag(tag_time), put_signed(out, value.time().nanos), put_zone(out, value.time().zone); return;
    case Kind::date_time: {
      auto moment = value.date_time();
      tag(moment.later ? tag_later_date_time : tag_date_time), put_date(out, moment.date), put_signed(out, moment.nanos), put_zone(out, moment.zone);
      return;
    }
    case Kind::days_duration:
      tag(tag_days_duration), put_signed(out, value.days_duration().seconds), put_signed(out, value.days_duration().nanos);
      return;
    case Kind::months_duration: tag(tag_months_duration), put_signed(out, value.months_duration().months); return;
    case Kind::list:
      tag(tag_list), out.varint(value.list().size());
      for (auto const& item : value.list()) put_value(out, item);
      return;
    case Kind::context:
      tag(tag_context), out.varint(value.context().size());
      for (auto const& [name, entry] : value.context().entries()) put_text(out, name), put_value(out, entry);
      return;
    case Kind::range: {
      auto const& range = value.range();
      tag(tag_range);
      out.varint(static_cast<std::uint64_t>(range.form) | (range.start_included ? 8u : 0u) | (range.end_included ? 16u : 0u));
      put_value(out, range.start), put_value(out, range.end);
      return;
    }
    case Kind::function: tag(tag_null); return;
  }
}

Value get_value(Decoder& in, std::uint32_t depth) {
  if (depth > max_depth) in.fail();
  auto tag = in.raw(1);
  if (!in.ok()) return {};
  switch (tag[0]) {
    case tag_null: return {};
    case tag_false: return false;
    case tag_true: return true;
    case tag_number: {
      auto raw = in.raw(16);
      if (!in.ok()) return {};
      std::uint8_t bytes[16];
      std::memcpy(bytes, raw.data(), 16);
      if (auto number = Decimal::from_bytes(bytes)) return *number;
      in.fail();
      return {};
    }
    case tag_string: return get_text(in);
    case tag_date: return get_date(in);
    case tag_time: {
      auto nanos = get_nanos(in);
      return feel::TimeOfDay{nanos, get_zone(in)};
    }
    case tag_date_time:
    case tag_later_date_time: {
      auto date = get_date(in);
      auto nanos = get_nanos(in);
      return feel::DateTime{date, nanos, get_zone(in), tag[0] == tag_later_date_time};
    }
    case tag_days_duration: {
      auto seconds = get_signed(in);
      auto nanos = get_signed(in);
      if (nanos < 0 || nanos >= feel::nanos_per_second) in.fail();
      return in.ok() ? Value(feel::DaysDuration{seconds, static_cast<std::int32_t>(nanos)}) : Value();
    }
    case tag_months_duration: return feel::MonthsDuration{get_signed(in)};
    case tag_list: {
      feel::List items;
      for (auto count = in.varint(); count > 0 && in.ok(); --count) items.push_back(get_value(in, depth + 1));
      return in.ok() ? Value(std::move(items)) : Value();
    }
    case tag_context: {
      feel::Context entries;
      for (auto count = in.varint(); count > 0 && in.ok(); --count) {
        std::string name(get_text(in));
        entries.append(std::move(name), get_value(in, depth + 1));
      }
      return in.ok() ? Value(std::move(entries)) : Value();
    }
    case tag_range: {
      auto flags = in.varint();
      if ((flags & 7) > static_cast<std::uint64_t>(feel::Range::Form::not_equal) || flags > 31) in.fail();
      auto start = get_value(in, depth + 1);
      auto end = get_value(in, depth + 1);
      if (!in.ok()) return {};
      return feel::Range{static_cast<feel::Range::Form>(flags & 7), std::move(start), std::move(end), (flags & 8) != 0, (flags & 16) != 0};
    }
    default: in.fail(); return {};
  }
}

}  // namespace

void Codec<feel::Value>::put(Encoder& encoder, feel::Value const& value) { put_value(encoder, value); }

bool Codec<feel::Value>::get(Decoder& decoder, feel::Value& value) {
  value = get_value(decoder, 0);
  return decoder.ok();
}

}  // namespace drivetrain
