# Puts models/starter into the binary (see src/app/own_data/starter.h): what `drivetrain init` writes is the same folder that tests check.
function(embed_starter TARGET)
  set(FOLDER ${CMAKE_SOURCE_DIR}/models/starter)
  file(GLOB_RECURSE PATHS CONFIGURE_DEPENDS RELATIVE ${FOLDER} ${FOLDER}/*.yaml ${FOLDER}/*.bpmn)
  set(FILES "")
  foreach(PATH ${PATHS})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FOLDER}/${PATH})
    file(READ ${FOLDER}/${PATH} TEXT)
    string(APPEND FILES "    {\"${PATH}\", R\"starter(${TEXT})starter\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/starter.cpp @ONLY CONTENT [[
#include "app/own_data/starter.h"

namespace drivetrain::app::own_data {

std::map<std::string, std::string> const& starter_files() {
  static std::map<std::string, std::string> const files = {
@FILES@  };
  return files;
}

}  // namespace drivetrain::app::own_data
]])
  target_sources(${TARGET} PRIVATE ${CMAKE_BINARY_DIR}/generated/starter.cpp)
  set_source_files_properties(${CMAKE_BINARY_DIR}/generated/starter.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
