// The threads behind the server, on real files and a real index. Every wait ends as soon as what it waits for is there.
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <thread>

#include "app/save_entry.h"
#include "app/search_library.h"
#include "app/suggest_resolutions.h"
#include "jobs/background_worker.h"
#include "jobs/library_watch.h"
#include "search/index_check.h"
#include "support/desk.h"

namespace casebook::jobs {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::Desk;
using test::expect_done;
using test::value_of;

constexpr WorkerTimes kQuick{5ms, 20ms, 60min, 50ms};

// Up to ten seconds.
bool comes_true(const std::function<bool()>& condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

class RunningDesk : public testing::Test {
  protected:
    RunningDesk() {
        for (EntryId id = 1; id <= 40; ++id)
            desk_.write("cases/2026-11/" + std::to_string(id) + ".md",
                        test::case_text(id, "宽带掉线" + std::to_string(id),
                                        "晚上第" + std::to_string(id * 7919) + "次掉线", "换光猫"));
        desk_.open();
    }

    app::Workspace& workspace() { return desk_.workspace(); }
    std::size_t hits(const std::string& text) {
        app::SearchRequest request;
        request.text = text;
        const auto found = app::search_library(workspace(), request);
        return found ? found->total : 0;
    }
    app::SuggestionList suggestions() {
        app::SuggestRequest request;
        request.text = "晚上宽带掉线";
        request.limit = 50;
        request.same_problem = app::SuggestRequest::SameProblem::apart;
        return value_of(app::suggest_resolutions(workspace(), request));
    }

    Desk desk_;
};

TEST_F(RunningDesk, AnEditedCaseIsTrainedWithAnewWithoutWaitingForTheNextEvent) {
    ReuseEvent event;
    event.id = 1;
    event.when = workspace().clock().now();
    event.case_id = 1;
    event.text = "晚上又掉线";
    workspace().learning().learn({event});
    ReuseEvent other = event;
    other.id = 2;
    other.case_id = 2;
    other.text = "网速慢";
    workspace().learning().learn({other});
    WorkerTimes times = kQuick;
    times.between_trainings = 10ms;
    times.between_looks_at_cases = 10ms;
    const BackgroundWorker worker(workspace(), times);
    ASSERT_TRUE(comes_true([&] { return !workspace().learning().wants_training(); }));
    const auto before = workspace().learning().model()->linear();
    desk_.write("cases/2026-11/1.md", test::case_text(1, "光猫红灯", "光猫一直亮红灯", "换光猫"));
    workspace().follower().enqueue({{0, "cases/2026-11/1.md"}}, app::Urgency::at_once);
    EXPECT_TRUE(comes_true(
        [&] { return !workspace().learning().model()->linear()->same_weights(*before); }));
}

TEST_F(RunningDesk, AChangedListOfSynonymsIsInEffectWithoutARestart) {
    const LibraryWatch watch(workspace(), 10ms);
    const auto found = [&] {
        return !value_of(app::suggest_resolutions(workspace(), {.text = "光灯"}))
                    .suggestions.empty();
    };
    EXPECT_FALSE(found());
    desk_.write("synonyms.yml", "groups:\n  - [掉线, 光灯]\n");
    EXPECT_TRUE(comes_true(found));
}

TEST_F(RunningDesk, ASavedCaseIsFoundWithoutAnybodyAsking) {
    const BackgroundWorker worker(workspace(), kQuick);
    Entry entry;
    entry.title = "光猫闪红灯";
    value_of(app::create_entry(workspace(), entry, {"小王", store::Origin::page, ""}));
    EXPECT_TRUE(comes_true([&] { return hits("光猫闪红灯") == 1; }));
}

TEST_F(RunningDesk, AFileThatAnEditorWritesIsFoundAndOneThatIsRemovedIsNot) {
    const BackgroundWorker worker(workspace(), kQuick);
    const LibraryWatch watch(workspace(), 10ms);
    desk_.write("cases/2026-12/900.md",
                test::case_text(900, "新月份的案例", "电视黑屏", "换机顶盒"));
    EXPECT_TRUE(comes_true([&] { return hits("电视黑屏") == 1; })) << "in a new folder";
    desk_.write("cases/2026-11/1.md", test::case_text(1, "改过的标题", "网速慢", "换路由器"));
    EXPECT_TRUE(comes_true([&] { return hits("改过的标题") == 1; }));
    desk_.remove("cases/2026-12/900.md");
    EXPECT_TRUE(comes_true([&] { return hits("电视黑屏") == 0; }));
    EXPECT_EQ(value_of(workspace().database().revisions_of(1, 10)).size(), 2u);
}

TEST_F(RunningDesk, AFileThatBecomesBrokenIsListedAndItsBytesAreLeftAlone) {
    const BackgroundWorker worker(workspace(), kQuick);
    const LibraryWatch watch(workspace(), 10ms);
    const std::string broken = "---\nid: [\n\xFF\xFE";
    desk_.write("cases/2026-11/7.md", broken);
    EXPECT_TRUE(comes_true([&] { return workspace().problems().size() == 1; }));
    EXPECT_EQ(desk_.read("cases/2026-11/7.md"), broken);
    EXPECT_TRUE(comes_true([&] { return hits("55433") == 0; }))
        << "its old form is not served either";
    EXPECT_EQ(hits("宽带掉线"), 39u);
}

TEST_F(RunningDesk, AMovedFolderIsSeenWithAllInIt) {
    const BackgroundWorker worker(workspace(), kQuick);
    const LibraryWatch watch(workspace(), 10ms);
    fs::rename(desk_.content() / "cases/2026-11", desk_.folder() / "away");
    EXPECT_TRUE(comes_true([&] { return hits("宽带掉线") == 0; }));
    fs::rename(desk_.folder() / "away", desk_.content() / "cases/2026-11");
    EXPECT_TRUE(comes_true([&] { return hits("宽带掉线") == 40; }));
}

using Damage = std::function<void(const fs::path&)>;

void write_over(const fs::path& file, std::string bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

std::vector<std::pair<std::string, Damage>> damages() {
    return {
        {"truncated", [](const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); }},
        {"emptied", [](const fs::path& file) { fs::resize_file(file, 0); }},
        {"zeroed",
         [](const fs::path& file) { write_over(file, std::string(fs::file_size(file), '\0')); }},
        {"deleted", [](const fs::path& file) { fs::remove(file); }},
        {"random", [](const fs::path& file) {
             std::string bytes = value_of(read_file(file, 1 << 28));
             for (std::size_t i = 5; i < bytes.size(); i += 97)
                 bytes[i] = static_cast<char>(i * 31);
             write_over(file, bytes);
         }}};
}

constexpr const char* kFiles[] = {"postlist.glass", "docdata.glass", "iamglass"};

// Each kind of damage to each file of the index.
TEST_F(RunningDesk,
       EveryDamageToTheIndexWhileServingIsNoticedAndMendedAndNeverLooksLikeNothingFound) {
    const BackgroundWorker worker(workspace(), kQuick);
    for (const auto& [name, damage] : damages())
        for (const char* file : kFiles) {
            const fs::path link = desk_.state() / "index/current";
            const fs::path generation = fs::read_symlink(link);
            std::this_thread::sleep_for(60ms);  // the worker has seen the whole one
            damage(link / file);
            EXPECT_TRUE(comes_true([&] {
                const app::SuggestionList list = suggestions();
                EXPECT_TRUE(list.degraded || list.suggestions.size() == 40) << name << " " << file;
                return fs::read_symlink(link) != generation && !list.degraded;
            })) << name
                << " " << file;
            EXPECT_EQ(suggestions().suggestions.size(), 40u) << name << " " << file;
        }
}

TEST_F(RunningDesk, EveryDamageToTheIndexAtStartIsNoticedAndMended) {
    for (const auto& [name, damage] : damages())
        for (const char* file : kFiles) {
            const fs::path link = desk_.state() / "index/current";
            desk_.close();
            damage(link / file);
            desk_.open();
            const BackgroundWorker worker(workspace(), kQuick);
            EXPECT_TRUE(comes_true([&] {
                return !workspace().health().is_degraded() && hits("宽带掉线") == 40;
            })) << name
                << " " << file;
            EXPECT_EQ(suggestions().suggestions.size(), 40u) << name << " " << file;
        }
}

// A desk of which ten files are many: the newest ten cases stand in for all forty.
class LargeDesk : public RunningDesk {
  protected:
    LargeDesk() {
        desk_.write("posts/2026-12/90.md", test::case_text(90, "宽带掉线的经验", "", ""));
        desk_.close();
        app::WorkspaceOptions options{desk_.content(), desk_.state()};
        options.few_files = 10;
        workspace_ = value_of(app::Workspace::open(options, {}));
    }
    void damage() {
        workspace_->health().set_damaged({ErrorKind::corrupt, "damaged by the test", "", {}});
    }
    app::SearchPage found(const std::string& text) {
        app::SearchRequest request;
        request.text = text;
        return value_of(app::search_library(*workspace_, request));
    }

    std::unique_ptr<app::Workspace> workspace_;
};

TEST_F(LargeDesk, IsServedByItsNewestCasesUntilItsIndexIsBuiltAnew) {
    damage();
    expect_done(workspace_->stand_in().build({}));
    const app::SearchPage page = found("宽带掉线");
    EXPECT_EQ(page.total, 10u);
    EXPECT_EQ(page.total_is, search::Total::at_least);
    EXPECT_TRUE(page.degraded);
    const app::SuggestionList list =
        value_of(app::suggest_resolutions(*workspace_, {.text = "晚上宽带掉线"}));
    ASSERT_FALSE(list.suggestions.empty());
    EXPECT_TRUE(list.degraded);
    EXPECT_TRUE(list.has_precedent()) << "a part cannot tell that there is none";

    const BackgroundWorker worker(*workspace_, kQuick);
    EXPECT_TRUE(comes_true([&] { return !workspace_->stand_in().index(); }));
    EXPECT_EQ(found("宽带掉线").total, 41u);
    EXPECT_EQ(found("宽带掉线").total_is, search::Total::exact);
    EXPECT_FALSE(found("宽带掉线").degraded);
    EXPECT_FALSE(fs::exists(desk_.state() / "stand-in"));
}

TEST_F(LargeDesk, TakesNoIdTwiceWhileItsNewestCasesStandIn) {
    damage();
    expect_done(workspace_->stand_in().build({}));
    Entry entry;
    entry.title = "光猫闪红灯";
    const EntryId id =
        value_of(app::create_entry(*workspace_, entry, {"小王", store::Origin::page, ""}))
            .read.entry.id;
    EXPECT_GT(id, 90);
    value_of(workspace_->follower().rebuild({}));
    EXPECT_EQ(found("光猫闪红灯").total, 1u);
    EXPECT_EQ(found("宽带掉线").total, 41u);
}

TEST_F(LargeDesk, ForgetsWhatStoodInForAProgramThatDied) {
    fs::create_directories(desk_.state() / "stand-in/generation-1");
    workspace_.reset();
    desk_.open();
    EXPECT_FALSE(fs::exists(desk_.state() / "stand-in"));
}

TEST_F(RunningDesk, OfFewFilesNothingStandsIn) {
    expect_done(workspace().stand_in().build({}));
    EXPECT_FALSE(workspace().stand_in().index());
}

TEST_F(LargeDesk, TellsThoseWhoComeWhileSomebodySearchesTheFilesToTryAgain) {
    damage();
    const auto suggest = [&] {
        return app::suggest_resolutions(*workspace_, {.text = "晚上宽带掉线"});
    };
    {
        std::promise<void> locked, may_end;
        std::thread somebody([&] {
            const auto alone = workspace_->scan_lock();
            locked.set_value();
            may_end.get_future().wait();
        });
        locked.get_future().wait();
        const auto answer = suggest();
        may_end.set_value();
        somebody.join();
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, ErrorKind::busy);
    }
    EXPECT_FALSE(value_of(suggest()).suggestions.empty());
}

TEST(EmptyLibrary, HasAnIndexThatIsWhole) {
    Desk desk;
    desk.open();
    test::expect_done(search::check_index(desk.workspace().index_folder()));
}

TEST_F(RunningDesk, AnIndexOfWhichMuchIsSupersededIsBuiltAnewWhileItServes) {
    std::vector<store::QueuedPath> all;
    for (int id = 1; id <= 40; ++id)
        all.push_back({0, "cases/2026-11/" + std::to_string(id) + ".md"});
    for (int round = 0; round < 51; ++round) {
        workspace().follower().enqueue(all, app::Urgency::in_batch);
        expect_done(workspace().follower().catch_up());
    }
    EXPECT_TRUE(workspace().index().is_worn());
    EXPECT_EQ(hits("掉线"), 40u);
    const std::string worn = search::index_file_state(workspace().index_folder());
    const BackgroundWorker worker(workspace(), kQuick);
    EXPECT_TRUE(comes_true([&] {
        EXPECT_EQ(hits("掉线"), 40u);
        return search::index_file_state(workspace().index_folder()) != worn &&
               !workspace().index().is_worn();
    }));
    EXPECT_FALSE(workspace().health().is_degraded());
    EXPECT_EQ(hits("掉线"), 40u);
}

TEST_F(RunningDesk, AnIndexThatIsGoneBeforeTheFirstLookIsNoticed) {
    const auto current = workspace().index_folder() / "current";
    fs::remove(current);
    const BackgroundWorker worker(workspace(), kQuick);
    EXPECT_TRUE(comes_true([&] { return fs::exists(current / "iamglass"); }));
}

TEST_F(RunningDesk, AnIndexFolderThatIsGoneIsBuiltAnew) {
    const BackgroundWorker worker(workspace(), kQuick);
    std::this_thread::sleep_for(60ms);
    std::error_code rebuilt_already;  // the worker may be quicker than the removal
    fs::remove_all(desk_.state() / "index", rebuilt_already);
    EXPECT_TRUE(comes_true([&] { return fs::exists(desk_.state() / "index/current/iamglass"); }));
    EXPECT_TRUE(comes_true([&] { return !workspace().health().is_degraded(); }));
    EXPECT_EQ(suggestions().suggestions.size(), 40u);
}

}  // namespace
}  // namespace casebook::jobs
