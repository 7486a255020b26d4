// Writing test cases in the kit's format (see kit.h).
#include "notation/dmn/kit.h"

namespace drivetrain::notation {

namespace {

void put_text(std::string& xml, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '&': xml += "&amp;"; break;
      case '"': xml += "&quot;"; break;
      case '\n': xml += "&#10;"; break;
      case '\r': xml += "&#13;"; break;
      case '\t': xml += "&#9;"; break;
      default: xml += c;
    }
  }
}

void put_attribute(std::string& xml, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  xml += " ", xml += name, xml += "=\"";
  put_text(xml, value);
  xml += "\"";
}

void put_value(std::string& xml, KitValue const& value, std::string const& indent) {
  switch (value.form) {
    case KitValue::Form::null: xml += indent + "<value xsi:nil=\"true\"/>\n"; break;
    case KitValue::Form::simple:
      xml += indent + "<value";
      if (!value.type.empty()) put_attribute(xml, "xsi:type", "xsd:" + value.type);
      xml += ">";
      put_text(xml, value.text);
      xml += "</value>\n";
      break;
    case KitValue::Form::list:
      xml += indent + "<list>\n";
      for (auto const& [name, part] : value.parts) {
        xml += indent + "  <item>\n";
        put_value(xml, part, indent + "    ");
        xml += indent + "  </item>\n";
      }
      xml += indent + "</list>\n";
      break;
    case KitValue::Form::context:
      for (auto const& [name, part] : value.parts) {
        xml += indent + "<component";
        put_attribute(xml, "name", name);
        xml += ">\n";
        put_value(xml, part, indent + "  ");
        xml += indent + "</component>\n";
      }
      break;
  }
}

KitValue simple(std::string type, feel::Value const& value) { return {KitValue::Form::simple, feel::to_plain_text(value), std::move(type), {}}; }

}  // namespace

KitValue kit_value_of(feel::Value const& value) {
  using feel::Kind;
  switch (value.kind()) {
    case Kind::null: return {};
    case Kind::boolean: return simple("boolean", value);
    case Kind::number: return simple("decimal", value);
    case Kind::date: return simple("date", value);
    case Kind::time: return simple("time", value);
    case Kind::date_time: return simple("dateTime", value);
    case Kind::days_duration:
    case Kind::months_duration: return simple("duration", value);
    case Kind::list: {
      KitValue list{KitValue::Form::list, {}, {}, {}};
      for (auto const& item : value.list()) list.parts.push_back({{}, kit_value_of(item)});
      return list;
    }
    case Kind::context: {
      KitValue context{KitValue::Form::context, {}, {}, {}};
      for (auto const& [name, entry] : value.context().entries()) context.parts.push_back({name, kit_value_of(entry)});
      return context;
    }
    default: return simple("string", value);
  }
}

std::string write_kit(KitFile const& file) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testCases xmlns=\"http://www.omg.org/spec/DMN/20160719/testcase\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\n"
      "  <modelName>";
  put_text(xml, file.model_name);
  xml += "</modelName>\n";
  if (!file.labels.empty()) {
    xml += "  <labels>\n";
    for (auto const& label : file.labels) xml += "    <label>", put_text(xml, label), xml += "</label>\n";
    xml += "  </labels>\n";
  }
  for (auto const& test : file.cases) {
    xml += "  <testCase";
    put_attribute(xml, "id", test.id), put_attribute(xml, "type", test.type), put_attribute(xml, "invocableName", test.invocable), put_attribute(xml, "namespace", test.space);
    xml += ">\n";
    if (!test.description.empty()) xml += "    <description>", put_text(xml, test.description), xml += "</description>\n";
    for (auto const& input : test.inputs) {
      xml += "    <inputNode";
      put_attribute(xml, "name", input.name), put_attribute(xml, "namespace", input.space);
      xml += ">\n";
      put_value(xml, input.value, "      ");
      xml += "    </inputNode>\n";
    }
    for (auto const& result : test.results) {
      xml += "    <resultNode";
      put_attribute(xml, "name", result.name), put_attribute(xml, "namespace", result.space);
      if (result.error) put_attribute(xml, "errorResult", "true");
      xml += ">\n      <expected>\n";
      put_value(xml, result.expected, "        ");
      xml += "      </expected>\n    </resultNode>\n";
    }
    xml += "  </testCase>\n";
  }
  return xml + "</testCases>\n";
}

}  // namespace drivetrain::notation
