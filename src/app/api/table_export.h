// Every list as a table: CSV or a workbook, of all its pages, for whoever goes on in a spreadsheet.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/api/contract.h"
#include "feel/value.h"
#include "platform/http.h"
#include "platform/workbook.h"

namespace drivetrain::app::api {

enum class TableFormat : std::uint8_t { csv, xlsx };
/// ?format=csv, ?format=xlsx, or Accept that asks for one of their media types first. Nothing: as JSON.
std::optional<TableFormat> wanted_format(platform::Request const& request);

/// Columns are the fields of the entries in the order in which they first appear; of a group each field is one ("role.title"). A list of
/// plain values is joined by "; ", and so is a list of groups: each by its title, name, text or id, or else by the values of its fields,
/// joined by ", ". Addresses within the UI are left out.
platform::SheetTable table_of(feel::List const& items);

/// Asks for page after page by `read` and answers with one table. An answer that holds several lists has one for each: ?part=roles; several parts make
/// one table. 406 when
/// the operation is no list and the answer no such part; 413 beyond a hundred thousand rows.
/// `about`: of a workbook's second sheet, after the request and its filters.
using About = std::vector<std::pair<std::string, std::string>>;
platform::Response export_table(Operation const& operation, platform::Request const& request, TableFormat format, Instant now, About about,
                                std::function<platform::Response(platform::Request const&)> const& read);

}  // namespace drivetrain::app::api
