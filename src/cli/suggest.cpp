#include <fmt/format.h>
#include <fmt/os.h>

#include <cstdlib>
#include <iostream>
#include <iterator>

#include "app/evaluate.h"
#include "app/suggest_resolutions.h"
#include "cli/terminal.h"
#include "web/assets.h"
#include "web/suggestion_json.h"
#include "web/views/entry_views.h"
#include "web/views/why_sentence.h"

namespace casebook::cli {
namespace {

constexpr std::size_t kDefaultLimit = 5;
constexpr std::size_t kDefaultRunLimit = 10;

// Of whoever sits at the terminal.
render::Language language_of_terminal() {
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* const value = std::getenv(name); value != nullptr && *value != 0)
            return std::string_view(value).starts_with("zh") ? render::Language::chinese
                                                             : render::Language::english;
    return render::Language::english;
}

void print_suggestion(const app::Suggestion& suggestion, std::size_t rank,
                      const render::Messages& messages) {
    const Entry& entry = suggestion.entry;
    fmt::print("{}. #{} {}{}\n", rank, entry.id,
               entry.example == Example::bad ? "[bad example] " : "", entry.display_title());
    if (const std::string& answer = entry.text(Field::answer); !answer.empty())
        fmt::print("   {}\n", answer);
    fmt::print("   {} · {}\n", to_text(entry.state), web::why_sentence(messages, suggestion));
    if (suggestion.confidence)
        fmt::print("   {} ({:.0f}%)\n", to_text(search::level_of(*suggestion.confidence)),
                   *suggestion.confidence * 100);
    for (const app::Suggestion& alternative : suggestion.alternatives)
        fmt::print("   another resolution: #{} {}{}\n", alternative.entry.id,
                   alternative.entry.example == Example::bad ? "[bad example] " : "",
                   alternative.entry.display_title());
}

void print_list(const app::SuggestionList& list, const render::Messages& messages) {
    if (list.outcome == app::SuggestOutcome::too_little)
        fmt::print("The text holds nothing that can be searched for\n");
    if (list.outcome == app::SuggestOutcome::nothing_found) fmt::print("No precedent found\n");
    if (!list.suggestions.empty() && !list.has_precedent())
        fmt::print("No precedent found; what comes nearest:\n");
    for (std::size_t i = 0; i < list.suggestions.size(); ++i)
        print_suggestion(list.suggestions[i], i + 1, messages);
    for (const app::Reading& reading : list.readings)
        fmt::print("Also found by “{}” for “{}”\n", reading.read_as, reading.typed);
}

int suggest_for_text(const CommonOptions& common, const app::Workspace& workspace,
                     const SuggestOptions& options) {
    app::SuggestRequest request;
    request.text = options.text == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {})
                                       : options.text;
    request.limit = options.limit == 0 ? kDefaultLimit : options.limit;
    const auto list = app::suggest_resolutions(workspace, request);
    if (!list) return fail(list.error());
    const auto assets = web::Assets::load();
    if (!assets) return fail(assets.error());
    const render::Messages& messages = (*assets)->templates().messages(language_of_terminal());
    if (common.format == Format::json)
        fmt::print("{}", web::suggestions_json(*list, "", messages, web::url_of));
    else
        print_list(*list, messages);
    return 0;
}

int suggest_for_queries(const app::Workspace& workspace, const SuggestOptions& options) {
    const auto answers = app::answer_queries(workspace, options.queries,
                                             options.limit == 0 ? kDefaultRunLimit : options.limit);
    if (!answers) return fail(answers.error());
    auto file = fmt::output_file(options.run.string());
    for (const app::QueryAnswer& answer : *answers)
        for (std::size_t i = 0; i < answer.cases.size(); ++i)
            file.print("{}\t{}\t{}\t{:.6f}\n", answer.query_id, answer.cases[i].external_id, i + 1,
                       answer.cases[i].score);
    return 0;
}

}  // namespace

int suggest(const CommonOptions& common, const SuggestOptions& options) {
    const auto workspace = open_workspace(common, {app::Access::read_or_write});
    if (!workspace) return fail(workspace.error());
    return options.queries.empty() ? suggest_for_text(common, **workspace, options)
                                   : suggest_for_queries(**workspace, options);
}

}  // namespace casebook::cli
