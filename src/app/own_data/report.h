// The report: what the tables say about the company, in a manager's words, on one page. Who decides is asked of the decision engine with somebody
// away; contradictions are the compiler's own findings; nothing is computed here that the running company would compute otherwise.
#pragma once

#include <string>
#include <vector>

#include "app/own_data/draft.h"
#include "app/own_data/guess.h"
#include "base/json_writer.h"
#include "model/compile.h"

namespace drivetrain::app::own_data {

struct ReportItem {
  std::string text;
  std::string code;                       ///< of the finding behind it; empty: none
  std::string where;                      ///< row of a table; empty: several or none
};

/// A heading with its sentences. `nothing` is said when there are none, so that a manager sees that it was looked for.
struct ReportSection {
  std::string id, title, nothing;
  std::vector<ReportItem> items;
};

struct Report {
  std::string title;
  Date at;
  std::vector<std::string> summary;       ///< what was read, a line each
  std::vector<ReportSection> sections;
  std::size_t contradictions = 0;         ///< items that are findings
};

/// `compilation` is of the model without waivers, so that nothing is hidden.
Report report_on(Draft const& draft, std::vector<TableGuess> const& guesses, model::Compilation const& compilation, Date at);

/// One page: at most so many items of a section are shown; the rest is counted. 0: all.
std::string report_markdown(Report const& report, std::size_t most_items);
std::string report_html(Report const& report);
void write_json(JsonWriter& json, Report const& report);

}  // namespace drivetrain::app::own_data
