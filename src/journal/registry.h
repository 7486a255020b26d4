// Registry: which function handles a command and which ones apply an event. A folder registers its own in one line each:
//   registry.command<ClaimTask>(handle_claim_task);   Status handle_claim_task(ClaimTask const&, Company&, Transition&)
//   registry.event<TaskClaimed>(apply_task_claimed);  void apply_task_claimed(TaskClaimed const&, Record const&, Company&)
// `Company` is whatever holds the state; app/ has the real one. Dispatch is one index into a flat array.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "journal/catalogue.h"
#include "journal/errors.h"
#include "journal/events.h"
#include "journal/transition.h"

namespace drivetrain::journal {

template <class Company>
class Registry : public Catalogue {
 public:
  /// One handler for each command; a second is a bug of ours.
  template <class C, class Handler>
  void command(Handler handler) {
    declare<C>(RecordKind::command);
    auto& slot = at(handlers_, C::type.number);
    slot = [handler = std::move(handler)](Command const& command, Company& company, Transition& transition) -> Status {
      C value{};
      if (!decode_fields(command.payload, value)) return errors::unreadable_command(C::type.name);
      return handler(static_cast<C const&>(value), company, transition);
    };
  }

  /// Any number of appliers for each event, called in the order of registration; none is fine for what only the record keeps.
  template <class E>
  void event() {
    if (!find(RecordKind::event, TypeNumber(E::type.number))) declare<E>(RecordKind::event);
  }
  template <class E, class Applier>
  void event(Applier applier) {
    event<E>();
    at(appliers_, E::type.number).push_back([applier = std::move(applier)](Record const& record, Company& company) {
      E value{};
      // What is damaged or erased has no content any more; position, time and actor of the record are still true.
      if (!decode_fields(record.payload, value)) value = E{};
      applier(static_cast<E const&>(value), record, company);
    });
  }

  /// DT-X925 when the command is unknown or its payload unreadable.
  Status handle(Command const& command, Company& company, Transition& transition) const {
    if (command.type >= handlers_.size() || !handlers_[command.type]) return errors::unreadable_command(command_name(command.type));
    return handlers_[command.type](command, company, transition);
  }

  void apply(Record const& record, Company& company) const {
    if (record.type >= appliers_.size()) return;
    for (auto const& applier : appliers_[record.type]) applier(record, company);
  }

  bool knows(TypeNumber event) const { return find(RecordKind::event, event) != nullptr; }

 private:
  using Handler = std::function<Status(Command const&, Company&, Transition&)>;
  using Applier = std::function<void(Record const&, Company&)>;
  template <class Slot>
  static Slot& at(std::vector<Slot>& slots, TypeNumber number) {
    if (slots.size() <= number) slots.resize(number + 1u);
    return slots[number];
  }
  std::vector<Handler> handlers_;               ///< by type number
  std::vector<std::vector<Applier>> appliers_;  ///< by type number
};

}  // namespace drivetrain::journal
