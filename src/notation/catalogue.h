// Catalogue: the kinds that a model may hold, and the reading of documents of any of them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "notation/declaration.h"

namespace drivetrain::notation {

/// In the order added, which is the order of the docs: from intent to action.
class Catalogue {
 public:
  template <class T>
  void add() {
    add(describe<T>());
  }
  void add(DeclarationInfo const& kind);
  /// Null pointer when no such kind was added.
  DeclarationInfo const* find(std::string_view kind) const;
  std::vector<DeclarationInfo const*> const& kinds() const { return kinds_; }

 private:
  std::vector<DeclarationInfo const*> kinds_;
};

/// Reads documents by their kind into what was bound to it, and gathers every reference on the way.
///   DocumentReader reader(diagnostics);
///   reader.bind(model.company);
///   reader.bind(model.roles);
///   for (auto const& document : read_yaml(source, diagnostics)) reader.read(document);
/// A document without a usable id (reported) is dropped; so is a second one of the same kind and id (DT-R001).
class DocumentReader {
 public:
  explicit DocumentReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
  DocumentReader(DocumentReader const&) = delete;
  DocumentReader& operator=(DocumentReader const&) = delete;
  /// Entities by id. The target must outlive the reader.
  template <class T>
  void bind(std::map<std::string, T>& into) {
    bind_each<T>([&into](T entity) {
      auto id = entity.header.id;
      into.emplace(std::move(id), std::move(entity));
    });
  }
  /// Entities in the order read.
  template <class T>
  void bind(std::vector<T>& into) {
    bind_each<T>([&into](T entity) { into.push_back(std::move(entity)); });
  }
  /// A kind of which a model has one document, such as Model: a second one is DT-R001 whatever its id.
  template <class T>
    requires requires(T t) { t.header.id; }
  void bind(T& into) {
    single_.push_back(describe<T>().name);
    bind_each<T>([&into](T entity) { into = std::move(entity); });
  }
  /// DT-R026 when the document has no kind or one that was not bound.
  void read(YamlNode const& document);
  Catalogue const& catalogue() const { return catalogue_; }
  std::vector<ReferenceUse> const& references() const { return references_; }
  /// Where an entity was defined; null pointer when there is none.
  Span const* definition(std::string_view kind, std::string_view id) const;

 private:
  template <class T, class Sink>
  void bind_each(Sink sink) {
    auto const& info = describe<T>();
    catalogue_.add(info);
    readers_[info.name] = [this, &info, sink](YamlNode const& document) {
      auto entity = notation::read<T>(document, diagnostics_, &references_);
      if (is_first(info.name, entity.header)) sink(std::move(entity));
    };
  }
  bool is_first(std::string const& kind, Header const& header);

  Diagnostics& diagnostics_;
  Catalogue catalogue_;
  std::map<std::string, std::function<void(YamlNode const&)>, std::less<>> readers_;
  std::vector<std::string> single_;
  std::map<std::string, std::map<std::string, Span, std::less<>>, std::less<>> defined_;
  std::vector<ReferenceUse> references_;
};

}  // namespace drivetrain::notation
