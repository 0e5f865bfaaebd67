// The commands and their options, as parsed by arguments.cpp; each runs in the file of its name and gives the exit code:
// 0 done, 1 failed, 2 wrong use, 3 some rows refused.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace casebook::cli {

enum class Format { text, json };

struct CommonOptions {
    std::filesystem::path content = "content";
    std::filesystem::path state = "var";
    Format format = Format::text;
    bool quiet = false;
};

struct ServeOptions {
    std::string listen = "127.0.0.1:8080";
    std::size_t threads = 32;
    std::filesystem::path tls_certificate;  // empty: plain HTTP
    std::filesystem::path tls_key;
    std::vector<std::string> public_hosts;  // names under which a proxy in front is known
    std::vector<std::string>
        trusted_proxies;         // addresses; what they say about their clients is believed
    std::string trusted_header;  // in which they name who signed in; empty: they do not
    int session_idle = 120;      // minutes
    int session_hours = 12;
    int purge_contacts_after = 30;           // days
    std::vector<std::string> panel_origins;  // https://crm.example: may show /panel in a frame
    int recall_days = 14;
    int shelf_life_days = 365;
};
int serve(const CommonOptions& common, const ServeOptions& options);

struct ImportOptions {
    std::vector<std::filesystem::path> paths;
    std::string format = "auto";    // auto, jsonl, csv, markdown, eml
    std::string encoding = "auto";  // auto, utf-8, gb18030, big5, utf-16
    std::vector<std::string> map;   // field=column
    std::filesystem::path report;   // empty: none is written
    bool dry_run = false;
    std::string kind = "case";  // or complaint: of a table's or JSONL's rows; mails are complaints
    std::string owner;          // of complaints; empty: nobody yet
};
int import(const CommonOptions& common, const ImportOptions& options);

struct ExportOptions {
    std::filesystem::path folder;  // new or empty
};
int export_(const CommonOptions& common, const ExportOptions& options);

struct ReindexOptions {};
int reindex(const CommonOptions& common, const ReindexOptions& options);

struct CheckOptions {
    bool repair = false;
};
int check(const CommonOptions& common, const CheckOptions& options);

struct BackupOptions {
    std::filesystem::path file;  // new
};
int backup(const CommonOptions& common, const BackupOptions& options);

struct RestoreOptions {
    std::filesystem::path file;
    bool force = false;  // what is there is moved aside
};
int restore(const CommonOptions& common, const RestoreOptions& options);

struct SearchOptions {
    std::string query;
    std::string kind;
    std::string sort = "relevance";
    std::size_t limit = 10;
};
int search(const CommonOptions& common, const SearchOptions& options);

struct SuggestOptions {
    std::string text;  // "-": standard input
    std::filesystem::path queries;
    std::filesystem::path run;
    std::size_t limit = 0;  // 0: 5 for a text, 10 for queries
};
int suggest(const CommonOptions& common, const SuggestOptions& options);

struct ReuseOptions {
    std::filesystem::path events;    // JSONL
    std::optional<int> until_round;  // rows of a later round are passed over
    std::filesystem::path report;    // empty: none is written
};
int reuse(const CommonOptions& common, const ReuseOptions& options);

struct EvalOptions {
    std::vector<std::filesystem::path> sets;
    std::vector<int> rounds;  // of confirmed reuses to learn before asking; none: 0 alone
    std::string events;       // a file in each set's folder; empty: reuse.jsonl
    std::vector<std::filesystem::path> compare_with;  // run files, one a set, in their order
};
int eval(const CommonOptions& common, const EvalOptions& options);

struct UserOptions {
    std::string action;  // add, list, role, disable, enable, password, token
    std::string name;
    std::string role = "agent";
    std::string display_name;
    std::string team;
    bool has_password = false;  // on standard input
    std::string password;
    std::string scopes = "read,reuse,write";
    std::string label = "casebook user token";
};
int user(const CommonOptions& common, const UserOptions& options);

using Command = std::variant<ServeOptions, ImportOptions, ExportOptions, ReindexOptions,
                             CheckOptions, BackupOptions, RestoreOptions, SearchOptions,
                             SuggestOptions, ReuseOptions, EvalOptions, UserOptions>;

struct Arguments {
    CommonOptions common;
    Command command;
};

}  // namespace casebook::cli
