// Ids and references of one BPMN file: which ids there are, how a QName names one, which references lead nowhere.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "notation/bpmn.h"

namespace drivetrain::notation {

class BpmnIds {
 public:
  /// Collects the ids of all BPMN and diagram elements; DT-R034 for one that stands twice.
  BpmnIds(XmlNode const& definitions, Diagnostics& diagnostics);
  bool has(std::string_view id) const { return elements_.contains(std::string(id)); }
  /// The BPMN element of that id; null pointer when there is none.
  XmlNode const* find(std::string_view id) const;
  /// "tns:order" → "order". A prefix whose namespace is imported stays: the element is in another file.
  std::string local(std::string_view qualified_name) const;
  bool is_imported(std::string_view reference) const;
  /// Ids near enough to be meant; empty when none is.
  std::string meant(std::string_view reference) const;

 private:
  void collect(XmlNode const& node, Diagnostics& diagnostics);
  std::unordered_map<std::string, XmlNode const*> elements_;
  std::unordered_map<std::string, std::string> prefixes_;
  std::vector<std::string> imported_;
};

/// DT-R035 and DT-R036 over the whole tree.
void check_bpmn_references(BpmnDefinitions const& definitions, BpmnIds const& ids, Diagnostics& diagnostics);

}  // namespace drivetrain::notation
