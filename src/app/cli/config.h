// The settings of a server and where each comes from: a flag, else the environment (DRIVETRAIN_*), else the configuration file, else the
// default. One list declares them; `drivetrain config show --origin` prints it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace CLI {
class App;
}

namespace drivetrain::app {
struct ServeOptions;
}

namespace drivetrain::app::cli {

struct SettingInfo {
  std::string_view name;         ///< key of the file; the flag is --public-url for public_url, the variable DRIVETRAIN_PUBLIC_URL
  std::string_view otherwise;    ///< default; empty: none
  std::string_view description;
  enum class Kind { text, number, boolean } kind = Kind::text;
};
std::span<SettingInfo const> all_settings();

struct SettingValue {
  std::string value;
  std::string origin;            ///< "flag --port", "environment DRIVETRAIN_PORT", "/etc/drivetrain/drivetrain.yaml:3", "default"
};

class Config {
 public:
  /// `file`: empty means DRIVETRAIN_CONFIG, else $XDG_CONFIG_HOME/drivetrain/drivetrain.yaml (below ~/.config), else
  /// /etc/drivetrain/drivetrain.yaml; the first that is there. A file that was named must be there. DT-X902 names an unknown key or
  /// variable with its place and the nearest that there is, or a value of the wrong kind.
  static Result<Config> load(std::string const& file);
  SettingValue const& at(std::string_view name) const;
  /// Takes the place of what there was; a name that there is not changes nothing. DT-X902 for a value of the wrong kind.
  Status set(std::string_view name, std::string value, std::string origin);
  /// The file that was read; empty: none.
  std::string const& file() const { return file_; }
  std::vector<std::pair<std::string, SettingValue>> const& values() const { return values_; }

 private:
  Status read_environment();
  Status read_file_text(std::string const& text);
  std::string file_;
  std::vector<std::pair<std::string, SettingValue>> values_;  ///< in the order of the list
};

/// Adds the flags of all settings, and --config, to a verb; `fill` makes the options of a server from what was given.
struct ConfigFlags {
  std::string file;
  std::map<std::string, std::string, std::less<>> given;
};
void add_config_flags(CLI::App& verb, ConfigFlags& flags);
Result<Config> config_of(CLI::App const& verb, ConfigFlags const& flags);
Status fill_options(Config const& config, ServeOptions& options);

}  // namespace drivetrain::app::cli
