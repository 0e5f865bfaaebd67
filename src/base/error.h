// What went wrong, in words for the person who has to act on it.
//
// Every module turns its libraries' exceptions (Xapian, SQL, YAML, the file system) into an Error at
// its edge. One table (error.cpp) maps a kind to the HTTP status, the log level and the exit code.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

enum class ErrorKind { not_found, invalid, conflict, forbidden, busy, corrupt, io, internal };

// Where in the library or in an input an error was found. `line` and `column` (in characters) count from 1; 0 means the whole.
struct Place {
    std::string path;
    int line = 0;
    int column = 0;

    // "cases/2026-03/1042-x.md:7", "query:1:5", or the path alone.
    std::string text() const;
};

struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string message;  // what happened, a sentence without a full stop
    std::string hint;     // what the person can do about it; may be empty
    Place place;          // where; may be empty

    // For the errors that pages show word for word: the key of their words in the message catalogues, and what they are about.
    std::string code{};
    std::string detail{};

    // One line: what, where, hint. This is what goes to stderr.
    std::string line() const;
};

enum class Severity { information, warning, error };

struct ErrorKindTraits {
    ErrorKind kind;
    std::string_view name;
    int http_status;
    Severity severity;
    int exit_code;
};

const ErrorKindTraits& traits_of(ErrorKind kind);

}  // namespace casebook
