# casebook_module(NAME USES module... LIBRARIES library... PRECOMPILED header...) makes the static library casebook_NAME out of
# src/NAME/*.cpp. PRECOMPILED: what nearly all of its files read, read once: three quarters of compiling were the same headers again.
#
# A header is included as "search/suggest.h". Each module offers its headers through a folder that holds only a
# link to itself, so that a module sees exactly what it links: an include against the direction
# base <- domain <- {content, render, search, store} <- app <- {web, cli} does not compile.
function(casebook_module name)
    cmake_parse_arguments(module "" "" "USES;LIBRARIES;PRECOMPILED" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp
                                        ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*/*.cpp)
    add_library(casebook_${name} STATIC ${sources})
    set(view ${PROJECT_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${view})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${name} ${view}/${name} SYMBOLIC)
    target_include_directories(casebook_${name} PUBLIC ${view})
    list(TRANSFORM module_USES PREPEND casebook_)
    target_link_libraries(casebook_${name} PUBLIC ${module_USES} PRIVATE ${module_LIBRARIES})
    casebook_warnings(casebook_${name})
    if(module_PRECOMPILED)
        target_precompile_headers(casebook_${name} PRIVATE ${module_PRECOMPILED})
    endif()
endfunction()

function(casebook_warnings target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion -Werror=return-type)
endfunction()

# Dev builds compile the files of a module six at a time (CMAKE_UNITY_BUILD in CMakePresets.json): from nothing that takes a third of the
# time, as the same headers are read once for six. Names in anonymous namespaces then have to be a file's own within its module;
# files that share some with others, kConstants mostly, are compiled by themselves. "redefinition of" in a dev build means: rename, or add the file here.
function(casebook_compile_alone)
    set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
