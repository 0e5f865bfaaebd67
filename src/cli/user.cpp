// casebook user: who may come in.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/people/accounts.h"
#include "app/people/password_rules.h"
#include "base/text.h"
#include "cli/command_client.h"
#include "cli/terminal.h"
#include "cli/writing_command.h"

namespace casebook::cli {
namespace {

using nlohmann::ordered_json;

const app::Actor kCommand{"cli", ""};

Error unknown_word(std::string_view what, const std::string& word, std::string_view known) {
    return {ErrorKind::invalid,
            fmt::format("“{}” is no {}", word, what),
            fmt::format("Take one of {}", known),
            {}};
}

std::string dumped(const ordered_json& json) {
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string_view status_of(const Person& person) {
    if (person.disabled) return "disabled";
    return person.has_password ? "" : "no password yet";
}

ordered_json json_of(const Person& person) {
    return {{"name", person.name},
            {"display_name", person.display_name},
            {"role", to_text(person.role)},
            {"team", person.team},
            {"disabled", person.disabled},
            {"has_password", person.has_password},
            {"created", person.created.text()}};
}

// One run of the command on one workspace.
class Run {
  public:
    Run(app::Accounts& accounts, Console& console, const CommonOptions& common,
        const UserOptions& options)
        : accounts_(accounts), console_(console), common_(common), options_(options) {}

    int run() {
        if (options_.action == "list") return list();
        if (options_.action == "add") return add();
        const auto person = accounts_.find(options_.name);
        if (!person)
            return fail(console_,
                        Error{ErrorKind::not_found,
                              fmt::format("There is nobody of the name “{}”", options_.name),
                              "See “casebook user list”",
                              {}});
        if (options_.action == "role") return change_role(*person);
        if (options_.action == "disable") return change(*person, {{}, {}, {}, true});
        if (options_.action == "enable") return change(*person, {{}, {}, {}, false});
        if (options_.action == "password") return set_password(*person);
        return make_token(*person);
    }

  private:
    int list() {
        ordered_json rows = ordered_json::array();
        for (const Person& person : accounts_.all()) {
            rows.push_back(json_of(person));
            if (common_.format == Format::text)
                console_.print(fmt::format("{}\t{}\t{}\t{}\t{}\n", person.name,
                                           to_text(person.role), person.team, person.display_name,
                                           status_of(person)));
        }
        if (common_.format == Format::json) console_.print(dumped(rows));
        return 0;
    }

    int add() {
        const auto role = parse_role(options_.role);
        if (!role)
            return fail(console_,
                        unknown_word("role", options_.role, "agent, author, lead, admin"));
        if (const auto weak = weak_password()) return fail(console_, *weak);
        const auto added =
            accounts_.add({options_.name, options_.display_name, *role, options_.team}, kCommand);
        if (!added) return fail(console_, added.error());
        return set_password(*added);
    }

    // Before the account is made: nobody is half there.
    std::optional<Error> weak_password() const {
        if (!options_.has_password || !app::problem_of_password(options_.password, options_.name))
            return std::nullopt;
        return Error{ErrorKind::invalid,
                     "This password cannot be taken",
                     fmt::format("Take at least {} characters that are not easily guessed",
                                 app::kShortestPassword),
                     {}};
    }

    // Given one, sets it; else makes the link with which the person does.
    int set_password(const Person& person) {
        if (options_.has_password) {
            const auto set = accounts_.set_password(person.id, options_.password, kCommand);
            return set ? done(person) : fail(console_, set.error());
        }
        const auto secret = accounts_.invite(person.id, kCommand);
        if (!secret) return fail(console_, secret.error());
        const std::string path = "/invitations/" + *secret;
        if (common_.format == Format::json) {
            ordered_json json = json_of(*accounts_.find(person.id));
            json["link"] = path;
            console_.print(dumped(json));
        } else {
            console_.print(fmt::format(
                "{}: open {} on the server to set a password (once, within three days)\n",
                person.name, path));
        }
        return 0;
    }

    int change_role(const Person& person) {
        const auto role = parse_role(options_.role);
        if (!role)
            return fail(console_,
                        unknown_word("role", options_.role, "agent, author, lead, admin"));
        return change(person, {{}, role, {}, {}});
    }

    int change(const Person& person, const app::PersonChange& what) {
        const auto changed = accounts_.change(person.id, what, kCommand);
        return changed ? done(*changed) : fail(console_, changed.error());
    }

    int make_token(const Person& person) {
        const auto scopes = Scopes::parse(options_.scopes);
        if (!scopes)
            return fail(console_, unknown_word("list of scopes", options_.scopes,
                                               "read, write, reuse, admin"));
        const auto token =
            accounts_.tokens().add(person.id, options_.label, *scopes,
                                   accounts_.event(kCommand, "token.added", person.name,
                                                   options_.label + ": " + scopes->text()));
        if (!token) return fail(console_, token.error());
        if (common_.format == Format::json)
            console_.print(dumped({{"name", person.name},
                                   {"scopes", scopes->text()},
                                   {"label", options_.label},
                                   {"token", *token}}));
        else
            console_.print(*token + "\n");
        return 0;
    }

    int done(const Person& person) {
        const Person now = accounts_.find(person.id).value_or(person);
        if (common_.format == Format::json)
            console_.print(dumped(json_of(now)));
        else if (!common_.quiet)
            console_.print(fmt::format("{}: {}{}{}\n", now.name, to_text(now.role),
                                       status_of(now).empty() ? "" : ", ", status_of(now)));
        return 0;
    }

    app::Accounts& accounts_;
    Console& console_;
    const CommonOptions& common_;
    const UserOptions& options_;
};

// The password is asked for here, where the person is, and goes to the server with the request.
UserOptions with_password(UserOptions options) {
    if (!options.has_password) return options;
    std::string line;
    for (int c; (c = std::fgetc(stdin)) != EOF && c != '\n';) line += static_cast<char>(c);
    options.password = line;
    return options;
}

}  // namespace

int run_on(app::Workspace& workspace, Console& console, const CommonOptions& common,
           const UserOptions& options) {
    return Run(workspace.accounts(), console, common, options).run();
}

int user(const CommonOptions& common, const UserOptions& options) {
    const UserOptions whole = with_password(options);
    const auto workspace = open_workspace(common, {app::Access::write});
    if (!workspace) return ask_server_or_fail(workspace.error(), {common, whole});
    Terminal terminal(common);
    return run_on(**workspace, terminal, common, whole);
}

}  // namespace casebook::cli
