# Puts the built web UI into the binary: every file of the dist folder, compressed, becomes part of one generated .cpp
# (see src/platform/embedded_files.h). Without a dist folder the list is empty, and the server says how to build the UI.
set(DRIVETRAIN_WEB_DIST ${CMAKE_SOURCE_DIR}/src/web/dist CACHE PATH "folder with the built web UI")
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_program(BROTLI brotli REQUIRED)

function(embed_web TARGET)
  set(GENERATED ${CMAKE_BINARY_DIR}/generated)
  file(GLOB_RECURSE WEB_FILES CONFIGURE_DEPENDS ${DRIVETRAIN_WEB_DIST}/*)
  # A file that disappears changes only this list; written when different, it makes the generator run again.
  file(CONFIGURE OUTPUT ${GENERATED}/web_files.txt CONTENT "${WEB_FILES}\n")
  add_custom_command(
    OUTPUT ${GENERATED}/embedded_files.cpp
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_web.py ${DRIVETRAIN_WEB_DIST} ${GENERATED} ${BROTLI}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_web.py ${GENERATED}/web_files.txt ${WEB_FILES}
    COMMENT "Embedding the web UI" VERBATIM)
  target_sources(${TARGET} PRIVATE ${GENERATED}/embedded_files.cpp)
  set_source_files_properties(${GENERATED}/embedded_files.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
