# Puts the contract of the HTTP API into the binary as it is written (see src/app/api/contract.h): the server checks requests
# against the same text that people and the UI's type generator read.
function(embed_openapi TARGET)
  set(CONTRACT ${CMAKE_SOURCE_DIR}/src/app/api/openapi.yaml)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CONTRACT})
  file(READ ${CONTRACT} TEXT)
  # C++ allows no raw string beyond 64 KiB in every compiler: it is cut at the sections, and the pieces join.
  string(REPLACE "\ncomponents:\n" "\n)openapi\" R\"openapi(components:\n" TEXT "${TEXT}")
  string(REPLACE "\n  schemas:\n" "\n)openapi\" R\"openapi(  schemas:\n" TEXT "${TEXT}")
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/openapi.cpp @ONLY CONTENT [[
#include "app/api/contract.h"

namespace drivetrain::app::api {

std::string_view openapi_text() { return R"openapi(@TEXT@)openapi"; }

}  // namespace drivetrain::app::api
]])
  target_sources(${TARGET} PRIVATE ${CMAKE_BINARY_DIR}/generated/openapi.cpp)
  set_source_files_properties(${CMAKE_BINARY_DIR}/generated/openapi.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
