// What benchmarks share: figures that are timed, counted, or only run. A benchmark is a program x_bench.cpp; `./dev bench x_bench` times it on
// a release build, `./dev bench --instructions x_bench` counts the instructions of each figure under valgrind (see tools/instructions.py), which
// needs no quiet machine: the same build and input give the same count.
//   x_bench [seconds per figure] [--only TEXT]    nanoseconds, evaluations per second, allocations where the program counts them
//   x_bench --figures                             their names, a line each
//   x_bench --count N FIGURE                      evaluates that figure N times and says nothing
#pragma once

#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace drivetrain {

/// Seconds of this thread alone, so that a busy machine disturbs the figures less.
inline double thread_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class Bench {
 public:
  /// `allocations`: a counter that the program keeps, or none.
  Bench(int argc, char** argv, std::uint64_t const* allocations = nullptr) : allocations_(allocations) {
    for (int i = 1; i < argc; ++i) {
      std::string_view argument = argv[i];
      if (argument == "--figures") names_only_ = true;
      else if (argument == "--only" && i + 1 < argc) only_ = argv[++i];
      else if (argument == "--count" && i + 2 < argc) count_ = std::strtoull(argv[i + 1], nullptr, 10), only_ = argv[i + 2], counted_ = true, i += 2;
      else if (auto seconds = std::atof(argv[i]); seconds > 0) seconds_ = seconds;
      else std::fprintf(stderr, "usage: %s [seconds per figure] [--only TEXT] | --figures | --count N FIGURE\n", argv[0]), std::exit(2);
    }
  }

  /// `make()` prepares and yields work(i), one evaluation; it is not called for figures that are not wanted.
  template <class Make>
  void figure(std::string const& name, Make make) {
    if (names_only_) return void(std::printf("%s\n", name.c_str()));
    if (counted_ ? name != only_ : name.find(only_) == std::string::npos) return;
    auto work = make();
    if (counted_) {
      for (std::uint64_t i = 0; i < count_; ++i) work(i);
      return;
    }
    time(name, work);
  }

 private:
  template <class Work>
  void time(std::string const& name, Work& work) {
    // Reading the thread's clock is a system call, dear on some machines: a stretch lasts long enough to hide it, and short enough
    // to fall between disturbances.
    std::uint64_t count = 64;
    auto stretch = [&] {
      auto begin = thread_seconds();
      for (std::uint64_t i = 0; i < count; ++i) work(i);
      return thread_seconds() - begin;
    };
    while (stretch() < 0.005) count *= 2;
    double best = 1e18;
    std::uint64_t runs = 0;
    auto before = allocations_ ? *allocations_ : 0;
    for (double spent = 0; spent < seconds_; ++runs) {
      auto elapsed = stretch();
      spent += elapsed;
      best = std::min(best, elapsed / static_cast<double>(count));
    }
    std::printf("%-66s %9.0f ns %12.0f /s", name.c_str(), best * 1e9, 1 / best);
    if (allocations_) std::printf(" %6.1f allocations", static_cast<double>(*allocations_ - before) / static_cast<double>(runs * count));
    std::printf("\n");
    std::fflush(stdout);
  }

  std::uint64_t const* allocations_;
  std::string only_;
  std::uint64_t count_ = 0;
  double seconds_ = 1;
  bool names_only_ = false, counted_ = false;
};

}  // namespace drivetrain
