// Reading, refusing and writing XML.
#include "notation/xml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"

namespace drivetrain::notation {
namespace {

using testing::HasSubstr;

struct Xml {
  SourceText source;
  Diagnostics diagnostics;
  std::unique_ptr<XmlDocument> document;
  explicit Xml(std::string text) : source("a.bpmn", std::move(text)) { document = read_xml(source, diagnostics); }
  std::string_view written(Span const& span) const { return source.text().substr(span.begin.offset, span.end.offset - span.begin.offset); }
  /// "DT-R030 2:3" of the only finding.
  std::string refusal() const {
    if (document || diagnostics.all().size() != 1) return "not refused once";
    auto const& found = diagnostics.all()[0];
    return found.code + " " + std::to_string(found.span.begin.line) + ":" + std::to_string(found.span.begin.column);
  }
};

TEST(XmlTree, KnowsNamespacesAndPlaces) {
  Xml xml(
      "<?xml version=\"1.0\"?>\n<!-- hi -->\n<b:root xmlns:b='urn:b' xmlns=\"urn:d\" id=\"r\">\n  <task größe='1' id=\"t\" "
      "b:x='&lt;2&#x41;'>\n    a &amp; b\n  </task>\n</b:root>\n");
  ASSERT_TRUE(xml.document) << xml.refusal();
  auto const& root = xml.document->root;
  EXPECT_TRUE(root.is("urn:b", "root"));
  ASSERT_EQ(root.children.size(), 1u) << "blanks between elements are layout";
  auto const& task = root.children[0];
  EXPECT_TRUE(task.is("urn:d", "task"));
  EXPECT_EQ(xml.written(task.span), "<task größe='1' id=\"t\"");
  EXPECT_EQ(task.span.begin.line, 4u);
  EXPECT_EQ(task.span.begin.column, 3u);
  auto x = task.attribute("x", "urn:b");
  ASSERT_TRUE(x);
  EXPECT_EQ(x->value, "<2A");
  EXPECT_EQ(xml.written(x->span), "&lt;2&#x41;");
  EXPECT_EQ(x->span.begin.column, 31u) << "columns count characters";
  EXPECT_EQ(task.own_text(), "\n    a & b\n  ");
  EXPECT_EQ(xml.document->before.at(0).text, " hi ");
}

TEST(XmlTree, RefusesWhatIsNotWellFormed) {
  EXPECT_EQ(Xml("").refusal(), "DT-R030 1:1");
  EXPECT_EQ(Xml("kind: Role\n").refusal(), "DT-R030 1:1");
  EXPECT_EQ(Xml("<a/>\ntrailing\n").refusal(), "DT-R030 2:8");
  EXPECT_EQ(Xml("<a>\n  <b>\n</a>\n").refusal().substr(0, 9), "DT-R030 3");
  EXPECT_EQ(Xml("<a>\n <b x='1' x='2'/></a>").refusal(), "DT-R030 2:11");
  EXPECT_EQ(Xml("<a><p:b/></a>").refusal(), "DT-R030 1:5");
  EXPECT_EQ(Xml("<a p:x='1'/>").refusal(), "DT-R030 1:4");
  // Found by fuzzing: half a name was read, and written back as none.
  EXPECT_EQ(Xml("<a x:='1'/>").refusal(), "DT-R030 1:4");
  EXPECT_EQ(Xml("<a :x='1'/>").refusal(), "DT-R030 1:4");
  EXPECT_EQ(Xml("<a xmlns:='u'/>").refusal(), "DT-R030 1:4");
  EXPECT_EQ(Xml("<a/><b/>").refusal(), "DT-R030 1:6");
  EXPECT_EQ(Xml("<a x='<b>'/>").refusal(), "DT-R030 1:7");
  EXPECT_EQ(Xml("<a>\x01</a>").refusal(), "DT-R030 1:4");
  EXPECT_EQ(Xml("<a>M\xFCller</a>").refusal(), "DT-R014 1:5");
}

TEST(XmlTree, RefusesDoctypesAndEntities) {
  EXPECT_EQ(Xml("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>").refusal(), "DT-R031 1:1");
  EXPECT_EQ(Xml("<a>\n&lol; </a>").refusal(), "DT-R031 2:1");
  EXPECT_EQ(Xml("<a x='R&D'/>").refusal(), "DT-R031 1:8");
  EXPECT_TRUE(Xml("<a><![CDATA[&lol; <b>]]></a>").document);
}

TEST(XmlTree, IsBounded) {
  auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
  };
  EXPECT_TRUE(Xml(nested(limits::max_xml_depth)).document);
  EXPECT_EQ(Xml(nested(100'000)).refusal().substr(0, 7), "DT-R013");
  std::string many = "<a>";
  for (std::size_t i = 0; i < limits::max_xml_nodes; ++i) many += "<b/>";
  EXPECT_EQ(Xml(many + "</a>").refusal().substr(0, 7), "DT-R013");
  std::string attributes, prefixes;
  for (int i = 0; i < 10'000; ++i) attributes += " a" + std::to_string(i) + "='1'", prefixes += " xmlns:a" + std::to_string(i) + "='u'";
  auto element = Xml("<a" + attributes + "/>");
  ASSERT_TRUE(element.document);
  EXPECT_EQ(element.document->root.attributes.size(), 10'000u);
  EXPECT_EQ(Xml("<a" + attributes + " more='1'/>").refusal(), "DT-R013 1:2");
  EXPECT_EQ(Xml("<a" + prefixes + "/>").refusal().substr(0, 7), "DT-R013");
  EXPECT_EQ(Xml("<a>" + std::string(limits::max_model_file_bytes, ' ') + "</a>").refusal(), "DT-R013 1:1");
}

TEST(XmlTree, WritesBackWhatItRead) {
  for (std::string text : {
           "<a/>",
           "<?pi some thing?><!-- c --><a xmlns:x='urn:x' x:k=\"l&#10;m&quot;&amp;\t\"> <b> </b>\n<!-- d --><c>one <i>two</i> "
           "<j><k/><k/></j>\n</c></a><!-- e -->",
           "<a><script><![CDATA[if (a < b && c) {}]]></script><mixed>a<![CDATA[b]]>c</mixed><cr>x&#13;y</cr></a>",
           "\xEF\xBB\xBF<a t='größe 歯車'>\r\n  <b>line\r\nline</b>\r\n</a>\r\n",
       }) {
    Xml first(text);
    ASSERT_TRUE(first.document) << text;
    auto written = write_xml(*first.document);
    Xml second(written);
    ASSERT_TRUE(second.document) << written;
    EXPECT_TRUE(same_content(*first.document, *second.document)) << text << "\n" << written;
    EXPECT_EQ(write_xml(*second.document), written);
  }
  Xml laid_out("<a><b x='1'/><c>t</c></a>");
  EXPECT_EQ(write_xml(*laid_out.document), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n  <b x=\"1\"/>\n  <c>t</c>\n</a>\n");
}

TEST(XmlTree, CanBeEdited) {
  Xml xml("<a xmlns:dt='urn:dt'><b><c id='strip' dt:role='fitter'/></b></a>");
  auto copy = *xml.document;
  auto strip = find_by_id(copy.root, "strip");
  ASSERT_TRUE(strip);
  set_attribute(*strip, "dt", "urn:dt", "role", "winder");
  set_attribute(*strip, "", "", "name", "Strip & clean");
  EXPECT_THAT(write_xml(copy), HasSubstr("<c id=\"strip\" dt:role=\"winder\" name=\"Strip &amp; clean\"/>"));
  EXPECT_FALSE(same_content(copy, *xml.document));
  EXPECT_EQ(find_by_id(copy.root, "absent"), nullptr);
}

}  // namespace
}  // namespace drivetrain::notation
