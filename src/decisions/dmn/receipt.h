// Receipts: what a computed decision rested on and what came out, so that anybody can compute it again and see whether it comes out
// the same. A receipt holds the hash of the model, not the model; values as FEEL texts, which keep every type and digit.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions::dmn {

/// Changes whenever the same model and inputs could yield another value.
inline constexpr std::string_view engine = "drivetrain-dmn/1";

/// Hex SHA-256 over the texts of a model and of all that it imports, in any order: where files lie does not count.
std::string hash_of(std::span<std::string_view const> texts);

struct Receipt {
  std::string engine, file, hash, decision;
  Mode mode = Mode::strict;
  Instant at;                            ///< what now() was
  feel::Context inputs;
  std::string value;                     ///< FEEL
  std::vector<std::string> rules;        ///< "Risk class: rule 3", in the order in which they matched
  std::vector<std::string> warnings;
};

/// Of an evaluation that was explained.
Receipt receipt_of(DecisionModel const& model, std::uint32_t node, feel::Context inputs, Instant at, Outcome const& outcome);
/// One line of JSON.
std::string to_json_line(Receipt const& receipt);
/// DT-X902 when the text is no receipt.
Result<Receipt> read_receipt(std::string_view json);
/// What of the results differs: "value accept, now refuse; rule …". Empty when they are equal.
std::string difference(Receipt const& before, Receipt const& now);

}  // namespace drivetrain::decisions::dmn
