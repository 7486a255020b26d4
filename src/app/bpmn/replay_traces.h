// Replaying what another engine did: traces recorded from a running Camunda 7 (a start, then one action after the other, and after each where
// tokens stand and what they wait for) are walked through by ours, and compared. Proof that existing models run here as they ran there.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace drivetrain::app {

/// One trace that did not come out equal.
struct TraceDifference {
  std::string file;
  int seed = 0;
  std::string what;  ///< at which step, what was expected, what came
  std::string rule;  ///< which of our semantics, chosen on purpose, explains it; empty: none
};

struct TraceReport {
  std::size_t passed = 0, failed = 0;
  std::size_t not_started = 0;  ///< could not be started there either (for want of variables); not counted
  std::vector<TraceDifference> differences;
};

struct TraceOptions {
  std::string only;  ///< only files whose path holds this
  std::function<void(std::size_t done, std::size_t all)> progress;  ///< may be empty
};

/// A record may name another "dialect" than Camunda 7's ("own", "zeebe"): how cases of our own are written down. DIR/traces.jsonl against the models in DIR/models. A trace passes when tokens, waits, end and history are equal; a file that was refused there passes
/// when it is refused here. Error when there is no such file or a line of it cannot be read.
Result<TraceReport> replay_traces(std::string const& directory, TraceOptions const& options);

}  // namespace drivetrain::app
