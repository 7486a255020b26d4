// Values from formats that have fewer types than FEEL (JSON, CSV), as the type of an input wants them.
#pragma once

#include <string_view>

#include "feel/type.h"
#include "feel/value.h"

namespace drivetrain::decisions::dmn {

/// JSON's texts become dates, times and durations where `type` (null: any) asks for them, also inside lists and contexts. What does not
/// fit stays as it is: the evaluation then says so.
feel::Value typed(feel::Value const& plain, feel::Type const* type);
/// A cell of a table. Empty is null. Without a type, what reads as a number, true or false is one.
feel::Value typed_text(std::string_view text, feel::Type const* type);

}  // namespace drivetrain::decisions::dmn
