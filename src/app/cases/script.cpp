// Reading a case file (see script.h).
#include "app/cases/script.h"

#include "base/text.h"

namespace drivetrain::app::cases {

namespace {

int open_brackets(std::string_view line) {
  int depth = 0;
  bool in_text = false;
  for (char c : line) {
    if (c == '"') in_text = !in_text;
    if (in_text) continue;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  }
  return depth;
}

std::string_view without_comment(std::string_view line) {
  bool in_text = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') in_text = !in_text;
    if (line[i] == '#' && !in_text && (i == 0 || line[i - 1] == ' ')) return line.substr(0, i);
  }
  return line;
}

/// Splits at " ; " outside texts and groups.
std::vector<std::string> conditions(std::string_view text) {
  std::vector<std::string> all(1);
  int depth = 0;
  bool in_text = false;
  for (char c : text) {
    if (c == '"') in_text = !in_text;
    if (!in_text && (c == '{' || c == '[')) ++depth;
    if (!in_text && (c == '}' || c == ']')) --depth;
    if (c == ';' && depth == 0 && !in_text) all.emplace_back();
    else all.back() += c;
  }
  for (auto& one : all) one = std::string(trim(one));
  return all;
}

void complain(Span span, std::string message, std::string help, Diagnostics& diagnostics) {
  Diagnostic d;
  d.code = "DT-C001";
  d.span = std::move(span);
  d.message = std::move(message);
  d.why = "a line that is not understood tests nothing";
  d.help = std::move(help);
  diagnostics.add(std::move(d));
}

}  // namespace

Script read_script(SourceText const& source, Diagnostics& diagnostics) {
  Script script;
  script.name = source.path();
  std::size_t offset = 0;
  auto text = source.text();
  while (offset < text.size()) {
    auto begin = offset;
    auto end = text.find('\n', offset);
    if (end == std::string_view::npos) end = text.size();
    std::string line(without_comment(text.substr(offset, end - offset)));
    if (script.title.empty() && text.substr(offset, 1) == "#") script.title = trim(text.substr(offset + 1, end - offset - 1));
    offset = end + 1;
    // A group may go on over several lines.
    while (open_brackets(line) > 0 && offset < text.size()) {
      end = text.find('\n', offset);
      if (end == std::string_view::npos) end = text.size();
      line += " " + std::string(trim(without_comment(text.substr(offset, end - offset))));
      offset = end + 1;
    }
    auto trimmed = trim(line);
    if (trimmed.empty()) continue;
    auto span = source.span(begin, end);
    auto space = trimmed.find_first_of(" \t");
    auto verb = trimmed.substr(0, space);
    auto rest = space == std::string_view::npos ? std::string_view() : trim(trimmed.substr(space));
    auto first_word = [&] {
      auto gap = rest.find_first_of(" \t");
      auto word = std::string(rest.substr(0, gap));
      rest = gap == std::string_view::npos ? std::string_view() : trim(rest.substr(gap));
      return word;
    };
    if (verb == "model") {
      auto bar = rest.find('|');
      script.model = trim(rest.substr(0, bar));
      if (bar != std::string_view::npos) {
        auto at = trim(rest.substr(bar + 1));
        if (at.starts_with("at ")) script.start = trim(at.substr(3));
        else complain(span, "after the bar stands \"at\" and a local time", "model models/tarnwick | at 2026-01-05T09:00", diagnostics);
      }
    } else if (verb == "do" || verb == "feed") {
      auto actor = first_word();
      script.steps.push_back({verb == "do" ? StepKind::act : StepKind::feed, actor, std::string(rest), "", span});
    } else if (verb == "fail") {
      auto actor = first_word();
      auto colon = rest.rfind(" : ");
      if (colon == std::string_view::npos) {
        complain(span, "fail needs the code of the refusal", "end the line with  : DT-X904", diagnostics);
        continue;
      }
      script.steps.push_back({StepKind::fail, actor, std::string(trim(rest.substr(0, colon))), std::string(trim(rest.substr(colon + 3))), span});
    } else if (verb == "want") {
      for (auto& condition : conditions(rest)) script.steps.push_back({StepKind::want, "", condition, "", span});
    } else if (verb == "after") {
      script.steps.push_back({StepKind::after, "", std::string(rest), "", span});
    } else if (verb == "at") {
      script.steps.push_back({StepKind::until, "", std::string(rest), "", span});
    } else if (verb == "restart") {
      script.steps.push_back({StepKind::restart, "", "", "", span});
    } else {
      static std::vector<std::string> const verbs = {"model", "do", "feed", "fail", "want", "after", "at", "restart"};
      auto near = nearest(verb, verbs);
      complain(span, "\"" + std::string(verb) + "\" begins no line of a case", near ? "did you mean " + *near + "?" : "lines begin with " + join(verbs, ", "), diagnostics);
    }
  }
  if (script.model.empty())
    complain(source.span(0, 0), "no model: a case needs a company to happen in", "begin with: model models/tarnwick | at 2026-01-05T09:00", diagnostics);
  return script;
}

}  // namespace drivetrain::app::cases
