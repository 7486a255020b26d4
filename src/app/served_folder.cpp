// A folder and the version in force, kept together (see served_folder.h).
#include "app/served_folder.h"

#include <chrono>
#include <utility>

#include "base/text.h"
#include "model/diff.h"
#include "platform/files.h"

namespace drivetrain::app {

namespace {

constexpr int looks_between_tries = 30;
constexpr std::size_t named_files = 3;

std::string short_name(std::string const& revision) { return "version " + revision.substr(0, 8); }

/// Each file is as in the one version, or already as in the other: what a write that was cut off leaves, and nobody's edit.
bool lies_between(model::Files const& files, model::Files const& from, model::Files const& to) {
  auto content = [](model::Files const& all, std::string const& path) -> std::string const* {
    auto found = all.find(path);
    return found == all.end() ? nullptr : &found->second;
  };
  auto same = [](std::string const* a, std::string const* b) { return a && b ? *a == *b : a == b; };
  for (auto const* paths : {&files, &from, &to})
    for (auto const& [path, unused] : *paths)
      if (auto const* present = content(files, path); !same(present, content(from, path)) && !same(present, content(to, path))) return false;
  return true;
}

std::string files_in_words(std::vector<platform::TreeChange> const& changes) {
  std::vector<std::string> names;
  for (auto const& change : changes)
    if (names.size() < named_files) names.push_back(change.path + (change.becomes ? "" : " removed"));
  auto more = changes.size() - names.size();
  return counted(changes.size(), "file") + ": " + join(names, ", ") + (more ? " and " + std::to_string(more) + " more" : "");
}

}  // namespace

std::string_view to_string(ServedFolder::Seen seen) {
  switch (seen) {
    case ServedFolder::Seen::same:
    case ServedFolder::Seen::deployed:
    case ServedFolder::Seen::written: return "in_step";
    case ServedFolder::Seen::edited: return "edited";
    case ServedFolder::Seen::behind: return "behind";
    case ServedFolder::Seen::unwritten: return "unwritten";
    case ServedFolder::Seen::apart: return "apart";
    case ServedFolder::Seen::incoherent: return "incoherent";
    case ServedFolder::Seen::refused: return "refused";
  }
  return "refused";
}

std::vector<platform::TreeChange> changes_to(model::Files const& files, model::Files const& version) {
  std::vector<platform::TreeChange> changes;
  for (auto const& [path, content] : version) {
    auto present = files.find(path);
    if (present == files.end()) changes.push_back({path, std::nullopt, content});
    else if (present->second != content) changes.push_back({path, present->second, content});
  }
  for (auto const& [path, content] : files)
    if (!version.contains(path)) changes.push_back({path, content, std::nullopt});
  return changes;
}

std::string ServedFolder::export_verb() const {
  return "drivetrain export --model " + folder_ + " --data " + (options_.data.empty() ? "DATA" : options_.data) + " --force";
}

ServedFolder::Look ServedFolder::look() {
  std::lock_guard one_at_a_time(looking_);
  std::string revision;
  auto seen = look_at_files(revision);
  std::lock_guard lock(state_mutex_);
  state_ = {seen.seen, seen.text, seen.help, seen.in_step() ? followed_ : revision, runtime_.now(), seen.in_step()};
  return seen;
}

ServedFolder::State ServedFolder::state() const {
  std::lock_guard lock(state_mutex_);
  return state_;
}

Result<ServedFolder::InForce> ServedFolder::in_force(std::string const& revision) {
  InForce moment;
  DT_CHECK(runtime_.journal().read([&] {
    auto const& company = runtime_.company();
    auto const* current = company.adaptation.current();
    moment.model = company.model_pointer();
    moment.followed = company.library().find(followed_.empty() && current ? current->previous : followed_);
    moment.now = runtime_.now();
    moment.today = company.today(moment.now);
    moment.folder_is_version = company.adaptation.find_version(revision) != nullptr;
  }));
  return moment;
}

ServedFolder::Look ServedFolder::look_at_files(std::string& in_force_revision) {
  auto files = platform::read_tree(folder_, model::belongs_to_model);
  auto revision = files ? model::revision_of(*files) : std::string();
  auto moment = in_force(revision);
  if (!moment) return {Seen::refused, moment.error().message, moment.error().help};
  in_force_revision = moment->model->revision;
  if (!files) return {Seen::refused, folder_ + " cannot be read: " + files.error().message, files.error().help};
  if (revision == moment->model->revision) {
    followed_ = revision;
    return {};
  }
  return followed_ == moment->model->revision ? take_edits(*files, *moment, revision) : bring_up(*files, *moment, revision);
}

/// The version in force moved on since the folder was in step with one.
ServedFolder::Look ServedFolder::bring_up(model::Files const& files, InForce const& moment, std::string const& revision) {
  auto now = short_name(moment.model->revision);
  if (!moment.folder_is_version && !(moment.followed && lies_between(files, moment.followed->files, moment.model->files)))
    return {Seen::apart, folder_ + " was not made from " + now + ", which is in force: it was edited by hand, or made from another; nothing was overwritten, and its edits do not come into force",
            "lay its edits aside (git stash), bring it up by \"" + export_verb() + "\", and make them again; or propose them on the Changes page"};
  if (!options_.write)
    return {Seen::behind, folder_ + " is still " + short_name(revision) + "; " + now + ", which is in force, is not written into it (setting model_read_only, or a demo)",
            options_.deploy ? "bring it up by \"" + export_verb() + "\" before you edit it" : ""};
  auto changes = changes_to(files, moment.model->files);
  if (auto written = platform::change_tree(folder_, changes); !written)
    return {Seen::unwritten, now + " is in force, and could not be written into " + folder_ + ": " + written.error().message + "; nothing was overwritten",
            "let the server's user write there, or set model_read_only; \"" + export_verb() + "\" writes it as another user"};
  followed_ = moment.model->revision;
  return {Seen::written, "wrote " + now + ", which is in force, into " + folder_ + " (" + files_in_words(changes) + ")"};
}

/// The folder was edited since it was the version in force.
ServedFolder::Look ServedFolder::take_edits(model::Files const& files, InForce const& moment, std::string const& revision) {
  auto now = short_name(moment.model->revision);
  if (!options_.deploy) return {Seen::edited, folder_ + " differs from " + now + ", which is in force; edited files do not come into force (setting reload)", "propose what changed on the Changes page"};
  auto compilation = model::compile(files, {moment.today});
  auto errors = errors_beside(*moment.model, compilation, moment.today);
  std::vector<std::string> carried;
  for (auto const& one : errors.carried) carried.push_back(finding_line(one));
  auto beside = carried.empty() ? "" : "; already so in the version before (" + counted(carried.size(), "error") + "): " + join(carried, "; ");
  if (!errors.none_fresh())
    return {Seen::incoherent, folder_ + " is incoherent (" + counted(errors.fresh_count(), "error") + " that " + now + " does not have" + beside + "); " + now + " stays in force", "mend the files; drivetrain check " + folder_ + " says more",
            std::move(compilation), std::move(carried)};
  auto summary = model::diff(*moment.model, *compilation.model).lines();
  auto outcome = runtime_.deploy_folder(compilation, moment.model->revision, summary);
  if (outcome.refusal) return {Seen::refused, short_name(revision) + " did not come into force: " + outcome.refusal->message, outcome.refusal->help};
  followed_ = revision;
  return {Seen::deployed, short_name(revision) + " came into force" + (summary.empty() ? "" : ": " + join(summary, "; ")) + beside, "", {}, std::move(carried)};
}

void ServedFolder::start(Duration interval, Say say) {
  stop();
  stopping_ = false;
  thread_ = std::thread([this, interval, say = std::move(say), from = platform::tree_signature(folder_, model::belongs_to_model)] { watch(interval, say, from); });
}

void ServedFolder::watch(Duration interval, Say const& say, std::string looked_at) {
  auto signature = [&] { return platform::tree_signature(folder_, model::belongs_to_model); };
  auto before = looked_at;
  auto looked = state();
  auto said = looked.text;
  int rounds = 0;
  std::unique_lock lock(mutex_);
  while (!woken_.wait_for(lock, std::chrono::microseconds(interval.us), [&] { return stopping_; })) {
    lock.unlock();
    auto present = signature();
    std::string revision;
    if (!runtime_.journal().read([&] { revision = runtime_.company().model().revision; })) revision = looked.revision;
    bool again = looked.seen == Seen::unwritten && ++rounds % looks_between_tries == 0;
    // Quiet for one interval: an editor that writes ten files, or a git checkout, is through.
    if (present == before && (present != looked_at || revision != looked.revision || again)) {
      bool same_files = std::exchange(looked_at, present) == present;
      auto seen = look();
      looked = state();
      if (say && seen.seen != Seen::same && !(same_files && seen.text == said)) say(seen);
      said = seen.text;
    }
    before = present;
    lock.lock();
  }
}

void ServedFolder::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

}  // namespace drivetrain::app
