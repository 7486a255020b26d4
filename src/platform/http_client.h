// One HTTP request to a server of ours on this machine: what the command line needs to ask a running Drivetrain.
#pragma once

#include <map>
#include <string>

#include "base/result.h"

namespace drivetrain::platform {

struct ClientRequest {
  std::string url;      ///< "http://127.0.0.1:8080/api/v1/accounts"; numbers as host, no TLS
  std::string method = "GET";
  std::map<std::string, std::string> headers;
  std::string body;
};

struct ClientAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// Waits at most `timeout_ms` for each step. DT-X927 when nobody answers there.
Result<ClientAnswer> ask_server(ClientRequest const& request, int timeout_ms = 30'000);

}  // namespace drivetrain::platform
