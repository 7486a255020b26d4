// Sessions: who is signed in, by an unguessable token in a cookie that scripts cannot read. In memory: a restart signs everybody out.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "journal/world.h"

namespace drivetrain::app::api {

class Sessions {
 public:
  explicit Sessions(journal::Entropy& entropy) : entropy_(entropy) {}
  /// A token of 128 random bits in hex. At most `most` sessions; the one opened longest ago ends first.
  std::string open(std::string person);
  void close(std::string_view token);
  /// Empty when there is no such session.
  std::string person(std::string_view token) const;

  static constexpr char const* cookie = "drivetrain_session";
  static constexpr std::size_t most = 10'000;
  /// The session's token from a Cookie header (RFC 6265 §5.4); empty when there is none.
  static std::string token_of(std::string_view cookie_header);

 private:
  struct Session {
    std::string person;
    std::uint64_t opened = 0;
  };
  journal::Entropy& entropy_;
  mutable std::mutex mutex_;
  std::uint64_t opened_ = 0;
  std::map<std::string, Session, std::less<>> sessions_;
};

}  // namespace drivetrain::app::api
