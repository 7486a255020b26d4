# What a package holds: the binary, the service, settings, completions, the sample company. `./dev package` makes the .deb.
if(CMAKE_INSTALL_PREFIX_INITIALIZED_TO_DEFAULT)
  set(CMAKE_INSTALL_PREFIX /usr CACHE PATH "where the package puts the binary" FORCE)
endif()
set(COMPLETIONS ${CMAKE_BINARY_DIR}/completions)
file(MAKE_DIRECTORY ${COMPLETIONS})
add_custom_target(completions
  COMMAND $<TARGET_FILE:drivetrain> completion bash > ${COMPLETIONS}/drivetrain
  COMMAND $<TARGET_FILE:drivetrain> completion zsh > ${COMPLETIONS}/_drivetrain
  COMMAND $<TARGET_FILE:drivetrain> completion fish > ${COMPLETIONS}/drivetrain.fish
  DEPENDS drivetrain VERBATIM)

install(TARGETS drivetrain RUNTIME DESTINATION bin)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/drivetrain.service DESTINATION /usr/lib/systemd/system)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/drivetrain.sysusers DESTINATION /usr/lib/sysusers.d RENAME drivetrain.conf)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/drivetrain.yaml DESTINATION /etc/drivetrain)
install(FILES ${COMPLETIONS}/drivetrain DESTINATION share/bash-completion/completions)
install(FILES ${COMPLETIONS}/_drivetrain DESTINATION share/zsh/vendor-completions)
install(FILES ${COMPLETIONS}/drivetrain.fish DESTINATION share/fish/vendor_completions.d)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/models/tarnwick DESTINATION share/drivetrain/models)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/drivetrain RENAME copyright)
install(FILES ${CMAKE_SOURCE_DIR}/CHANGELOG.md DESTINATION share/doc/drivetrain)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME drivetrain)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "operating-model engine: compiles, runs, measures and corrects how a company works")
set(CPACK_PACKAGE_CONTACT "Drivetrain <drivetrain@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "tzdata, passwd")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/packaging/deb/postinst ${CMAKE_SOURCE_DIR}/packaging/deb/prerm
  ${CMAKE_SOURCE_DIR}/packaging/deb/postrm ${CMAKE_SOURCE_DIR}/packaging/deb/conffiles)
include(CPack)
