// Boxed contexts, lists and relations (DMN 1.5 §10.2.1.4–6).
#include "decisions/dmn/logic.h"
#include "feel/typing/typing.h"

namespace drivetrain::decisions::dmn {

namespace {

std::uint32_t deepest(std::vector<LogicPtr> const& parts) {
  std::uint32_t most = 0;
  for (auto const& part : parts) most = std::max(most, part->depth);
  return most;
}

/// Entries see those before them; the last one, when it has no name, is the value of the whole.
class BoxedContext final : public Logic {
 public:
  BoxedContext(std::vector<ContextPart> parts, std::uint32_t source) : parts_(std::move(parts)), source_(source) {
    for (auto const& part : parts_) depth = std::max(depth, part.value->depth + 1);
    if (!parts_.empty() && parts_.back().name.empty()) {
      type = parts_.back().value->type;
      return;
    }
    std::vector<std::pair<std::string, TypePtr>> entries;
    for (auto const& part : parts_) entries.emplace_back(part.name, part.value->type);
    type = boxed_context_type(entries);
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    feel::Context context;
    for (auto const& part : parts_) {
      auto value = part.value->evaluate(run, slots);
      if (part.name.empty()) return value;
      slots[part.slot] = value;
      context.append(part.name, std::move(value));  // no name stands twice: that is refused when compiling
    }
    return run.made(std::move(context), source_);
  }

 private:
  std::vector<ContextPart> parts_;
  std::uint32_t source_;
};

class BoxedList final : public Logic {
 public:
  BoxedList(std::vector<LogicPtr> items, std::uint32_t source) : items_(std::move(items)), source_(source) {
    depth = deepest(items_) + 1;
    TypePtr element;
    for (std::size_t i = 0; i < items_.size(); ++i) element = i == 0 ? items_[0]->type : feel::joined_type(element, items_[i]->type);
    type = boxed_list_type(element);
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    feel::List list;
    list.reserve(items_.size());
    for (auto const& item : items_) list.push_back(item->evaluate(run, slots));
    return run.made(std::move(list), source_);
  }

 private:
  std::vector<LogicPtr> items_;
  std::uint32_t source_;
};

/// A list of contexts, one for each row.
class BoxedRelation final : public Logic {
 public:
  BoxedRelation(std::vector<std::string> columns, std::vector<LogicPtr> cells, std::uint32_t source)
      : columns_(std::move(columns)), cells_(std::move(cells)), source_(source) {
    depth = deepest(cells_) + 1;
    std::vector<std::pair<std::string, TypePtr>> entries;
    for (std::size_t i = 0; i < columns_.size(); ++i) entries.emplace_back(columns_[i], cells_.size() == columns_.size() ? cells_[i]->type : nullptr);
    type = boxed_list_type(boxed_context_type(entries));
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    feel::List rows;
    if (columns_.empty()) return rows;
    for (std::size_t cell = 0; cell + columns_.size() <= cells_.size(); cell += columns_.size()) {
      feel::Context row;
      for (std::size_t i = 0; i < columns_.size(); ++i) row.set(columns_[i], cells_[cell + i]->evaluate(run, slots));
      rows.emplace_back(std::move(row));
    }
    return run.made(std::move(rows), source_);
  }

 private:
  std::vector<std::string> columns_;
  std::vector<LogicPtr> cells_;
  std::uint32_t source_;
};

}  // namespace

TypePtr boxed_context_type(std::vector<std::pair<std::string, TypePtr>> const& entries) {
  static TypePtr const any = std::make_shared<feel::Type>();
  auto made = std::make_shared<feel::Type>();
  made->form = feel::Type::Form::context;
  for (auto const& [name, type] : entries) made->entries.emplace_back(name, type ? type : any);
  return made;
}

TypePtr boxed_list_type(TypePtr element) {
  auto made = std::make_shared<feel::Type>();
  made->form = feel::Type::Form::list;
  if (element && element->form != feel::Type::Form::any && element->form != feel::Type::Form::null) made->parts.push_back(std::move(element));
  return made;
}

LogicPtr make_context(std::vector<ContextPart> parts, std::uint32_t source) { return std::make_shared<BoxedContext>(std::move(parts), source); }
LogicPtr make_list(std::vector<LogicPtr> items, std::uint32_t source) { return std::make_shared<BoxedList>(std::move(items), source); }
LogicPtr make_relation(std::vector<std::string> columns, std::vector<LogicPtr> cells, std::uint32_t source) {
  return std::make_shared<BoxedRelation>(std::move(columns), std::move(cells), source);
}

}  // namespace drivetrain::decisions::dmn
