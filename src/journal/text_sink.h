// Records asked for their texts alone: what names something or somebody is a text.
#pragma once

#include "journal/field_sink.h"

namespace drivetrain::journal {

/// Everything but texts passes unseen; texts within lists and groups come too.
class TextSink : public FieldSink {
 public:
  void number(std::string_view, Decimal) final {}
  void boolean(std::string_view, bool) final {}
  void instant(std::string_view, Instant) final {}
  void duration(std::string_view, Duration) final {}
  void date(std::string_view, Date) final {}
  void begin_list(std::string_view) final {}
  void end_list() final {}
  void begin_group(std::string_view) final {}
  void end_group() final {}
  void other(std::string_view, std::type_info const&, void const*) final {}
};

}  // namespace drivetrain::journal
