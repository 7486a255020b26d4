// Schema, docs page and TypeScript all say what the reader accepts.
#include "notation/generate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace drivetrain::garage {

using notation::Declaration;
using notation::named;

struct Role;
enum class Mode { manual, automatic };
inline auto enum_names(Mode) { return std::vector{named(Mode::manual, "manual", "a person acts"), named(Mode::automatic, "automatic")}; }

struct Limit {
  Decimal amount;
  Ref<Role> role;
};
struct Lift {
  notation::Header header;
  notation::Text purpose;
  Mode mode = Mode::manual;
  Limit limit;
  std::vector<Ref<Role>> users;
  std::vector<Limit> more;
  std::optional<Date> since;
};
inline void declare(Declaration<Limit>& d) {
  d.about("Up to where.");
  d.field("amount", &Limit::amount, "Most | that may be lifted.").required().range(0, 10).stands_for_group();
  d.field("role", &Limit::role, "Who may.").or_words({"anyone"});
}
inline void declare(Declaration<Lift>& d) {
  d.kind("Lift", "Raises things.");
  d.field("purpose", &Lift::purpose, "What for.").required().example("raise motors");
  d.field("mode", &Lift::mode, "How.").fallback("manual");
  d.field("limit", &Lift::limit, "How much.");
  d.field("users", &Lift::users, "Who uses it.").one_or_many();
  d.field("more", &Lift::more, "Other limits.");
  d.field("since", &Lift::since, "First day.");
  d.at_least_one_of({"limit", "more"});
}

namespace {

using testing::HasSubstr;

TEST(Generate, JsonSchema) {
  auto schema = notation::json_schema(notation::describe<Lift>());
  EXPECT_THAT(schema, HasSubstr(R"("$schema":"https://json-schema.org/draft/2020-12/schema")"));
  EXPECT_THAT(schema, HasSubstr(R"("kind":{"const":"Lift"})"));
  EXPECT_THAT(schema, HasSubstr(R"("purpose":{"description":"What for.","type":["string","number","boolean"]})"));
  EXPECT_THAT(schema, HasSubstr(R"("mode":{"description":"How. When absent: manual.","enum":["manual","automatic"]})"));
  EXPECT_THAT(schema, HasSubstr(R"("limit":{"description":"How much.","$ref":"#/$defs/Limit"})"));
  EXPECT_THAT(schema, HasSubstr(R"("type":"number","minimum":0,"maximum":10)"));
  EXPECT_THAT(schema, HasSubstr(R"("users":{"description":"Who uses it.","anyOf":[{"type":"array","items":{"type":"string","pattern")"));
  EXPECT_THAT(schema, HasSubstr(R"("allOf":[{"anyOf":[{"required":["limit"]},{"required":["more"]}]}])"));
  EXPECT_THAT(schema, HasSubstr(R"("required":["apiVersion","kind","metadata","spec"],"additionalProperties":false)"));
  notation::Catalogue catalogue;
  catalogue.add<Lift>();
  EXPECT_THAT(notation::json_schema(catalogue), HasSubstr(R"("then":{"$ref":"#/$defs/Lift"})"));
}

TEST(Generate, DocsPage) {
  auto page = notation::docs_markdown(notation::describe<Lift>());
  EXPECT_THAT(page, HasSubstr("# Lift\n\nRaises things.\n"));
  EXPECT_THAT(page, HasSubstr("spec:\n  purpose: raise motors\n```"));
  EXPECT_THAT(page, HasSubstr("| `purpose` (required) | text | What for. |"));
  EXPECT_THAT(page, HasSubstr("| `mode` | one of manual, automatic | How. *manual*: a person acts. When absent: manual. |"));
  EXPECT_THAT(page, HasSubstr("| `users` | one or a list of: id of a Role | Who uses it. |"));
  EXPECT_THAT(page, HasSubstr("| `amount` (required) | a number | Most \\| that may be lifted. Between 0 and 10. |"));
  EXPECT_THAT(page, HasSubstr("A plain value in place of the group is its `amount`."));
  EXPECT_THAT(page, HasSubstr("At least one of limit, more must be there."));
}

TEST(Generate, OneDocsPageOfAllKinds) {
  notation::Catalogue catalogue;
  catalogue.add<Lift>();
  auto page = notation::docs_markdown(catalogue);
  EXPECT_THAT(page, HasSubstr("- [Lift](#lift): Raises things.\n"));
  EXPECT_THAT(page, HasSubstr("\n## Lift\n\nRaises things.\n"));
  EXPECT_THAT(page, HasSubstr("| `limit` | [Limit](#lift-limit) | How much. |"));
  EXPECT_THAT(page, HasSubstr("\n### Lift Limit\n\nUp to where.\n"));
}

TEST(Generate, TypeScript) {
  notation::Catalogue catalogue;
  catalogue.add<Lift>();
  auto types = notation::typescript(catalogue);
  EXPECT_THAT(types, HasSubstr("export interface Metadata {\n"));
  EXPECT_THAT(types, HasSubstr("  kind: \"Lift\";\n  metadata: Metadata;\n  spec: LiftSpec;\n"));
  EXPECT_THAT(types, HasSubstr("  /** How. */\n  mode?: \"manual\" | \"automatic\";\n"));
  EXPECT_THAT(types, HasSubstr("  purpose: string;\n"));
  EXPECT_THAT(types, HasSubstr("  limit?: LiftLimit | number;\n"));
  EXPECT_THAT(types, HasSubstr("  users?: string | string[];\n"));
  EXPECT_THAT(types, HasSubstr("  more?: (LiftLimit | number)[];\n"));
  EXPECT_THAT(types, HasSubstr("export type AnyDocument = Lift;\n"));
}

}  // namespace
}  // namespace drivetrain::garage
