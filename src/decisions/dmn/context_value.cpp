// Putting contexts together (see context_value.h).
#include "decisions/dmn/context_value.h"

namespace drivetrain::decisions::dmn {

feel::Value empty_value(feel::Type const* type) {
  feel::Context context;
  std::shared_ptr<feel::Type const> target;
  if (type && type->form == feel::Type::Form::named) target = type->target.lock(), type = target.get();
  if (type)
    for (auto const& [name, each] : type->entries) context.set(name, each && each->form == feel::Type::Form::context ? empty_value(each.get()) : feel::Value());
  return context;
}

feel::Value with_entry(feel::Value const& whole, std::string_view path, feel::Value const& value) {
  if (path.empty()) return value;
  feel::Context context;
  if (whole.kind() == feel::Kind::context) context = whole.context();
  // An entry's name may hold a point itself.
  std::string name(path.substr(0, path.find('.')));
  for (auto const& [entry, each] : context.entries())
    if (path == entry || path.starts_with(entry + ".")) name = entry;
  auto const* inner = context.find(name);
  auto rest = path.size() > name.size() ? path.substr(name.size() + 1) : std::string_view();
  context.set(name, with_entry(inner ? feel::Value(*inner) : feel::Value(), rest, value));
  return context;
}

}  // namespace drivetrain::decisions::dmn
