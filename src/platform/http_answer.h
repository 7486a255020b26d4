// AnswerReader: an HTTP/1.1 answer as it comes in, piece by piece, from a side that is not trusted (RFC 9112). Everything is bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/http_client.h"

namespace drivetrain::platform {

/// A token of RFC 9110 §5.6.2: the name of a header, or a method.
bool is_header_name(std::string_view text);

/// Headers' values are printable (base/printable.h); the body is as it came.
class AnswerReader {
 public:
  /// `bodiless`: it answers HEAD.
  AnswerReader(bool bodiless, std::size_t most_bytes) : bodiless_(bodiless), most_(most_bytes) {}
  /// Errors begin like "sent …": DT-X927 what came is no answer, DT-X961 it is too large.
  Status take(std::string_view piece);
  /// The other side closed.
  Status end();
  bool done() const { return state_ == State::done; }
  ClientAnswer answer() { return std::move(answer_); }

 private:
  enum class State { head, sized, chunk_size, chunk, chunk_end, trailer, to_the_end, done };
  Status read_head();
  Status go_on();
  Status too_large() const;
  bool bodiless_;
  std::size_t most_;
  State state_ = State::head;
  std::string pending_;
  std::size_t left_ = 0;
  ClientAnswer answer_;
};

}  // namespace drivetrain::platform
