// The story case of test/cases, played once, as a journal for tests to tell again.
#pragma once

#include <gtest/gtest.h>

#include "app/cases/runner.h"
#include "app/cases/stage.h"
#include "platform/files.h"

namespace drivetrain::app::test {

/// Has the whole story in its store; null (and a failed test) when it cannot be played.
/// `more`: files beside the model's own.
inline std::unique_ptr<cases::Stage> play_story(model::Files const& more = {}) {
  std::string const path = "test/cases/story.case";
  auto text = platform::read_file(path);
  EXPECT_TRUE(text.ok()) << path;
  if (!text) return nullptr;
  Diagnostics unreadable;
  auto script = cases::read_script(SourceText(path, text.take()), unreadable);
  auto files = platform::read_tree(script.model, model::belongs_to_model);
  EXPECT_TRUE(unreadable.empty() && files.ok());
  if (!unreadable.empty() || !files) return nullptr;
  for (auto const& [name, content] : more) (*files)[name] = content;
  auto stage = std::make_unique<cases::Stage>(files.take(), script.start);
  auto begun = stage->begin();
  EXPECT_TRUE(begun.ok()) << (begun.ok() ? "" : begun.error().message);
  auto played = cases::play_all(script, *stage);
  EXPECT_TRUE(played.ok()) << (played.ok() ? "" : played.error().message);
  return begun.ok() && played.ok() ? std::move(stage) : nullptr;
}

}  // namespace drivetrain::app::test
