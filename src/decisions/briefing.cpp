// The briefing of today (see briefing.h).
#include "decisions/briefing.h"

#include "base/text.h"

namespace drivetrain::decisions {

namespace {

std::string all_in_words(BriefingToday const& briefing, std::vector<std::size_t> const& indexes, Instant now) {
  std::vector<std::string> words;
  for (auto index : indexes) words.push_back(stale_in_words(briefing.inputs[index], now));
  return join(words, "; ");
}

}  // namespace

BriefingToday brief(Decision const& decision, InformationSource const& source, Instant now) {
  BriefingToday briefing;
  for (auto const& information : decision.information) {
    auto input = source.look_up(information, now);
    input.kind = information.kpi.empty() ? "source" : "kpi";
    input.id = information.kpi.empty() ? information.source.text() : information.kpi.text();
    input.max_age = information.max_age;
    input.stale = !input.data_at || (information.max_age && now - *input.data_at > *information.max_age);
    if (input.stale && information.when_stale == WhenStale::block) briefing.blocking.push_back(briefing.inputs.size());
    if (input.stale && information.when_stale == WhenStale::sign) briefing.to_sign.push_back(briefing.inputs.size());
    briefing.inputs.push_back(std::move(input));
  }
  return briefing;
}

std::string stale_in_words(BriefedInput const& input, Instant now) {
  if (!input.data_at) return input.id + " has no data";
  return input.id + " is " + describe_duration(now - *input.data_at) + " old" + (input.max_age ? " and may be " + describe_duration(*input.max_age) : "");
}

Status check_briefing(BriefingToday const& briefing, std::string_view title, std::string_view signature, Instant now) {
  if (!briefing.blocking.empty())
    return Error{"DT-X910", std::string(title) + " cannot be answered on old information: " + all_in_words(briefing, briefing.blocking, now),
                 "renew it, then answer; or pass the decision up."};
  if (!briefing.to_sign.empty() && trim(signature).empty())
    return Error{"DT-X910", std::string(title) + " rests on old information, and nobody has signed for it: " + all_in_words(briefing, briefing.to_sign, now),
                 "renew it, or sign: say why the old figure will do."};
  return {};
}

}  // namespace drivetrain::decisions
