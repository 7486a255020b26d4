// Fuzzing the process engine: any bytes are a model and what people, workers and clocks do to its cases; the ledger balances after every deed, nothing hangs that
// can move, and replay equals live (see README.md). What a fuzzer finds with coverage, chance does not.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "processes/proof/random_story_for_test.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain::processes::proof;
  if (size < 2) return 0;
  // The first byte says how much of the rest is the model.
  std::span<std::uint8_t const> bytes(data + 1, size - 1);
  auto split = bytes.size() * data[0] / 256;
  Choices model(bytes.first(split)), story(bytes.subspan(split));
  auto told = Story(model, story, {}).tell();
  if (told.fault.empty()) return 0;
  std::fprintf(stderr, "%s\n", told.fault.c_str());
  for (auto const& deed : told.deeds) std::fprintf(stderr, "  %s\n", deed.c_str());
  std::fprintf(stderr, "%s", told.xml.c_str());
  std::abort();
}
