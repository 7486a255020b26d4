// Personal data: the inventory of what a journal may say of people, field by field. Every field of every command and event is here, so
// that erasing and retention know what to take; a new field that is not is found by a test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/catalogue.h"

namespace drivetrain::app {

enum class DataClass : std::uint8_t {
  structure,  ///< ids, types, times, figures, what comes from the model: the bones of what happened
  person,     ///< the id of one who works here; stays as the pseudonym that it is once name and account have gone
  content,    ///< what people wrote and what was said of them or of customers: goes when it is erased
};
std::string_view to_string(DataClass data_class);

/// Of a field at the top of a command or event; nothing when nobody has said.
std::optional<DataClass> class_of(journal::TypeInfo const& type, std::string_view field);

/// The payload without its content. Empty when the type is unknown or the payload damaged.
Bytes without_content(journal::Catalogue const& catalogue, journal::Record const& record);

}  // namespace drivetrain::app
