# casebook_embed_assets(TARGET): how the program finds templates/ and static/.
#
# release: the files are put inside the binary (one assembler .incbin each), so that it is all a machine needs.
# otherwise: the folders' paths, and the files are read anew on each request.
function(casebook_embed_assets target)
    set(generated ${PROJECT_BINARY_DIR}/embedded_assets.cpp)
    if(NOT CASEBOOK_EMBED_ASSETS)
        target_compile_definitions(${target} PRIVATE CASEBOOK_ASSET_FOLDER="${PROJECT_SOURCE_DIR}")
        return()
    endif()
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
         ${PROJECT_SOURCE_DIR}/templates/*.html ${PROJECT_SOURCE_DIR}/templates/*.json ${PROJECT_SOURCE_DIR}/static/*)
    set(declarations "")
    set(rows "")
    set(number 0)
    set(paths "")
    foreach(file IN LISTS files)
        set(symbol casebook_asset_${number})
        string(APPEND declarations
"__asm__(\".section .rodata\\n${symbol}: .incbin \\\"${PROJECT_SOURCE_DIR}/${file}\\\"\\n${symbol}_end: .byte 0\\n.previous\\n\");\n"
"extern const char ${symbol}[] __asm__(\"${symbol}\");\nextern const char ${symbol}_end[] __asm__(\"${symbol}_end\");\n")
        string(APPEND rows "    {\"${file}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
        list(APPEND paths ${PROJECT_SOURCE_DIR}/${file})
        math(EXPR number "${number} + 1")
    endforeach()
    file(GENERATE OUTPUT ${generated} CONTENT
"// Made by cmake/embed_assets.cmake.
#include \"web/embedded_assets.h\"

${declarations}
namespace casebook::web {

std::map<std::string, std::string_view> embedded_assets() {
    return {
${rows}    };
}

}  // namespace casebook::web
")
    target_sources(${target} PRIVATE ${generated})
    set_source_files_properties(${generated} PROPERTIES OBJECT_DEPENDS "${paths}")
endfunction()
