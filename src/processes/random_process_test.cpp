// Random block-structured processes, run by the engine and by an oracle that knows nothing of tokens: it walks the tree of blocks.
// Both must always wait at the same tasks, and both must end. The same processes are sound by construction, and unsound as soon
// as one join is exchanged.
#include <gmock/gmock.h>

#include "base/random.h"
#include "processes/check.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

struct Block {
  enum Kind { work, pass, sequence, choice, parallel, loop, part } kind = work;
  std::string id, variable;
  std::vector<Block> inside;
};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}
  Block process() {
    Block all{Block::sequence, "", "", {}};
    all.inside.push_back(block(4));
    all.inside.push_back(leaf(Block::work));
    return all;
  }
  Random& random() { return random_; }

 private:
  Block leaf(Block::Kind kind) { return {kind, "n" + std::to_string(++made_), "v" + std::to_string(made_ % 5), {}}; }
  Block block(int depth) {
    auto kind = depth == 0 ? Block::Kind(random_.below(2)) : Block::Kind(random_.below(7));
    auto made = leaf(kind);
    if (kind == Block::work || kind == Block::pass) return made;
    auto count = kind == Block::loop || kind == Block::part ? 1 : 2 + random_.below(2);
    for (std::uint64_t i = 0; i < count; ++i) made.inside.push_back(block(depth - 1));
    // What is repeated waits for somebody, or it might never stop. What is done last in a part is work, not just an end.
    if (kind == Block::loop) made.inside = {{Block::sequence, "", "", {leaf(Block::work), made.inside[0]}}};
    if (kind == Block::part) made.inside = {{Block::sequence, "", "", {made.inside[0], leaf(Block::work)}}};
    return made;
  }
  Random random_;
  int made_ = 0;
};

/// A block drawn with gateways. `broken`: how many joins remain until one is drawn wrong; none when negative.
class Drawing {
 public:
  Drawing(Block const& process, int broken) : broken_(broken) {
    line("start begin");
    auto [in, out] = draw(process, "");
    line("end done");
    line("begin -> " + in);
    line(out + " -> done");
  }
  std::string text;
  bool broke = false;

 private:
  using Ends = std::pair<std::string, std::string>;
  void line(std::string const& words) { text += words + "\n"; }
  std::string join(std::string const& right, std::string const& wrong) {
    if (broken_-- != 0) return right;
    broke = true;
    return wrong;
  }
  Ends draw(Block const& b, std::string const& in) {
    switch (b.kind) {
      case Block::work: return line("user " + b.id + " role=r" + in), Ends{b.id, b.id};
      case Block::pass: return line("task " + b.id + in), Ends{b.id, b.id};
      case Block::sequence: {
        Ends ends;
        for (auto const& child : b.inside) {
          auto [first, last] = draw(child, in);
          if (ends.first.empty())
            ends.first = first;
          else
            line(ends.second + " -> " + first);
          ends.second = last;
        }
        return ends;
      }
      case Block::choice:
      case Block::parallel: {
        bool choice = b.kind == Block::choice;
        auto split = b.id + "_split", meet = b.id + "_meet";
        line((choice ? "xor " : "and ") + split + in);
        line((choice ? join("xor ", "and ") : join("and ", "xor ")) + meet + in);
        for (std::size_t i = 0; i < b.inside.size(); ++i) {
          auto [first, last] = draw(b.inside[i], in);
          line(split + " -> " + first +
               (!choice                    ? ""
                : i + 1 == b.inside.size() ? " default"
                                           : " if " + b.variable + " = " + std::to_string(i)));
          line(last + " -> " + meet);
        }
        return {split, meet};
      }
      case Block::loop: {
        auto merge = b.id + "_again", way = b.id + "_way";
        line("xor " + merge + in);
        line("xor " + way + in);
        auto [first, last] = draw(b.inside[0], in);
        line(merge + " -> " + first);
        line(last + " -> " + way);
        line(way + " -> " + merge + " if " + b.variable + " = 0");
        line("task " + b.id + "_on" + in);
        line(way + " -> " + b.id + "_on default");
        return {merge, b.id + "_on"};
      }
      case Block::part: {
        line("sub " + b.id + in);
        auto inner = " in=" + b.id;
        line("start " + b.id + "_begin" + inner);
        auto [first, last] = draw(b.inside[0], inner);
        line("end " + b.id + "_end" + inner);
        line(b.id + "_begin -> " + first);
        line(last + " -> " + b.id + "_end");
        return {b.id, b.id};
      }
    }
    return {};
  }
  int broken_;
};

using Variables = std::map<std::string, int>;

/// The oracle: a block that is being done.
class Doing {
 public:
  Doing(Block const& block, Variables const& variables) : block_(block) { begin(variables); }
  bool done() const { return done_; }
  void waiting(std::vector<std::string>& tasks) const {
    if (done_) return;
    if (block_.kind == Block::work) tasks.push_back(block_.id);
    for (auto const& child : children_) child->waiting(tasks);
  }
  bool complete(std::string const& task, Variables const& variables) {
    if (done_) return false;
    if (block_.kind == Block::work) return done_ = block_.id == task;
    for (auto& child : children_)
      if (child->complete(task, variables)) return go_on(variables), true;
    return false;
  }

 private:
  void begin(Variables const& variables) {
    switch (block_.kind) {
      case Block::work: return;
      case Block::pass: done_ = true; return;
      case Block::choice: {
        auto value = static_cast<std::size_t>(variables.at(block_.variable));
        child(block_.inside[std::min(value, block_.inside.size() - 1)], variables);
        break;
      }
      case Block::parallel:
        for (auto const& inside : block_.inside) child(inside, variables);
        break;
      default: child(block_.inside[0], variables);
    }
    go_on(variables);
  }
  void child(Block const& block, Variables const& variables) { children_.push_back(std::make_unique<Doing>(block, variables)); }
  void go_on(Variables const& variables) {
    while (std::all_of(children_.begin(), children_.end(), [](auto const& c) { return c->done(); })) {
      if (block_.kind == Block::sequence && ++at_ < block_.inside.size()) {
        children_.clear();
        child(block_.inside[at_], variables);
      } else if (block_.kind == Block::loop && variables.at(block_.variable) == 0) {
        children_.clear();
        child(block_.inside[0], variables);
      } else {
        done_ = true;
        return;
      }
    }
  }
  Block const& block_;
  std::vector<std::unique_ptr<Doing>> children_;
  std::size_t at_ = 0;
  bool done_ = false;
};

Variables some_variables(Random& random) {
  Variables variables;
  for (int i = 0; i < 5; ++i) variables["v" + std::to_string(i)] = static_cast<int>(random.below(3));
  return variables;
}
feel::Value as_value(Variables const& variables) {
  feel::Context context;
  for (auto const& [name, value] : variables) context.set(name, value);
  return context;
}

std::string waiting_in(Works const& works, std::string const& c) {
  std::string text;
  for (auto const& [_, a] : works.look(c).activities)
    if (a.kind.text() == "user_task" || a.incident) text += a.element.text() + (a.incident ? "! " : " ");
  return text;
}
std::string sorted(std::string const& words) {
  std::istringstream in(words);
  std::vector<std::string> all{std::istream_iterator<std::string>(in), {}};
  std::sort(all.begin(), all.end());
  std::string text;
  for (auto const& word : all) text += word + " ";
  return text;
}

TEST(RandomProcesses, WaitExactlyWhereTheirBlocksSay) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Maker maker(seed);
    auto process = maker.process();
    auto drawing = Drawing(process, -1).text;
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + drawing);
    Works works;
    works.deploy("p", drawing);
    Diagnostics findings;
    check(*works.find("r1", "p"), findings);
    ASSERT_TRUE(findings.empty()) << findings.all().front().message;

    auto variables = some_variables(maker.random());
    Doing oracle(process, variables);
    auto c = works.start("p", as_value(variables));
    for (int step = 0; step < 60; ++step) {
      std::vector<std::string> tasks;
      oracle.waiting(tasks);
      std::string expected;
      for (auto const& task : tasks) expected += task + " ";
      ASSERT_EQ(sorted(waiting_in(works, c)), sorted(expected));
      if (oracle.done()) break;
      auto const& task = tasks[maker.random().below(tasks.size())];
      variables = some_variables(maker.random());
      ASSERT_TRUE(oracle.complete(task, variables));
      works.complete(c, task, as_value(variables));
      if (step % 7 == 3) works.restart();
      if (testing::Test::HasFatalFailure()) return;
    }
    if (oracle.done()) {
      ASSERT_EQ(works.where(c), "completed at done");
    }
  }
}

TEST(RandomProcesses, AreUnsoundWhenOneJoinIsExchanged) {
  int broken = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Maker maker(seed);
    auto process = maker.process();
    for (int join = 0; join < 4; ++join) {
      Drawing drawing(process, join);
      if (!drawing.broke) break;
      ++broken;
      Diagnostics findings;
      check(*Sketch::of("p", drawing.text), findings);
      EXPECT_GE(findings.errors(), 1u) << "seed " << seed << "\n" << drawing.text;
    }
  }
  EXPECT_GT(broken, 100) << "the test has looked at something";
}

}  // namespace
}  // namespace drivetrain::processes::test
