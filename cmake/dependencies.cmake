# Everything that we did not write, found once. Each library has one home module, named on its line.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)                                                # base
find_package(spdlog REQUIRED)                                             # base (log)
find_package(nlohmann_json REQUIRED)                                      # web, app, cli (JSON at the edges)
find_package(CLI11 REQUIRED)                                              # cli
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)           # base (Unicode text)
pkg_check_modules(opencc REQUIRED IMPORTED_TARGET opencc)                 # base (regional words)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)                # base (fingerprints)
pkg_check_modules(archive REQUIRED IMPORTED_TARGET libarchive)            # app (backups)
pkg_check_modules(gmime REQUIRED gmime-3.0)                               # app (mail.cpp alone)
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-cpp)                 # content
pkg_check_modules(cmark REQUIRED IMPORTED_TARGET libcmark)                # render
pkg_check_modules(xapian REQUIRED IMPORTED_TARGET xapian-core)            # search
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)                  # search (packed entries)
pkg_check_modules(openssl REQUIRED IMPORTED_TARGET openssl)               # web (TLS of connections)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)                     # web (compressed answers)
pkg_check_modules(httplib IMPORTED_TARGET cpp-httplib)                    # tests only: a client

find_path(opencc_tables TWPhrasesRev.ocd2 PATHS /usr/share/opencc REQUIRED)  # base (regional words)

# SOCI ships no CMake config in Debian.
find_library(soci_core_library soci_core REQUIRED)                        # store
find_library(soci_sqlite3_library soci_sqlite3 REQUIRED)
find_path(soci_include soci/soci.h REQUIRED)

find_program(ccache ccache)
if(ccache)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ccache})
endif()
