// Comparing trees of values (see diff_values.h). Items of a list are paired by their name where it is unique on both sides; else
// equal items pair first (longest common subsequence), and what lies between two pairs is paired in order.
#include "model/diff_values.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/decimal.h"
#include "base/text.h"

namespace drivetrain::model {

namespace {

using notation::YamlKind;
using notation::YamlNode;

bool is_text(YamlNode const& node) { return node.kind == YamlKind::scalar; }
bool is_nothing(YamlNode const* node) { return !node || node->kind == YamlKind::null; }

bool same_text(YamlNode const& a, YamlNode const& b) {
  if (trim(a.text) == trim(b.text)) return true;
  if (a.quoted || b.quoted) return false;
  auto left = Decimal::parse(a.text), right = Decimal::parse(b.text);
  return left && right && *left == *right;
}

bool same_node(YamlNode const& a, YamlNode const& b) {
  std::vector<ValueChange> changes;
  compare_values(&a, &b, "", "", changes);
  return changes.empty();
}

std::string in_one_line(YamlNode const& node) {
  if (node.kind == YamlKind::null) return "nothing";
  if (is_text(node)) {
    std::string text(trim(node.text));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }
  bool texts = std::all_of(node.items.begin(), node.items.end(), is_text);
  std::vector<std::string> parts;
  for (auto const& item : node.items) parts.push_back(in_one_line(item));
  for (auto const& entry : node.entries) parts.push_back(entry.key + ": " + in_one_line(entry.value));
  if (parts.empty()) return "none";
  if (node.kind == YamlKind::sequence) return texts ? join(parts, ", ") : "[" + join(parts, ", ") + "]";
  return "{" + join(parts, ", ") + "}";
}

/// What names an item of a list; empty when nothing does.
std::string name_of(YamlNode const& item) {
  for (auto key : {"id", "name", "step", "objective", "role", "person", "skill", "kpi", "work_centre", "initiative", "decision", "process", "location", "level", "to"})
    if (auto const* found = item.find(key); found && is_text(*found)) return found->text;
  return {};
}

std::map<std::string, std::size_t> by_name(std::vector<YamlNode> const& items) {
  std::map<std::string, std::size_t> names;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (auto name = name_of(items[i]); name.empty() || !names.emplace(name, i).second) return {};
  return names;
}

class ListComparison {
 public:
  ListComparison(std::vector<YamlNode> const& before, std::vector<YamlNode> const& after, std::string const& path, std::string const& subject,
                 std::vector<ValueChange>& changes)
      : before_(before), after_(after), path_(path), subject_(subject), changes_(changes) {}

  void run() {
    auto old_names = by_name(before_), new_names = by_name(after_);
    bool named = (!old_names.empty() || before_.empty()) && (!new_names.empty() || after_.empty());
    named ? compare_named(old_names, new_names) : compare_in_order();
  }

 private:
  void removed(YamlNode const& item) {
    auto text = in_one_line(item);
    changes_.push_back({path_, text, "", path_ + " of " + subject_ + ": " + text + " removed"});
  }
  void added(YamlNode const& item) {
    auto text = in_one_line(item);
    changes_.push_back({path_, "", text, path_ + " of " + subject_ + ": " + text + " added"});
  }

  void compare_named(std::map<std::string, std::size_t> const& old_names, std::map<std::string, std::size_t> const& new_names) {
    for (auto const& [name, index] : old_names)
      if (!new_names.contains(name)) removed(before_[index]);
    for (auto const& [name, index] : new_names) {
      auto old = old_names.find(name);
      if (old == old_names.end()) added(after_[index]);
      else compare_values(&before_[old->second], &after_[index], path_ + " " + name, subject_, changes_);
    }
    compare_order(old_names, new_names);
  }

  /// Who is asked first is meaning: the order of those that are on both sides.
  void compare_order(std::map<std::string, std::size_t> const& old_names, std::map<std::string, std::size_t> const& new_names) {
    auto in_order = [](std::vector<YamlNode> const& items, std::map<std::string, std::size_t> const& others) {
      std::vector<std::string> names;
      for (auto const& item : items)
        if (auto name = name_of(item); others.contains(name)) names.push_back(name);
      return join(names, ", ");
    };
    auto was = in_order(before_, new_names), is = in_order(after_, old_names);
    if (was != is) changes_.push_back({path_ + " › order", was, is, "order of " + path_ + " of " + subject_ + ": " + was + " → " + is});
  }

  void compare_in_order() {
    auto lengths = common_lengths();
    std::size_t i = 0, j = 0, gap_i = 0, gap_j = 0;
    auto close_gap = [&] {
      for (; gap_i < i && gap_j < j; ++gap_i, ++gap_j) pair(gap_i, gap_j);
      for (; gap_i < i; ++gap_i) removed(before_[gap_i]);
      for (; gap_j < j; ++gap_j) added(after_[gap_j]);
    };
    while (i < before_.size() && j < after_.size()) {
      if (same_node(before_[i], after_[j])) {
        close_gap();
        gap_i = ++i, gap_j = ++j;
      } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
    i = before_.size(), j = after_.size();
    close_gap();
  }

  std::vector<std::vector<std::size_t>> common_lengths() const {
    std::vector<std::vector<std::size_t>> lengths(before_.size() + 1, std::vector<std::size_t>(after_.size() + 1, 0));
    if (before_.size() * after_.size() > 250'000) return lengths;  // a list of hundreds without names is paired in plain order
    for (auto i = before_.size(); i-- > 0;)
      for (auto j = after_.size(); j-- > 0;)
        lengths[i][j] = same_node(before_[i], after_[j]) ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    return lengths;
  }

  void pair(std::size_t old_index, std::size_t new_index) {
    auto name = name_of(after_[new_index]);
    auto step = name.empty() || name != name_of(before_[old_index]) ? std::to_string(new_index + 1) : name;
    compare_values(&before_[old_index], &after_[new_index], path_ + " " + step, subject_, changes_);
  }

  std::vector<YamlNode> const& before_;
  std::vector<YamlNode> const& after_;
  std::string const& path_;
  std::string const& subject_;
  std::vector<ValueChange>& changes_;
};

/// The first words that the other list holds too, each as often as it does.
std::vector<std::string> shared_words(std::vector<std::string> const& list, std::vector<std::string> const& other) {
  std::map<std::string, std::size_t> left;
  for (auto const& word : other) ++left[word];
  std::vector<std::string> shared;
  for (auto const& word : list)
    if (auto found = left.find(word); found != left.end() && found->second > 0) --found->second, shared.push_back(word);
  return shared;
}

/// The words that the other list does not hold, or not as often.
std::vector<std::string> words_beyond(std::vector<std::string> const& list, std::vector<std::string> const& other) {
  std::map<std::string, std::size_t> left;
  for (auto const& word : other) ++left[word];
  std::vector<std::string> beyond;
  for (auto const& word : list) {
    auto found = left.find(word);
    if (found != left.end() && found->second > 0) --found->second;
    else beyond.push_back(word);
  }
  return beyond;
}

/// A list of words: which came, which went, and the new order of the rest.
void compare_words(std::vector<YamlNode> const& before, std::vector<YamlNode> const& after, std::string const& path, std::string const& subject,
                   std::vector<ValueChange>& changes) {
  std::vector<std::string> was, is, words;
  for (auto const& item : before) was.push_back(in_one_line(item));
  for (auto const& item : after) is.push_back(in_one_line(item));
  if (was == is) return;
  for (auto const& word : words_beyond(is, was)) words.push_back(word + " added");
  for (auto const& word : words_beyond(was, is)) words.push_back(word + " removed");
  auto kept_was = shared_words(was, is), kept_is = shared_words(is, was);
  if (!words.empty() && kept_was != kept_is) words.push_back("order " + join(kept_was, ", ") + " → " + join(kept_is, ", "));
  auto old_text = was.empty() ? "none" : join(was, ", "), new_text = is.empty() ? "none" : join(is, ", ");
  changes.push_back({path, old_text, new_text, path + " of " + subject + ": " + (words.empty() ? old_text + " → " + new_text : join(words, ", "))});
}

/// One value may stand for a list of one.
std::vector<YamlNode> as_items(YamlNode const& node) { return node.kind == YamlKind::sequence ? node.items : std::vector<YamlNode>{node}; }

}  // namespace

void compare_values(YamlNode const* before, YamlNode const* after, std::string const& path, std::string const& subject,
                    std::vector<ValueChange>& changes) {
  if (is_nothing(before) && is_nothing(after)) return;
  auto step = [&](std::string const& key) { return path.empty() ? key : path + " › " + key; };
  if (is_nothing(before) || is_nothing(after)) {
    auto const* only = is_nothing(before) ? after : before;
    // A group at the top is read field by field; deeper, what came or went as a whole is one change.
    if (path.empty() && only->kind == YamlKind::mapping) {
      for (auto const& entry : only->entries)
        compare_values(is_nothing(before) ? nullptr : &entry.value, is_nothing(before) ? &entry.value : nullptr, entry.key, subject, changes);
      return;
    }
    auto was = is_nothing(before) ? "nothing" : in_one_line(*before), is = is_nothing(after) ? "nothing" : in_one_line(*after);
    changes.push_back({path, was, is, path + " of " + subject + ": " + was + " → " + is});
    return;
  }
  if (before->kind == YamlKind::sequence || after->kind == YamlKind::sequence) {
    auto was = as_items(*before), is = as_items(*after);
    bool texts = std::all_of(was.begin(), was.end(), is_text) && std::all_of(is.begin(), is.end(), is_text);
    if (texts) return compare_words(was, is, path, subject, changes);
    return ListComparison(was, is, path, subject, changes).run();
  }
  if (before->kind == YamlKind::mapping && after->kind == YamlKind::mapping) {
    for (auto const& entry : before->entries) compare_values(&entry.value, after->find(entry.key), step(entry.key), subject, changes);
    for (auto const& entry : after->entries)
      if (!before->find(entry.key)) compare_values(nullptr, &entry.value, step(entry.key), subject, changes);
    return;
  }
  if (is_text(*before) && is_text(*after) && same_text(*before, *after)) return;
  auto was = in_one_line(*before), is = in_one_line(*after);
  changes.push_back({path, was, is, path + " of " + subject + ": " + was + " → " + is});
}

}  // namespace drivetrain::model
