// The proof of the process engine: random models, random stories (see README.md). Some seeds here; `./dev sim` takes ten thousand, by
// DRIVETRAIN_PROCESS_SEEDS ("10000", or "17-17" for one of them again).
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "processes/proof/random_story_for_test.h"

namespace drivetrain::processes::proof {
namespace {

thread_local std::uint64_t seed_under_way = 0;

/// A crash names its seed, too.
void name_the_seed(int signal) {
  std::fprintf(stderr, "\nseed %llu ended the program; again: DRIVETRAIN_PROCESS_SEEDS=%llu-%llu\n", static_cast<unsigned long long>(seed_under_way), static_cast<unsigned long long>(seed_under_way),
               static_cast<unsigned long long>(seed_under_way));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

Told tell(Choices model, Choices story, Story::Options options = {}) { return Story(model, story, options).tell(); }
Told tell(std::uint64_t seed, Story::Options options = {}) { return tell(Choices(2 * seed), Choices(2 * seed + 1), options); }

std::string difference(std::string const& one, std::string const& other) {
  std::size_t at = 0;
  while (at < one.size() && at < other.size() && one[at] == other[at]) ++at;
  auto begin = at < 300 ? 0 : at - 300;
  return "\n" + one.substr(begin, 500) + "\n--- and without ---\n" + other.substr(begin, 500);
}

std::string all_of(Told const& told) {
  std::string text;
  for (auto const& deed : told.deeds) text += deed + "\n";
  return text;
}

/// The kind of a fault, by which a smaller story is known to show the same.
std::string kind_of(std::string const& fault) {
  auto colon = fault.find(": ");
  auto text = colon == std::string::npos ? fault : fault.substr(0, colon + 2);
  std::size_t words = 0;
  for (auto at = colon == std::string::npos ? fault.size() : colon + 2; at < fault.size() && words < 9; ++at) {
    if (fault[at] == ' ') ++words;
    if (fault[at] < '0' || fault[at] > '9') text += fault[at] == '\'' ? '"' : fault[at];
    if (fault[at] == '\'' || fault[at] == '(') break;
  }
  return text;
}

/// Leaves out, and makes simple, what the fault does not need.
void shrink(std::vector<std::uint8_t>& model, std::vector<std::uint8_t>& story, std::string const& kind) {
  auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  auto fails = [&](std::vector<std::uint8_t> const& m, std::vector<std::uint8_t> const& s) { return kind_of(tell(Choices(m), Choices(s)).fault) == kind; };
  auto reduce = [&](std::vector<std::uint8_t>& bytes, auto again) {
    for (std::size_t size = std::max<std::size_t>(bytes.size() / 2, 1); size > 0; size /= 2)
      for (std::size_t at = bytes.size(); at > 0 && std::chrono::steady_clock::now() < until;) {
        auto from = at > size ? at - size : 0;
        auto shorter = bytes;
        shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(from), shorter.begin() + static_cast<std::ptrdiff_t>(at));
        auto zero = bytes;
        std::fill(zero.begin() + static_cast<std::ptrdiff_t>(from), zero.begin() + static_cast<std::ptrdiff_t>(at), std::uint8_t{0});
        if (again(shorter)) bytes = std::move(shorter);
        else if (zero != bytes && again(zero)) bytes = std::move(zero);
        at = from;
      }
  };
  if (!fails(model, story)) return;
  for (int round = 0; round < 2; ++round) {
    reduce(story, [&](auto const& shorter) { return fails(model, shorter); });
    reduce(model, [&](auto const& shorter) { return fails(shorter, story); });
  }
}

std::string report(std::uint64_t seed, std::string const& fault) {
  Choices model(2 * seed), story(2 * seed + 1);
  auto told = Story(model, story, {}).tell();
  auto bytes = model.taken(), deeds = story.taken();
  if (!told.fault.empty() && !std::getenv("DRIVETRAIN_PROCESS_WHOLE")) shrink(bytes, deeds, kind_of(told.fault));
  auto small = tell(Choices(bytes), Choices(deeds));
  if (!small.fault.empty()) told = std::move(small);
  std::string text = "seed " + std::to_string(seed) + ": " + (told.fault.empty() ? fault : told.fault) + "\n";
  for (auto const& deed : told.deeds) text += "  " + deed + "\n";
  return text + told.xml + "again: DRIVETRAIN_PROCESS_SEEDS=" + std::to_string(seed) + "-" + std::to_string(seed) + " drivetrain_tests --gtest_filter='ProcessProof.*'\n";
}

TEST(ProcessProof, RandomStoriesOfRandomModels) {
  std::uint64_t first = 1, last = 60;
  bool slow = false;
  if (auto const* wanted = std::getenv("DRIVETRAIN_PROCESS_SEEDS")) {
    char* rest = nullptr;
    last = std::strtoull(wanted, &rest, 10);
    if (*rest == '-') first = last, last = std::strtoull(rest + 1, nullptr, 10);
    ASSERT_GT(last, 0u) << "DRIVETRAIN_PROCESS_SEEDS is a number of seeds, or FROM-TO";
    slow = true;
  }
  for (auto one : {SIGABRT, SIGSEGV}) std::signal(one, name_the_seed);
  std::atomic<std::uint64_t> next = first, commands = 0, completed = 0, cancelled = 0, faults = 0, restarted = 0;
  std::mutex mutex;
  std::map<std::string, std::vector<std::uint64_t>> kinds;
  std::map<std::uint64_t, std::string> told_of;
  auto begun = std::chrono::steady_clock::now();
  auto run = [&] {
    for (std::uint64_t seed; (seed = next++) <= last;) {
      seed_under_way = seed;
      auto told = tell(seed);
      if (told.fault.empty() && seed % 8 == 0) {
        // The same again is the same to the last byte.
        if (tell(seed).chain_end != told.chain_end) told.fault = "repeat: the same seed gave another journal";
      }
      if (told.fault.empty() && seed % 8 == 4) {
        // A restart after every single step changes nothing.
        Story::Options always, never;
        always.restart_always = true, never.restarts = false;
        auto one = tell(seed, always), other = tell(seed, never);
        ++restarted;
        if (!one.fault.empty()) told.fault = one.fault;
        else if (one.state != other.state) told.fault = "repeat: with a restart after every step the state came to be another one" + difference(one.state, other.state) + difference(all_of(one), all_of(other));
      }
      commands += told.commands, completed += told.completed, cancelled += told.cancelled;
      if (!told.fault.empty()) {
        ++faults;
        std::lock_guard lock(mutex);
        kinds[kind_of(told.fault)].push_back(seed), told_of[seed] = told.fault;
      }
      if (slow && seed % 500 == 0) {
        auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        std::fprintf(stderr, "%llu of %llu seeds, %.0f s, %llu faults\n", static_cast<unsigned long long>(seed - first + 1), static_cast<unsigned long long>(last - first + 1), seconds, static_cast<unsigned long long>(faults));
      }
    }
  };
  {
    std::vector<std::jthread> hands;
    for (unsigned i = 1; i < (slow ? std::max(1u, std::thread::hardware_concurrency()) : 1u); ++i) hands.emplace_back(run);
    run();
  }
  for (auto one : {SIGABRT, SIGSEGV}) std::signal(one, SIG_DFL);
  std::size_t told = 0;
  for (auto const& [kind, seeds] : kinds) {
    std::string others;
    for (std::size_t i = 0; i < std::min<std::size_t>(seeds.size(), 8); ++i) others += " " + std::to_string(seeds[i]);
    ADD_FAILURE() << kind << " [" << seeds.size() << " seeds:" << others << "]\n" << (told++ < 5 ? report(seeds.front(), told_of[seeds.front()]) : std::string());
  }
  EXPECT_GT(completed, (last - first + 1) / 2) << "too few cases came to their end for this to prove anything";
  auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  if (slow)
    std::printf("%llu seeds: %llu commands, %llu cases completed, %llu cancelled, %llu stories told again with a restart after every step, %.0f s\n", static_cast<unsigned long long>(last - first + 1),
                static_cast<unsigned long long>(commands), static_cast<unsigned long long>(completed), static_cast<unsigned long long>(cancelled), static_cast<unsigned long long>(restarted), seconds);
}

}  // namespace
}  // namespace drivetrain::processes::proof
