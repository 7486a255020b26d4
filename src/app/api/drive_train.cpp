// /drive-train: the leaders' home.
#include "app/views/drive_train.h"

#include "app/api/api.h"
#include "app/api/write.h"
#include "app/views/mine.h"

namespace drivetrain::app::api {

namespace {

void write_engine(JsonWriter& json, std::string_view name, std::vector<views::Figure> const& figures) {
  object_field(json, name, [&] {
    list_field(json, "figures", figures, [&](views::Figure const& figure) {
      object(json, [&] {
        json.field("id", figure.id).field("label", figure.label);
        if (figure.value) number_field(json, "value", *figure.value, figure.decimals);
        text_if(json, "unit", figure.unit);
        json.field("decimals", figure.decimals);
        text_if(json, "note", figure.note);
        json.field("status", to_string(figure.status)).field("href", figure.href);
      });
    });
  });
}

void write_flows(JsonWriter& json, std::string_view name, std::vector<views::Flow> const& flows) {
  list_field(json, name, flows, [&](views::Flow const& flow) {
    object(json, [&] {
      json.field("id", flow.id).field("label", flow.label).field("count", flow.count).field("text", flow.text);
      field_if(json, "at", flow.at);
      json.field("href", flow.href);
    });
  });
}

void write_dial(JsonWriter& json, views::Dial const& dial) {
  auto number = [&](char const* name, std::optional<double> const& value) {
    if (value) number_field(json, name, *value, std::max(dial.decimals, 1));
  };
  object(json, [&] {
    json.field("id", dial.id).field("title", dial.title);
    number("value", dial.value);
    json.field("unit", dial.unit).field("decimals", dial.decimals);
    number("min", dial.min);
    number("max", dial.max);
    number("limit", dial.limit);
    json.field("over", dial.over).field("good", dial.more_is_better ? "up" : "down");
    number("previous", dial.previous);
    json.field("sentence", dial.sentence).field("evidence_count", dial.evidence).field("href", dial.href);
    list_field(json, "series", dial.series, [&](views::SeriesPoint const& point) {
      object(json, [&] {
        json.field("at", point.at);
        if (point.value) number_field(json, "value", *point.value, 2);
      });
    });
  });
}

void write_waiting(JsonWriter& json, Reading const& reading) {
  json.key("waiting").begin_array();
  if (!reading.person.empty())
    for (auto const& mine : views::waiting_for(reading.company, reading.person, reading.now))
      object(json, [&] {
        json.field("kind", mine.what.kind).field("id", mine.what.id).field("title", mine.what.title).field("why", mine.why);
        field_if(json, "due", mine.due);
        json.field("overdue", mine.overdue).field("href", mine.what.href);
      });
  json.end_array();
}

Status get_drive_train(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto findings = exchange.api.findings(reading.model(), reading.company.today(reading.now));
  views::DriveTrainInput input{reading.company, reading.index, *findings, reading.person, reading.now};
  object(json, [&] {
    json.field("as_of", reading.now).field("revision", reading.model().revision);
    write_engine(json, "strategic_engine", views::torque(input));
    write_engine(json, "operational_engine", views::traction(input));
    write_flows(json, "flows_down", views::flows_down(input));
    write_flows(json, "flows_up", views::flows_up(input));
    list_field(json, "dials", views::dials(input), [&](views::Dial const& dial) { write_dial(json, dial); });
    list_field(json, "sentences", views::day_sentences(input), [&](views::DaySentence const& sentence) {
      object(json, [&] { json.field("text", sentence.text).field("level", to_string(sentence.level)).field("evidence_count", sentence.evidence).field("href", sentence.href); });
    });
    list_field(json, "intent", views::shares(reading.company, reading.index, reading.now), [&](views::ShareView const& share) { write_share(json, reading, share); });
    write_waiting(json, reading);
  });
  return {};
}

}  // namespace

void add_drive_train(Router& router) { router.read("/drive-train", "get_drive_train", get_drive_train); }

}  // namespace drivetrain::app::api
