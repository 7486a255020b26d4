// One record is read, that at the known position (see known_head.h).
#include "app/known_head.h"

#include <algorithm>
#include <filesystem>

#include "base/decimal.h"
#include "base/hash.h"
#include "base/text.h"

namespace drivetrain::app {

namespace {

/// Hex, of one record; empty when it is not there.
Result<std::string> chain_hash_at(journal::Store& store, std::uint64_t position) {
  std::string hash;
  DT_CHECK(store.read(position, [&](journal::StoredRecord const& stored) {
    if (stored.record.position == position) hash = to_hex(stored.chain);
    return false;
  }));
  return hash;
}

std::string seen_in_words(KnownHead const& known) {
  if (known.seen_by.empty()) return "is expected there";
  return "was seen there on " + format_instant(known.seen_at) + " (" + known.seen_by + ")";
}

std::string short_hash(std::string const& hash) { return hash.substr(0, 16) + "…"; }

Error lost_end(std::string const& data, std::string message) {
  return {"DT-X952", std::move(message),
          "Bring back the newer journal.db with its -wal file, or restore the last backup. When this journal is there on purpose, as an older copy: drivetrain audit verify --data " + data + " --accept-head"};
}

}  // namespace

Result<std::optional<KnownHead>> head_of(journal::Store& store, Instant now, std::string seen_by) {
  DT_TRY(auto position, store.head());
  if (position == 0) return std::optional<KnownHead>();
  DT_TRY(auto hash, chain_hash_at(store, position));
  return std::optional(KnownHead{position, std::move(hash), now, std::move(seen_by)});
}

Status check_head(journal::Store& store, std::string const& data, KnownHead const& known) {
  if (known.position == 0) return {};  // an empty one was accepted
  DT_TRY(auto head, store.head());
  auto record = "record " + std::to_string(known.position);
  if (head < known.position)
    return lost_end(data, "the journal in " + data + " ends at record " + std::to_string(head) + ", but " + record + " " + seen_in_words(known) + ": " + counted(known.position - head, "record") +
                              " at its end " + (known.position - head == 1 ? "is" : "are") + " missing. Whatever is written now would take their place.");
  DT_TRY(auto hash, chain_hash_at(store, known.position));
  if (hash == known.hash) return {};
  return lost_end(data, record + " of the journal in " + data + " is not the one that " + seen_in_words(known) + ": its hash is " + (hash.empty() ? "gone" : short_hash(hash)) + ", it was " + short_hash(known.hash) +
                            ". Another journal stands there, or its end was cut off and written anew.");
}

Status check_known_head(journal::Store& store, std::string const& data) {
  auto known = known_head(data);
  return known ? check_head(store, data, *known) : Status{};
}

Status check_known_head_before_opening(journal::Store& store, std::string const& data) {
  auto known = known_head(data);
  if (!known) return {};
  std::error_code error;
  if (std::filesystem::exists(data + "/journal.db", error)) return check_head(store, data, *known);
  return Error{"DT-X952", "there is no journal in " + data + " any more, but record " + std::to_string(known->position) + " " + seen_in_words(*known) + ".",
               "Bring journal.db and its -wal file back, or restore the last backup. To begin anew, name an empty folder with --data DIR."};
}

Result<KnownHead> parse_head(std::string const& text) {
  auto colon = text.find(':');
  auto number = Decimal::parse(text.substr(0, colon));
  auto position = number ? number->to_int64().value_or(0) : 0;
  auto hash = colon == std::string::npos ? std::string() : lower_ascii(text.substr(colon + 1));
  bool is_hash = hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (position < 1 || !is_hash) return Error{"DT-X902", "\"" + text + "\" names no record and its hash", "as drivetrain audit verify prints it: 512:9f86d0…, with all 64 digits"};
  return KnownHead{static_cast<std::uint64_t>(position), std::move(hash), {}, {}};
}

}  // namespace drivetrain::app
