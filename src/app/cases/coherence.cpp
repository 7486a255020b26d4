// Running coherence cases (see coherence.h).
#include "app/cases/coherence.h"

#include <algorithm>

#include "app/cases/words.h"
#include "base/text.h"
#include "model/compile.h"
#include "platform/files.h"

namespace drivetrain::app::cases {

namespace {

struct Expected {
  std::string severity, code, place, words;
};

std::string name_of(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string in_words(Diagnostic const& d) {
  return name_of(d.severity) + " " + d.code + " " + d.span.file + ":" + std::to_string(d.span.begin.line) + " \"" + d.message + "\"";
}

bool fits(Diagnostic const& d, Expected const& expected) {
  auto place = d.span.file + ":" + std::to_string(d.span.begin.line);
  return name_of(d.severity) == expected.severity && d.code == expected.code && (expected.place.empty() || place == expected.place) &&
         d.message.find(expected.words) != std::string::npos;
}

std::vector<std::string> keys_of(Diagnostics const& diagnostics) {
  std::vector<std::string> keys;
  for (auto const& d : diagnostics.all()) keys.push_back(d.code + " " + d.message);
  return keys;
}

}  // namespace

std::string run_coherence(std::string const&, std::string const& text) {
  std::string folder, day = "2026-01-05", file, put;
  std::vector<Expected> expected;
  model::Files files;
  std::string* adding = nullptr;
  std::size_t number = 0;
  for (auto raw : split(text, '\n')) {
    ++number;
    auto where = "line " + std::to_string(number) + ": ";
    if (adding && raw.starts_with("  ")) {
      *adding += std::string(raw.substr(2)) + "\n";
      continue;
    }
    auto line = trim(raw);
    if (line.empty() || line.starts_with("#")) continue;
    adding = nullptr;
    auto space = line.find_first_of(" \t");
    auto verb = line.substr(0, space);
    auto rest = space == std::string_view::npos ? std::string_view() : trim(line.substr(space));
    if (verb == "model") {
      auto bar = rest.find('|');
      folder = trim(rest.substr(0, bar));
      if (bar != std::string_view::npos) day = trim(trim(rest.substr(bar + 1)).substr(3));
      auto read = platform::read_tree(folder, model::belongs_to_model);
      if (!read) return where + read.error().message;
      files = read.take();
    } else if (verb == "in") {
      file = rest;
      if (!files.contains(file)) return where + "the model has no file " + file;
    } else if (verb == "put") {
      put = rest;
    } else if (verb == "for") {
      auto& content = files[file];
      auto at = content.find(rest);
      if (at == std::string::npos) return where + file + " does not hold \"" + std::string(rest) + "\"";
      content.replace(at, rest.size(), put);
    } else if (verb == "add") {
      adding = &files[std::string(rest)];
      adding->clear();
    } else if (verb == "drop") {
      if (files.erase(std::string(rest)) == 0) return where + "the model has no file " + std::string(rest);
    } else if (verb == "want") {
      auto words = split_words(rest);
      if (!words) return where + words.error().message;
      Expected one;
      for (auto const& word : *words) {
        if (word.kind == WordKind::quoted) one.words = word.text;
        else if (one.severity.empty()) one.severity = word.text;
        else if (one.code.empty()) one.code = word.text;
        else one.place = word.text;
      }
      expected.push_back(one);
    } else return where + "\"" + std::string(verb) + "\" begins no line of a coherence case";
  }
  auto at = parse_date(day);
  if (!at) return "\"" + day + "\" is no day";
  if (expected.empty()) return "it wants nothing, so it tests nothing";
  auto original = platform::read_tree(folder, model::belongs_to_model);
  if (!original) return original.error().message;
  auto known = keys_of(model::compile(*original, {*at}).diagnostics);
  auto faulty = model::compile(files, {*at});
  std::string problem;
  std::vector<bool> met(expected.size());
  for (auto const& d : faulty.diagnostics.all()) {
    if (std::find(known.begin(), known.end(), d.code + " " + d.message) != known.end()) continue;
    bool wanted = false;
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (!met[i] && fits(d, expected[i])) {
        met[i] = wanted = true;
        break;
      }
    if (!wanted) problem += (problem.empty() ? "" : "; ") + std::string("not wanted: ") + in_words(d);
  }
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (!met[i]) problem += (problem.empty() ? "" : "; ") + std::string("missing: ") + expected[i].severity + " " + expected[i].code + " " + expected[i].place + " \"" + expected[i].words + "\"";
  return problem;
}

}  // namespace drivetrain::app::cases
