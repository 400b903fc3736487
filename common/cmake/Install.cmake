# SPDX-License-Identifier: GPL-2.0-or-later
# What `cmake --install` gives of the library: headers, libdiwan, a CMake package and a pkg-config file.
include(CMakePackageConfigHelpers)

set(DIWAN_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/diwan)

install(TARGETS diwan EXPORT diwanTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/diwan ${CMAKE_CURRENT_BINARY_DIR}/include/diwan
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.hpp)

install(EXPORT diwanTargets NAMESPACE diwan:: DESTINATION ${DIWAN_CMAKE_DIR})
configure_package_config_file(cmake/diwanConfig.cmake.in diwanConfig.cmake INSTALL_DESTINATION ${DIWAN_CMAKE_DIR})
write_basic_package_version_file(diwanConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/diwanConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/diwanConfigVersion.cmake
  cmake/FindLibstemmer.cmake
  DESTINATION ${DIWAN_CMAKE_DIR})

# Written with the path from the pkg-config file up to the prefix, so that an installed tree may be moved.
file(RELATIVE_PATH DIWAN_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" DIWAN_PC_PREFIX "${DIWAN_PC_PREFIX}")
# A static libdiwan needs its libraries named to whoever links it; they themselves are linked as shared ones.
if(BUILD_SHARED_LIBS)
  set(DIWAN_PC_PRIVATE .private)
  set(DIWAN_PC_LIBS "")
else()
  set(DIWAN_PC_PRIVATE "")
  set(DIWAN_PC_LIBS " -lstemmer -pthread")
endif()
configure_file(cmake/diwan.pc.in diwan.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/diwan.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# A program is installed under a name of its own: Debian's sphinxsearch owns /usr/bin/indexer.
# diwan_install_program(TARGET)
function(diwan_install_program target)
  if(BUILD_SHARED_LIBS)
    # Renaming leaves the run path as it was built: one that is right in the build tree and in the installed one.
    file(RELATIVE_PATH to_library /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
    set_target_properties(${target} PROPERTIES
      BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH "$ORIGIN/${to_library};$ORIGIN/../common")
  endif()
  install(PROGRAMS $<TARGET_FILE:${target}> DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME diwan-${target})
endfunction()
