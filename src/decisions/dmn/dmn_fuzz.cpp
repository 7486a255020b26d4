// Fuzzing decisions: any bytes give a model or findings that can be shown; whatever compiles is evaluated, in both modes, and every
// warning has a place. A model is read, written back as XML, and read again as the same.
#include <cstdint>
#include <cstdlib>

#include "base/render_diagnostic.h"
#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/explanation.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace drivetrain;
  namespace dmn = decisions::dmn;
  SourceText source("a.dmn", std::string(reinterpret_cast<char const*>(data), size));
  Diagnostics findings;
  std::shared_ptr<notation::DmnDefinitions const> definitions = notation::read_dmn(source, findings);
  if (definitions) {
    Diagnostics of_second;
    auto again = notation::read_dmn(SourceText("b.dmn", notation::write_xml(*definitions->xml)), of_second);
    if (!again || !notation::same_content(*definitions->xml, *again->xml)) std::abort();
    std::vector models{definitions};
    for (auto mode : {dmn::Mode::strict, dmn::Mode::lenient}) {
      auto model = dmn::compile(models, {.mode = mode}, findings);
      if (!model) continue;
      std::vector<dmn::Input> inputs;
      for (auto const& node : model->nodes())
        if (node.kind == notation::DmnKind::input_data) inputs.push_back({node.name, {}, inputs.size() % 2 ? feel::Value("a") : feel::Value(7)});
      // Telling is bounded for each evaluation, and slow under sanitizers: a model that tells much is not told of at every node.
      std::size_t told = 0;
      for (std::uint32_t node = 0; node < model->nodes().size() && node < 32 && told < (1u << 20); ++node) {
        auto outcome = model->evaluate(node, inputs, {});
        (void)dmn::explain(*model, outcome);
        JsonWriter json;
        dmn::write_json(json, *model, outcome, dmn::Telling::all);
        told += json.text().size();
      }
    }
  }
  render_text(findings, [&](std::string_view) { return &source; });
  return 0;
}
