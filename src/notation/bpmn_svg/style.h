// How a drawn process looks: one short class a part of the notation. Starts are green, ends red, what happens in between and what divides the way
// amber; everything also differs in form, so that nothing is told by colour alone.
#pragma once

#include <string_view>

namespace drivetrain::notation::picture {

/// Light and dark from the reader's own setting; a page that embeds the picture may set `color` and the rest by the same class names.
inline constexpr std::string_view style = R"(<style>
.dt-bpmn{color:#1d2939;font-family:"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif;font-size:12px}
.dt-bpmn .bg{fill:#fff}
.dt-bpmn .t{fill:currentColor;text-anchor:middle}
.dt-bpmn .s{text-anchor:start}
.dt-bpmn .h{text-anchor:start;font-size:16px;font-weight:600}
.dt-bpmn .c{font-weight:600}
.dt-bpmn .l{fill:currentColor;text-anchor:middle;font-size:11.5px;stroke:#fff;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
.dt-bpmn .ta{fill:#f9fbfe;stroke:#475a70;stroke-width:1.5}
.dt-bpmn .sp{fill:#f5f8fc;fill-opacity:.75;stroke:#475a70;stroke-width:1.5}
.dt-bpmn .ca{stroke-width:3.6}
.dt-bpmn .do{stroke-dasharray:2 4;stroke-linecap:round}
.dt-bpmn .fr{fill:none;stroke:#475a70;stroke-width:1.2}
.dt-bpmn .es{fill:#eaf7ef;stroke:#2c8051;stroke-width:1.6}
.dt-bpmn .em{fill:#fdf8ea;stroke:#93702a;stroke-width:1.4}
.dt-bpmn .ee{fill:#fcecec;stroke:#ad3434;stroke-width:3.2}
.dt-bpmn .r{fill:none}
.dt-bpmn .da{stroke-dasharray:5 3.4}
.dt-bpmn .g{fill:#fff6dd;stroke:#a07217;stroke-width:1.6;stroke-linejoin:round}
.dt-bpmn .gm{fill:none;stroke:#6e4d0c;stroke-width:2.8;stroke-linecap:round}
.dt-bpmn .gr{fill:none;stroke:#a07217;stroke-width:1.1}
.dt-bpmn .i{fill:none;stroke:currentColor;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
.dt-bpmn .f{fill:#fff}
.dt-bpmn .b{stroke-width:2.4}
.dt-bpmn .k{fill:currentColor;stroke:currentColor;stroke-width:1;stroke-linejoin:round}
.dt-bpmn .q{fill-opacity:.28}
.dt-bpmn .n{fill:none;stroke:#fff;stroke-width:1.7;stroke-linejoin:round}
.dt-bpmn .po{fill:#fff;stroke:#7c8a9a;stroke-width:1.5}
.dt-bpmn .hd{fill:#e9eff6;stroke:#7c8a9a;stroke-width:1.5}
.dt-bpmn .la{fill:none;stroke:#a9b4c0;stroke-width:1.1}
.dt-bpmn .lh{fill:#f3f6fa;stroke:#a9b4c0;stroke-width:1.1}
.dt-bpmn .gp{fill:none;stroke:#7c8a9a;stroke-width:1.5;stroke-dasharray:9 4 2 4}
.dt-bpmn .dt{fill:#f4f6f9;stroke:#5d6d7e;stroke-width:1.3;stroke-linejoin:round}
.dt-bpmn .no{fill:none;stroke:#7c8a9a;stroke-width:1.5}
.dt-bpmn .e{fill:none;stroke:#475a70;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
.dt-bpmn .ah{fill:#475a70;stroke:#475a70;stroke-width:1;stroke-linejoin:round}
.dt-bpmn .cd,.dt-bpmn .mo{fill:#fff;stroke:#475a70;stroke-width:1.3;stroke-linejoin:round}
.dt-bpmn .mf{stroke-dasharray:8 5;stroke-linecap:butt}
.dt-bpmn .as{stroke:#7c8a9a;stroke-dasharray:1 4}
@media (prefers-color-scheme:dark){
.dt-bpmn{color:#e4eaf1}
.dt-bpmn .bg,.dt-bpmn .po{fill:#11171e}
.dt-bpmn .l{stroke:#11171e}
.dt-bpmn .ta{fill:#1b2530;stroke:#9db0c4}
.dt-bpmn .sp{fill:#17202a;stroke:#9db0c4}
.dt-bpmn .fr,.dt-bpmn .e{stroke:#9db0c4}
.dt-bpmn .es{fill:#12291c;stroke:#5fc088}
.dt-bpmn .em{fill:#2a2413;stroke:#d3b066}
.dt-bpmn .ee{fill:#331a1a;stroke:#ec8080}
.dt-bpmn .r{fill:none}
.dt-bpmn .g{fill:#2e2611;stroke:#dcb04f}
.dt-bpmn .gm{stroke:#f0d594}
.dt-bpmn .gr{stroke:#dcb04f}
.dt-bpmn .f,.dt-bpmn .cd,.dt-bpmn .mo{fill:#11171e}
.dt-bpmn .n{stroke:#11171e}
.dt-bpmn .hd{fill:#212c38;stroke:#6d7c8c}
.dt-bpmn .lh{fill:#18212b;stroke:#4c5967}
.dt-bpmn .la{stroke:#4c5967}
.dt-bpmn .po,.dt-bpmn .gp,.dt-bpmn .no,.dt-bpmn .as{stroke:#8796a6}
.dt-bpmn .dt{fill:#1d2732;stroke:#9aa9b9}
.dt-bpmn .ah{fill:#9db0c4;stroke:#9db0c4}
.dt-bpmn .cd,.dt-bpmn .mo{stroke:#9db0c4}
}
</style>
)";

}  // namespace drivetrain::notation::picture
