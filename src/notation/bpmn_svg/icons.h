// The small signs of BPMN's notation as path data on a square of 24 × 24. Source: BPMN 2.0.2 §7.2, §10.2 to §10.6.
#pragma once

#include <string_view>

#include "notation/bpmn.h"

namespace drivetrain::notation::picture::icons {

inline constexpr std::string_view envelope = "M2.5 5.5h19v13h-19z", envelope_flap = "M2.5 5.5l9.5 7.5 9.5-7.5";
inline constexpr std::string_view clock =
    "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19zM12 6v6.2l4.4 1.8M12 2.5v1.8M12 19.7v1.8M2.5 12h1.8M19.7 12h1.8M18.7 5.3l-1 1M6.3 "
    "17.7l-1 1M5.3 5.3l1 1M17.7 17.7l1 1";
inline constexpr std::string_view triangle = "M12 3.5l9 16H3z";
inline constexpr std::string_view lightning = "M4.5 20.5l4.6-15 5.4 8L19.500 3.5l-4.600 15.500-5.400-8z";
inline constexpr std::string_view arrow_up = "M12 2.5l7.500 18.500L12 14l-7.500 7z";
inline constexpr std::string_view sheet = "M5 2.500h14v19H5zM7.500 6.500h9M7.500 10.200h9M7.500 13.900h9M7.500 17.600h9";
inline constexpr std::string_view rewind = "M11.500 5v14l-9.500-7zM21.500 5v14l-9.500-7z";
inline constexpr std::string_view cross =
    "M4.500 7.600l3.100-3.100L12 8.900l4.400-4.400 3.100 3.100L15.100 12l4.400 4.400-3.100 3.100L12 15.100l-4.400 4.400-3.100-3.100L8.900 "
    "12z";
inline constexpr std::string_view link = "M2.500 9h10.500V4.500l8.500 7.500-8.500 7.500V15H2.500z";
inline constexpr std::string_view pentagon = "M12 2.800l9.200 6.900-3.500 10.800H6.300L2.800 9.700z";
inline constexpr std::string_view plus_outline = "M9.200 3h5.600v6.200H21v5.600h-6.200V21H9.200v-6.200H3V9.200h6.200z";

inline constexpr std::string_view person =
    "M12 11.800a4.400 4.400 0 1 0 0-8.800a4.400 4.400 0 0 0 0 8.800zM3.500 21.500c0-5 3-7.700 8.500-7.700s8.500 2.700 8.500 7.700z";
inline constexpr std::string_view gear =
    "M10.400 2h3.200l.5 2.800 2 .8 2.300-1.600 2.300 2.300-1.600 2.300.8 2 2.800.5v3.200l-2.800.5-.8 2 1.600 2.300-2.300 "
    "2.300-2.300-1.600-2 .8-.5 2.800h-3.200l-.5-2.800-2-.8-2.300 1.600-2.300-2.300"
    " 1.600-2.300-.8-2-2.800-.5v-3.200l2.800-.5.8-2-1.600-2.300 2.300-2.300 2.300 1.600 2-.8zM12 9a3.600 3.600 0 1 0 0 7.200a3.600 3.600 0 "
    "1 0 0-7.200z";
inline constexpr std::string_view scroll =
    "M7.500 2.500h13c-5 5.500 3 11-2.500 19h-13c5.500-8-2.500-13.500 2.500-19zM8.500 7h7M9 11h7.500M9.500 15.500h7";
inline constexpr std::string_view hand =
    "M2.500 13.500l4.700-6.300c.8-1 2.600.100 1.900 1.400L8 10.400h12c1.700 0 1.700 2.400 0 2.400h-6.500M20.300 12.800c1.600 0 1.600 2.300 "
    "0 2.300h-6.800M19.300 15.100c1.500 0 1.500 2.200 0 2.200h-5.800"
    "M17.800 17.300c1.400 0 1.400 2.200 0 2.200H7.500c-2.800 0-5-2.200-5-5z";
inline constexpr std::string_view table = "M2.500 4.500h19v15h-19zM2.500 9.500h19M2.500 14.500h19M9 9.500v10",
                                  table_head = "M2.500 4.500h19v5h-19z";

inline constexpr std::string_view loop = "M8.200 19.500a8.500 8.500 0 1 1 7 .4M8.200 19.500V14M8.200 19.500H3";
inline constexpr std::string_view parallel_bars = "M6 4v16M12 4v16M18 4v16", sequential_bars = "M4 6h16M4 12h16M4 18h16";
inline constexpr std::string_view tilde = "M3 14.500c2.500-6 6-4.500 9-2.500s6.500 3.500 9-2.500";
inline constexpr std::string_view plus_box = "M3 3h18v18H3zM12 7v10M7 12h10";
inline constexpr std::string_view data_arrow = "M2.500 9.500h10.500V5.500l8.500 6.500-8.500 6.500V14.500H2.500z";

/// Of an event's definition; empty for terminate, which is a filled circle.
constexpr std::string_view of(BpmnEventKind kind) {
  switch (kind) {
    case BpmnEventKind::message: return envelope;
    case BpmnEventKind::timer: return clock;
    case BpmnEventKind::signal: return triangle;
    case BpmnEventKind::error: return lightning;
    case BpmnEventKind::escalation: return arrow_up;
    case BpmnEventKind::conditional: return sheet;
    case BpmnEventKind::compensate: return rewind;
    case BpmnEventKind::cancel: return cross;
    case BpmnEventKind::link: return link;
    case BpmnEventKind::terminate: break;
  }
  return {};
}

}  // namespace drivetrain::notation::picture::icons
