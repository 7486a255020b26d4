// Finding the kind of a document (see catalogue.h).
#include "notation/catalogue.h"

#include <algorithm>

#include "base/text.h"
#include "notation/clipped.h"

namespace drivetrain::notation {

void Catalogue::add(DeclarationInfo const& kind) {
  DT_ASSERT(kind.is_kind && !find(kind.name));
  kinds_.push_back(&kind);
}

DeclarationInfo const* Catalogue::find(std::string_view kind) const {
  auto at = std::find_if(kinds_.begin(), kinds_.end(), [&](auto const* info) { return info->name == kind; });
  return at == kinds_.end() ? nullptr : *at;
}

void DocumentReader::read(YamlNode const& document) {
  if (document.kind == YamlKind::null) return;  // an empty document between two --- lines
  auto kind = document.find_entry("kind");
  if (!kind || kind->value.kind != YamlKind::scalar) {
    diagnostics_.add({.code = "DT-R026",
                      .span = kind ? kind->key_span : Span{document.span.file, document.span.begin, document.span.begin},
                      .message = "the document does not say its kind",
                      .help = "a document has apiVersion, kind, metadata and spec; kind is a word such as Decision"});
    return;
  }
  if (auto reader = readers_.find(kind->value.text); reader != readers_.end()) return reader->second(document);
  std::vector<std::string> names;
  for (auto const* info : catalogue_.kinds()) names.push_back(info->name);
  auto meant = nearest(kind->value.text, names);
  diagnostics_.add({.code = "DT-R026",
                    .span = kind->value.span,
                    .message = "there is no kind " + clipped(kind->value.text),
                    .help = meant ? "did you mean " + *meant + "?" : "the kinds are " + join(names, ", ")});
}

bool DocumentReader::is_first(std::string const& kind, Header const& header) {
  if (header.id.empty()) return false;
  bool single = std::find(single_.begin(), single_.end(), kind) != single_.end();
  auto [first, is_new] = defined_[kind].emplace(single ? "" : header.id, header.id_span);
  if (is_new) return true;
  diagnostics_.add({.code = "DT-R001",
                    .span = header.id_span,
                    .message = single ? "a model has one " + kind + ", and this is a second" : kind + " " + header.id + " is defined twice",
                    .why = "whoever refers to it cannot know which of the two is meant",
                    .help = "give one of them another id, or delete it",
                    .notes = {{first->second, "it is defined here first"}},
                    .subject = header.id});
  return false;
}

Span const* DocumentReader::definition(std::string_view kind, std::string_view id) const {
  auto of_kind = defined_.find(kind);
  if (of_kind == defined_.end()) return nullptr;
  auto at = of_kind->second.find(id);
  return at == of_kind->second.end() ? nullptr : &at->second;
}

}  // namespace drivetrain::notation
