// Reading OpenSLO v1 (see openslo.h). A ratio between 0 and 1 is percent here; an objective with a value is that value, in the indicator's
// unit, and the ratio says how much of the window must keep it. What a Slo has no place for is refused by name, never dropped.
#include "model/openslo.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/diagnostic_codes.h"
#include "base/text.h"

namespace drivetrain::model {

namespace {

using notation::YamlKind;
using notation::YamlNode;

YamlNode scalar_at(Span const& span, std::string text) {
  YamlNode node;
  node.kind = YamlKind::scalar;
  node.span = span;
  node.text = std::move(text);
  return node;
}

/// "28d" → P28D, "12h" → PT12H. Months, quarters and years have no fixed length; nothing then, and for anything else.
std::optional<std::string> iso_duration(std::string const& shorthand) {
  if (shorthand.size() < 2 || shorthand.size() > 6) return std::nullopt;
  auto digits = shorthand.substr(0, shorthand.size() - 1);
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  switch (shorthand.back()) {
    case 's': return "PT" + digits + "S";
    case 'm': return "PT" + digits + "M";
    case 'h': return "PT" + digits + "H";
    case 'd': return "P" + digits + "D";
    case 'w': return "P" + digits + "W";
    default: return std::nullopt;
  }
}

class OpenSloReader {
 public:
  OpenSloReader(YamlNode const& document, Diagnostics& diagnostics) : document_(document), diagnostics_(diagnostics) {}

  std::optional<YamlNode> read() {
    auto const* kind = document_.find("kind");
    if (!kind || kind->text != "SLO") {
      complain("DT-R026", kind ? kind->span : document_.span, "of OpenSLO only the kind SLO is read", "indicators are KPIs here, alerts stand in a Slo, services and data sources are Service and DataContract");
      return std::nullopt;
    }
    only(document_, {"apiVersion", "kind", "metadata", "spec"}, "the document");
    YamlNode result = document_;
    result.entries.clear();
    put(result, "apiVersion", scalar_at(kind->span, "drivetrain/v1"), *kind);
    put(result, "kind", scalar_at(kind->span, "Slo"), *kind);
    if (auto const* metadata = required(document_, "metadata")) put(result, "metadata", metadata_of(*metadata), *metadata);
    if (auto const* spec = required(document_, "spec")) put(result, "spec", spec_of(*spec), *spec);
    if (failed_) return std::nullopt;
    return result;
  }

 private:
  void complain(char const* code, Span const& span, std::string message, std::string help) {
    failed_ = true;
    auto d = finding(code, span, std::move(message), std::move(help));
    diagnostics_.add(std::move(d));
  }
  static void put(YamlNode& into, std::string key, YamlNode value, YamlNode const& from) {
    into.kind = YamlKind::mapping;
    into.entries.push_back({std::move(key), from.span, std::move(value)});
  }
  YamlNode const* required(YamlNode const& of, char const* key) {
    auto const* found = of.find(key);
    if (!found) complain("DT-R021", of.span, std::string("an OpenSLO SLO lacks the field ") + key, "add it as OpenSLO v1 has it");
    return found;
  }
  void only(YamlNode const& of, std::vector<std::string_view> const& known, char const* what) {
    for (auto const& entry : of.entries)
      if (std::find(known.begin(), known.end(), entry.key) == known.end())
        complain("DT-R020", entry.key_span, std::string(what) + " of an OpenSLO SLO has a field " + entry.key + " that a Slo has no place for",
                 "what is read here: " + join(std::vector<std::string>(known.begin(), known.end()), ", "));
  }
  void carry(YamlNode const& of, char const* key, YamlNode& into, char const* as) {
    if (auto const* found = of.find(key)) put(into, as, *found, *found);
  }

  YamlNode metadata_of(YamlNode const& metadata) {
    only(metadata, {"name", "displayName", "labels", "annotations"}, "metadata");
    YamlNode result;
    result.span = metadata.span;
    result.kind = YamlKind::mapping;
    carry(metadata, "name", result, "id");
    carry(metadata, "displayName", result, "title");
    if (auto const* annotations = metadata.find("annotations")) carry(*annotations, "drivetrain/owner", result, "owner");
    if (auto const* labels = metadata.find("labels")) {
      YamlNode texts = *labels;
      for (auto& entry : texts.entries) {
        if (entry.value.kind != YamlKind::sequence) continue;  // OpenSLO lets a label have several values
        std::vector<std::string> values;
        for (auto const& item : entry.value.items) values.push_back(item.text);
        entry.value = scalar_at(entry.value.span, join(values, ", "));
      }
      put(result, "labels", std::move(texts), *labels);
    }
    return result;
  }

  YamlNode spec_of(YamlNode const& spec) {
    only(spec, {"description", "service", "indicatorRef", "timeWindow", "budgetingMethod", "objectives"}, "spec");
    YamlNode result;
    result.span = spec.span;
    result.kind = YamlKind::mapping;
    carry(spec, "service", result, "service");
    if (auto const* indicator = required(spec, "indicatorRef")) put(result, "indicator", *indicator, *indicator);
    if (auto const* windows = required(spec, "timeWindow")) add_window(*windows, result);
    if (auto const* method = spec.find("budgetingMethod"); method && method->text == "RatioTimeslices")
      complain("DT-R023", method->span, "budgetingMethod is RatioTimeslices; a Slo counts Occurrences or Timeslices", "choose one of them");
    else if (method && (method->text == "Occurrences" || method->text == "Timeslices"))
      put(result, "budgeting", scalar_at(method->span, method->text == "Occurrences" ? "occurrences" : "timeslices"), *method);
    if (auto const* objectives = required(spec, "objectives")) add_objective(*objectives, result);
    return result;
  }

  void add_window(YamlNode const& windows, YamlNode& result) {
    if (windows.items.size() != 1) return complain("DT-R023", windows.span, "an SLO has exactly one timeWindow", "write one SLO for each");
    auto const& window = windows.items[0];
    only(window, {"duration", "isRolling"}, "timeWindow");
    if (auto const* rolling = window.find("isRolling"); rolling && rolling->text != "true" && rolling->text != "True")
      return complain("DT-R023", rolling->span, "the window of a Slo slides, back from now", "write isRolling: true, or leave it out");
    auto const* duration = required(window, "duration");
    if (!duration) return;
    auto iso = iso_duration(duration->text);
    if (!iso) return complain("DT-R024", duration->span, "\"" + duration->text.substr(0, 20) + "\" is no duration of a window", "write it as 28d, 4w, 12h; months and quarters have no fixed length");
    put(result, "window", scalar_at(duration->span, *iso), *duration);
  }

  /// The share that must be kept, in percent.
  std::optional<Decimal> share_of(YamlNode const& objective) {
    auto const* ratio = objective.find("target");
    auto const* percent = objective.find("targetPercent");
    if (!ratio == !percent) return complain("DT-R021", objective.span, "an objective has either target or targetPercent", "write target: 0.95"), std::nullopt;
    auto number = Decimal::parse((ratio ? ratio : percent)->text);
    if (number && ratio) number = Decimal::multiply(*number, Decimal(100));
    if (!number || *number < Decimal(0) || *number > Decimal(100))
      return complain("DT-R023", (ratio ? ratio : percent)->span, "the target of an OpenSLO objective lies between 0 and 1, in percent between 0 and 100", "write target: 0.95"), std::nullopt;
    return number;
  }

  void add_objective(YamlNode const& objectives, YamlNode& result) {
    if (objectives.items.size() != 1) return complain("DT-R023", objectives.span, "a Slo has exactly one objective", "write one SLO for each");
    auto const& objective = objectives.items[0];
    only(objective, {"displayName", "op", "value", "target", "targetPercent"}, "an objective");
    auto share = share_of(objective);
    if (!share) return;
    auto const* value = objective.find("value");
    if (value && !Decimal::parse(value->text)) return complain("DT-R022", value->span, "the value of an objective is a number, in the indicator's unit", "write value: 12");
    put(result, "target", value ? *value : scalar_at(objective.span, share->to_string()), value ? *value : objective);
    put(result, "error_budget", scalar_at(objective.span, Decimal::subtract(Decimal(100), *share).value_or(Decimal(0)).to_string()), objective);
  }

  YamlNode const& document_;
  Diagnostics& diagnostics_;
  bool failed_ = false;
};

}  // namespace

bool is_openslo(YamlNode const& document) {
  auto const* version = document.find("apiVersion");
  return version && version->text == "openslo/v1";
}

std::optional<YamlNode> from_openslo(YamlNode const& document, Diagnostics& diagnostics) { return OpenSloReader(document, diagnostics).read(); }

}  // namespace drivetrain::model
