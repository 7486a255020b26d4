// Following a folder (see folder_reload.h).
#include "app/folder_reload.h"

#include <chrono>

#include "base/text.h"
#include "model/diff.h"
#include "platform/files.h"

namespace drivetrain::app {

FolderReload::Look FolderReload::look() {
  std::lock_guard one_at_a_time(looking_);
  auto files = platform::read_tree(folder_, model::belongs_to_model);
  if (!files) return {Seen::refused, folder_ + " cannot be read: " + files.error().message};
  auto revision = model::revision_of(*files);
  std::shared_ptr<OperatingModel const> in_force;
  Date today;
  auto read = runtime_.journal().read([&] {
    in_force = runtime_.company().model_pointer();
    today = runtime_.company().today(runtime_.now());
  });
  if (!read) return {Seen::refused, read.error().message};
  if (revision == in_force->revision) {
    followed_ = revision;
    return {};
  }
  auto compilation = model::compile(*files, {today});
  if (!compilation.coherent())
    return {Seen::incoherent, folder_ + " is incoherent (" + counted(compilation.diagnostics.errors(), "error") + "); version " + in_force->revision.substr(0, 8) + " stays in force", std::move(compilation)};
  if (followed_ != in_force->revision)
    return {Seen::apart, folder_ + " was not made from version " + in_force->revision.substr(0, 8) + ", which is in force; bring it up to that version first, or propose what changed on the Changes page"};
  auto summary = model::diff(*in_force, *compilation.model).lines();
  auto outcome = runtime_.deploy_folder(compilation, in_force->revision, summary);
  if (outcome.refusal) return {Seen::refused, "version " + revision.substr(0, 8) + " did not come into force: " + outcome.refusal->message};
  followed_ = revision;
  return {Seen::deployed, "version " + revision.substr(0, 8) + " came into force" + (summary.empty() ? "" : ": " + join(summary, "; "))};
}

void FolderReload::start(Duration interval, Say say) {
  stop();
  stopping_ = false;
  thread_ = std::thread([this, interval, say = std::move(say), from = platform::tree_signature(folder_, model::belongs_to_model)] { watch(interval, say, from); });
}

void FolderReload::watch(Duration interval, Say const& say, std::string looked_at) {
  auto signature = [&] { return platform::tree_signature(folder_, model::belongs_to_model); };
  auto before = looked_at;
  std::unique_lock lock(mutex_);
  while (!woken_.wait_for(lock, std::chrono::microseconds(interval.us), [&] { return stopping_; })) {
    lock.unlock();
    auto present = signature();
    // Quiet for one interval: an editor that writes ten files, or a git checkout, is through.
    if (present != looked_at && present == before) {
      looked_at = present;
      if (auto seen = look(); seen.seen != Seen::same && say) say(seen);
    }
    before = present;
    lock.lock();
  }
}

void FolderReload::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

}  // namespace drivetrain::app
