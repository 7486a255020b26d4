// Version tags (ETag, RFC 9110 §8.8.3): by them a client says "only if it still is as I saw it" (If-Match), or "only if it is not" (If-None-Match).
//
// What a subject of the journal is about (a decision, a work item, a case …) changes by events: its tag names the last one about it. What
// only time moves (how urgent, how old) does not change it, so such a tag serves If-Match alone. A page of the model has the model's
// revision as its tag, every other answer a digest of its bytes.
#pragma once

#include <optional>
#include <string>

#include "app/api/exchange.h"

namespace drivetrain::app::api {

enum class TagOf : std::uint8_t { subject, model, bytes };
TagOf tag_kind(Exchange const& exchange);

/// With its quotes; inside the journal's read. `body`: for TagOf::bytes.
std::string version_tag(Exchange const& exchange, Reading const& reading, std::string_view body);
/// Whether a header lists the tag; "*" lists all.
bool lists_tag(std::string_view header, std::string_view tag);
/// For a write: 412 DT-X907 when If-Match names another version, 428 when the operation must know which one it changes and is not told.
std::optional<platform::Response> refuse_version(Exchange const& exchange);

}  // namespace drivetrain::app::api
