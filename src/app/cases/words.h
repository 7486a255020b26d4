// Words of a case line: what a process owner writes, split into bare words, quoted texts and FEEL groups, each with its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::app::cases {

enum class WordKind { bare, quoted, group };   ///< take, "as soon as possible", {amount: 1200}

struct Word {
  WordKind kind = WordKind::bare;
  std::string text;                            ///< of a quoted text without its quotes; of a group with its braces
  std::size_t column = 1;
};

Result<std::vector<Word>> split_words(std::string_view line);

/// Reads words from left to right.
class Reader {
 public:
  explicit Reader(std::vector<Word> words) : words_(std::move(words)) {}
  bool done() const { return next_ >= words_.size(); }
  bool peek(std::string_view bare) const { return !done() && words_[next_].kind == WordKind::bare && words_[next_].text == bare; }
  WordKind peek_kind() const { return done() ? WordKind::bare : words_[next_].kind; }
  /// Takes the word when it is this one.
  bool accept(std::string_view bare) { return peek(bare) ? (++next_, true) : false; }
  Result<std::string> word(std::string_view what);           ///< a bare or quoted word; `what` names it in the error
  Result<std::string> quoted(std::string_view what);
  std::optional<std::string> group();                        ///< the next group, when one stands here
  Status expect(std::string_view bare);
  Status end() const;                                        ///< nothing may be left
  std::string rest() const;

 private:
  std::vector<Word> words_;
  std::size_t next_ = 0;
};

/// "3 h", "45 min", "2 days", "1 week": elapsed time. "2 business days" and "3 working hours" are handled by the runner.
Result<Duration> read_amount(Reader& reader);

}  // namespace drivetrain::app::cases
