// status, topology, clock: what a client asks of the cluster, which is one broker with one partition here. The clock moves where the company's time is
// simulated, and only forward: what has happened has happened.
#include "app/api/api.h"
#include "app/zeebe_rest/call.h"
#include "base/text.h"

namespace drivetrain::app::zeebe_rest {

using platform::Response;

namespace {

/// Whose addresses these are, for clients that ask.
constexpr char const* spoken_version = "8.9.0";

Response topology(Call const& call) {
  auto host = std::string(call.request.header("host"));
  auto colon = host.rfind(':');
  auto port = colon == std::string::npos ? std::nullopt : Decimal::parse(host.substr(colon + 1));
  feel::Context partition, broker, row;
  partition.append("partitionId", feel::Value(1)), partition.append("role", feel::Value("leader")), partition.append("health", feel::Value("healthy"));
  broker.append("nodeId", feel::Value(0)), broker.append("host", feel::Value(host.substr(0, colon))), broker.append("port", feel::Value(port ? *port : Decimal(80)));
  broker.append("partitions", feel::Value(feel::List{feel::Value(std::move(partition))})), broker.append("version", feel::Value(spoken_version));
  row.append("brokers", feel::Value(feel::List{feel::Value(std::move(broker))})), row.append("clusterId", feel::Value("drivetrain")), row.append("clusterSize", feel::Value(1)), row.append("partitionsCount", feel::Value(1));
  row.append("replicationFactor", feel::Value(1)), row.append("gatewayVersion", feel::Value(spoken_version)), row.append("lastCompletedChangeId", feel::Value("-1"));
  return answer_row(row);
}

Response clock(Call const& call, bool pins) {
  auto* time = call.api.options().time;
  if (!time) return refuse({"DT-X903", "the company's time is the real one, which nobody moves", "simulated time: drivetrain serve --demo"});
  if (!pins) return time->unpin(), no_content();
  auto at = whole(call.body.at("timestamp"), -1);
  if (at < 0 || at > 253'402'300'799'000) return refuse({"DT-X902", "timestamp is no time in milliseconds since 1970", ""});
  auto pinned = time->pin({at * 1'000});
  return pinned.ok() ? no_content() : refuse(pinned.error());
}

}  // namespace

std::optional<Response> system(Call const& call) {
  if (call.is("GET", {"status"})) return no_content();
  if (call.is("GET", {"topology"})) return topology(call);
  if (call.is("PUT", {"clock"})) return clock(call, true);
  if (call.is("POST", {"clock", "reset"})) return clock(call, false);
  return std::nullopt;
}

}  // namespace drivetrain::app::zeebe_rest
