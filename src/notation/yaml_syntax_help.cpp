// Advice on syntax errors (see yaml_syntax_help.h). yaml_test.cpp has a broken file for each line.
#include "notation/yaml_syntax_help.h"

namespace drivetrain::notation {

std::string_view yaml_syntax_help(std::string_view problem, std::string_view context) {
  struct Advice {
    std::string_view problem, help;
  };
  constexpr Advice advice[] = {
      {"found unexpected end of stream", "close the quote; everything after it was read as part of the text"},
      {"found unexpected document indicator", "close the quote before the line that starts with --- or ..."},
      {"mapping values are not allowed",
       "a colon followed by a blank begins a new key; put the text in quotes, or indent the key as its neighbours"},
      {"found character that cannot start any token", "indent with blanks, not tabs; quote a text that begins with @, ` or %"},
      {"found a tab character", "indent with blanks, not tabs"},
      {"did not find expected key", "give this line the same indentation as the keys beside it"},
      {"could not find expected ':'", "write a colon and a blank after the key"},
      {"did not find expected '-' indicator", "give every item of the list the same indentation"},
      {"did not find expected ',' or", "separate items by commas and close the bracket"},
      {"did not find expected node content", "write a value here, or remove the comma"},
      {"block sequence entries are not allowed", "begin the list on its own line, indented under its key"},
      {"did not find expected <document start>", "separate documents by a line of three dashes, and keep all keys at the same indentation"},
      {"found unknown escape character", "write \\\\ for a backslash, or use single quotes"},
  };
  for (auto const& entry : advice)
    if (problem.find(entry.problem) != std::string_view::npos) return entry.help;
  if (context.find("block mapping") != std::string_view::npos) return "give the keys of one group the same indentation";
  return {};
}

}  // namespace drivetrain::notation
