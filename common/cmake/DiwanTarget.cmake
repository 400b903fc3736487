# SPDX-License-Identifier: GPL-2.0-or-later
# What every target of the project has in common: C++20, private warnings, sanitizers where the preset asks for them.

option(DIWAN_WARNINGS_AS_ERRORS "Fail the build on a warning" OFF)
set(DIWAN_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
option(DIWAN_LIBFUZZER "Build for clang's libFuzzer: its instrumentation everywhere, its main in the fuzz targets" OFF)

function(diwan_target target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
      -Wno-missing-field-initializers>)
  if(DIWAN_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
  endif()
  if(DIWAN_SANITIZE)
    # The library's own checks see what the sanitizers cannot: an index behind the end of a view, inside of its memory.
    target_compile_definitions(${target} PRIVATE _GLIBCXX_ASSERTIONS)
    target_compile_options(${target} PRIVATE
      -fsanitize=${DIWAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${DIWAN_SANITIZE})
  endif()
  if(DIWAN_LIBFUZZER)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=fuzzer-no-link>)
  endif()
endfunction()

# One module of libdiwan: diwan_module(NAME SOURCES ... LIBRARIES ...). An object library `diwan_NAME`, so that a
# module's tests build without its siblings; its libraries stay private to it.
function(diwan_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_library(diwan_${name} OBJECT ${arg_SOURCES})
  diwan_target(diwan_${name})
  target_include_directories(diwan_${name} PUBLIC
    ${PROJECT_SOURCE_DIR}/common/include ${PROJECT_BINARY_DIR}/common/include ${PROJECT_SOURCE_DIR}/common/src)
  target_link_libraries(diwan_${name} PUBLIC ${arg_LIBRARIES})
endfunction()
