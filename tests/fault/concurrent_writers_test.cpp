// Many people at once: nobody's change is lost, whoever was too late is told so with both texts, and no id is given out twice.
#include <atomic>
#include <mutex>
#include <set>

#include "fault/serving_program.h"

namespace casebook {
namespace {

using test::json;
using test::Reply;
using test::ServingProgram;

class ManyAtOnce : public testing::Test {
  protected:
    // Runs work(number) on so many threads.
    static void at_once(int threads, const std::function<void(int)>& work) {
        std::vector<std::thread> running;
        for (int number = 0; number < threads; ++number) running.emplace_back(work, number);
        for (std::thread& thread : running) thread.join();
    }

    struct Library : TemporaryFolder {
        Library() { std::filesystem::create_directory(path() / "content"); }
    };
    Library folder_;
    ServingProgram program_{folder_.path() / "content", folder_.path() / "state"};
};

TEST_F(ManyAtOnce, NoChangeOfACaseIsLost) {
    constexpr int kWriters = 16;
    const int changes = test::times_when_long(5);
    const Reply created = program_.create("0");
    ASSERT_EQ(created.status, 201);
    const EntryId id = created.members()["id"];
    std::atomic<int> losers = 0;
    at_once(kWriters, [&](int) {
        for (int done = 0; done < changes;) {
            const Reply read = program_.read(id);
            ASSERT_EQ(read.status, 200) << read.body;
            const int counter = std::stoi(read.members().value("complaint", "-1"));
            const Reply saved = program_.change(id, std::to_string(counter + 1), read.tag);
            if (saved.status == 200) {
                ++done;
                continue;
            }
            ++losers;
            ASSERT_EQ(saved.status, 412) << saved.body;
            const json both = saved.members();
            EXPECT_EQ(both["yours"]["complaint"], std::to_string(counter + 1));
            EXPECT_GT(std::stoi(both["current"].value("complaint", "-1")), counter);
        }
    });
    EXPECT_EQ(program_.read(id).members()["complaint"], std::to_string(kWriters * changes));
    EXPECT_GT(losers, 0) << "nobody ever met anybody";
}

TEST_F(ManyAtOnce, WhoWritesAndWhoSearchesDoNotDisturbEachOther) {
    const int cases = test::times_when_long(25);
    std::mutex mutex;
    std::set<EntryId> ids;
    std::atomic<int> writing = 4 * cases;
    at_once(8, [&](int number) {
        if (number < 4) {
            for (int i = 0; i < cases; ++i) {
                const Reply created =
                    program_.create(fmt::format("宽带掉线 writer{}x{}", number, i));
                ASSERT_EQ(created.status, 201) << created.body;
                --writing;
                const std::lock_guard lock(mutex);
                EXPECT_TRUE(ids.insert(created.members().value("id", EntryId{0})).second);
            }
        }
        while (writing > 0 && number >= 4 && !HasFailure()) {
            EXPECT_EQ(program_.suggest("晚上宽带掉线").status, 200);
            EXPECT_EQ(program_.get("/api/v1/search?q=writer0x1").status, 200);
        }
    });
    EXPECT_EQ(ids.size(), static_cast<std::size_t>(4 * cases));
    EXPECT_TRUE(test::comes_true([&] {
        return program_.get("/api/v1/cases").members().value("total", std::size_t{0}) == ids.size();
    }));
}

}  // namespace
}  // namespace casebook
