// An index that a disk or a person damaged gives Errors, never a crash, an exception or a wrong answer.
#include <fstream>

#include "small_index.h"

namespace casebook::search {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 8192;
constexpr EntryId kEntries = 300;

std::vector<Entry> many_entries() {
    std::vector<Entry> entries;
    for (EntryId id = 1; id <= kEntries; ++id)
        entries.push_back(case_of(id, "宽带掉线" + std::to_string(id),
                                  "客户说第" + std::to_string(id * 7919) + "次掉线", "换了光猫"));
    return entries;
}

// What every kind of reading gives; nothing when one of them says that it cannot.
std::optional<std::string> read_everything(const fs::path& folder) {
    const auto index = Index::open(folder, 1);
    if (!index) return std::nullopt;
    const auto precedents = index->suggest({.text = "宽带掉线7919", .limit = 50});
    const auto hits = index->search({.query = parsed("光猫"), .limit = kEntries});
    const auto found = index->find(kEntries / 2);
    const auto versions = index->versions();
    const auto count = index->count(Kind::case_);
    const auto largest = index->largest_id();
    if (!precedents || !hits || !found || !versions || !count || !largest) return std::nullopt;
    std::string all = std::to_string(*count) + " " + std::to_string(*largest) + " " +
                      std::to_string(versions->size());
    for (const Precedent& precedent : precedents->found) all += encode(precedent.stored);
    for (const Precedent& hit : hits->found) all += encode(hit.stored);
    return all + (*found ? encode(**found) : "");
}

class DamagedIndex : public testing::Test {
  protected:
    std::vector<fs::path> files() const {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(small_.folder() / "current"))
            if (entry.file_size() > 0) files.push_back(entry.path());
        return files;
    }

    // Damages one file, reads everything, and mends it again.
    void expect_no_harm(const fs::path& file, const std::function<void(std::string&)>& damage) {
        const std::string whole = test::value_of(read_file(file, 1 << 26));
        std::string damaged = whole;
        damage(damaged);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
        const auto read = read_everything(small_.folder());
        EXPECT_TRUE(!read || *read == *undamaged_) << file.filename();
        noticed_ += !read;
        std::ofstream(file, std::ios::binary | std::ios::trunc) << whole;
    }

    SmallIndex small_{many_entries()};
    std::optional<std::string> undamaged_ = read_everything(small_.folder());
    std::size_t noticed_ = 0;
};

TEST_F(DamagedIndex, ATruncatedFileIsNoticedOrWasNotNeeded) {
    ASSERT_TRUE(undamaged_);
    for (const fs::path& file : files())
        for (const double share : {0.0, 0.3, 0.7})
            expect_no_harm(file, [&](std::string& bytes) {
                bytes.resize(static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
            });
    EXPECT_GE(noticed_, 6u);
}

TEST_F(DamagedIndex, AZeroedBlockIsNoticedOrWasNotNeeded) {
    ASSERT_TRUE(undamaged_);
    for (const fs::path& file : files())
        for (std::size_t begin = 0; begin < fs::file_size(file); begin += kBlock)
            expect_no_harm(file, [&](std::string& bytes) {
                const std::size_t end = std::min(bytes.size(), begin + kBlock);
                std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                          bytes.begin() + static_cast<std::ptrdiff_t>(end), '\0');
            });
    EXPECT_GE(noticed_, 3u);
}

TEST_F(DamagedIndex, AMissingFileIsNoticedOrWasNotNeeded) {
    ASSERT_TRUE(undamaged_);
    for (const fs::path& file : files()) {
        const fs::path away = small_.folder() / "away";
        fs::rename(file, away);
        const auto read = read_everything(small_.folder());
        EXPECT_TRUE(!read || *read == *undamaged_) << file.filename();
        noticed_ += !read;
        fs::rename(away, file);
    }
    EXPECT_GE(noticed_, 3u);
}

}  // namespace
}  // namespace casebook::search
