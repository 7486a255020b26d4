// What is written back is what was read: whole, with everything that we do not understand; in place, with one cell changed and not a
// byte beside it. The kit's models are read and written when they are there (DRIVETRAIN_CORPORA).
#include "notation/dmn/write.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace drivetrain::notation {
namespace {

namespace fs = std::filesystem;

constexpr char const* table_text = R"(<?xml version="1.0"?>
<d:definitions xmlns:d="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:v="https://vendor.example/1" namespace="n" name="m" id="m">
  <!-- by hand -->
  <d:extensionElements><v:look colour="red"><v:deep/></v:look></d:extensionElements>
  <d:decision name="risk" id="risk"><d:variable name="risk"/>
    <d:decisionTable id="t"><d:input id="i"><d:inputExpression><d:text>Age</d:text></d:inputExpression></d:input><d:output id="o"/><d:annotation name="why"/>
      <d:rule id="r1"><d:inputEntry id="c1"><d:text>   &lt; 18 </d:text></d:inputEntry><d:outputEntry id="c2"><d:text><![CDATA["high" & low]]></d:text></d:outputEntry><d:annotationEntry><d:text/></d:annotationEntry></d:rule>
      <d:rule id="r2"><d:inputEntry id="c3"/><d:outputEntry id="c4"><d:text>"low"</d:text></d:outputEntry><d:annotationEntry><d:text>rest</d:text></d:annotationEntry></d:rule>
    </d:decisionTable>
  </d:decision>
</d:definitions>
)";

struct Read {
  SourceText source;
  std::unique_ptr<DmnDefinitions> definitions;
  explicit Read(std::string text) : source("m.dmn", std::move(text)) {
    Diagnostics found;
    definitions = read_dmn(source, found);
  }
  DmnRule const& rule(std::size_t index) const { return definitions->elements[0].logic->table->rules[index]; }
  std::string with(std::size_t rule_index, std::size_t column, std::string text) const {
    auto made = with_texts(source, {{cell_of(rule(rule_index), column), std::move(text)}});
    return made.ok() ? *made : made.error().message;
  }
};

std::string replaced(std::string text, std::string const& old, std::string const& with) { return text.replace(text.find(old), old.size(), with); }

TEST(DmnWriting, ChangesOneCellAndNotAByteBesideIt) {
  Read read(table_text);
  EXPECT_EQ(read.with(0, 0, "<= 21"), replaced(table_text, "&lt; 18", "&lt;= 21"));
  EXPECT_EQ(read.with(1, 1, "\"a & b\""), replaced(table_text, "\"low\"", "\"a &amp; b\""));
}

TEST(DmnWriting, KeepsCdataAndFillsWhatIsEmpty) {
  Read read(table_text);
  EXPECT_EQ(read.with(0, 1, "\"x\" < 2"), replaced(table_text, "\"high\" & low", "\"x\" < 2"));
  EXPECT_EQ(read.with(0, 2, "minors"), replaced(table_text, "<d:text/>", "<d:text>minors</d:text>"));
  EXPECT_EQ(read.with(1, 0, ">= 18"), replaced(table_text, "<d:inputEntry id=\"c3\"/>", "<d:inputEntry id=\"c3\"><d:text>&gt;= 18</d:text></d:inputEntry>"));
}

TEST(DmnWriting, SaysNothingNewWhenNothingIsNew) {
  Read read(table_text);
  EXPECT_EQ(read.with(0, 0, " < 18"), table_text);
  auto both = with_texts(read.source, {{cell_of(read.rule(0), 0), "1"}, {cell_of(read.rule(0), 0), "2"}});
  ASSERT_FALSE(both.ok());
  EXPECT_EQ(both.error().message, "two edits are about the same cell");
  EXPECT_EQ(cell_of(read.rule(0), 3), nullptr);
  auto broken = with_texts(read.source, {{cell_of(read.rule(0), 0), "\x01"}});
  EXPECT_FALSE(broken.ok());
}

TEST(DmnWriting, WritesVendorsElementsBack) {
  Read read(table_text);
  auto text = write_dmn(*read.definitions);
  Read again(text);
  ASSERT_TRUE(again.definitions);
  EXPECT_TRUE(same_content(*read.definitions->xml, *again.definitions->xml));
  EXPECT_NE(text.find("<v:look colour=\"red\">"), std::string::npos);
}

TEST(DmnWriting, WritesEveryModelOfTheKitBack) {
  fs::path folder = std::getenv("DRIVETRAIN_CORPORA") ? fs::path(std::getenv("DRIVETRAIN_CORPORA")) : fs::path("../shared/corpora");
  if (!fs::exists(folder / "dmn-tck")) GTEST_SKIP() << "there is no " << (folder / "dmn-tck").string() << "; DRIVETRAIN_CORPORA names the folder that holds dmn-tck";
  std::size_t models = 0, cells = 0;
  for (auto const& entry : fs::recursive_directory_iterator(folder / "dmn-tck")) {
    if (entry.path().extension() != ".dmn") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    Read read(text.str());
    if (!read.definitions) continue;
    ++models;
    Read again(write_dmn(*read.definitions));
    ASSERT_TRUE(again.definitions) << entry.path();
    EXPECT_TRUE(same_content(*read.definitions->xml, *again.definitions->xml)) << entry.path();
    // Each cell's own text in its place leaves the file as it is.
    for (auto const& element : read.definitions->elements) {
      if (!element.logic || !element.logic->table) continue;
      for (auto const& rule : element.logic->table->rules)
        for (std::size_t i = 0; i < rule.inputs.size() + rule.outputs.size(); ++i) {
          auto const& cell = i < rule.inputs.size() ? rule.inputs[i] : rule.outputs[i - rule.inputs.size()];
          auto other = with_texts(read.source, {{cell.xml, cell.formula.text + " + 1"}});
          ASSERT_TRUE(other.ok()) << entry.path() << " " << other.error().message;
          Read changed(*other);
          auto const* cell_again = find_by_id(const_cast<XmlNode&>(changed.definitions->xml->root), cell.id);
          if (!cell.id.empty() && cell_again) {
            auto back = with_texts(changed.source, {{cell_again, cell.formula.text}});
            ASSERT_TRUE(back.ok());
            Read whole(*back);
            EXPECT_TRUE(same_content(*read.definitions->xml, *whole.definitions->xml)) << entry.path() << " " << cell.id;
            ++cells;
          }
        }
    }
  }
  EXPECT_GT(models, 100u);
  EXPECT_GT(cells, 100u);
}

}  // namespace
}  // namespace drivetrain::notation
