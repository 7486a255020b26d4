// Text: UTF-8 counting, trimming, joining, and the "did you mean" that every refused name deserves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace drivetrain {

/// Number of code points; invalid bytes count one each.
std::size_t code_point_count(std::string_view utf8);
bool is_valid_utf8(std::string_view text);
/// Offset of the first byte that is not part of valid UTF-8; npos when all is valid.
std::size_t find_invalid_utf8(std::string_view text);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<std::string const> parts, std::string_view separator);
std::string lower_ascii(std::string_view text);
bool is_kebab_case(std::string_view text);
/// The candidate nearest by edit distance when it is near enough to be a likely slip; nothing otherwise.
std::optional<std::string> nearest(std::string_view wanted, std::span<std::string const> candidates);
/// "1 rule", "2 rules".
std::string counted(std::size_t count, std::string_view singular, std::string_view plural = {});

}  // namespace drivetrain
