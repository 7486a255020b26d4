// Office: asks the API of a data folder, as whoever may read the folder: the server that runs on it when there is one, else the folder
// itself, opened for as long as the question takes. So a verb is written once, and both ways give the same answer.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "feel/value.h"

namespace drivetrain::app::cli {

class Office {
 public:
  /// DT-X922 when the folder is in use by something that does not answer; DT-X920 when there is no journal in it.
  static Result<std::unique_ptr<Office>> open(std::string const& data_folder);
  virtual ~Office() = default;

  /// `path` below /api/v1, with its query. The answer's JSON, or the problem as an error.
  Result<feel::Value> get(std::string const& path) { return answered("GET", path, ""); }
  Result<feel::Value> post(std::string const& path, std::string const& body) { return answered("POST", path, body); }
  /// Where people reach the pages; empty when nothing is running.
  virtual std::string url() const = 0;

 protected:
  struct Answer {
    int status = 0;
    std::string body;
  };
  virtual Result<Answer> send(std::string const& method, std::string const& path, std::string const& body) = 0;

 private:
  Result<feel::Value> answered(std::string const& method, std::string const& path, std::string const& body);
};

}  // namespace drivetrain::app::cli
