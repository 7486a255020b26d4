// A company being served (see serve.h). Built bottom up: store, clock, runtime, journal's thread, API, HTTP.
#include "app/serve.h"

#include <algorithm>
#include <cstdio>

#include "app/access/operator_key.h"
#include "app/api/api.h"
#include "app/chain_watch.h"
#include "app/connectors/http_worker.h"
#include "app/known_head.h"
#include "platform/files.h"
#include "platform/http_server.h"
#include "platform/os_world.h"
#include "platform/program.h"
#include "platform/service_manager.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app {

struct Served::Parts {
  ServeOptions options;
  platform::OsWorld os;
  std::unique_ptr<platform::SqliteStore> store;
  std::unique_ptr<DemoClock> demo_clock;
  std::unique_ptr<Runtime> runtime;
  std::unique_ptr<TimeKeeper> time;
  std::unique_ptr<ServedFolder> folder;
  std::unique_ptr<platform::AccessStore> access_store;
  std::unique_ptr<platform::AnswerStore> answer_store;
  std::unique_ptr<api::Api> api;
  std::unique_ptr<platform::HttpServer> http;
  std::unique_ptr<ChainWatch> watch;
  std::unique_ptr<HttpWorker> calls;
  std::string note, first_link;
  bool stopped = false;

  journal::World world() {
    auto world = os.world(*store);
    return demo_clock ? journal::World{*demo_clock, world.random, world.entropy, world.store} : world;
  }
};

namespace {

constexpr Duration folder_interval = seconds(2);

bool is_loopback_address(std::string const& address) { return address.starts_with("127.") || address == "::1" || address == "localhost"; }

/// When the journal's last record was written: time never goes back behind it.
Result<std::optional<Instant>> last_record_time(journal::Store& store) {
  DT_TRY(auto head, store.head());
  std::optional<Instant> at;
  if (head == 0) return at;
  DT_CHECK(store.read(head, [&](journal::StoredRecord const& stored) {
    at = stored.record.at;
    return true;
  }));
  return at;
}

/// Where the data folder says that the company's time stood, else where the options let it begin.
Result<Instant> demo_start(ServeOptions const& options, Instant real_now) {
  DT_TRY(auto kept, read_demo_time(options.data));
  return kept.value_or(options.start.value_or(real_now));
}

/// Not before anything that has happened, and noted down at once, so that a crash does not lose it.
Status take_up_time(DemoClock& clock, journal::Store& store, std::string const& data) {
  DT_TRY(auto last, last_record_time(store));
  if (last) clock.move_to(*last);
  return write_demo_time(data, clock.now());
}

Status put_into_force(Runtime& runtime, model::Files const& files, model::Compilation* incoherent) {
  auto now = runtime.now();
  auto compilation = model::compile(files, {runtime.company().today(now)});
  auto deployed = runtime.deploy_first(compilation);
  if (!deployed) {
    if (incoherent) *incoherent = std::move(compilation);
    return deployed.error();
  }
  return deployed->refusal ? Status(*deployed->refusal) : Status{};
}

ChainWatchOptions watch_options(ServeOptions const& options, Runtime& runtime) {
  ChainWatchOptions watch;
  watch.data = options.data;
  watch.every = options.verify_every;
  watch.written = [&runtime] { return runtime.journal().durable(); };
  watch.alarm = options.say_alarm ? options.say_alarm : platform::say_error;
  return watch;
}

}  // namespace

std::string warning_of_address(ServeOptions const& options) {
  if (is_loopback_address(options.address) || options.public_url.starts_with("https://")) return "";
  auto text = "it listens on " + options.address + " without https: whoever shares the network can read passwords, sessions and what people write as they pass by. Listen on 127.0.0.1 behind a reverse proxy that speaks https, and "
              "name its address: --public-url https://operations.example";
  return options.demo ? text + ". This is a demo besides: whoever reaches it acts as any of its people" : text;
}

Served::Served(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Served::~Served() { stop(); }

Result<std::unique_ptr<Served>> Served::start(ServeOptions options, model::Compilation* incoherent) {
  auto parts = std::make_unique<Parts>();
  auto& p = *parts;
  p.options = std::move(options);
  DT_TRY(auto files, platform::read_tree(p.options.model, model::belongs_to_model));
  DT_TRY(p.store, platform::SqliteStore::open(p.options.data));
  // Before anything is written: to go on where a journal was cut off would bury what is missing.
  DT_CHECK(check_known_head_before_opening(*p.store, p.options.data));
  if (p.options.demo) {
    DT_TRY(auto start, demo_start(p.options, p.os.clock.now()));
    p.demo_clock = std::make_unique<DemoClock>(start, p.options.speed);
  }
  journal::Options journal_options;
  journal_options.build = platform::program_build();
  p.runtime = std::make_unique<Runtime>(p.world(), journal_options);
  DT_CHECK(p.runtime->open());
  for (auto const& note : p.runtime->journal().notes()) std::fprintf(stderr, "drivetrain: note: %s\n", note.c_str());
  if (p.demo_clock) DT_CHECK(take_up_time(*p.demo_clock, *p.store, p.options.data));
  if (!p.runtime->deployed()) DT_CHECK(put_into_force(*p.runtime, files, incoherent));
  if (p.demo_clock) p.time = std::make_unique<TimeKeeper>(*p.runtime, *p.demo_clock, p.options.play, p.options.data);
  p.runtime->journal().start();
  // Anybody may act as anybody in a demo, and so nobody's files follow.
  p.folder = std::make_unique<ServedFolder>(*p.runtime, p.options.model, ServedFolderOptions{p.options.reload, p.options.write_model && !p.options.demo, p.options.data});
  api::ApiOptions api_options;
  api_options.folder = p.folder.get();
  api_options.demo = p.options.demo;
  api_options.loopback_only = is_loopback_address(p.options.address);
  api_options.version = p.options.version;
  api_options.time = p.time.get();
  api_options.data = p.options.data;
  DT_TRY(p.access_store, platform::AccessStore::open(p.options.data + "/accounts.db"));
  api_options.access_store = p.access_store.get();
  DT_TRY(p.answer_store, platform::AnswerStore::open(p.options.data + "/answers.db"));
  api_options.answer_store = p.answer_store.get();
  api_options.requests_per_second = p.options.requests_per_second;
  api_options.machine_clock = &p.os.clock;
  api_options.secure_cookies = p.options.public_url.starts_with("https://");
  api_options.access.operator_key = access::new_operator_key(p.os.entropy);
  p.api = std::make_unique<api::Api>(*p.runtime, p.world(), api_options);
  DT_CHECK(p.api->open());
  p.api->job_streams().start();
  platform::ServerOptions http_options;
  http_options.address = p.options.address;
  http_options.port = p.options.port;
  p.http = std::make_unique<platform::HttpServer>(http_options, [api = p.api.get()](platform::Request const& request) { return api->answer(request); });
  DT_CHECK(p.http->start());
  DT_CHECK(access::write_operator_key(p.options.data, {p.http->local_url(), api_options.access.operator_key}));
  DT_TRY(auto first, p.api->access().first_administrator_link());
  if (first) p.first_link = (p.options.public_url.empty() ? p.http->url() : p.options.public_url) + first->path;
  if (auto seen = p.folder->look(); !seen.text.empty()) p.note = seen.text + (seen.help.empty() ? "" : "; " + seen.help);
  p.folder->start(folder_interval, p.options.say_folder);
  p.watch = std::make_unique<ChainWatch>(watch_options(p.options, *p.runtime), p.os.clock);
  p.watch->start();
  if (p.options.http_calls) {
    HttpWorkerOptions calls;
    DT_ASSIGN(calls.rules, platform::OutboundRules::parse(p.options.http_allow));
    calls.secrets = Secrets(p.options.http_secrets);
    p.calls = std::make_unique<HttpWorker>(*p.runtime, std::move(calls));
    p.calls->start();
  }
  return std::unique_ptr<Served>(new Served(std::move(parts)));
}

std::string Served::url() const { return parts_->http->url(); }
Runtime& Served::runtime() { return *parts_->runtime; }
std::string const& Served::note() const { return parts_->note; }
std::string const& Served::first_administrator_link() const { return parts_->first_link; }

void Served::look_at_folder() {
  auto seen = parts_->folder->look();
  if (parts_->options.say_folder) parts_->options.say_folder(seen);
}

void Served::stop() {
  if (parts_->stopped) return;
  parts_->stopped = true;
  parts_->api->drain();
  parts_->watch->stop();
  if (parts_->calls) parts_->calls->stop();
  parts_->folder->stop();
  parts_->api->changed().close_all();
  parts_->api->job_streams().close_all();
  parts_->http->stop();
  parts_->runtime->journal().stop();
  // How far it reached, for the next start. Without room for the note nothing is lost but the comparison.
  (void)parts_->watch->note().ok();
  access::remove_operator_key(parts_->options.data);
  if (!parts_->demo_clock) return;
  auto written = write_demo_time(parts_->options.data, parts_->demo_clock->now());
  if (!written) std::fprintf(stderr, "drivetrain: %s\n", written.error().message.c_str());
}

}  // namespace drivetrain::app
