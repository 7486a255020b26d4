// Damaged files: whatever bytes come, the readers answer a tree or findings, and every finding can be shown.
#include <gtest/gtest.h>

#include "base/random.h"
#include "base/render_diagnostic.h"
#include "notation/bpmn.h"
#include "notation/yaml.h"

namespace drivetrain::notation {
namespace {

std::string damaged(std::string text, Random& random) {
  constexpr std::string_view pieces[] = {
      "\"", "'", "{",  "[",    "]",    "}",   ":",    "- ",  "&a ",  "*a",   "!t ",          "|\n",  "\n", "\t",        "#",
      "<",  ">", "/>", "&lt;", "&#0;", "]]>", "<!--", "<?x", "\xFF", "\xC3", "\xE2\x80\xA8", "\x00", "=",  "xmlns:b=''"};
  auto edits = 1 + random.below(6);
  for (std::uint64_t i = 0; i < edits && !text.empty(); ++i) {
    auto at = random.below(text.size());
    switch (random.below(4)) {
      case 0: text.erase(at, 1 + random.below(20)); break;
      case 1: text.insert(at, pieces[random.below(std::size(pieces))]); break;
      case 2: text[at] = static_cast<char>(random.below(256)); break;
      default: text.insert(at, text.substr(random.below(text.size()), random.below(40)));
    }
  }
  return text;
}

void expect_showable(Diagnostics const& diagnostics, SourceText const& source) {
  for (auto const& each : diagnostics.all()) {
    EXPECT_LE(each.span.begin, each.span.end) << each.message;
    EXPECT_LE(each.span.end.offset, source.text().size()) << each.message;
    EXPECT_FALSE(render_text(each, [&](std::string_view) { return &source; }).empty());
  }
}

TEST(HostileInput, YamlReaders) {
  std::string const seed =
      "apiVersion: drivetrain/v1\nkind: Decision # größe\nmetadata: {id: a, owner: \"b\"}\nspec:\n  bands:\n    - {when: \"x <= 8\", role: "
      "'c'}\n    - when: |\n        two\n\n  list: [1, [2, {a: b}]]\n---\n- x\n";
  Random random(7);
  for (int i = 0; i < 3'000; ++i) {
    SourceText source("a.yaml", damaged(seed, random));
    Diagnostics diagnostics;
    auto documents = read_yaml(source, diagnostics);
    expect_showable(diagnostics, source);
    for (auto const& document : documents) EXPECT_LE(document.span.end.offset, source.text().size());
  }
}

TEST(HostileInput, BpmnReaders) {
  std::string const seed =
      "<?xml version='1.0'?>\n<b:definitions xmlns:b=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
      "xmlns:dt='https://drivetrain.dev/schema/bpmn/1.0' targetNamespace='u'>\n"
      "<b:process id='p'><b:startEvent id='s'/><b:userTask id='t' dt:role='r'><b:documentation>a &amp; "
      "<b>b</b><![CDATA[c]]></b:documentation></b:userTask>\n"
      "<b:sequenceFlow id='f' sourceRef='s' targetRef='t'><b:conditionExpression> x &gt; 1 </b:conditionExpression></b:sequenceFlow><!-- c "
      "--></b:process></b:definitions>\n";
  Random random(11);
  int whole = 0;
  for (int i = 0; i < 3'000; ++i) {
    SourceText source("a.bpmn", damaged(seed, random));
    Diagnostics diagnostics;
    auto definitions = read_bpmn(source, diagnostics);
    expect_showable(diagnostics, source);
    if (!definitions) {
      EXPECT_FALSE(diagnostics.empty());
      continue;
    }
    ++whole;
    Diagnostics of_second;
    SourceText written("b.bpmn", write_bpmn(*definitions));
    auto again = read_bpmn(written, of_second);
    ASSERT_TRUE(again) << source.text() << "\n" << render_text(of_second, [&](std::string_view) { return &written; });
    EXPECT_TRUE(same_content(*definitions->xml, *again->xml)) << source.text();
  }
  EXPECT_GT(whole, 100);
}

}  // namespace
}  // namespace drivetrain::notation
