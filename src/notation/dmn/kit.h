// Test cases in the format of the DMN Technology Compatibility Kit: inputs, and what decisions must then yield. The kit itself is read with
// it, and cases of one's own are written in it. Source: github.com/dmn-tck/tck, testCases.xsd.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "feel/type.h"
#include "feel/value.h"
#include "notation/xml.h"

namespace drivetrain::notation {

/// A value as written: `type` is the xsi:type without its prefix, empty when none is written.
struct KitPart;
struct KitValue {
  enum class Form { null, simple, context, list } form = Form::null;
  std::string text, type;
  std::vector<KitPart> parts;  ///< components with their names; items without
};
struct KitPart {
  std::string name;
  KitValue value;
};
struct KitInput {
  std::string name, space;
  KitValue value;
};
struct KitResult {
  std::string name, space;
  KitValue expected;
  bool error = false;  ///< errorResult: null, and the engine should say why
};
struct KitCase {
  std::string id, type, invocable, description, space;
  std::vector<KitInput> inputs;
  std::vector<KitResult> results;
  Span span;
};
struct KitFile {
  std::string model_name;
  std::vector<std::string> labels;
  std::vector<KitCase> cases;
};

/// Null pointer when the file is no test file (DT-R055) or no XML.
std::unique_ptr<KitFile> read_kit(SourceText const& source, Diagnostics& diagnostics);

/// The FEEL value; where no type is written, `hint` (the type of the input or decision; may be null) decides. Nothing when the text is
/// no value of that type.
std::optional<feel::Value> to_value(KitValue const& written, feel::Type const* hint);

/// As it is written in a test file; functions and ranges, which the format does not have, as text.
KitValue kit_value_of(feel::Value const& value);
/// The test file's XML. It reads back as it was.
std::string write_kit(KitFile const& file);

}  // namespace drivetrain::notation
