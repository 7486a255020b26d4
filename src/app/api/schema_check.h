// Whether a value fits a JSON Schema: the part of JSON Schema 2020-12 that the contract uses ($ref, allOf, type, properties,
// required, additionalProperties, items, enum, const, bounds, formats date and date-time, patterns that are a beginning).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/api/contract.h"

namespace drivetrain::app::api {

/// Whether fields that the schema does not name may be there where it does not say.
enum class Unnamed : std::uint8_t { allowed, refused };

class SchemaCheck {
 public:
  SchemaCheck(Contract const& contract, Unnamed unnamed) : contract_(contract), unnamed_(unnamed) {}
  void check(feel::Value const& schema, feel::Value const& value, std::string const& pointer);
  std::vector<Misfit> take() { return std::move(misfits_); }

 private:
  void check_parts(feel::Value const& schema, feel::Value const& value, std::string const& pointer);
  void check_object(feel::Value const& schema, feel::Value const& value, std::string const& pointer);
  void check_unnamed(feel::Value const& value, std::string const& pointer);
  void check_list(feel::Value const& schema, feel::Value const& value, std::string const& pointer);
  void check_text(feel::Value const& schema, feel::Value const& value, std::string const& pointer);
  void check_number(feel::Value const& schema, feel::Value const& value, std::string const& pointer);
  void check_names(feel::Value const& schema, feel::Value const& value, std::string const& pointer);
  void collect_names(feel::Value const& schema, std::vector<std::string>& names, bool& open) const;
  void misfit(std::string const& pointer, std::string detail);

  Contract const& contract_;
  Unnamed unnamed_;
  std::vector<Misfit> misfits_;
};

}  // namespace drivetrain::app::api
