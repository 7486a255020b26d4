// Secrets that calls of other systems need: passwords, tokens, keys. They are the operator's, in the environment or in a file of their own outside of the
// model; read when a call is made, so that a new one counts at once, and kept nowhere: not in variables, records, incidents or logs.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace drivetrain::app {

class Secrets {
 public:
  /// `file`: YAML, a name and its secret on each line, or `NAME: {value: …, hosts: "erp.example:8080"}` for one that goes nowhere else; empty: none.
  /// The environment (DRIVETRAIN_SECRET_NAME) goes before it.
  explicit Secrets(std::string file = {}) : file_(std::move(file)) {}
  /// DT-X902 when the file cannot be read, is open to others, or is no such file. Never holds what stands in it.
  Status check() const;
  /// For a call of that host and port. DT-X902 says how an operator sets it, or where it may go.
  Result<std::string> find(std::string const& name, std::string const& host, std::uint16_t port) const;

 private:
  std::string file_;
};

/// Shorter ones could not be told from other words in an answer, from where they are taken out again.
inline constexpr std::size_t shortest_secret = 6;
/// "DRIVETRAIN_SECRET_"
inline constexpr char const* secret_variables = "DRIVETRAIN_SECRET_";

}  // namespace drivetrain::app
