// /audit: the journal, latest first, and whether its hash chain holds.
#include <algorithm>
#include <cctype>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/write.h"
#include "app/known_head.h"
#include "app/safekeeping.h"
#include "app/views/visibility.h"
#include "base/text.h"
#include "feel/json.h"
#include "journal/chain.h"
#include "journal/events.h"
#include "organisation/commands.h"
#include "organisation/events.h"

namespace drivetrain::app::api {

namespace {

/// What a page looks at before it says "there is more": a filter that hardly anything fits must not read the whole journal at once.
constexpr std::size_t most_looked_at = 20'000;
/// The same where each record must be read and told.
constexpr std::size_t most_read = 3'000;
constexpr std::size_t most_effects = 200;
/// Shorter ones are looked for whole: with two letters, names could be asked for piece by piece.
constexpr std::size_t least_part_of_a_word = 3;

/// The fields of a record as this viewer may see them: why somebody is away is theirs and their unit's business. Null when it has none.
feel::Value fields_for(Reading const& reading, journal::Record const& record) {
  auto const& catalogue = reading.company.catalogue();
  auto whole = feel::from_json(catalogue.to_json(record));
  if (!whole) return {};
  auto data = whole->at("data");
  auto type = record.kind == journal::RecordKind::command ? catalogue.command_name(record.type) : catalogue.event_name(record.type);
  if ((type != organisation::ReportAbsence::type.name && type != organisation::PersonAbsent::type.name) || data.kind() != feel::Kind::context) return data;
  auto const* named = data.context().find("person");
  auto person = named && named->kind() == feel::Kind::string && !named->string().empty() ? std::string(named->string()) : record.actor.id;
  if (views::sees_person(reading.company, reading.person, person, reading.now)) return data;
  feel::Context shown;
  for (auto const& [name, value] : data.context().entries())
    if (name != "reason") shown.append(name, value);
  return feel::Value(std::move(shown));
}

void write_audit_record(JsonWriter& json, Reading const& reading, journal::Record const& record) {
  auto const& catalogue = reading.company.catalogue();
  bool command = record.kind == journal::RecordKind::command;
  object(json, [&] {
    json.field("position", record.position).field("kind", command ? "command" : "event");
    json.field("type", command ? catalogue.command_name(record.type) : catalogue.event_name(record.type)).field("at", record.at);
    object_field(json, "actor", [&] {
      json.field("kind", to_string(record.actor.kind)).field("id", record.actor.id);
      if (record.actor.kind == journal::ActorKind::person) json.field("name", views::person_name(reading.company, record.actor.id));
    });
    json.field("cause", record.cause).field("model", record.model).field("text", views::sentence_of(reading.company, record).text);
    if (auto fields = fields_for(reading, record); !fields.is_null()) {
      json.key("payload");
      feel::write_json(json, fields);
    }
    auto refusal = command ? reading.index.refusal_of(record.position) : reading.index.entry(record.position).refused ? record.position : 0;
    json.field("refused", refusal != 0);
    journal::CommandRejected rejected;
    auto rejection = refusal ? reading.index.record(refusal) : std::nullopt;
    if (rejection && decode_fields(rejection->payload, rejected)) json.field("code", rejected.code);
    json.field("erased", record.erased);
  });
}

struct AuditFilter {
  std::string type, actor, kind;
  std::optional<Instant> from, to;
  std::vector<std::string> words;      ///< in small letters; all of them must stand in the sentence, the type or the fields
};

/// As a word of its own, not as part of one.
bool says_word(std::string_view text, std::string_view word) {
  auto letter = [&](std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) >= 0x80 || std::isalnum(static_cast<unsigned char>(text[at]))); };
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
    if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
  return false;
}

bool audit_says(Reading const& reading, std::vector<std::string> const& words, journal::Record const& record) {
  if (words.empty()) return true;
  auto const& catalogue = reading.company.catalogue();
  auto type = record.kind == journal::RecordKind::command ? catalogue.command_name(record.type) : catalogue.event_name(record.type);
  JsonWriter fields;
  feel::write_json(fields, fields_for(reading, record));
  auto text = lower_ascii(views::sentence_of(reading.company, record).text + "\n" + std::string(type) + "\n" + record.actor.id + "\n" + fields.take());
  return std::all_of(words.begin(), words.end(), [&](auto const& word) { return word.size() < least_part_of_a_word ? says_word(text, word) : text.find(word) != std::string::npos; });
}

bool audit_fits(Reading const& reading, AuditFilter const& filter, std::uint64_t position) {
  auto entry = reading.index.entry(position);
  bool command = entry.kind == journal::RecordKind::command;
  if (!filter.kind.empty() && (filter.kind == "command") != command) return false;
  if ((filter.from && entry.at < *filter.from) || (filter.to && *filter.to < entry.at)) return false;
  auto const& catalogue = reading.company.catalogue();
  return filter.type.empty() || filter.type == (command ? catalogue.command_name(entry.type) : catalogue.event_name(entry.type));
}

Result<AuditFilter> audit_filter(Exchange const& exchange) {
  AuditFilter filter{exchange.query("type").value_or(""), exchange.query("actor").value_or(""), exchange.query("kind").value_or(""), {}, {}, {}};
  // What joins words in a record's JSON is no word: a name in quotation marks is the name.
  auto text = exchange.query("q").value_or("");
  for (auto& c : text)
    if (std::string_view("\"':,;{}[]()<>=/\\\t").find(c) != std::string_view::npos) c = ' ';
  for (auto word : split(text, ' '))
    if (!trim(word).empty()) filter.words.push_back(lower_ascii(trim(word)));
  if (auto from = exchange.query("from")) {
    DT_TRY(filter.from, parse_instant(*from));
  }
  if (auto to = exchange.query("to")) {
    DT_TRY(filter.to, parse_instant(*to));
  }
  return filter;
}

/// A person's name or id among the words, or a part of it, is a filter by that person.
Status may_search_for(Reading const& reading, std::vector<std::string> const& words) {
  for (auto const& [id, person] : reading.model().organisation.people) {
    auto names = lower_ascii(id + " " + person.header.title);
    auto parts = split(names, ' ');
    bool named = std::any_of(words.begin(), words.end(), [&](auto const& word) { return std::find(parts.begin(), parts.end(), word) != parts.end() || (word.size() >= least_part_of_a_word && names.find(word) != std::string::npos); });
    if (named) DT_CHECK(views::may_ask_about(reading.company, reading.person, id, reading.now));
  }
  return {};
}

/// Candidates at or before `position`, latest first, one by one; 0 at the end.
class Backwards {
 public:
  Backwards(Reading const& reading, std::optional<std::string> const& subject, std::uint64_t from) : all_(!subject), next_(from) {
    if (subject) some_ = reading.index.about(*subject);
    while (!some_.empty() && some_.back() > from) some_.pop_back();
  }
  std::uint64_t next() {
    if (all_) return next_ == 0 ? 0 : next_--;
    if (some_.empty()) return 0;
    auto position = some_.back();
    some_.pop_back();
    return position;
  }

 private:
  bool all_;
  std::uint64_t next_;
  std::vector<std::uint64_t> some_;
};

Status list_audit(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  DT_TRY(auto filter, audit_filter(exchange));
  DT_CHECK(views::may_ask_about(reading.company, reading.person, filter.actor, reading.now));
  DT_CHECK(views::may_ask_about(reading.company, reading.person, exchange.query("subject").value_or(""), reading.now));
  DT_CHECK(may_search_for(reading, filter.words));
  // The cursor is the position at which the next page begins, so that new records do not shift it.
  auto from = exchange.query("cursor") ? static_cast<std::uint64_t>(page.offset) : reading.index.head();
  Backwards candidates(reading, exchange.query("subject"), std::min(from, reading.index.head()));
  object(json, [&] {
    json.key("items").begin_array();
    std::size_t written = 0, looked_at = 0, read = 0;
    auto position = candidates.next();
    for (; position != 0 && written < page.limit && looked_at < most_looked_at && read < most_read; position = candidates.next()) {
      ++looked_at;
      if (!audit_fits(reading, filter, position)) continue;
      ++read;
      auto record = reading.index.record(position);
      if (!record || (!filter.actor.empty() && record->actor.id != filter.actor) || !audit_says(reading, filter.words, *record)) continue;
      write_audit_record(json, reading, *record);
      ++written;
    }
    json.end_array();
    if (position != 0) json.field("next_cursor", std::to_string(position));
  });
  return {};
}

/// From the first cause down to the record itself, without it.
std::vector<std::uint64_t> causes_of(Reading const& reading, std::uint64_t position) {
  std::vector<std::uint64_t> chain;
  for (auto cause = reading.index.entry(position).cause; cause != 0 && cause < position; cause = reading.index.entry(cause).cause) {
    chain.push_back(cause);
    position = cause;
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// What it led to, and what that led to: breadth first, then in order.
std::vector<std::uint64_t> consequences_of(Reading const& reading, std::uint64_t position) {
  std::vector<std::uint64_t> all{position};
  for (std::size_t i = 0; i < all.size() && all.size() <= most_effects; ++i)
    for (auto effect : reading.index.effects_of(all[i])) all.push_back(effect);
  all.erase(all.begin());
  if (all.size() > most_effects) all.resize(most_effects);
  std::sort(all.begin(), all.end());
  return all;
}

Status get_record(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto number = Decimal::parse(exchange.at("position"));
  auto whole = number ? number->to_int64() : std::nullopt;
  auto record = whole && *whole > 0 && static_cast<std::uint64_t>(*whole) <= reading.index.head() ? reading.index.record(static_cast<std::uint64_t>(*whole)) : std::nullopt;
  if (!record) return Error{"DT-X901", "the journal has no record " + exchange.at("position"), "GET /api/v1/audit lists the latest."};
  auto write_all = [&](char const* name, std::vector<std::uint64_t> const& positions) {
    json.key(name).begin_array();
    for (auto position : positions)
      if (auto one = reading.index.record(position)) write_audit_record(json, reading, *one);
    json.end_array();
  };
  object(json, [&] {
    json.key("record");
    write_audit_record(json, reading, *record);
    write_all("causes", causes_of(reading, record->position));
    auto consequences = consequences_of(reading, record->position);
    write_all("consequences", consequences);
    json.field("more", consequences.size() >= most_effects);
    auto href = views::sentence_of(reading.company, *record).href;
    text_if(json, "href", href);
  });
  return {};
}

platform::Response verify_audit(Exchange& exchange) {
  auto report = journal::verify_chain(exchange.api.store());
  if (!report) return problem(report.error());
  // A tombstone that nobody ordered is an alteration, too, though the chain holds.
  auto altered = report->broken_at != 0 ? report->broken_at : report->unordered.empty() ? 0 : report->unordered.front();
  auto const& options = exchange.api.options();
  auto now = options.machine_clock ? options.machine_clock->now() : exchange.api.runtime().now();
  auto end = altered == 0 && !options.data.empty() ? check_known_head(exchange.api.store(), options.data) : Status{};
  if (!end && end.error().code != "DT-X952") return problem(end.error());
  auto wrong = altered != 0 ? "record " + std::to_string(altered) + " is not what was written" : end ? std::string() : end.error().message;
  // Without room for the notes the verdict is the same.
  if (!options.data.empty()) (void)note_verification(options.data, {now, report->records, wrong.empty(), wrong}).ok();
  if (!options.data.empty() && wrong.empty()) (void)note_head(options.data, {report->records, report->head_hash, now, "audit verify"}).ok();
  JsonWriter json;
  object(json, [&] {
    json.field("ok", wrong.empty()).field("records", report->records);
    text_if(json, "head", report->head_hash);
    if (altered != 0) json.field("first_altered", altered);
    text_if(json, "problem", wrong);
    json.field("verified_at", exchange.api.runtime().now());
  });
  return platform::Response::json(json.take());
}

}  // namespace

void add_audit(Router& router) {
  router.read("/audit", "list_audit", list_audit);
  router.read("/audit/records/{position}", "get_record", get_record);
  router.add({"verify_audit", "GET", "/api/v1/audit/verify", verify_audit});
}

}  // namespace drivetrain::app::api
