// What a person reads at the terminal, and what programs get.
#include "base/render_diagnostic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/sarif.h"

namespace drivetrain {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  while (times-- > 0) text += piece;
  return text;
}

struct File {
  SourceText source;
  explicit File(std::string text) : source("decisions/expedite.yaml", std::move(text)) {}
  SourceLookup lookup() const {
    return [this](std::string_view file) { return file == source.path() ? &source : nullptr; };
  }
  Span span_of(std::string_view part) const {
    auto at = source.text().find(part);
    return source.span(at, at + part.size());
  }
  std::string render(std::string_view part, RenderOptions options = {}) const {
    return render_text(Diagnostic{.code = "DT-D203", .span = span_of(part), .message = "wrong"}, lookup(), options);
  }
};

TEST(RenderText, LooksLikeAGoodCompilers) {
  File file("bands:\n  - {when: \"hours < 8\", role: cell-lead}\n  - {when: \"hours > 8\", role: works-manager}\n");
  Diagnostic found{.code = "DT-D203",
                   .span = file.span_of("\"hours < 8\""),
                   .message = "bands of expedite-job leave hours = 8 to nobody",
                   .why = "work waits for a decider",
                   .help = "write \"hours <= 8\"\nor \"hours >= 8\"",
                   .notes = {{file.span_of("\"hours > 8\""), "the next band begins here"}}};
  EXPECT_EQ(render_text(found, file.lookup()),
            "decisions/expedite.yaml:2:12: error: bands of expedite-job leave hours = 8 to nobody [DT-D203]\n"
            "    2 |   - {when: \"hours < 8\", role: cell-lead}\n"
            "      |            ^~~~~~~~~~~\n"
            "    why: work waits for a decider\n"
            "   help: write \"hours <= 8\"\n"
            "         or \"hours >= 8\"\n"
            "   note: decisions/expedite.yaml:3:12: the next band begins here\n"
            "    3 |   - {when: \"hours > 8\", role: works-manager}\n"
            "      |            ^~~~~~~~~~~\n");
}

TEST(RenderText, UnderlinesTheRightCharactersWhateverTheirWidth) {
  EXPECT_THAT(File("title: 歯車 größe, role: x\n").render("role"),
              HasSubstr("    1 | title: 歯車 größe, role: x\n      |                    ^~~~\n"));
  EXPECT_THAT(File("歯車: x\n").render("歯車"), HasSubstr("      | ^~~~\n")) << "two wide characters take four columns";
  EXPECT_THAT(File("a:\t\trole\n").render("role"), HasSubstr("    1 | a:        role\n      |           ^~~~\n"));
  EXPECT_THAT(File("e\xCC\x81 role\n").render("role"), HasSubstr("      |   ^~~~\n")) << "a combining accent takes no column";
}

TEST(RenderText, PlacesWithoutExtentGetOneCaret) {
  File file("weight:\n");
  auto end = file.source.span(7, 7);
  EXPECT_THAT(render_text(Diagnostic{.span = end, .message = "m"}, file.lookup()), HasSubstr("    1 | weight:\n      |        ^\n"));
  File several("a: 1\nb: 2\n");
  EXPECT_THAT(several.render("a: 1\nb: 2"), HasSubstr("    1 | a: 1\n      | ^~~~\n")) << "of several lines the first is shown";
}

TEST(RenderText, LongLinesAreCutAroundTheFault) {
  for (std::size_t around : {400u, 100'000u}) {
    File file(repeat("ä", around) + " here " + repeat("b", around));
    auto text = file.render("here", {.width = 80});
    std::string_view line = text;
    auto begin = line.find(" | ") + 3;
    auto shown = line.substr(begin, line.find('\n', begin) - begin);
    EXPECT_LE(display_width(shown), 80u);
    EXPECT_THAT(std::string(shown), HasSubstr(" here "));
    auto underline = line.substr(line.find(" | ", begin) + 3);
    auto column = display_width(shown.substr(0, shown.find("here")));
    EXPECT_EQ(underline.find("^~~~"), column);
  }
}

TEST(RenderText, NothingInvisibleReachesTheTerminal) {
  auto text = File(
                  "role: \xE2\x80\xAE"
                  "evil\x1b[31m\n")
                  .render("evil");
  EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(render_text(Diagnostic{.message = "bad \x1b[31m name"}, {}), Not(HasSubstr("\x1b")));
}

TEST(RenderText, WithoutPlaceOrSource) {
  EXPECT_EQ(render_text(Diagnostic{.severity = Severity::warning, .message = "m"}, {}), "warning: m\n");
  EXPECT_EQ(render_text(Diagnostic{.span = {"a.yaml", {}, {}}, .message = "m"}, {}), "a.yaml: error: m\n");
  EXPECT_EQ(render_text(Diagnostic{.span = {"a.yaml", {3, 1, 9}, {3, 2, 10}}, .message = "m"}, {}), "a.yaml:3:1: error: m\n");
}

TEST(RenderText, ColourOnlyWhenAsked) {
  File file("a: 1\n");
  EXPECT_THAT(file.render("1"), Not(HasSubstr("\033")));
  EXPECT_THAT(file.render("1", {.colour = true}), HasSubstr("\033[1;31merror:\033[0m"));
}

TEST(RenderText, EndsWithACount) {
  Diagnostics diagnostics;
  EXPECT_EQ(render_text(diagnostics, {}), "no findings\n");
  diagnostics.add({.message = "a"});
  diagnostics.add({.message = "b"});
  diagnostics.add({.severity = Severity::warning, .message = "c"});
  EXPECT_EQ(render_text(diagnostics, {}), "error: a\n\nerror: b\n\nwarning: c\n\n2 errors, 1 warning\n");
}

TEST(RenderMachine, JsonLinesAndSarif) {
  File file("bands: größer\nnext: 1\n");
  Diagnostics diagnostics;
  diagnostics.add({.code = "DT-D203",
                   .span = file.span_of("größer"),
                   .message = "a \"b\"",
                   .why = "w",
                   .help = "h",
                   .notes = {{file.span_of("next"), "n"}},
                   .subject = "expedite"});
  EXPECT_EQ(
      render_json_lines(diagnostics),
      R"({"code":"DT-D203","severity":"error","file":"decisions/expedite.yaml","line":1,"column":8,"end_line":1,"end_column":14,"message":"a \"b\"","why":"w","help":"h","subject":"expedite","notes":[{"file":"decisions/expedite.yaml","line":2,"column":1,"end_line":2,"end_column":5,"message":"n"}]})"
      "\n");
  SourceText const text("decisions/expedite.yaml", "bands: größer\nnext: 1\n");
  Diagnostic excused{.code = "DT-S104", .severity = Severity::warning, .message = "waits"};
  auto sarif = render_sarif(diagnostics, SarifRun{"0.1.0", "models/a b/", "", {&text}, {{excused, "until June"}}});
  EXPECT_THAT(sarif,
              HasSubstr(R"("version":"2.1.0","runs":[{"tool":{"driver":{"name":"drivetrain","version":"0.1.0","rules":[{"id":"DT-D203",)"));
  EXPECT_THAT(sarif, HasSubstr(R"("results":[{"ruleId":"DT-D203","ruleIndex":0,"level":"error","message":{"text":"a \"b\"\nh"},)"));
  EXPECT_THAT(
      sarif,
      HasSubstr(
          R"("artifactLocation":{"uri":"models/a%20b/decisions/expedite.yaml","uriBaseId":"%SRCROOT%","index":0},"region":{"startLine":1,"startColumn":8,"endLine":1,"endColumn":14,"byteOffset":7,"byteLength":8})"));
  EXPECT_THAT(sarif, HasSubstr(R"("relatedLocations":[{"physicalLocation")"));
  EXPECT_THAT(sarif, HasSubstr(R"("length":24,"encoding":"UTF-8","hashes":{"sha-256":")" + to_hex(sha256(text.text())) + "\"}}]"));
  EXPECT_THAT(sarif, HasSubstr(R"("ruleId":"DT-S104","ruleIndex":1,"level":"warning","message":{"text":"waits"},"partialFingerprints")"));
  EXPECT_THAT(sarif, HasSubstr(R"("suppressions":[{"kind":"external","status":"accepted","justification":"until June"}]})"));
  Diagnostics spaces;
  spaces.add({.span = {"a b/ü.yaml", {}, {}}, .message = "m"});
  EXPECT_THAT(render_sarif(spaces, "1"), HasSubstr(R"("uri":"a%20b/%C3%BC.yaml","uriBaseId":"%SRCROOT%"}})"));
}

TEST(RenderMachine, AFindingKeepsItsFingerprintWhenItMoves) {
  auto fingerprint = [](std::uint32_t line, std::string const& message) {
    Diagnostics one;
    one.add({.code = "DT-D203", .span = {"a.yaml", {line, 1, line * 9}, {line, 2, line * 9 + 1}}, .message = message});
    auto sarif = render_sarif(one, "1");
    return sarif.substr(sarif.find("finding/v1"), 50);
  };
  EXPECT_EQ(fingerprint(3, "m"), fingerprint(30, "m"));
  EXPECT_NE(fingerprint(3, "m"), fingerprint(3, "n"));
}

TEST(Diagnostics, WarningsNeverCrowdErrorsOut) {
  Diagnostics found;
  for (std::size_t i = 0; i < limits::max_diagnostics + 5; ++i) found.add({.severity = Severity::warning, .message = "w"});
  found.add({.severity = Severity::error, .message = "e"});
  found.add({.severity = Severity::note, .message = "n"});
  EXPECT_EQ(found.errors(), 1u);
  EXPECT_EQ(found.warnings(), limits::max_diagnostics + 5);
  EXPECT_EQ(found.dropped(), 7u);
  EXPECT_EQ(found.all().size(), limits::max_diagnostics);
  EXPECT_EQ(found.all().back().message, "e");
}

}  // namespace
}  // namespace drivetrain
