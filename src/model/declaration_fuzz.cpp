// Fuzzing the reader of declarations and the whole compiler behind it: any file gives findings that can be shown, never a crash, and
// the same findings the second time.
#include <cstdint>
#include <cstdlib>

#include "base/render_diagnostic.h"
#include "model/compile.h"
#include "model/diff.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  model::Files files{{"model.yaml", "apiVersion: drivetrain/v1\nkind: Company\nmetadata: {id: c}\nspec: {timezone: Europe/London}\n"},
                     {"x.yaml", std::string(reinterpret_cast<char const*>(data), size)}};
  auto once = model::compile(files, {Date{2026, 1, 5}}), twice = model::compile(files, {Date{2026, 1, 5}});
  auto source = [&](std::string_view file) -> SourceText const* {
    auto found = once.model->sources.find(std::string(file));
    return found == once.model->sources.end() ? nullptr : &found->second;
  };
  if (render_text(once.diagnostics, source) != render_text(twice.diagnostics, source)) std::abort();
  if (!model::diff(*once.model, *twice.model).differences.empty()) std::abort();
  return 0;
}
