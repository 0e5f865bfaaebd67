// A full disk, on a small tmpfs: what is refused is refused in words and leaves nothing, reading goes on, and when there is space
// again, writing does, too, without a restart. Needs root and the right to mount.
#include <sys/mount.h>

#include <fstream>

#include "fault/serving_program.h"
#include "support/desk.h"

namespace casebook {
namespace {

namespace fs = std::filesystem;
using test::Acknowledged;
using test::Reply;
using test::ServingProgram;

class SmallDisk {
  public:
    explicit SmallDisk(const fs::path& folder) : folder_(folder) {
        fs::create_directories(folder);
        mounted_ = ::mount("none", folder.c_str(), "tmpfs", 0, "size=16m") == 0;
    }
    ~SmallDisk() {
        if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool is_mounted() const { return mounted_; }

    void fill() const {
        std::ofstream filler(folder_ / "filler", std::ios::binary | std::ios::app);
        const std::string page(4096, 'x');
        while (filler.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) {
        }
    }
    void free() const { fs::remove(folder_ / "filler"); }

  private:
    fs::path folder_;
    bool mounted_ = false;
};

std::size_t cases_in(const fs::path& content) {
    std::size_t files = 0;
    for (const auto& file : fs::recursive_directory_iterator(content))
        files += file.path().extension() == ".md";
    return files;
}

class FullDisk : public testing::TestWithParam<const char*> {
  protected:
    // Long enough that neither a file nor the journal can take many.
    static std::string long_text(int number) {
        std::string text = fmt::format("宽带掉线 word{} ", number);
        while (text.size() < 30'000) text += "晚上掉线报修两次没人上门。";
        return text;
    }

    // Creates or changes until the disk refuses; then every reply is a refusal in words.
    void write_until_refused(const ServingProgram& program) {
        int refused = 0;
        for (int tries = 0; tries < 2000 && refused < 10; ++tries) {
            const bool create = tries % 2 == 0;
            const std::string text = long_text(++words_);
            const EntryId id = acknowledged_.texts().rbegin()->first;
            const Reply reply =
                create ? program.create(text) : program.change(id, text, program.read(id).tag);
            if (reply.status / 100 == 2) {
                acknowledged_.add(create ? reply.members()["id"].get<EntryId>() : id, text);
                disk_->fill();
                continue;
            }
            ++refused;
            EXPECT_GE(reply.status, 500) << reply.body;
            EXPECT_NE(reply.body.find("disk is full"), std::string::npos) << reply.body;
        }
        EXPECT_EQ(refused, 10) << "the disk never got full";
    }

    TemporaryFolder folder_;
    std::unique_ptr<SmallDisk> disk_;
    Acknowledged acknowledged_;
    int words_ = 0;
};

TEST_P(FullDisk, RefusesWritesServesReadsAndRecovers) {
    const std::string full = GetParam();
    const fs::path content = folder_.path() / (full == "both"      ? "disk/content"
                                               : full == "content" ? "disk"
                                                                   : "content");
    const fs::path state = folder_.path() / (full == "both"    ? "disk/state"
                                             : full == "state" ? "disk"
                                                               : "state");
    disk_ = std::make_unique<SmallDisk>(folder_.path() / "disk");
    if (!disk_->is_mounted()) GTEST_SKIP() << "skipped: may not mount a tmpfs";
    fs::create_directories(content);
    {
        ServingProgram program(content, state);
        ASSERT_TRUE(program.is_serving());
        for (int i = 0; i < 3; ++i) {
            const std::string text = long_text(++words_);
            const Reply reply = program.create(text);
            ASSERT_EQ(reply.status, 201);
            acknowledged_.add(reply.members()["id"], text);
        }
        EXPECT_TRUE(test::comes_true([&] { return program.hits("word3") == 1; }));
        disk_->fill();
        write_until_refused(program);

        EXPECT_EQ(cases_in(content), acknowledged_.size()) << "what was refused is not there";
        EXPECT_EQ(test::leftovers_in(content), 0u);
        acknowledged_.expect_all_there(program);
        EXPECT_EQ(program.hits("word3"), 1u);
        EXPECT_FALSE(program.suggest("宽带掉线").members()["suggestions"].empty());
        EXPECT_EQ(program.get("/healthz").status, 200);

        disk_->free();
        const std::string text = long_text(++words_);
        Reply reply;
        EXPECT_TRUE(test::comes_true([&] { return (reply = program.create(text)).status == 201; }))
            << reply.body;
        acknowledged_.add(reply.members()["id"], text);
        EXPECT_TRUE(
            test::comes_true([&] { return program.hits(fmt::format("word{}", words_)) == 1; }));
        EXPECT_EQ(program.stop(), 0);
    }
    ServingProgram again(content, state);
    ASSERT_TRUE(again.is_serving());
    acknowledged_.expect_all_there(again);
    EXPECT_EQ(cases_in(content), acknowledged_.size());
}

INSTANTIATE_TEST_SUITE_P(Of, FullDisk, testing::Values("content", "state", "both"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace casebook
