// Journals as text (see journal_text.h). Keys are short, because there are many lines: p position, k kind, t type, at, by actor, c cause,
// m model (when it is another than in the line before), d payload, s salt; of an erased record h, the hash that is left of it.
#include "app/journal_text.h"

#include <set>

#include "app/company_summary.h"
#include "app/replayed_company.h"
#include "base/json_writer.h"
#include "feel/json.h"
#include "journal/chain.h"

namespace drivetrain::app {

namespace {

constexpr std::int64_t text_format = 1;
constexpr std::size_t records_per_commit = 1'000;

Error unreadable_line(std::size_t line, std::string const& why) {
  return {"DT-X950", "line " + std::to_string(line) + " of the journal's text is not as it should be: " + why, "Export it anew from the data folder, or from a backup."};
}

std::string head_line(ReplayedCompany& company, std::string const& version) {
  JsonWriter json;
  json.begin_object().field("drivetrain_journal", text_format).field("version", version).field("records", company.fold().position);
  json.field("head_hash", to_hex(company.fold().chain)).field("state_hash", company.state_hash());
  json.field("state_layout", to_hex(sha256(company.company().image_layout()))).field("summary", summary_of(company.company(), company.fold()));
  json.end_object();
  return json.take() + "\n";
}

std::string record_line(journal::StoredRecord const& stored, std::string& model) {
  auto const& record = stored.record;
  JsonWriter json;
  json.begin_object().field("p", record.position).field("k", static_cast<int>(record.kind)).field("t", record.type).field("at", record.at.us);
  json.key("by").begin_array().value(static_cast<int>(record.actor.kind)).value(record.actor.id).end_array().field("c", record.cause);
  if (record.model != model) json.field("m", record.model), model = record.model;
  json.field("d", to_hex(record.payload));
  if (record.erased) json.field("h", to_hex(stored.payload_hash));
  else json.field("s", to_hex(stored.salt));
  json.end_object();
  return json.take() + "\n";
}

/// One line being read; the first thing that is missing or malformed is kept.
class LineReader {
 public:
  explicit LineReader(feel::Value const& value) : value_(value) {}
  feel::Value const* find(char const* key) const { return value_.kind() == feel::Kind::context ? value_.context().find(key) : nullptr; }
  bool has(char const* key) const { return find(key) != nullptr; }
  std::string text(char const* key) {
    auto* entry = find(key);
    if (entry && entry->kind() == feel::Kind::string) return std::string(entry->string());
    return miss(key), std::string();
  }
  std::int64_t number(char const* key) {
    auto* entry = find(key);
    return entry ? number_of(*entry, key) : (miss(key), 0);
  }
  std::int64_t number_of(feel::Value const& entry, char const* key) {
    auto integer = entry.kind() == feel::Kind::number ? entry.number().to_int64() : std::nullopt;
    return integer ? *integer : (miss(key), 0);
  }
  Bytes bytes(char const* key) {
    auto hex = text(key);
    Bytes out;
    if (hex.size() % 2) return miss(key), out;
    auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
      auto high = digit(hex[i]), low = digit(hex[i + 1]);
      if (high < 0 || low < 0) return miss(key), out;
      out.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return out;
  }
  void miss(char const* key) {
    if (problem_.empty()) problem_ = std::string("\"") + key + "\" is missing or malformed";
  }
  std::string const& problem() const { return problem_; }

 private:
  feel::Value const& value_;
  std::string problem_;
};

journal::StoredRecord read_record(LineReader& line, std::string& model, Sha256 const& previous) {
  journal::StoredRecord stored;
  auto& record = stored.record;
  record.position = static_cast<std::uint64_t>(line.number("p"));
  record.kind = line.number("k") == 1 ? journal::RecordKind::command : journal::RecordKind::event;
  record.type = static_cast<journal::TypeNumber>(line.number("t"));
  record.at = {line.number("at")};
  auto* by = line.find("by");
  if (by && by->kind() == feel::Kind::list && by->list().size() == 2 && by->list()[1].kind() == feel::Kind::string) {
    record.actor.kind = static_cast<journal::ActorKind>(line.number_of(by->list()[0], "by"));
    record.actor.id = std::string(by->list()[1].string());
  } else {
    line.miss("by");
  }
  record.cause = static_cast<std::uint64_t>(line.number("c"));
  if (line.has("m")) model = line.text("m");
  record.model = model;
  record.payload = line.bytes("d");
  record.erased = line.has("h");
  if (record.erased) {
    auto hash = line.bytes("h");
    if (hash.size() != stored.payload_hash.size()) line.miss("h");
    else std::copy(hash.begin(), hash.end(), stored.payload_hash.begin());
  } else {
    stored.salt = line.bytes("s");
    stored.payload_hash = journal::payload_hash_of(stored.salt, record.payload);
  }
  stored.chain = journal::chain_of(previous, record, stored.payload_hash);
  return stored;
}

JournalHead read_head(LineReader& line) {
  JournalHead head;
  if (line.number("drivetrain_journal") != text_format) line.miss("drivetrain_journal");
  head.version = line.text("version");
  head.records = static_cast<std::uint64_t>(line.number("records"));
  head.head_hash = line.text("head_hash");
  head.state_hash = line.text("state_hash");
  head.state_layout = line.text("state_layout");
  if (auto* summary = line.find("summary"); summary && summary->kind() == feel::Kind::list) {
    for (auto const& words : summary->list())
      if (words.kind() == feel::Kind::string) head.summary.emplace_back(words.string());
  } else {
    line.miss("summary");
  }
  return head;
}

}  // namespace

Result<ExportedJournal> export_journal(journal::Store& store, std::string const& version, TextSink const& sink, ExportProgress const& progress) {
  ReplayedCompany company(store);
  DT_TRY(auto head, store.head());
  auto show = [&](std::string_view what, std::uint64_t records) {
    if (progress) progress(what, records, head);
  };
  DT_CHECK(company.replay_in_steps([&](std::uint64_t records) { show("replay", records); }));
  ExportedJournal exported{company.fold().position, 0, 0, to_hex(company.fold().chain)};
  auto put = [&](std::string const& text) {
    exported.bytes += text.size();
    return sink(text);
  };
  DT_CHECK(put(head_line(company, version)));
  std::set<std::string> written;
  for (auto const& deployed : company.company().adaptation.versions)
    for (auto const& entry : deployed.manifest) {
      if (!written.insert(entry.hash).second) continue;
      DT_TRY(auto content, store.blob(entry.hash));
      if (content) DT_CHECK(put(JsonWriter().begin_object().field("file", *content).end_object().text() + "\n"));
    }
  exported.files = written.size();
  std::string model;
  Status refused;
  DT_CHECK(store.read(1, [&](journal::StoredRecord const& stored) {
    if (stored.record.position > exported.records) return false;
    refused = put(record_line(stored, model));
    if (stored.record.position % records_per_commit == 0) show("export", stored.record.position);
    return refused.ok();
  }));
  DT_CHECK(std::move(refused));
  return exported;
}

Result<std::string> write_journal_text(journal::Store& store, std::string const& version) {
  std::string text;
  DT_TRY(auto exported, export_journal(store, version, [&](std::string_view piece) { return text += piece, Status{}; }));
  DT_ASSERT(exported.bytes == text.size());
  return text;
}

Result<JournalHead> read_journal_text(std::string_view text, journal::Store& into) {
  DT_TRY(auto epoch, into.acquire());
  DT_TRY(auto there, into.head());
  if (there != 0) return Error{"DT-X951", "the store that the journal should go into holds " + std::to_string(there) + " records already", "Use an empty one."};
  JournalHead head;
  journal::Batch batch;
  batch.owner_epoch = epoch;
  std::string model;
  Sha256 chain{};
  std::size_t number = 0;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++number;
    auto value = feel::from_json(line);
    if (!value) return unreadable_line(number, value.error().message);
    LineReader reader(*value);
    if (number == 1) {
      head = read_head(reader);
    } else if (reader.has("file")) {
      auto content = reader.text("file");
      batch.blobs.push_back({to_hex(sha256(content)), std::move(content)});
    } else {
      batch.records.push_back(read_record(reader, model, chain));
      chain = batch.records.back().chain;
    }
    if (!reader.problem().empty()) return unreadable_line(number, reader.problem());
    if (batch.records.size() < records_per_commit && !text.empty()) continue;
    DT_CHECK(into.commit(batch));
    batch.expected_position += batch.records.size();
    batch.records.clear(), batch.blobs.clear();
  }
  if (batch.expected_position != head.records || to_hex(chain) != head.head_hash)
    return Error{"DT-X950", "the journal's text leads to record " + std::to_string(batch.expected_position) + " with hash " + to_hex(chain) + ", its first line says " + std::to_string(head.records) + " with " + head.head_hash,
                 "It was cut or altered; export it anew."};
  return head;
}

}  // namespace drivetrain::app
