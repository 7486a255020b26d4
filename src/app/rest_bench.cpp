// How fast `drivetrain serve` runs processes over its REST API, on loopback, the load generator on the same machine. The server is a process
// of its own on a fresh data folder, with everything on; the generator is this program: connections that are kept, a thread and plain sockets
// for each client. A case has two external tasks and three small variables. Each client starts cases, takes as many jobs of the first
// topic and completes them, then of the second: one request each, many with one request, or pushed by a stream. Beside it, in the same run, what storage
// alone could do with as many bytes, records and waiting clients. Usage: rest_bench [seconds per figure] [folder] [clients] [cases at once,
// and then only the ways in which many share a request]
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/access/operator_key.h"
#include "app/cli/verbs.h"
#include "app/jobs_company_for_test.h"
#include "app/serve.h"
#include "base/text.h"
#include "feel/json.h"
#include "platform/files.h"
#include "platform/load_for_bench.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::platform;

double seconds_per_figure = 5;
std::string folder = load::own_folder("/var/tmp");
std::size_t clients = 64;

[[noreturn]] void give_up(std::string const& why) {
  std::fprintf(stderr, "rest_bench: %s\n", why.c_str());
  std::exit(1);
}

/// `drivetrain serve` in a process of its own. To be started before any thread.
class Server {
 public:
  Server(std::string const& model, std::string const& data) : data_(data) {
    int ends[2];
    if (::pipe(ends) != 0) give_up("no pipe");
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]), ::close(ends[1]);
      app::ServeOptions options;
      options.model = model, options.data = data, options.port = 0, options.requests_per_second = 0;
      app::cli::Settings settings;
      settings.quiet = true;
      ::_exit(app::cli::serve_until_interrupted(options, settings));
    }
    ::close(ends[1]);
    std::string line;
    for (char c; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(ends[0]);
    auto colon = line.rfind(':');
    if (colon == std::string::npos) give_up("the server did not start");
    port_ = static_cast<std::uint16_t>(std::atoi(line.c_str() + colon + 1));
  }
  ~Server() { stop(); }
  Server(Server const&) = delete;
  void stop() {
    if (child_ <= 0) return;
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
    child_ = -1;
  }
  std::uint16_t port() const { return port_; }
  int process() const { return child_; }
  std::string operator_key() const {
    auto key = app::access::read_operator_key(data_);
    if (!key.ok() || !*key) give_up("the server left no operator's key");
    return (**key).key;
  }

 private:
  std::string data_;
  pid_t child_ = -1;
  std::uint16_t port_ = 0;
};

/// One connection that is kept.
class Wire {
 public:
  explicit Wire(std::uint16_t port) : port_(port), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET, address.sin_port = htons(port), address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) give_up("no connection");
  }
  ~Wire() { ::close(socket_); }
  Wire(Wire const&) = delete;
  std::uint16_t port() const { return port_; }

  /// From now on events come, see next_event().
  void open_stream(std::string_view path, std::string const& token) {
    send(std::string("GET /api/v1").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ").append(token).append("\r\n\r\n"));
    timeval patience{0, 100'000};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    received_.clear();
    while (received_.find("\r\n\r\n") == std::string::npos) receive();
    if (received_.compare(9, 3, "200") != 0) give_up(std::string(path) + ": " + received_);
    received_.erase(0, received_.find("\r\n\r\n") + 4);
  }
  /// Empty when none has come for a tenth of a second.
  std::string next_event() {
    for (;;) {
      auto end = received_.find("\n\n");
      if (end == std::string::npos) {
        if (!receive()) return "";
        continue;
      }
      auto event = received_.substr(0, end);
      received_.erase(0, end + 2);
      if (event.starts_with("event: jobs")) return event;
      if (event.starts_with("event:")) give_up(event);
    }
  }

  /// The body of the answer, which must be 200.
  std::string const& post(std::string_view path, std::string const& token, std::string_view body) {
    request_.assign("POST /api/v1").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer ").append(token);
    request_.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    send(request_);
    received_.clear();
    std::size_t head = std::string::npos, length = 0;
    while (head == std::string::npos || received_.size() < head + 4 + length) {
      receive();
      if (head != std::string::npos) continue;
      head = received_.find("\r\n\r\n");
      auto field = received_.find("Content-Length: ");
      if (head != std::string::npos && field < head) std::from_chars(received_.data() + field + 16, received_.data() + head, length);
    }
    bool ok = received_.compare(9, 3, "200") == 0;
    received_.erase(0, head + 4);
    if (!ok) give_up(std::string(path) + ": " + received_);
    return received_;
  }

 private:
  void send(std::string_view left) {
    while (!left.empty()) {
      auto sent = ::send(socket_, left.data(), left.size(), MSG_NOSIGNAL);
      if (sent <= 0) give_up("the server closed the connection");
      left.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  bool receive() {
    char buffer[65536];
    auto got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (got <= 0) give_up("the server closed the connection");
    received_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  std::uint16_t port_;
  int socket_;
  std::string request_, received_;
};

std::string word(std::string const& json, std::string_view field) {
  auto value = feel::from_json(json);
  if (!value.ok()) give_up("no JSON: " + json);
  auto found = value->at(field);
  if (found.kind() != feel::Kind::string) give_up(std::string(field) + " is missing in " + json);
  return std::string(found.string());
}

/// A token of an account that acts as this person, or of a worker.
std::string make_token(Server const& server, std::string const& account, std::string const& person, std::string const& scope) {
  Wire connection(server.port());
  auto key = server.operator_key();
  auto link = word(connection.post("/accounts", key, R"({"account":")" + account + R"(","person":")" + person + R"(","administrator":false})"), "link");
  connection.post("/links/redeem", key, R"({"secret":")" + link.substr(link.find('#') + 1) + R"(","password":"four words in a row"})");
  auto in_a_day = format_instant(OsClock().now() + days(1));
  return word(connection.post("/tokens", key, R"({"title":"bench","scope":")" + scope + R"(","account":")" + account + R"(","expires":")" + in_a_day + R"("})"), "token");
}

struct Tokens {
  std::string person, worker;
};

std::atomic<std::uint64_t> next_key{0};

struct Job {
  std::string case_id, activity;
};

std::vector<Job> jobs_in(std::string const& answer) {
  std::vector<Job> jobs;
  constexpr std::string_view before_case = "\"case_id\":\"", before_activity = "\"activity\":\"";
  for (auto at = answer.find(before_case); at != std::string::npos; at = answer.find(before_case, at)) {
    at += before_case.size();
    auto activity = answer.find(before_activity, at) + before_activity.size();
    jobs.push_back({answer.substr(at, answer.find('"', at) - at), answer.substr(activity, answer.find('"', activity) - activity)});
  }
  return jobs;
}

/// One request for each start and each completion; jobs are taken `batch` at once.
void round_one_by_one(Wire& connection, Tokens const& tokens, load::Client& client, std::size_t batch) {
  auto worker = "worker-" + std::to_string(client.number);
  for (std::size_t i = 0; i < batch; ++i)
    connection.post("/cases", tokens.person, R"({"process":"dispatch","business_key":"D-)" + std::to_string(++next_key) + R"(","variables":{"pieces":7,"machine":"pump 7","warranty":true}})");
  for (std::string topic : {"carrier", "mail"}) {
    auto jobs = jobs_in(connection.post("/jobs/activation", tokens.worker, R"({"worker":")" + worker + R"(","topics":[{"topic":")" + topic + R"("}],"most":)" + std::to_string(batch) + "}"));
    for (auto const& job : jobs)
      client.time([&] { connection.post("/jobs/" + job.case_id + "/" + job.activity + "/completion", tokens.worker, R"({"worker":")" + worker + R"(","variables":{"carrier":"Nord"}})"); });
    if (topic == "mail") client.count(jobs.size());
  }
}

void bare_round_one_by_one(load::Client& client, load::Group& group, std::size_t batch) {
  for (std::size_t i = 0; i < batch; ++i) group.wait_for(1);
  for (int topic = 0; topic < 2; ++topic) {
    group.wait_for(1);
    for (std::size_t i = 0; i < batch; ++i) client.time([&] { group.wait_for(1); });
  }
  client.count(batch);
}

/// Many starts and many completions with one request.
std::string starts(std::size_t batch) {
  std::string body = R"({"cases":[)";
  for (std::size_t i = 0; i < batch; ++i)
    body += (i ? "," : "") + std::string(R"({"process":"dispatch","business_key":"D-)") + std::to_string(++next_key) + R"(","variables":{"pieces":7,"machine":"pump 7","warranty":true}})";
  return body + "]}";
}

void complete_together(Wire& connection, Tokens const& tokens, load::Client& client, std::string const& worker, std::vector<Job> const& jobs) {
  if (jobs.empty()) return;
  auto body = R"({"worker":")" + worker + R"(","jobs":[)";
  for (auto const& job : jobs) body += (&job == &jobs.front() ? "" : ",") + std::string(R"({"case_id":")") + job.case_id + R"(","activity":")" + job.activity + R"(","variables":{"carrier":"Nord"}})";
  auto asked = load::SteadyClock::now();
  auto const& answer = connection.post("/jobs/completions", tokens.worker, body + "]}");
  if (answer.find("\"refused\":0,") == std::string::npos) give_up(answer);
  for (std::size_t i = 0; i < jobs.size(); ++i) client.note(asked);
}

void round_together(Wire& connection, Tokens const& tokens, load::Client& client, std::size_t batch) {
  auto worker = "worker-" + std::to_string(client.number);
  connection.post("/cases/starts", tokens.person, starts(batch));
  for (std::string topic : {"carrier", "mail"}) {
    auto jobs = jobs_in(connection.post("/jobs/activation", tokens.worker, R"({"worker":")" + worker + R"(","topics":[{"topic":")" + topic + R"("}],"most":)" + std::to_string(batch) + "}"));
    complete_together(connection, tokens, client, worker, jobs);
    if (topic == "mail") client.count(jobs.size());
  }
}

void bare_round_together(load::Client& client, load::Group& group, std::size_t batch) {
  group.wait_for(batch);
  for (int topic = 0; topic < 2; ++topic) {
    group.wait_for(1);
    auto asked = load::SteadyClock::now();
    group.wait_for(batch);
    for (std::size_t i = 0; i < batch; ++i) client.note(asked);
  }
  client.count(batch);
}

std::atomic<std::int64_t> open_cases{0};

/// One client in four starts cases, as long as not too many are open; the others keep a stream each, and answer for what is pushed.
void round_pushed(Wire& connection, Tokens const& tokens, load::Client& client, std::size_t batch) {
  thread_local std::unique_ptr<Wire> stream;
  if (client.number % 4 == 0) {
    if (open_cases > static_cast<std::int64_t>(clients * batch)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return;
    }
    open_cases += static_cast<std::int64_t>(batch);
    connection.post("/cases/starts", tokens.person, starts(batch));
    return;
  }
  auto worker = "worker-" + std::to_string(client.number);
  std::string topic = client.number % 2 == 0 ? "carrier" : "mail";
  if (!stream) {
    stream = std::make_unique<Wire>(connection.port());
    stream->open_stream("/jobs/stream?worker=" + worker + "&topic=" + topic + "&most=" + std::to_string(2 * batch), tokens.worker);
  }
  auto jobs = jobs_in(stream->next_event());
  complete_together(connection, tokens, client, worker, jobs);
  if (topic == "mail") client.count(jobs.size()), open_cases -= static_cast<std::int64_t>(jobs.size());
}

void print(char const* what, load::Figure const& figure, load::Figure const& served) {
  std::printf("  %-34s %9.0f /s   p50 %7.2f ms   p99 %7.2f ms   longest %7.1f ms", what, figure.per_second, figure.p50_ms, figure.p99_ms, figure.longest_ms);
  if (&figure != &served) std::printf("   served/this %5.2f", served.per_second / figure.per_second);
  std::printf("\n");
  std::fflush(stdout);
}

using Round = void (*)(Wire&, Tokens const&, load::Client&, std::size_t batch);
using BareRound = void (*)(load::Client&, load::Group&, std::size_t batch);

void measure(char const* what, std::size_t batch, Round round, BareRound bare_round) {
  auto model = folder + "/model", data = folder + "/data";
  std::filesystem::remove_all(model), std::filesystem::remove_all(data);
  for (auto const& [path, content] : app::test::company_with_jobs())
    if (!platform::write_file(model + "/" + path, content).ok()) give_up("the model cannot be written");
  load::Figure served;
  double server_seconds = 0, own_seconds = 0;
  {
    Server server(model, data);
    Tokens tokens{make_token(server, "feeder", "max", "write"), make_token(server, "bot", "", "work")};
    std::vector<std::unique_ptr<Wire>> connections;
    for (std::size_t i = 0; i < clients; ++i) connections.push_back(std::make_unique<Wire>(server.port()));
    auto server_before = load::processor_seconds(server.process()), own_before = load::processor_seconds(static_cast<int>(::getpid()));
    served = load::measure(clients, seconds_per_figure, [&](load::Client& client) { round(*connections[client.number], tokens, client, batch); });
    server_seconds = load::processor_seconds(server.process()) - server_before, own_seconds = load::processor_seconds(static_cast<int>(::getpid())) - own_before;
  }
  auto store = SqliteStore::open(data, Access::read_only);
  auto records = store.ok() ? static_cast<double>((*store)->head().ok() ? *(*store)->head() : 0) : 0.0;
  std::error_code error;
  auto bytes = static_cast<double>(std::filesystem::file_size(data + "/journal.db", error));
  auto count = static_cast<double>(served.count);
  std::printf("%zu clients, %s: %.1f records and %.0f bytes a case; %.0f us of processor in the server, %.0f us in the generator\n", clients, what, records / count, bytes / count,
              server_seconds * 1e6 / count, own_seconds * 1e6 / count);
  auto commands = 3.0 + 2.0 / static_cast<double>(batch);
  load::Footprint footprint{records / count / commands, bytes / records};
  auto bare = [&](load::Client& client, load::Group& group) { bare_round(client, group, batch); };
  auto raw = load::append_ceiling(folder, clients, seconds_per_figure, footprint, bare);
  auto sqlite = load::sqlite_ceiling(folder, clients, seconds_per_figure, footprint, bare);
  print("append + fdatasync", raw, served);
  print("SQLite loop, as many records", sqlite, served);
  print("served: cases from start to end", served, served);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) seconds_per_figure = std::atof(argv[1]);
  if (argc > 2) folder = load::own_folder(argv[2]);
  if (argc > 3) clients = static_cast<std::size_t>(std::atoi(argv[3]));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::size_t batch = argc > 4 ? static_cast<std::size_t>(std::atoi(argv[4])) : 20;
  auto many = std::to_string(batch);
  if (argc <= 4) {
    measure("a request for each case and each job", 1, round_one_by_one, bare_round_one_by_one);
    measure(("jobs taken " + many + " at once, a request for each answer").c_str(), batch, round_one_by_one, bare_round_one_by_one);
  }
  measure((many + " starts, " + many + " jobs, " + many + " answers with a request").c_str(), batch, round_together, bare_round_together);
  measure((many + " starts with a request, jobs pushed, answers together").c_str(), batch, round_pushed, bare_round_together);
  std::filesystem::remove_all(folder);
}
