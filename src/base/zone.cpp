// Time zones (see zone.h). Source: RFC 8536 (TZif version 2 and later). Everything here counts whole seconds.
#include "base/zone.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/zone_rule.h"

namespace drivetrain {

struct Zone::Table {
  std::vector<std::int64_t> transitions;  ///< seconds UTC, ascending
  std::vector<std::int64_t> offsets;      ///< after each transition
  std::int64_t first_offset = 0;          ///< before the first transition (RFC 8536 §3.2: type 0)
  std::optional<ZoneRule> rule;               ///< after the last one

  ZoneStretch stretch(std::int64_t at) const {
    auto next = std::upper_bound(transitions.begin(), transitions.end(), at);
    auto index = static_cast<std::size_t>(next - transitions.begin());
    if (next == transitions.end() && rule) {
      auto by_rule = stretch_by_rule(*rule, at);
      if (!transitions.empty()) by_rule.begin = std::max(by_rule.begin, transitions.back());
      return by_rule;
    }
    return {index == 0 ? zone_before_all : transitions[index - 1], next == transitions.end() ? zone_after_all : *next,
            index == 0 ? first_offset : offsets[index - 1]};
  }
};

namespace {

constexpr char const* zone_folder = "/usr/share/zoneinfo/";
constexpr std::size_t max_zone_file_bytes = 1u << 20;
constexpr std::int64_t zone_second_us = 1'000'000;

struct TzifReader {
  std::string_view in;
  bool ok = true;
  std::string_view raw(std::size_t size) {
    if (size > in.size()) return ok = false, in = {}, std::string_view{};
    auto taken = in.substr(0, size);
    in.remove_prefix(size);
    return taken;
  }
  std::uint64_t big_endian(std::size_t size) {
    std::uint64_t value = 0;
    for (char c : raw(size)) value = value << 8 | static_cast<std::uint8_t>(c);
    return value;
  }
};

struct TzifHeader {
  char version = 0;
  std::size_t ut_flags = 0, standard_flags = 0, leap_seconds = 0, transitions = 0, types = 0, name_bytes = 0;
};

std::optional<TzifHeader> read_header(TzifReader& in) {
  if (in.raw(4) != "TZif") return std::nullopt;
  TzifHeader header;
  header.version = static_cast<char>(in.big_endian(1));
  in.raw(15);
  for (auto count : {&header.ut_flags, &header.standard_flags, &header.leap_seconds, &header.transitions, &header.types, &header.name_bytes})
    *count = in.big_endian(4);
  return in.ok ? std::optional(header) : std::nullopt;
}

/// Nothing when the file is no sound TZif of version 2 or later, or counts leap seconds (the "right/" zones).
std::optional<Zone::Table> read_tzif(std::string_view file) {
  TzifReader in{file};
  auto old = read_header(in);
  if (!old || old->version < '2') return std::nullopt;
  in.raw(old->transitions * 5 + old->types * 6 + old->name_bytes + old->leap_seconds * 8 + old->standard_flags + old->ut_flags);
  auto header = read_header(in);
  if (!header || header->leap_seconds != 0 || header->types == 0 || header->types > 256 || header->transitions > file.size())
    return std::nullopt;
  Zone::Table table;
  for (std::size_t i = 0; i < header->transitions; ++i) {
    auto at = static_cast<std::int64_t>(in.big_endian(8));
    if (!table.transitions.empty() && at <= table.transitions.back()) return std::nullopt;
    table.transitions.push_back(std::max(at, zone_before_all));
  }
  auto indices = in.raw(header->transitions);
  std::vector<std::int64_t> type_offsets;
  for (std::size_t i = 0; i < header->types; ++i) {
    type_offsets.push_back(static_cast<std::int32_t>(in.big_endian(4)));
    in.raw(2);
  }
  in.raw(header->name_bytes + header->standard_flags + header->ut_flags);
  if (!in.ok) return std::nullopt;
  for (char c : indices) {
    auto index = static_cast<std::uint8_t>(c);
    if (index >= type_offsets.size()) return std::nullopt;
    table.offsets.push_back(type_offsets[index]);
  }
  table.first_offset = type_offsets[0];
  if (in.raw(1) != "\n") return std::nullopt;
  auto footer = in.in.substr(0, in.in.find('\n'));
  if (footer.size() == in.in.size()) return std::nullopt;
  if (!footer.empty()) {
    table.rule = parse_zone_rule(footer);
    if (!table.rule) return std::nullopt;
  }
  return table;
}

std::optional<std::string> read_zone_file(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(max_zone_file_bytes, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.eof()) return std::nullopt;  // absent, a folder, or larger than any zone
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

/// Only names as IANA makes them, so that a model cannot read other files.
bool is_zone_name(std::string_view name) {
  auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+' || c == '/';
  };
  return !name.empty() && name.size() <= 64 && name[0] != '/' && std::all_of(name.begin(), name.end(), allowed);
}

std::string advice(std::string_view name) {
  std::vector<std::string> known;
  if (auto list = read_zone_file(std::string(zone_folder) + "tzdata.zi"))
    for (auto line : split(*list, '\n'))
      if (line.starts_with("Z ") || line.starts_with("L ")) {
        auto words = split(line, ' ');
        known.emplace_back(words[line[0] == 'Z' ? 1 : words.size() - 1]);
      }
  if (known.empty()) return "use a name such as Europe/Berlin; is the package tzdata installed?";
  auto near = nearest(name, known);
  return near ? "did you mean " + *near + "?" : "use an IANA name such as Europe/Berlin or UTC";
}

std::int64_t to_seconds(Instant instant) { return floor_divide(instant.us, zone_second_us); }

}  // namespace

Zone::Zone(std::string name, std::shared_ptr<Table const> table) : name_(std::move(name)), table_(std::move(table)) {}

std::shared_ptr<Zone const> Zone::utc() {
  static auto const zone = std::make_shared<Zone const>("UTC", std::make_shared<Table const>());
  return zone;
}

Result<std::shared_ptr<Zone const>> Zone::find(std::string_view name) {
  if (name == "UTC") return utc();
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<Zone const>, std::less<>> known;
  std::lock_guard lock(mutex);
  if (auto found = known.find(name); found != known.end()) return found->second;
  std::optional<Table> table;
  if (is_zone_name(name))
    if (auto file = read_zone_file(zone_folder + std::string(name))) table = read_tzif(*file);
  if (!table) return Error{"", "\"" + std::string(name.substr(0, 80)) + "\" is not a time zone", advice(name)};
  auto zone = std::make_shared<Zone const>(std::string(name), std::make_shared<Table const>(std::move(*table)));
  known.emplace(name, zone);
  return zone;
}

Duration Zone::offset_at(Instant instant) const { return seconds(table_->stretch(to_seconds(instant)).offset); }

LocalTime Zone::to_local(Instant instant) const {
  auto local = instant.us + offset_at(instant).us;
  auto day = floor_divide(local, zone_day_seconds * zone_second_us);
  return {date_from_days(day), local - day * zone_day_seconds * zone_second_us};
}

Instant Zone::to_instant(LocalTime local) const { return instant_of(local, false); }
Instant Zone::to_later_instant(LocalTime local) const { return instant_of(local, true); }

Instant Zone::instant_of(LocalTime local, bool later) const {
  auto local_us = days_from_epoch(local.date) * zone_day_seconds * zone_second_us + local.us_of_day;
  auto local_seconds = floor_divide(local_us, zone_second_us);
  // Offsets stay within 26 hours (RFC 8536 §3.2), so the reading lies in a stretch that touches this window. ZoneStretches are
  // visited in order; the first one that the reading does not overrun either holds it, or begins after the gap it falls into.
  constexpr std::int64_t widest = 26 * 3'600;
  auto stretch = table_->stretch(local_seconds - widest);
  auto offset = stretch.offset;
  while (local_seconds - stretch.offset >= stretch.end) {
    offset = stretch.offset;
    stretch = table_->stretch(stretch.end);
  }
  if (local_seconds - stretch.offset >= stretch.begin) offset = stretch.offset;
  if (later && stretch.end != zone_after_all) {
    // Where clocks went back, the stretch that follows holds the same reading once more.
    auto next = table_->stretch(stretch.end);
    if (next.begin == stretch.end && local_seconds - next.offset >= next.begin && local_seconds - next.offset < next.end) offset = next.offset;
  }
  return {local_us - offset * zone_second_us};
}

}  // namespace drivetrain
