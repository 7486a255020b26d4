// Declaration: each kind of the model is declared once, as a list of its fields; the reader, the JSON Schema, the docs page
// and the TypeScript type all come from that list (declared.h). This front end only turns members into list entries.
//
//   struct Objective { Header header; Decimal weight; Ref<Role> owner; std::vector<Ref<Kpi>> kpis; };
//   inline void declare(Declaration<Objective>& d) {
//     d.kind("Objective", "What operations must achieve, with its weight among its siblings.");
//     d.field("weight", &Objective::weight, "Share of 100 among the objectives under the same parent.").required().range(0, 100);
//     d.field("owner", &Objective::owner, "The one role that is accountable.");
//   }
//
// Members may be: bool, integers, std::string, Text (string with its span), Decimal, Duration, Date, TimeOfDay, Formula (FEEL,
// compiled later with its scope), Ref<T> (T may be incomplete; its name is the kind's), enums (with enum_names, see written.h),
// YamlNode (anything), Located<> of a plain value, std::optional, std::vector and std::map<std::string, …> of these, and nested
// structs that have a declare() of their own (with about() in place of kind()). A nested struct's member `Span span` is set to
// where the group stands. A kind's struct has a member `Header header` and, if Ref<> is to find it, the name of its kind.
#pragma once

#include <concepts>
#include <limits>
#include <map>
#include <type_traits>
#include <utility>

#include "notation/declared.h"

namespace drivetrain::notation {

namespace declaration_detail {

template <class T>
constexpr std::string_view pretty_name() {
  return __PRETTY_FUNCTION__;
}

/// Name of a type without its namespaces; works for incomplete types.
template <class T>
constexpr std::string_view type_name() {
  auto pretty = pretty_name<T>();  // g++ "… [with T = a::B; std::string_view = …]", clang "… [T = a::B]"
  auto begin = pretty.find("T = ") + 4;
  auto end = pretty.find_first_of(";]", begin);
  auto full = pretty.substr(begin, end - begin);
  auto colon = full.rfind(':');
  return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

template <class T>
struct parts {
  static constexpr bool list = false, map = false, optional = false, reference = false, located = false;
};
template <class T>
struct parts<std::vector<T>> : parts<void> {
  static constexpr bool list = true;
};
template <class T>
struct parts<std::map<std::string, T>> : parts<void> {
  static constexpr bool map = true;
};
template <class T>
struct parts<std::optional<T>> : parts<void> {
  static constexpr bool optional = true;
};
template <class T>
struct parts<Located<T>> : parts<void> {
  static constexpr bool located = true;
};
template <class T>
struct parts<Ref<T>> : parts<void> {
  static constexpr bool reference = true;
  using target = T;
};

}  // namespace declaration_detail

/// The declaration of T as a list, built once. T has a declare().
template <class T>
ObjectInfo const& describe();

template <class M>
TypeInfo type_of() {
  using namespace declaration_detail;
  TypeInfo info;
  if constexpr (parts<M>::optional)
    return type_of<typename M::value_type>();
  else if constexpr (parts<M>::located)
    return type_of<decltype(M::value)>();
  else if constexpr (parts<M>::list) {
    info.shape = Shape::list;
    info.element = std::make_shared<TypeInfo>(type_of<typename M::value_type>());
  } else if constexpr (parts<M>::map) {
    info.shape = Shape::map;
    info.element = std::make_shared<TypeInfo>(type_of<typename M::mapped_type>());
  } else if constexpr (parts<M>::reference) {
    info.shape = Shape::reference;
    info.target_kind = type_name<typename parts<M>::target>();
  } else if constexpr (std::is_enum_v<M>) {
    info.shape = Shape::choice;
    info.choices = enum_names(M{});
  } else if constexpr (std::is_same_v<M, bool>)
    info.shape = Shape::flag;
  else if constexpr (std::is_integral_v<M>)
    info.shape = Shape::integer;
  else if constexpr (std::is_same_v<M, Decimal>)
    info.shape = Shape::number;
  else if constexpr (std::is_same_v<M, std::string> || std::is_same_v<M, Text>)
    info.shape = Shape::text;
  else if constexpr (std::is_same_v<M, Formula>)
    info.shape = Shape::formula;
  else if constexpr (std::is_same_v<M, Date>)
    info.shape = Shape::date;
  else if constexpr (std::is_same_v<M, Duration>)
    info.shape = Shape::duration;
  else if constexpr (std::is_same_v<M, TimeOfDay>)
    info.shape = Shape::time_of_day;
  else if constexpr (std::is_same_v<M, YamlNode>)
    info.shape = Shape::anything;
  else {
    info.shape = Shape::object;
    info.object = &describe<M>;
  }
  return info;
}

template <class M>
bool read_value(YamlNode const& node, FieldInfo const& field, ReadContext& context, M& out) {
  using namespace declaration_detail;
  if constexpr (parts<M>::optional) {
    if (!read_value(node, field, context, out.emplace())) out.reset();
    return out.has_value();
  } else if constexpr (parts<M>::located) {
    out.span = node.span;
    return read_value(node, field, context, out.value);
  } else if constexpr (parts<M>::list) {
    return read_list(node, field, context, [&](YamlNode const& item) {
      typename M::value_type element{};
      if (!read_value(item, field, context, element)) return false;
      out.push_back(std::move(element));
      return true;
    });
  } else if constexpr (parts<M>::map) {
    return read_map(node, field, context, [&](YamlEntry const& entry) {
      typename M::mapped_type element{};
      return read_value(entry.value, field, context, element) && out.emplace(entry.key, std::move(element)).second;
    });
  } else if constexpr (parts<M>::reference) {
    out.span = node.span;
    return read_reference(node, field, context, type_name<typename parts<M>::target>(), out.id.value);
  } else if constexpr (std::is_enum_v<M>) {
    static auto const choices = enum_names(M{});
    long value = 0;
    if (!read_choice(node, context, choices, value)) return false;
    out = static_cast<M>(value);
    return true;
  } else if constexpr (std::is_same_v<M, bool>)
    return read_flag(node, field, context, out);
  else if constexpr (std::is_integral_v<M>) {
    static_assert(sizeof(M) < sizeof(std::int64_t) || std::is_signed_v<M>, "std::uint64_t cannot be declared");
    std::int64_t value = 0;
    if (!read_integer(node, field, context, std::numeric_limits<M>::min(), std::numeric_limits<M>::max(), value)) return false;
    out = static_cast<M>(value);
    return true;
  } else if constexpr (std::is_same_v<M, Decimal>)
    return read_number(node, field, context, out);
  else if constexpr (std::is_same_v<M, std::string>)
    return read_text(node, field, context, out);
  else if constexpr (std::is_same_v<M, Text>) {
    out.span = node.span;
    return read_text(node, field, context, out.value);
  } else if constexpr (std::is_same_v<M, Formula>)
    return read_formula(node, field, context, out);
  else if constexpr (std::is_same_v<M, Date>)
    return read_date(node, field, context, out);
  else if constexpr (std::is_same_v<M, Duration>)
    return read_duration(node, field, context, out);
  else if constexpr (std::is_same_v<M, TimeOfDay>)
    return read_time_of_day(node, field, context, out);
  else if constexpr (std::is_same_v<M, YamlNode>) {
    out = node;
    return true;
  } else {
    if constexpr (requires {
                    { out.span } -> std::same_as<Span&>;
                  })
      out.span = node.span;
    return read_object(describe<M>(), node, node.span, context, &out);
  }
}

/// What follows field(…): each call narrows the field just declared.
class FieldOptions {
 public:
  explicit FieldOptions(FieldInfo& field) : field_(field) {}
  /// Must be written, and not be empty.
  FieldOptions& required() { return field_.required = true, *this; }
  /// Of numbers (also inside lists): both ends are allowed.
  FieldOptions& range(Decimal minimum, Decimal maximum) { return field_.minimum = minimum, field_.maximum = maximum, *this; }
  FieldOptions& at_least(Decimal minimum) { return field_.minimum = minimum, *this; }
  /// Of text: the only words allowed (prefer an enum when C++ asks for the value).
  FieldOptions& one_of(std::vector<std::string> words) { return field_.words = std::move(words), *this; }
  /// Of a Ref: words that may stand instead of an id ("next-band"); they are kept in the id but are not references.
  FieldOptions& or_words(std::vector<std::string> words) { return field_.words = std::move(words), *this; }
  /// Of a list: a single item may stand without brackets.
  FieldOptions& one_or_many() { return field_.one_or_many = true, *this; }
  /// Of one field of a nested group: a plain value in place of the group is this field.
  FieldOptions& stands_for_group() { return field_.stands_for_group = true, *this; }
  /// For the docs: what holds when the field is absent. The C++ member must be initialised so.
  FieldOptions& fallback(std::string text) { return field_.fallback = std::move(text), *this; }
  FieldOptions& example(std::string yaml) { return field_.example = std::move(yaml), *this; }

 private:
  FieldInfo& field_;
};

template <class T>
class Declaration {
 public:
  explicit Declaration(ObjectInfo& info) : info_(info) {}
  /// `name` is the struct's own name, so that Ref<T> knows the kind of an incomplete T; a kind that nothing refers to may differ.
  void kind(std::string_view name, std::string_view doc) {
    info_.is_kind = true;
    info_.name = name;
    info_.doc = doc;
  }
  /// Of a nested group.
  void about(std::string_view doc) { info_.doc = doc; }
  template <class M, class Owner>
    requires std::derived_from<T, Owner>
  FieldOptions field(std::string_view key, M Owner::* member, std::string_view doc) {
    DT_ASSERT(!info_.find(key));
    auto& field = info_.fields.emplace_back();
    field.key = key, field.doc = doc, field.type = type_of<M>();
    field.read = [member](YamlNode const& node, FieldInfo const& self, ReadContext& context, void* object) {
      return read_value(node, self, context, static_cast<T*>(object)->*member);
    };
    return FieldOptions(field);
  }
  void exactly_one_of(std::vector<std::string> keys) { info_.exactly_one_of.push_back(std::move(keys)); }
  void at_least_one_of(std::vector<std::string> keys) { info_.at_least_one_of.push_back(std::move(keys)); }

 private:
  ObjectInfo& info_;
};

template <class T>
ObjectInfo const& describe() {
  static ObjectInfo const info = [] {
    ObjectInfo built;
    built.name = declaration_detail::type_name<T>();
    Declaration<T> declaration(built);
    declare(declaration);
    return built;
  }();
  return info;
}

/// Reads a whole document of T's kind. Never stops at the first finding; what could not be read keeps its default.
template <class T>
T read(YamlNode const& document, Diagnostics& diagnostics, std::vector<ReferenceUse>* references = nullptr) {
  T value{};
  read_document(describe<T>(), document, value.header, &value, diagnostics, references);
  return value;
}

/// The enumerator's name as written in files; empty for a value without one.
template <class Enum>
  requires std::is_enum_v<Enum>
std::string enum_name(Enum value) {
  for (auto const& entry : enum_names(value))
    if (entry.value == static_cast<long>(value)) return entry.name;
  return {};
}

}  // namespace drivetrain::notation
