// Keys: one number for each thing, as Camunda 8 has them: a case and its activities below, versions of the model above (app/deployed/definitions.h),
// messages and signals by their place in the journal above these.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "processes/jobs.h"

namespace drivetrain::app::zeebe_rest {

inline constexpr int activity_bits = 24;
inline constexpr std::uint64_t message_space = 1ull << 61, variable_space = 1ull << 62;

/// `activity` 0: of the case itself.
inline std::string key_of(std::uint64_t case_number, std::uint64_t activity) { return std::to_string(case_number << activity_bits | activity); }
inline std::string message_key(std::uint64_t position) { return std::to_string(message_space | position); }

inline std::optional<std::uint64_t> number_of(std::string_view key) {
  std::uint64_t number = 0;
  auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (key.empty() || error != std::errc{} || end != key.data() + key.size()) return std::nullopt;
  return number;
}
/// Case and activity of a key; activity 0 for a case's own.
inline std::optional<processes::Jobs::Job> place_of(std::string_view key) {
  auto number = number_of(key);
  if (!number || *number >> 60 != 0) return std::nullopt;
  return processes::Jobs::Job{*number >> activity_bits, static_cast<std::uint32_t>(*number & ((1u << activity_bits) - 1))};
}

}  // namespace drivetrain::app::zeebe_rest
