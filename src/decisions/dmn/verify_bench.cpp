// How long large tables take to read, to compile and to verify: 10,000 rules of 8 columns in shapes that are friendly, and in shapes made to be
// hard. Every shape must compile within a second and verify within five; where that is too little, the answer is "undecided" (DT-D227).
// Usage: verify_bench [text that the shape's name holds]
#include "base/bench.h"

#include <functional>
#include <map>
#include <random>

#include "decisions/dmn/table_for_bench.h"
#include "decisions/dmn/verify.h"

namespace {

using namespace drivetrain;
namespace dmn = decisions::dmn;

constexpr std::size_t rules = 10'000;

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : bits_(seed) {}
  std::uint32_t below(std::uint32_t count) { return bits_() % count; }

 private:
  std::mt19937 bits_;
};

std::string range(std::uint32_t low, std::uint32_t high) { return "[" + std::to_string(low) + ".." + std::to_string(high) + "]"; }

std::string day(std::uint32_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "date(\"%04u-%02u-%02u\")", 2000 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
  return text;
}

/// Eight columns of a type; each rule's cells come from `cell(rule, column)`.
dmn::BenchTable of(std::string const& type, std::string const& policy, std::function<std::string(std::uint32_t, std::uint32_t)> const& cell) {
  dmn::BenchTable table;
  table.policy = policy;
  for (std::uint32_t column = 0; column < 8; ++column) table.columns.push_back({std::string(1, static_cast<char>('a' + column)), type, "", {}});
  for (std::uint32_t rule = 0; rule < rules; ++rule) {
    std::vector<std::string> cells;
    for (std::uint32_t column = 0; column < 8; ++column) cells.push_back(cell(rule, column));
    table.add_rule(cells, rule);
  }
  return table;
}

dmn::BenchTable grid() {
  dmn::BenchTable table{{{"a", "number", "", dmn::ranges_for_bench(25, 3)}, {"b", "string", "", dmn::text_sets_for_bench(20)}, {"c", "number", "", dmn::ranges_for_bench(10, 5)}, {"d", "boolean", "", {"true", "false"}}}};
  for (auto name : {"e", "f", "g", "h"}) table.columns.push_back({name, "number", "[0..100]", {"[0..100]"}});
  return table.every_combination();
}

/// Cells of numbers: ranges of random ends below `most`, on average `wide` of it, and `any` of ten cells say nothing.
dmn::BenchTable random_ranges(std::string const& policy, std::uint32_t most, double wide, std::uint32_t any) {
  Chance chance(7);
  return of("number", policy, [&](std::uint32_t, std::uint32_t) -> std::string {
    if (chance.below(10) < any) return "-";
    auto low = chance.below(most);
    return range(low, low + 1 + chance.below(static_cast<std::uint32_t>(most * wide * 2) + 1));
  });
}

std::vector<std::pair<std::string, std::function<dmn::BenchTable()>>> shapes() {
  return {
      {"grid without findings", grid},
      {"one column tells all, the others say nothing", [] { return of("number", "UNIQUE", [](std::uint32_t rule, std::uint32_t column) { return column == 3 ? std::to_string(rule) : "-"; }); }},
      {"random ranges that overlap, UNIQUE", [] { return random_ranges("UNIQUE", 100, 0.3, 0); }},
      {"random ranges that overlap, half of the cells empty, FIRST", [] { return random_ranges("FIRST", 100, 0.2, 5); }},
      {"random ranges that overlap, PRIORITY", [] { return random_ranges("PRIORITY", 50, 0.4, 2); }},
      {"random ranges that overlap, ANY", [] { return random_ranges("ANY", 200, 0.3, 3); }},
      {"narrow ranges, gaps everywhere, UNIQUE", [] { return random_ranges("UNIQUE", 1'000, 0.01, 0); }},
      {"no two borders alike, UNIQUE", [] { return random_ranges("UNIQUE", 1'000'000'000, 0.2, 0); }},
      {"no two borders alike, half of the cells empty, FIRST", [] { return random_ranges("FIRST", 1'000'000'000, 0.2, 5); }},
      {"no two borders alike, nearly all cells empty, COLLECT", [] { return random_ranges("COLLECT", 1'000'000'000, 0.2, 8); }},
      {"one around the other, like an onion, UNIQUE", [] { return of("number", "UNIQUE", [](std::uint32_t rule, std::uint32_t) { return range(rule, 30'000 - rule); }); }},
      {"stairs: each range begins within the one before, FIRST", [] { return of("number", "FIRST", [](std::uint32_t rule, std::uint32_t column) { return range(rule * 3 + column, rule * 3 + column + 2'000); }); }},
      {"lists of points, UNIQUE", [] {
         Chance chance(11);
         return of("number", "UNIQUE", [&](std::uint32_t, std::uint32_t) {
           std::string cell = std::to_string(chance.below(30));
           for (auto more = chance.below(10); more > 0; --more) cell += ", " + std::to_string(chance.below(30));
           return cell;
         });
       }},
      {"texts in lists and not in lists, FIRST", [] {
         Chance chance(13);
         return of("string", "FIRST", [&](std::uint32_t, std::uint32_t) {
           std::string cell = "\"t" + std::to_string(chance.below(200)) + "\"";
           for (auto more = chance.below(4); more > 0; --more) cell += ", \"t" + std::to_string(chance.below(200)) + "\"";
           return chance.below(3) ? cell : "not(" + cell + ")";
         });
       }},
      {"texts, each its own, UNIQUE", [] { return of("string", "UNIQUE", [](std::uint32_t rule, std::uint32_t column) { return "\"t" + std::to_string(rule * 7919 * (column + 1) % 5003) + "\""; }); }},
      {"dates, random ranges that overlap, UNIQUE", [] {
         Chance chance(17);
         return of("date", "UNIQUE", [&](std::uint32_t, std::uint32_t) {
           auto low = chance.below(8'000);
           return "[" + day(low) + ".." + day(low + 1 + chance.below(4'000)) + ")";
         });
       }},
      {"dates, most cells empty, FIRST", [] {
         Chance chance(19);
         return of("date", "FIRST", [&](std::uint32_t, std::uint32_t) {
           if (chance.below(10) < 6) return std::string("-");
           auto low = chance.below(8'000);
           return "[" + day(low) + ".." + day(low + 1 + chance.below(4'000)) + ")";
         });
       }},
      {"cells that are formulas, UNIQUE", [] {
         Chance chance(23);
         return of("number", "UNIQUE", [&](std::uint32_t rule, std::uint32_t column) {
           return column == 0 ? "modulo(?, " + std::to_string(2 + rule) + ") = 1" : column == 1 ? "< b + " + std::to_string(rule) : range(chance.below(500), 500 + chance.below(500));
         });
       }},
  };
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view only = argc > 1 ? argv[1] : "";
  std::printf("%-62s %7s %9s %9s  findings\n", "10,000 rules, 8 columns: seconds", "read", "compiled", "verified");
  for (auto const& [name, make] : shapes()) {
    if (name.find(only) == std::string::npos) continue;
    auto xml = make().xml();
    auto begin = thread_seconds();
    auto definitions = dmn::read_for_bench(xml);
    auto read = thread_seconds();
    auto model = dmn::compiled_for_bench(definitions);
    auto ready = thread_seconds();
    Diagnostics diagnostics;
    dmn::verify(*model, {}, diagnostics);
    auto verified = thread_seconds();
    std::printf("%-62s %7.2f %9.2f %9.2f ", name.c_str(), read - begin, ready - read, verified - ready);
    std::map<std::string, std::size_t> findings;
    for (auto const& each : diagnostics.all()) ++findings[each.code];
    for (auto const& [code, count] : findings) std::printf(" %s×%zu", code.c_str(), count);
    std::printf("%s\n", findings.empty() ? " none" : "");
    std::fflush(stdout);
  }
}
