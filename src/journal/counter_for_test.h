// A company of one number, for the tests of the journal on every store: it adds, refuses to go below zero, adds later by timer,
// and has two policies (13 is followed by one more; an echo never ends).
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "base/image.h"
#include "journal/machine.h"
#include "journal/registry.h"

namespace drivetrain::journal::test {

struct Add {
  static constexpr Type type{901, "Add"};
  std::int64_t amount = 0;
  std::string tag;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "amount", self.amount);
    visit(2, "tag", self.tag);
  }
};

struct AddLater {
  static constexpr Type type{902, "AddLater"};
  std::string key;
  Instant due;
  std::int64_t amount = 0;
  bool cancel = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "key", self.key);
    visit(2, "due", self.due);
    visit(3, "amount", self.amount);
    visit(4, "cancel", self.cancel);
  }
};

/// Goes wrong inside, after it has changed the state: a library's exception, as far as the journal can tell.
struct Stumble {
  static constexpr Type type{903, "Stumble"};
  template <class Self, class Visit>
  static void fields(Self&, Visit&&) {}
};

struct Added {
  static constexpr Type type{901, "Added"};
  std::int64_t amount = 0;
  std::string tag;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "amount", self.amount);
    visit(2, "tag", self.tag);
  }
};

struct Count {
  std::int64_t total = 0;
  std::uint64_t refusals = 0;
  std::vector<std::string> tags;
  Instant last_at;
  bool operator==(Count const&) const = default;
};

class Counter final : public Machine {
 public:
  Counter() {
    registry.command<Add>([](Add const& add, Count& count, Transition& transition) -> Status {
      transition.about("the total");
      if (count.total + add.amount < 0) return Error{"DT-X999", "the total would fall below zero", "Add less."};
      transition.emit(Added{add.amount, add.tag});
      transition.reply("total-" + std::to_string(transition.command_position()));
      return {};
    });
    registry.command<AddLater>([](AddLater const& later, Count&, Transition& transition) -> Status {
      if (later.cancel) transition.cancel_timer(later.key);
      else transition.set_timer(later.key, later.due, Add{later.amount, later.key});
      return {};
    });
    registry.command<Stumble>([](Stumble const&, Count&, Transition& transition) -> Status {
      transition.emit(Added{1'000'000, "half done"});
      (void)std::vector<int>().at(1);  // throws std::out_of_range
      return {};
    });
    registry.event<Added>([](Added const& added, Record const& record, Count& count) {
      count.total += added.amount;
      if (!added.tag.empty()) count.tags.push_back(added.tag);
      count.last_at = record.at;
    });
    registry.event<CommandRejected>([](CommandRejected const&, Record const&, Count& count) { ++count.refusals; });
  }

  Status handle(Command const& command, Transition& transition) override { return registry.handle(command, count, transition); }
  void apply(Record const& event) override { registry.apply(event, count); }
  bool knows(TypeNumber event) const override { return registry.knows(event); }
  std::string const& model_revision() const override { return revision; }
  void reset() override { count = {}; }
  std::optional<Bytes> image() const override {
    Bytes out;
    image::put(out, count);
    return out;
  }
  std::string image_layout() const override { return image::layout_of<Count>() + layout_suffix; }
  bool load_image(std::span<std::uint8_t const> bytes) override {
    image::Source source(bytes);
    return image::get(source, count) && source.in.done();
  }
  void react(Record const& event, std::vector<Command>& follow_ups) override {
    Added added;
    if (event.type != Added::type.number || !decode_fields(event.payload, added)) return;
    if (added.amount == 13) follow_ups.push_back(command(Add{1, "after thirteen"}, Actor::policy("one-more")));
    if (added.tag == "echo") follow_ups.push_back(command(Add{0, "echo"}, Actor::policy("echo")));
  }

  Count count;
  Registry<Count> registry;
  std::string revision = "r1";
  std::string layout_suffix;  ///< a state of another form
};

inline Command add(std::int64_t amount, std::string tag = {}) { return command(Add{amount, std::move(tag)}, Actor::person("ana")); }

/// What a person would compare two journals by: every durable record, header and hash.
inline std::vector<std::string> lines_of(Store& store) {
  std::vector<std::string> lines;
  auto status = store.read(1, [&](StoredRecord const& stored) {
    auto const& r = stored.record;
    lines.push_back(std::to_string(r.position) + (r.kind == RecordKind::command ? " command " : " event ") + std::to_string(r.type) + " at " +
                    std::to_string(r.at.us) + " by " + std::string(to_string(r.actor.kind)) + " " + r.actor.id + " because of " + std::to_string(r.cause) +
                    " under " + r.model + " " + to_hex(r.payload) + " " + to_hex(stored.salt) + " " + to_hex(stored.chain));
    return true;
  });
  if (!status.ok()) lines.push_back(status.error().message);
  return lines;
}

}  // namespace drivetrain::journal::test
