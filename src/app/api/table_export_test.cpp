// Lists for spreadsheets.
#include "app/api/table_export.h"

#include "app/api/client_for_test.h"
#include "app/own_data/own_data.h"
#include "base/text.h"

namespace drivetrain::app::api {
namespace {

using TableExportTest = test::ApiTest;

std::vector<std::string> csv_lines(std::string const& text) {
  std::vector<std::string> lines;
  for (auto line : split(text, '\n'))
    if (!line.empty()) lines.emplace_back(line.substr(0, line.size() - 1));
  return lines;
}

platform::SheetTable table_from(std::string_view json) { return table_of(feel::from_json(json)->list()); }

TEST(TableOfAList, HasAColumnForEachFieldOfEachGroup) {
  auto table = table_from(R"([{"id":"a","role":{"id":"lead","title":"Lead","href":"/x"}},{"id":"b","late":true,"tags":["x","y"],"people":[{"name":"Ann"},{"name":"Bob"}],"marks":[{"at":1}]}])");
  EXPECT_EQ(table.columns, (std::vector<std::string>{"id", "role.id", "role.title", "late", "tags", "people", "marks"}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0][2].text, "Lead");
  EXPECT_EQ(table.rows[0][3].text, "");
  EXPECT_EQ(table.rows[1][3].text, "yes");
  EXPECT_EQ(table.rows[1][4].text, "x; y");
  EXPECT_EQ(table.rows[1][5].text, "Ann; Bob");
  EXPECT_EQ(table.rows[1][6].text, "1");
}

TEST(TableOfAList, WritesWhatAListHoldsAndNotHowMuch) {
  auto table = table_from(R"([{"roles":[{"role":{"id":"lead","title":"Lead","href":"/x"},"via":"holder"},{"role":{"id":"fitter","title":"Fitter"},"via":"deputy","until":"2026-04-01"}],)"
                          R"("weeks":[{"week":7,"late":true,"marks":["a","b"]},{"week":8}],"mixed":[{"title":"Named"},{"count":2}],"none":[],"empty":[{}]}])");
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.rows[0][0].text, "Lead, holder; Fitter, deputy, 2026-04-01");
  EXPECT_EQ(table.rows[0][1].text, "7, yes, a; b; 8");
  EXPECT_EQ(table.rows[0][2].text, "Named; 2");
  EXPECT_EQ(table.rows[0][3].text, "");
  EXPECT_EQ(table.rows[0][4].text, "");
}

TEST(CsvOfATable, QuotesAndDisarms) {
  auto csv = platform::csv_of(table_from(R"([{"a":"=1+1","b":"x, \"y\"","c":-3.50},{"a":"-","b":"two\nlines","c":0.1}])"));
  EXPECT_EQ(csv, "\xEF\xBB\xBF" "a,b,c\r\n'=1+1,\"x, \"\"y\"\"\",-3.50\r\n'-,\"two\nlines\",0.1\r\n");
  EXPECT_EQ(platform::csv_of(table_from(R"([{"list":["=1+1","x"],"groups":[{"what":"@A1"},{"what":2}]}])")), "\xEF\xBB\xBF" "list,groups\r\n'=1+1; x,'@A1; 2\r\n");
}

TEST(WorkbookOfATable, IsAZipWithTheSheet) {
  auto book = platform::workbook_of(table_from(R"([{"a":"ä","n":12.5}])"), "list/of:things that has a long, long name");
  ASSERT_TRUE(book.ok()) << book.error().message;
  EXPECT_TRUE(book->starts_with("PK"));
  EXPECT_NE(book->find("xl/worksheets/sheet1.xml"), std::string::npos);
  EXPECT_TRUE(platform::workbook_of({}, "").ok()) << "an empty table is one, too";
}

TEST_F(TableExportTest, AListComesWithAllItsPages) {
  sign_in("ann");
  for (int i = 0; i < 3; ++i) start_repair("M-" + std::to_string(i), "standard");
  auto csv = send("GET", "/api/v1/cases?format=csv&limit=1");
  ASSERT_EQ(csv.status, 200) << csv.text;
  EXPECT_EQ(csv.headers["Content-Type"], "text/csv; charset=utf-8; header=present");
  EXPECT_TRUE(csv.headers["Content-Disposition"].starts_with("attachment; filename=\"cases-20")) << csv.headers["Content-Disposition"];
  auto lines = csv_lines(csv.text);
  ASSERT_EQ(lines.size(), 4u) << csv.text;
  EXPECT_NE(lines[0].find("business_key"), std::string::npos);
  auto rows = get("/audit?limit=200&kind=event").size();
  EXPECT_EQ(csv_lines(send("GET", "/api/v1/audit?format=csv&kind=event").text).size(), rows + 1);
}

TEST_F(TableExportTest, AnyListMayBeAskedForByMediaType) {
  EXPECT_EQ(send("GET", "/api/v1/people", "", {{"accept", "text/csv"}}).status, 200);
  auto book = send("GET", "/api/v1/people?format=xlsx");
  EXPECT_EQ(book.status, 200);
  EXPECT_TRUE(book.text.starts_with("PK"));
  auto filtered = send("GET", "/api/v1/cases?format=xlsx&tier=critical");
  auto sheets = own_data::read_files({{"cases.xlsx", filtered.text}});
  ASSERT_TRUE(sheets) << sheets.error().message;
  std::string about;
  for (auto const& row : sheets->back().rows)
    for (auto const& cell : row.cells) about += cell.text + " | ";
  EXPECT_NE(about.find("asked | /api/v1/cases?tier=critical"), std::string::npos) << about;
  EXPECT_NE(about.find(get("/session").word("revision")), std::string::npos) << about;
  EXPECT_TRUE(send("GET", "/api/v1/people", "", {{"accept", "application/json, text/csv"}}).text.starts_with("{"));
  EXPECT_EQ(send("GET", "/api/v1/people?format=pdf").status, 400);
  EXPECT_EQ(send("GET", "/api/v1/session?format=csv").status, 406);
  EXPECT_EQ(send("GET", "/api/v1/cases?format=csv&state=nonsense").status, 400);
}

TEST_F(TableExportTest, EveryListOfTheContractIsATable) {
  sign_in("ann");
  start_repair("M-1", "critical");
  for (auto const& operation : Contract::current().operations()) {
    if (!operation.list || operation.path.find('{') != std::string::npos || operation.demand.needs == access::Needs::administrator) continue;
    auto answer = send("GET", operation.path + "?format=csv" + (operation.id == "search" ? "&q=a" : operation.id == "list_entities" ? "&kind=role" : ""));
    EXPECT_EQ(answer.status, 200) << operation.id << ": " << answer.text.substr(0, 300);
  }
}

}  // namespace
}  // namespace drivetrain::app::api
