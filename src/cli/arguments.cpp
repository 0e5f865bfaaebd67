#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace casebook::cli {
namespace {

constexpr int kWrongUse = 2;

void add_serve(CLI::App& command, ServeOptions& options) {
    command.add_option("--listen", options.listen, "Address and port; port 0 takes a free one")
        ->capture_default_str();
    command.add_option("--threads", options.threads, "Requests answered at once")
        ->capture_default_str()
        ->check(CLI::Range(1, 1024));
    command.add_option("--tls-certificate", options.tls_certificate,
                       "Speak HTTPS with this certificate (PEM, with its chain)");
    command.add_option("--tls-key", options.tls_key, "The certificate's private key (PEM)");
    command
        .add_option("--public-host", options.public_hosts,
                    "A name that a proxy in front passes on in Host, with its port unless that is "
                    "the usual one; may be given again")
        ->allow_extra_args(false);
    command
        .add_option("--trusted-proxy", options.trusted_proxies,
                    "The address of a proxy that is believed about its clients (X-Forwarded-For, "
                    "X-Forwarded-Proto); may be given again")
        ->allow_extra_args(false);
    command.add_option("--trusted-header", options.trusted_header,
                       "A header in which those proxies name who signed in there");
    command
        .add_option("--session-idle", options.session_idle,
                    "Minutes without a request after which a sign-in ends")
        ->capture_default_str()
        ->check(CLI::Range(1, 7 * 24 * 60));
    command
        .add_option("--session-hours", options.session_hours,
                    "Hours after which a sign-in ends in any case")
        ->capture_default_str()
        ->check(CLI::Range(1, 30 * 24));
    command
        .add_option("--purge-contacts-after", options.purge_contacts_after,
                    "Days after a complaint was closed until how to reach its caller is forgotten")
        ->capture_default_str()
        ->check(CLI::Range(0, 3650));
    command
        .add_option("--panel-origin", options.panel_origins,
                    "A page that may show /panel in a frame, as https://crm.example; may be given "
                    "again")
        ->allow_extra_args(false);
    command
        .add_option("--recall-days", options.recall_days,
                    "Who used a case in the last days is told when it is withdrawn")
        ->capture_default_str()
        ->check(CLI::Range(1, 365));
    command
        .add_option("--shelf-life-days", options.shelf_life_days,
                    "Days after which a case that nobody confirmed again is stale")
        ->capture_default_str()
        ->check(CLI::Range(1, 3650));
    command.footer(
        "How long what is learnt from reuse counts is a setting of the library: half_life_days in "
        "its learning.yml");
}

void add_user_names(CLI::App& command, UserOptions& options) {
    command.add_option("name", options.name, "The account")->required();
    command.callback([&command, &options] { options.action = command.get_name(); });
}

void add_password(CLI::App& command, UserOptions& options) {
    command.add_flag("--password-stdin", options.has_password,
                     "Read the password from standard input; else a link to set one is printed");
}

void add_user(CLI::App& command, UserOptions& options) {
    command.require_subcommand(1);
    CLI::App* add = command.add_subcommand("add", "Somebody new");
    add->add_option("--role", options.role, "agent, author, lead or admin")->capture_default_str();
    add->add_option("--display-name", options.display_name, "How pages call the person");
    add->add_option("--team", options.team, "The person's team");
    add_password(*add, options);
    CLI::App* role = command.add_subcommand("role", "Another role");
    CLI::App* password = command.add_subcommand("password", "A new password, or a link to set one");
    add_password(*password, options);
    CLI::App* token = command.add_subcommand("token", "A token for a program; it is shown once");
    token->add_option("--scopes", options.scopes, "What it may do: read, write, reuse, admin")
        ->capture_default_str();
    token->add_option("--label", options.label, "What it is for");
    for (CLI::App* each :
         {add, role, password, token,
          command.add_subcommand("disable", "No more entry; sessions and tokens end at once"),
          command.add_subcommand("enable", "Entry again")})
        add_user_names(*each, options);
    role->add_option("role", options.role, "agent, author, lead or admin")->required();
    CLI::App* list = command.add_subcommand("list", "Who there is");
    list->callback([&options] { options.action = "list"; });
}

void add_import(CLI::App& command, ImportOptions& options) {
    command
        .add_option(
            "paths", options.paths,
            "JSONL files, tables (CSV), Markdown files, saved e-mails (.eml), or folders of them")
        ->required()
        ->check(CLI::ExistingPath);
    command
        .add_option("--format", options.format,
                    "How the rows are written; auto goes by the name's ending")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "jsonl", "csv", "markdown", "eml"}));
    command
        .add_option("--map", options.map,
                    "Which column holds which field: complaint=问题,resolution=答复")
        ->delimiter(',')
        ->allow_extra_args(false);
    command.add_option("--encoding", options.encoding, "How the characters are written")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "utf-8", "gb18030", "big5", "utf-16"}));
    command.add_option("--report", options.report,
                       "Write each refused row with its reason to this file");
    command
        .add_option("--kind", options.kind,
                    "What the rows of a table are; a saved e-mail is always a complaint")
        ->capture_default_str()
        ->check(CLI::IsMember({"case", "complaint"}));
    command.add_option("--owner", options.owner,
                       "Who sees to the complaints: an account; else nobody yet");
    command.add_flag("--dry-run", options.dry_run, "Say what would happen and change nothing");
}

void add_export(CLI::App& command, ExportOptions& options) {
    command.add_option("folder", options.folder, "Where the files go; a new or an empty folder")
        ->required();
}

void add_check(CLI::App& command, CheckOptions& options) {
    command.add_flag("--repair", options.repair,
                     "Mend what can be mended; files of the library are never changed");
}

void add_backup(CLI::App& command, BackupOptions& options) {
    command.add_option("file", options.file, "A new file, as in casebook-2026-03-02.tar.zst")
        ->required();
}

void add_restore(CLI::App& command, RestoreOptions& options) {
    command.add_option("file", options.file, "What “casebook backup” wrote")
        ->required()
        ->check(CLI::ExistingFile);
    command.add_flag("--force", options.force,
                     "Move aside what is in the two folders instead of refusing");
}

void add_search(CLI::App& command, SearchOptions& options) {
    command
        .add_option(
            "query", options.query,
            "Words that must all be there; \"phrases\", -exclusions, OR and filters such as "
            "tag:refund (docs/search-schema.md)")
        ->required();
    command.add_option("--sort", options.sort, "The order of what is found")
        ->capture_default_str()
        ->check(CLI::IsMember({"relevance", "newest", "oldest", "updated"}));
    command.add_option("--kind", options.kind, "Only this kind")
        ->check(CLI::IsMember({"case", "daily", "post"}));
    command.add_option("--limit", options.limit, "How many to show")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
}

void add_suggest(CLI::App& command, SuggestOptions& options) {
    auto* text =
        command.add_option("text", options.text, "What the customer says; - reads standard input");
    auto* queries = command
                        .add_option("--queries", options.queries,
                                    "A file of queries, {\"id\", \"text\"} a line")
                        ->check(CLI::ExistingFile);
    command.add_option("--run", options.run, "Where the answers go: query, case, rank, score")
        ->needs(queries);
    queries->excludes(text);
    command.add_option("--limit", options.limit, "How many precedents (5; with --queries 10)")
        ->check(CLI::Range(1, 50));
    command.callback([&options] {
        if (options.text.empty() && options.queries.empty())
            throw CLI::RequiredError("a text or --queries");
        if (!options.queries.empty() && options.run.empty()) throw CLI::RequiredError("--run");
    });
}

void add_reuse(CLI::App& command, ReuseOptions& options) {
    command
        .add_option("--events", options.events,
                    "JSONL, {\"text\", \"case\", \"verdict\"?, \"who\"?, \"when\"?, \"round\"?, "
                    "\"outcome\"?} a line; given again, nothing is recorded twice")
        ->required()
        ->check(CLI::ExistingFile);
    command.add_option("--until-round", options.until_round, "Pass over rows of later rounds");
    command.add_option("--report", options.report,
                       "Write each refused row with its reason to this file");
}

void add_eval(CLI::App& command, EvalOptions& options) {
    command.add_option("sets", options.sets, "Folders with cases.jsonl, queries.jsonl, qrels.tsv")
        ->required()
        ->check(CLI::ExistingDirectory);
    command
        .add_option("--rounds", options.rounds,
                    "Measure after so many rounds of confirmed reuses: 0,1,5,10,50")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::NonNegativeNumber);
    command.add_option("--events", options.events,
                       "The file of reuses in each set's folder (reuse.jsonl)");
    command
        .add_option("--compare", options.compare_with,
                    "Runs of another engine, one for each set, in their order: query, case, rank, "
                    "score with tabs between them")
        ->check(CLI::ExistingFile);
}

void add_common(CLI::App& app, CommonOptions& common, bool& json) {
    app.add_option("--content", common.content, "The library of Markdown files")
        ->capture_default_str();
    app.add_option("--state", common.state, "Database and index")->capture_default_str();
    app.add_flag("--json", json, "Print JSON");
    app.add_flag("--quiet", common.quiet, "Only warnings and errors");
}

}  // namespace

std::variant<Arguments, int> parse_arguments(int count, char** values) {
    CLI::App app{
        "Casebook (案例簿): a customer-service desk that never solves the same problem twice"};
    app.set_version_flag("--version", CASEBOOK_VERSION);
    app.failure_message([](const CLI::App*, const CLI::Error& failure) {
        return fmt::format("casebook: {}. Run “casebook --help”\n", failure.what());
    });
    app.require_subcommand(1);
    app.fallthrough();
    Arguments arguments;
    bool json = false;
    add_common(app, arguments.common, json);

    ServeOptions serve_options;
    ImportOptions import_options;
    ExportOptions export_options;
    CheckOptions check_options;
    BackupOptions backup_options;
    RestoreOptions restore_options;
    SearchOptions search_options;
    SuggestOptions suggest_options;
    ReuseOptions reuse_options;
    EvalOptions eval_options;
    UserOptions user_options;
    CLI::App* serve_command = app.add_subcommand("serve", "Answer browsers and programs");
    CLI::App* import_command = app.add_subcommand(
        "import", "Take cases of another system, or another library, into the library");
    CLI::App* export_command =
        app.add_subcommand("export", "Write the whole library as files that import takes again");
    CLI::App* reindex_command =
        app.add_subcommand("reindex", "Build the index anew beside the one in use, then swap");
    CLI::App* check_command =
        app.add_subcommand("check", "Compare content, database and index with each other");
    CLI::App* backup_command =
        app.add_subcommand("backup", "Write content and database to one file, verified");
    CLI::App* restore_command =
        app.add_subcommand("restore", "Verify a backup and put it into empty folders");
    CLI::App* search_command =
        app.add_subcommand("search", "Find cases, dailies and posts by words");
    CLI::App* suggest_command = app.add_subcommand("suggest", "Find precedents for a complaint");
    CLI::App* reuse_command =
        app.add_subcommand("reuse", "Record for which complaints cases were used, or did not fit");
    CLI::App* eval_command = app.add_subcommand("eval", "Measure suggestions on judged sets");
    CLI::App* user_command = app.add_subcommand("user", "People, their roles, tokens of programs");
    add_serve(*serve_command, serve_options);
    add_import(*import_command, import_options);
    add_export(*export_command, export_options);
    add_check(*check_command, check_options);
    add_backup(*backup_command, backup_options);
    add_restore(*restore_command, restore_options);
    add_search(*search_command, search_options);
    add_suggest(*suggest_command, suggest_options);
    add_reuse(*reuse_command, reuse_options);
    add_eval(*eval_command, eval_options);
    add_user(*user_command, user_options);
    try {
        app.parse(count, values);
    } catch (const CLI::ParseError& failure) {
        return app.exit(failure) == 0 ? 0 : kWrongUse;
    }
    arguments.common.format = json ? Format::json : Format::text;
    if (serve_command->parsed()) arguments.command = serve_options;
    if (import_command->parsed()) arguments.command = import_options;
    if (export_command->parsed()) arguments.command = export_options;
    if (reindex_command->parsed()) arguments.command = ReindexOptions{};
    if (check_command->parsed()) arguments.command = check_options;
    if (backup_command->parsed()) arguments.command = backup_options;
    if (restore_command->parsed()) arguments.command = restore_options;
    if (search_command->parsed()) arguments.command = search_options;
    if (suggest_command->parsed()) arguments.command = suggest_options;
    if (reuse_command->parsed()) arguments.command = reuse_options;
    if (eval_command->parsed()) arguments.command = eval_options;
    if (user_command->parsed()) arguments.command = user_options;
    return arguments;
}

}  // namespace casebook::cli
