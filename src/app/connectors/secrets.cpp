// See secrets.h.
#include "app/connectors/secrets.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/text.h"
#include "notation/yaml.h"
#include "platform/files.h"
#include "platform/outbound_rules.h"

namespace drivetrain::app {

namespace {

struct Secret {
  std::string value;
  platform::OutboundRules hosts;  ///< empty: wherever the server may call
};

Error wrong_secret(std::string message, std::string help) { return {"DT-X902", std::move(message), std::move(help)}; }

Status check_value(std::string const& where, std::string const& value) {
  bool plain = is_valid_utf8(value) && std::none_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (plain && value.size() >= shortest_secret) return {};
  return wrong_secret(where + " is no secret that can be sent: it has " + (plain ? "less than " + std::to_string(shortest_secret) + " letters" : "signs that are no text, or several lines"), "write it in one line, of at least " + std::to_string(shortest_secret) + " letters");
}

// What the reader of YAML finds fault with may quote the file: nothing of it is told but the place.
Result<std::map<std::string, Secret>> read_secrets(std::string const& file) {
  constexpr char const* form = "write a name and its secret on each line, as in ERP_TOKEN: \"…\", or ERP_TOKEN: {value: \"…\", hosts: erp.example}";
  struct stat found {};
  if (::stat(file.c_str(), &found) == 0 && (found.st_mode & S_IRWXO) != 0) return wrong_secret("the file of secrets " + file + " is open to everybody on this machine", "chmod 600 " + file + " (or 640, for the server's group)");
  auto text = platform::read_file(file);
  if (!text) return wrong_secret("the file of secrets " + file + " cannot be read", "is it there, and may the server's user read it?");
  Diagnostics findings;
  SourceText source(file, *text);
  auto documents = notation::read_yaml(source, findings);
  if (findings.errors() > 0) return wrong_secret(file + ":" + std::to_string(findings.all().front().span.begin.line) + ": this is no YAML", form);
  std::map<std::string, Secret> secrets;
  if (documents.empty() || documents.front().kind == notation::YamlKind::null) return secrets;
  if (documents.size() > 1 || documents.front().kind != notation::YamlKind::mapping) return wrong_secret(file + ": this is no list of secrets", form);
  for (auto const& entry : documents.front().entries) {
    auto where = file + ":" + std::to_string(entry.key_span.begin.line);
    Secret secret;
    bool has_value = entry.value.kind == notation::YamlKind::scalar;
    if (has_value) secret.value = entry.value.text;
    if (entry.value.kind == notation::YamlKind::mapping)
      for (auto const& part : entry.value.entries) {
        if ((part.key != "value" && part.key != "hosts") || part.value.kind != notation::YamlKind::scalar) return wrong_secret(where + ": this is no secret", form);
        if (part.key == "value") {
          secret.value = part.value.text, has_value = true;
          continue;
        }
        auto hosts = platform::OutboundRules::parse(part.value.text);
        if (!hosts || hosts->empty()) return wrong_secret(where + ": the hosts of this secret are none", "write them as in http_allow: erp.example, 10.1.0.5:8080");
        secret.hosts = std::move(*hosts);
      }
    if (!has_value) return wrong_secret(where + ": this is no secret", form);
    DT_CHECK(check_value(where, secret.value));
    secrets[entry.key] = std::move(secret);
  }
  return secrets;
}

}  // namespace

Status Secrets::check() const {
  if (file_.empty()) return {};
  auto read = read_secrets(file_);
  return read ? Status{} : Status(read.error());
}

Result<std::string> Secrets::find(std::string const& name, std::string const& host, std::uint16_t port) const {
  auto variable = secret_variables + name;
  if (auto const* value = std::getenv(variable.c_str())) {
    DT_CHECK(check_value("the environment variable " + variable, value));
    return std::string(value);
  }
  std::map<std::string, Secret> secrets;
  if (!file_.empty()) {
    auto read = read_secrets(file_);
    // Whoever reads incidents is not whoever runs the machine.
    if (!read) return wrong_secret("the server's file of secrets cannot be used", "whoever operates the server sees why when it is started anew");
    secrets = std::move(*read);
  }
  auto found = secrets.find(name);
  if (found == secrets.end()) return wrong_secret("the server has no secret " + name, "whoever operates the server sets it: in the file of its setting http_secrets, or as " + variable + " in its environment");
  if (!found->second.hosts.empty() && !found->second.hosts.check_host(host, port)) return wrong_secret("the secret " + name + " does not go to " + host + ":" + std::to_string(port), "whoever operates the server lists the host with the secret, in the file of its setting http_secrets");
  return found->second.value;
}

}  // namespace drivetrain::app
