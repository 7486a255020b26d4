// The report as Markdown (which reads well as plain text too), HTML and JSON (see report.h).
#include <fmt/format.h>

#include "app/own_data/report.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

std::string one_report_line(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '\n' || c == '\r' ? ' ' : c;
  return out;
}

std::string html_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

std::string source_of(ReportItem const& item) {
  std::vector<std::string> parts;
  if (!item.where.empty()) parts.push_back(one_report_line(item.where));
  if (!item.code.empty()) parts.push_back(item.code);
  return join(parts, "; ");
}

}  // namespace

std::string report_markdown(Report const& report, std::size_t most_items) {
  std::string text = fmt::format("# {}: what your tables say\n\nFor {}.\n\n", one_report_line(report.title), format_date(report.at));
  for (auto const& line : report.summary) text += "- " + one_report_line(line) + "\n";
  for (auto const& section : report.sections) {
    text += fmt::format("\n## {}\n\n", section.title);
    if (section.items.empty()) text += section.nothing + "\n";
    std::size_t shown = 0;
    for (auto const& item : section.items) {
      if (most_items && shown == most_items) {
        text += fmt::format("- … and {} more\n", section.items.size() - shown);
        break;
      }
      ++shown;
      auto source = source_of(item);
      text += "- " + one_report_line(item.text) + (source.empty() ? "" : " [" + source + "]") + "\n";
    }
  }
  return text;
}

std::string report_html(Report const& report) {
  std::string text = fmt::format("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title>\n<style>body{{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}small{{color:#555}}</style>\n<h1>{0}: what your tables say</h1>\n<p>For {1}.</p>\n<ul>\n",
                                 html_text(report.title), format_date(report.at));
  for (auto const& line : report.summary) text += "<li>" + html_text(line) + "</li>\n";
  text += "</ul>\n";
  for (auto const& section : report.sections) {
    text += fmt::format("<h2>{}</h2>\n", html_text(section.title));
    if (section.items.empty()) {
      text += "<p>" + html_text(section.nothing) + "</p>\n";
      continue;
    }
    text += "<ul>\n";
    for (auto const& item : section.items) {
      auto source = source_of(item);
      text += "<li>" + html_text(item.text) + (source.empty() ? "" : " <small>" + html_text(source) + "</small>") + "</li>\n";
    }
    text += "</ul>\n";
  }
  return text + "</html>\n";
}

void write_json(JsonWriter& json, Report const& report) {
  json.begin_object().field("title", report.title).field("at", report.at).field("contradictions", report.contradictions);
  json.key("summary").begin_array();
  for (auto const& line : report.summary) json.value(line);
  json.end_array().key("sections").begin_array();
  for (auto const& section : report.sections) {
    json.begin_object().field("id", section.id).field("title", section.title).field("nothing", section.nothing).key("items").begin_array();
    for (auto const& item : section.items) {
      json.begin_object().field("text", item.text);
      if (!item.code.empty()) json.field("code", item.code);
      if (!item.where.empty()) json.field("where", item.where);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

}  // namespace drivetrain::app::own_data
