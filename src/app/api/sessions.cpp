// Sessions (see sessions.h).
#include "app/api/sessions.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/text.h"

namespace drivetrain::app::api {

std::string Sessions::open(std::string person) {
  std::array<std::uint8_t, 16> bits{};
  std::lock_guard lock(mutex_);
  entropy_.fill(bits);
  auto token = to_hex(bits);
  if (sessions_.size() >= most)
    sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(), [](auto const& a, auto const& b) { return a.second.opened < b.second.opened; }));
  sessions_[token] = {std::move(person), ++opened_};
  return token;
}

void Sessions::close(std::string_view token) {
  std::lock_guard lock(mutex_);
  if (auto found = sessions_.find(token); found != sessions_.end()) sessions_.erase(found);
}

std::string Sessions::person(std::string_view token) const {
  std::lock_guard lock(mutex_);
  auto found = sessions_.find(token);
  return found == sessions_.end() ? "" : found->second.person;
}

std::string Sessions::token_of(std::string_view cookie_header) {
  for (auto part : split(cookie_header, ';')) {
    part = trim(part);
    auto equals = part.find('=');
    if (equals != std::string_view::npos && part.substr(0, equals) == cookie) return std::string(part.substr(equals + 1));
  }
  return "";
}

}  // namespace drivetrain::app::api
