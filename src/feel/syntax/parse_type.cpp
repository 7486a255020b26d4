// Types as written after `instance of` and behind parameters: number, list<number>, context<a: string>, function<number> -> number.
#include "base/text.h"
#include "feel/syntax/parser.h"

namespace drivetrain::feel {

std::shared_ptr<Type const> Parser::type() {
  if (++recursion_ > 64) return fail_here("a simpler type"), nullptr;
  struct Leave {
    std::uint32_t& count;
    ~Leave() { --count; }
  } leave{recursion_};
  auto parts_follow = peek(1).is("<");
  auto result = std::make_shared<Type>();
  auto part = [&] {
    auto inner = type();
    if (inner) result->parts.push_back(std::move(inner));
    return !failed();
  };
  if (parts_follow && (at("list") || at("range"))) {
    result->form = at("list") ? Type::Form::list : Type::Form::range;
    at_ += 2;
    if (!part() || !expect(">", "to close the type")) return nullptr;
    return result;
  }
  if (parts_follow && at("context")) {
    result->form = Type::Form::context;
    at_ += 2;
    do {
      auto name = declared_name(":", "the name of an entry");
      if (failed() || !expect(":", "after the name of an entry")) return nullptr;
      auto inner = type();
      if (!inner) return nullptr;
      result->entries.emplace_back(std::move(name), std::move(inner));
    } while (accept(","));
    if (!expect(">", "to close the type")) return nullptr;
    return result;
  }
  if (parts_follow && at("function")) {
    result->form = Type::Form::function;
    at_ += 2;
    if (!at(">")) {
      do {
        if (!part()) return nullptr;
      } while (accept(","));
    }
    if (!expect(">", "to close the parameters") || !expect("->", "before the result's type") || !part()) return nullptr;
    return result;
  }
  // The longest run of words that names a type: "days and time duration", "order line", "common.order line".
  std::pair<std::size_t, std::shared_ptr<Type const>> declared{0, nullptr};
  constexpr std::size_t longest_type_name = 16;
  for (std::size_t length = 1; !types_.empty() && length <= std::min(longest_type_name, rest().size()); ++length) {
    auto name = joined_name(rest().first(length));
    for (auto const& [known, named] : types_)
      if (known == name) declared = {length, named};
  }
  if (declared.second) {
    at_ += declared.first;
    return declared.second;
  }
  for (std::size_t length = 4; length > 0; --length) {
    if (length > rest().size()) continue;
    if (auto named = simple_type(joined_name(rest().first(length)))) {
      at_ += length;
      return named;
    }
  }
  static std::vector<std::string> const known = {"Any", "Null", "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
                                                 "years and months duration", "list", "context", "range", "function"};
  auto near = nearest(peek().text, known);
  return fail({peek().offset, static_cast<std::uint32_t>(peek().text.size())}, "unknown type \"" + echoed(peek().text) + "\"",
              near ? "did you mean \"" + *near + "\"?" : "FEEL's types are " + join(std::span(known), ", ")), nullptr;
}

}  // namespace drivetrain::feel
