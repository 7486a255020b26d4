// Acts: what a person or a feed does in a case, in the words of daily work. An act joins by one function and one line in acts.cpp;
// any command can also be given by its own name with its fields: RaiseIssue {issue_type: "safety", title: "oil on the floor"}.
#pragma once

#include "app/cases/stage.h"

namespace drivetrain::app::cases {

/// The outcome of the last command that the act issued. An Error means that the line itself makes no sense.
Result<journal::Outcome> act(Stage& stage, journal::Actor const& actor, std::string const& text);

/// For docs and errors: "take ELEMENT of CASE [because \"…\"]".
std::vector<std::string> const& act_forms();

}  // namespace drivetrain::app::cases
