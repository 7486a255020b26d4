// drivetrain doctor: whether this machine is fit to run a company: clock, disk, database, journal, backup, model folder, time zones, port, permissions.
#include <CLI/CLI.hpp>
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "app/access/operator_key.h"
#include "app/cli/config.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "app/known_head.h"
#include "app/model_evidence.h"
#include "app/safekeeping.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/zone.h"
#include "platform/files.h"
#include "platform/http_client.h"
#include "platform/os_world.h"
#include "platform/private_file.h"
#include "platform/sqlite.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

enum class Health { good, doubtful, bad };

struct Examined {
  std::string part;
  Health health = Health::good;
  std::string says, help;
};

char const* health_text(Health health) { return health == Health::good ? "ok" : health == Health::doubtful ? "warning" : "error"; }

Examined examine_clock() {
  auto now = platform::OsClock().now();
  // No record of a real company is older than this program.
  if (now < Instant{1'735'689'600'000'000}) return {"clock", Health::bad, "the clock shows " + format_instant(now), "Set it; the journal never goes back behind its last record."};
  timex state{};
  if (adjtimex(&state) == TIME_ERROR || (state.status & STA_UNSYNC))
    return {"clock", Health::doubtful, format_instant(now) + ", not synchronised", "Let chrony or systemd-timesyncd keep it; due times and escalations go by this clock."};
  return {"clock", Health::good, format_instant(now) + ", synchronised", ""};
}

std::string existing_part(std::string folder) {
  std::error_code error;
  while (!folder.empty() && !std::filesystem::exists(folder, error)) folder = std::filesystem::path(folder).parent_path().string();
  return folder.empty() ? "." : folder;
}

Examined examine_disk(std::string const& data) {
  auto folder = existing_part(data);
  struct statvfs disk{};
  if (statvfs(folder.c_str(), &disk) != 0) return {"disk", Health::bad, folder + ": " + std::strerror(errno), "Check that the disk is mounted."};
  auto free_mb = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize / 1'000'000;
  auto text = std::to_string(free_mb) + " MB free in " + folder;
  if (free_mb < 100) return {"disk", Health::bad, text, "Free some space: without it nothing can be recorded."};
  return {"disk", free_mb < 1'000 ? Health::doubtful : Health::good, text, free_mb < 1'000 ? "A year of a company of a hundred people needs about a gigabyte." : ""};
}

/// How long it takes until a written page is on stable storage.
Examined examine_sync(std::string const& data) {
  auto path = existing_part(data) + "/.drivetrain-doctor";
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return {"sync", Health::bad, existing_part(data) + " cannot be written: " + std::strerror(errno), "Run as the user who owns it, or change its permissions."};
  char page[4096] = {};
  std::vector<double> times;
  for (int i = 0; i < 11; ++i) {
    auto begun = std::chrono::steady_clock::now();
    if (::pwrite(file, page, sizeof page, 0) != sizeof page || ::fdatasync(file) != 0) break;
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
  }
  ::close(file);
  ::unlink(path.c_str());
  if (times.size() < 11) return {"sync", Health::bad, "a page could not be written and synchronised", "Is the disk full or failing?"};
  std::sort(times.begin(), times.end());
  char text[64];
  std::snprintf(text, sizeof text, "%.2f ms to stable storage", times[5]);
  return {"sync", times[5] > 50 ? Health::doubtful : Health::good, text, times[5] > 50 ? "Each answer waits for this; a faster disk makes the company quicker." : ""};
}

Examined examine_database(std::string const& data) {
  auto path = data + "/journal.db";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return {"database", Health::good, "no journal in " + data + " yet", ""};
  auto connection = platform::Connection::open(path, platform::Access::read_only, 2'000);
  if (!connection) return {"database", Health::bad, connection.error().message, connection.error().help};
  auto records = (*connection)->number("SELECT coalesce(max(position), 0) FROM records");
  if (!records) return {"database", Health::bad, records.error().message, records.error().help};
  auto damage = (*connection)->prepare("PRAGMA quick_check(1)");
  auto row = damage ? damage->step() : Result<bool>(damage.error());
  auto whole = row && *row && damage->text(0) == "ok";
  return {"database", whole ? Health::good : Health::bad, std::to_string(*records) + " records" + (whole ? "" : ", but the file is damaged"),
          whole ? "" : "Restore the last backup; drivetrain audit verify says how far the chain holds."};
}

/// Whether the journal reaches as far as it did, and what came out when its chain was last walked.
Examined examine_journal(std::string const& data) {
  std::error_code ignored;
  bool there = std::filesystem::exists(data + "/journal.db", ignored);
  if (!there && !known_head(data)) return {"journal", Health::good, "nothing to verify yet", ""};
  auto store = platform::SqliteStore::open(data, there ? platform::Access::read_only : platform::Access::read_write);
  auto end = store ? check_known_head_before_opening(**store, data) : Status(store.error());
  if (!end) return {"journal", Health::bad, end.error().message, end.error().help};
  auto const* help = "drivetrain audit verify --data DIR walks the whole chain; a running server does it each day (verify_every_hours).";
  auto last = last_verification(data);
  if (!last) return {"journal", Health::doubtful, "its chain was never verified", help};
  auto text = "verified " + format_instant(last->at) + ", " + counted(last->records, "record");
  if (!last->intact) return {"journal", Health::bad, text + ": " + last->problem, "Keep the data folder as it is; drivetrain audit verify says more. What a backup holds, drivetrain restore --from FOLDER --verify proves."};
  auto age = (platform::OsClock().now() - last->at).us / days(1).us;
  return {"journal", age > 7 ? Health::doubtful : Health::good, text, age > 7 ? help : ""};
}

/// When the journal was last copied elsewhere and the copy proven.
Examined examine_backup(std::string const& data) {
  std::error_code ignored;
  if (!std::filesystem::exists(data + "/journal.db", ignored)) return {"backup", Health::good, "nothing to keep yet", ""};
  auto const* help = "drivetrain backup --data DIR --to FOLDER, every night and onto another disk.";
  auto last = last_backup(data);
  if (!last) return {"backup", Health::doubtful, "none was ever made of " + data, help};
  auto age = (platform::OsClock().now() - last->made_at).us / days(1).us;
  auto text = "made " + format_instant(last->made_at) + " in " + last->to;
  return {"backup", age > 7 ? Health::doubtful : Health::good, text, age > 7 ? help : ""};
}

/// Whether the files of the served folder are the version in force, and could become a next one.
Examined examine_model(std::string const& folder, std::string const& data, bool read_only) {
  std::error_code ignored;
  if (folder.empty()) return {"model", Health::good, "no folder of a model is named", ""};
  auto files = platform::read_tree(folder, model::belongs_to_model);
  if (!files) return {"model", Health::bad, files.error().message, files.error().help};
  if (!std::filesystem::exists(data + "/journal.db", ignored)) return {"model", Health::good, folder + " will be the first version", ""};
  auto store = platform::SqliteStore::open(data, platform::Access::read_only);
  auto versions = store ? deployed_versions(**store) : Result<std::vector<DeployedVersion>>(store.error());
  if (!versions) return {"model", Health::doubtful, versions.error().message, versions.error().help};
  if (versions->empty()) return {"model", Health::good, folder + " will be the first version", ""};
  auto revision = model::revision_of(*files);
  auto in_force = versions->back().deployed.revision;
  auto now = "version " + in_force.substr(0, 8) + ", which is in force";
  auto verb = "drivetrain export --model " + folder + " --data " + data + " --force";
  bool earlier = std::any_of(versions->begin(), versions->end(), [&](auto const& one) { return one.deployed.revision == revision; });
  if (revision != in_force && earlier) return {"model", Health::doubtful, folder + " is version " + revision.substr(0, 8) + " still, not " + now, "A running server writes it unless model_read_only is set; " + verb + " does so now."};
  if (revision != in_force) return {"model", Health::doubtful, folder + " is not " + now + ": it was edited", "A running server takes edits of the version in force; others are laid aside (git stash) before " + verb + "."};
  if (!read_only && ::access(folder.c_str(), W_OK) != 0)
    return {"model", Health::doubtful, folder + " is " + now + ", and cannot be written: " + std::strerror(errno), "Let the server's user write there, so that approved changes reach the files; or set model_read_only."};
  return {"model", Health::good, folder + " is " + now, ""};
}

Examined examine_zones() {
  auto zone = Zone::find("Europe/Berlin");
  if (!zone) return {"time zones", Health::bad, zone.error().message, "Install tzdata: apt-get install tzdata."};
  auto text = platform::read_file("/usr/share/zoneinfo/tzdata.zi");
  auto version = text ? text->substr(0, text->find('\n')) : std::string();
  if (version.starts_with("# version ")) version = version.substr(10);
  // Which rules hold in summer shows that the file is not an empty stub.
  if ((*zone)->offset_at(*parse_instant("2045-07-01T00:00:00Z")) != hours(2)) return {"time zones", Health::bad, "tzdata does not know summer time in 2045", "Install a present tzdata."};
  return {"time zones", Health::good, "tzdata" + (version.empty() ? "" : " " + version), ""};
}

/// Whether the address can be had, or our own server has it.
Examined examine_port(std::string const& address, int port, std::string const& data) {
  auto where = address + ":" + std::to_string(port);
  auto key = access::read_operator_key(data);
  if (key.ok() && *key && (*key)->url.ends_with(":" + std::to_string(port)) && platform::ask_server({(*key)->url + "/livez", "GET", {}, ""}, 2'000).ok())
    return {"port", Health::good, "this data folder's server answers at " + (*key)->url, ""};
  sockaddr_storage storage{};
  socklen_t size = 0;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, address.c_str(), &v4->sin_addr) == 1) v4->sin_family = AF_INET, v4->sin_port = htons(static_cast<std::uint16_t>(port)), size = sizeof *v4;
  else if (inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr) == 1) v6->sin6_family = AF_INET6, v6->sin6_port = htons(static_cast<std::uint16_t>(port)), size = sizeof *v6;
  else return {"port", Health::bad, address + " is no address in numbers", "127.0.0.1 is this machine alone, 0.0.0.0 every address that it has."};
  int file = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;
  setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  auto bound = ::bind(file, reinterpret_cast<sockaddr*>(&storage), size) == 0 && ::listen(file, 1) == 0;
  auto cause = errno;
  ::close(file);
  if (bound) return {"port", Health::good, where + " is free", ""};
  return {"port", Health::bad, where + ": " + std::strerror(cause), cause == EADDRINUSE ? "Another program has it; choose another with --port N." : "Choose an address of this machine, and a port of 1024 or above."};
}

Examined examine_permissions(std::string const& data) {
  std::error_code ignored;
  if (!std::filesystem::exists(data, ignored)) return {"permissions", Health::good, data + " will be made", ""};
  std::string open, paths;
  for (auto const* name : {"journal.db", "journal.db-wal", "journal.db-shm", "accounts.db", "accounts.db-wal", "operator.key", "answers.db", "answers.db-wal"}) {
    auto path = data + "/" + name;
    if (!platform::is_open_to_others(path)) continue;
    open += (open.empty() ? "" : ", ") + std::string(name);
    paths += " " + path;
  }
  if (!open.empty()) return {"permissions", Health::bad, open + " in " + data + " can be read by others than the owner: what people wrote, and what proves who they are", "chmod 600" + paths};
  struct stat folder{};
  if (::stat(data.c_str(), &folder) == 0 && (folder.st_mode & 002)) return {"permissions", Health::bad, data + " can be written by everybody", "chmod o-w " + data};
  if (::stat(data.c_str(), &folder) == 0 && folder.st_uid != geteuid() && geteuid() != 0)
    return {"permissions", Health::doubtful, data + " belongs to another user", "Run as that user: sudo -u drivetrain drivetrain …"};
  if (folder.st_mode & 004) return {"permissions", Health::doubtful, data + " can be read by everybody on this machine", "chmod 700 " + data};
  return {"permissions", Health::good, data + " is its owner's", ""};
}

int examine(ConfigFlags const& flags, CLI::App const& verb, Settings const& settings) {
  auto config = config_of(verb, flags);
  if (!config) return fail(config.error()), exit_usage;
  auto data = config->at("data").value;
  if (data.empty()) data = ".";
  auto port = static_cast<int>(Decimal::parse(config->at("port").value).value().to_int64().value_or(0));
  std::vector<Examined> all{examine_clock(), examine_disk(data), examine_sync(data), examine_database(data), examine_journal(data), examine_backup(data),
                            examine_model(config->at("model").value, data, config->at("model_read_only").value == "true" || config->at("demo").value == "true"), examine_zones(),
                            examine_port(config->at("address").value, port, data), examine_permissions(data)};
  bool healthy = std::none_of(all.begin(), all.end(), [](Examined const& one) { return one.health == Health::bad; });
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("ok", healthy).key("checks").begin_array();
    for (auto const& one : all) {
      json.begin_object().field("part", one.part).field("health", health_text(one.health)).field("says", one.says);
      if (!one.help.empty()) json.field("help", one.help);
      json.end_object();
    }
    json.end_array().end_object();
    std::puts(json.text().c_str());
  } else {
    for (auto const& one : all) {
      std::printf("%-8s %-12s %s\n", health_text(one.health), one.part.c_str(), one.says.c_str());
      if (!one.help.empty()) std::printf("%22s%s\n", "", one.help.c_str());
    }
  }
  return healthy ? exit_ok : exit_findings;
}

}  // namespace

void add_doctor(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("doctor", "Whether this machine is fit to run a company: clock, disk, database, journal, backup, model folder, time zones, port, permissions");
  verb->footer("Example:\n  drivetrain doctor --data /var/lib/drivetrain --model /etc/drivetrain/model");
  auto flags = std::make_shared<ConfigFlags>();
  verb->add_option("--model", flags->given["model"], "Folder with model.yaml");
  add_config_flags(*verb, *flags);
  verb->callback([&chosen, &settings, flags, verb] { chosen = [=, &settings] { return examine(*flags, *verb, settings); }; });
}

}  // namespace drivetrain::app::cli
