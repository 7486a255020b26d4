// drivetrain completion: what the shell proposes after TAB, made from the verbs that this binary has.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/completion.h"
#include "app/cli/verbs.h"

namespace drivetrain::app::cli {

namespace {

/// One place on the command line: the verbs so far, and what may come next.
struct CompletionPlace {
  std::string path;                                                 ///< "", "user", "user invite"
  std::vector<std::pair<std::string, std::string>> verbs, options;  ///< with descriptions
};

std::string first_line(std::string const& text) { return text.substr(0, text.find('\n')); }

void collect(CLI::App const& app, std::string const& path, std::vector<CompletionPlace>& places) {
  CompletionPlace place{path, {}, {}};
  for (auto const* option : app.get_options())
    for (auto const& name : option->get_lnames()) place.options.emplace_back("--" + name, first_line(option->get_description()));
  auto subcommands = app.get_subcommands([](CLI::App const*) { return true; });
  for (auto const* verb : subcommands) place.verbs.emplace_back(verb->get_name(), first_line(verb->get_description()));
  places.push_back(std::move(place));
  for (auto const* verb : subcommands) collect(*verb, path.empty() ? verb->get_name() : path + " " + verb->get_name(), places);
}

std::string words_of(std::vector<std::pair<std::string, std::string>> const& all) {
  std::string words;
  for (auto const& [word, description] : all) words += (words.empty() ? "" : " ") + word;
  return words;
}

std::string single_quoted(std::string const& text) {
  std::string quoted = "'";
  for (char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// A case of the shell: for each path the words that may follow. Verbs come first; whoever begins with a dash wants an option.
std::string shell_cases(std::vector<CompletionPlace> const& places, char const* indent) {
  std::string cases;
  for (auto const& place : places)
    cases += std::string(indent) + single_quoted(place.path) + ") verbs=" + single_quoted(words_of(place.verbs)) + "; options=" + single_quoted(words_of(place.options)) + " ;;\n";
  return cases;
}

std::string paths_pattern(std::vector<CompletionPlace> const& places) {
  std::string pattern;
  for (auto const& place : places)
    if (!place.path.empty()) pattern += (pattern.empty() ? "" : "|") + single_quoted(place.path);
  return pattern;
}

std::string bash_script(std::vector<CompletionPlace> const& places) {
  return "# bash completion for drivetrain; made by: drivetrain completion bash\n"
         "_drivetrain() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} path= next verbs options i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    next=${path:+$path }${COMP_WORDS[i]}\n"
         "    case $next in " + paths_pattern(places) + ") path=$next ;; esac\n"
         "  done\n"
         "  case $path in\n" + shell_cases(places, "    ") +
         "  esac\n"
         "  if [[ $current == -* ]]; then COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
         "  elif [[ $verbs ]]; then COMPREPLY=($(compgen -W \"$verbs\" -- \"$current\"))\n"
         "  else COMPREPLY=($(compgen -f -- \"$current\")); fi\n"
         "}\n"
         "complete -o filenames -F _drivetrain drivetrain\n";
}

std::string zsh_script(std::vector<CompletionPlace> const& places) {
  return "#compdef drivetrain\n# zsh completion for drivetrain; made by: drivetrain completion zsh\n"
         "_drivetrain() {\n"
         "  local path_so_far= next verbs options i\n"
         "  for ((i = 2; i < CURRENT; i++)); do\n"
         "    next=${path_so_far:+$path_so_far }${words[i]}\n"
         "    case $next in " + paths_pattern(places) + ") path_so_far=$next ;; esac\n"
         "  done\n"
         "  case $path_so_far in\n" + shell_cases(places, "    ") +
         "  esac\n"
         "  if [[ $PREFIX == -* ]]; then compadd -- ${=options}\n"
         "  elif [[ -n $verbs ]]; then compadd -- ${=verbs}\n"
         "  else _files; fi\n"
         "}\n"
         "compdef _drivetrain drivetrain\n";
}

std::string fish_script(std::vector<CompletionPlace> const& places) {
  std::string script = "# fish completion for drivetrain; made by: drivetrain completion fish\n"
                       "function __drivetrain_path\n"
                       "  set -l path\n"
                       "  for word in (commandline -opc)[2..-1]\n"
                       "    set -l next (string join ' ' $path $word)\n"
                       "    contains -- \"$next\"";
  for (auto const& place : places)
    if (!place.path.empty()) script += " " + single_quoted(place.path);
  script += "; and set path $path $word\n"
            "  end\n"
            "  string join ' ' $path\n"
            "end\n";
  for (auto const& place : places) {
    auto condition = " -n 'test \"$(__drivetrain_path)\" = \"" + place.path + "\"'";
    for (auto const& [verb, description] : place.verbs) script += "complete -c drivetrain -f" + condition + " -a " + verb + " -d " + single_quoted(description) + "\n";
    for (auto const& [option, description] : place.options) script += "complete -c drivetrain" + condition + " -l " + option.substr(2) + " -d " + single_quoted(description) + "\n";
  }
  return script;
}

}  // namespace

std::string completion_script(CLI::App const& app, std::string const& shell) {
  std::vector<CompletionPlace> places;
  collect(app, "", places);
  if (shell == "bash") return bash_script(places);
  return shell == "zsh" ? zsh_script(places) : fish_script(places);
}

void add_completion(CLI::App& app, Settings&, Run& chosen) {
  auto* verb = app.add_subcommand("completion", "What the shell proposes after TAB");
  verb->footer("Examples:\n  drivetrain completion bash > /etc/bash_completion.d/drivetrain\n  drivetrain completion fish > ~/.config/fish/completions/drivetrain.fish");
  auto shell = std::make_shared<std::string>();
  verb->add_option("shell", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->callback([&chosen, &app, shell] {
    chosen = [&app, shell]() -> int { return std::fputs(completion_script(app, *shell).c_str(), stdout), exit_ok; };
  });
}

}  // namespace drivetrain::app::cli
