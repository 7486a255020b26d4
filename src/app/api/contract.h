// The contract of the HTTP API as the binary carries it (openapi.yaml, OpenAPI 3.1): which operations there are, and whether a
// value fits what it promises. Requests are checked against it before a handler sees them, and tests check answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/access/principal.h"
#include "base/result.h"
#include "feel/value.h"

namespace drivetrain::app::api {

struct Operation {
  std::string id, method, path;   ///< "get_queue", "GET", "/api/v1/queues/{role}"
  access::Demand demand;          ///< `x-access`: who may, before the model is asked
  std::string model_right;        ///< `x-access.model`: what the model then decides by; empty: nothing
  feel::Value declared;           ///< as written, with the parameters of its path
  bool list = false;              ///< answers with `items`: also as a table, by ?format=csv or xlsx
  bool paged = false;             ///< takes limit and cursor
};

/// A place in a value that does not fit. `pointer` is a JSON Pointer (RFC 6901).
struct Misfit {
  std::string pointer, detail;
};

class Contract {
 public:
  /// The one in the binary; read at the first use.
  static Contract const& current();
  /// Error when the text is no OpenAPI description.
  static Result<Contract> read(std::string_view yaml);

  std::vector<Operation> const& operations() const { return operations_; }
  /// Null when there is none.
  Operation const* find(std::string_view id) const;
  /// The whole description as JSON.
  std::string const& json() const { return json_; }

  std::vector<Misfit> check_body(Operation const& operation, feel::Value const& body) const;
  /// Query parameters as texts; `pointer` is the parameter's name. Unknown ones are misfits.
  std::vector<Misfit> check_query(Operation const& operation, std::vector<std::pair<std::string, std::string>> const& query) const;
  /// Fields that the contract does not name are misfits, too: a misspelt optional field would otherwise pass.
  std::vector<Misfit> check_answer(Operation const& operation, int status, feel::Value const& body) const;
  /// Against a named schema ("ChangedEvent"), as an answer.
  std::vector<Misfit> check_schema(std::string_view name, feel::Value const& value) const;

 private:
  /// What a $ref leads to; the value itself when it is none.
  feel::Value resolve(feel::Value const& value) const;
  friend class SchemaCheck;

  feel::Value root_;
  std::vector<Operation> operations_;
  std::string json_;
};

/// openapi.yaml, put into the binary by the build.
std::string_view openapi_text();

}  // namespace drivetrain::app::api
