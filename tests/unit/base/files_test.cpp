#include "base/files.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "support/desk.h"

namespace casebook {
namespace {

namespace fs = std::filesystem;
using test::expect_done;
using test::value_of;

constexpr std::uint64_t kPlenty = 1 << 20;

std::string bytes_of(const fs::path& path) {
    return value_of(read_file(path, kPlenty));
}

void put(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(folder))
        names.push_back(file.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

class Files : public testing::Test {
  protected:
    TemporaryFolder folder;
    fs::path file = folder.path() / "a.md";
};
using ReadFile = Files;
using FileWriting = Files;
using FolderLocking = Files;

// Reading -------------------------------------------------------------------------------------------

TEST_F(ReadFile, GivesEveryByte) {
    const std::string bytes("宽带\r\n\0\xFF", 10);
    put(file, bytes);
    EXPECT_EQ(bytes_of(file), bytes);
    put(file, "");
    EXPECT_EQ(bytes_of(file), "");
}

TEST_F(ReadFile, RefusesAFileOverTheLimitAndNamesIt) {
    put(file, "12345");
    EXPECT_TRUE(read_file(file, 5));
    const auto refused = read_file(file, 4);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
    EXPECT_EQ(refused.error().place.path, file.string());
    EXPECT_NE(refused.error().message.find("5 bytes"), std::string::npos);
}

TEST_F(ReadFile, SaysWhenThereIsNone) {
    const auto missing = read_file(file, kPlenty);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
    EXPECT_EQ(missing.error().place.path, file.string());
}

TEST_F(ReadFile, RefusesAFolder) {
    const auto refused = read_file(folder.path(), kPlenty);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
}

// Writing -------------------------------------------------------------------------------------------

TEST_F(FileWriting, LeavesTheFileAndNothingElse) {
    for (const Durability durability : {Durability::survives_power_cut, Durability::throw_away}) {
        PosixFileWriter writer(durability);
        expect_done(writer.write(file, "第一版"));
        expect_done(writer.write(file, "第二版"));
        EXPECT_EQ(bytes_of(file), "第二版");
        EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a.md"});
    }
}

TEST_F(FileWriting, MakesMissingFolders) {
    const fs::path deep = folder.path() / "cases" / "2026-11" / "1.md";
    PosixFileWriter writer;
    expect_done(writer.write(deep, "x"));
    EXPECT_EQ(bytes_of(deep), "x");
}

TEST_F(FileWriting, EverybodyMayReadAndOnlyTheOwnerMayWrite) {
    PosixFileWriter writer;
    expect_done(writer.write(file, "x"));
    EXPECT_EQ(fs::status(file).permissions(), static_cast<fs::perms>(0644));
}

TEST_F(FileWriting, AStagedFileHasNoFinalNameBeforeCommit) {
    put(file, "old");
    PosixFileWriter writer;
    expect_done(writer.stage(file, "new"));
    expect_done(writer.stage(folder.path() / "b.md", "new"));
    EXPECT_EQ(bytes_of(file), "old");
    EXPECT_FALSE(fs::exists(folder.path() / "b.md"));
    expect_done(writer.commit());
    EXPECT_EQ(bytes_of(file), "new");
    EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"a.md", "b.md"}));
}

TEST_F(FileWriting, WhatIsNeverCommittedLeavesNoTrace) {
    {
        PosixFileWriter writer;
        expect_done(writer.stage(file, "x"));
        EXPECT_EQ(names_in(folder.path()).size(), 1u);
    }
    EXPECT_TRUE(names_in(folder.path()).empty());
}

TEST_F(FileWriting, ABatchOfManyFilesIsWrittenWhole) {
    PosixFileWriter writer;
    for (int i = 0; i < 50; ++i)
        expect_done(writer.stage(folder.path() / std::to_string(i), std::to_string(i)));
    expect_done(writer.commit());
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(bytes_of(folder.path() / std::to_string(i)), std::to_string(i));
    EXPECT_EQ(names_in(folder.path()).size(), 50u);
}

TEST_F(FileWriting, TheLastOfTwoTextsForOneFileWins) {
    PosixFileWriter writer;
    expect_done(writer.stage(file, "first"));
    expect_done(writer.stage(file, "second"));
    expect_done(writer.commit());
    EXPECT_EQ(bytes_of(file), "second");
}

TEST_F(FileWriting, AFailedCommitLeavesNoTemporaryFile) {
    const fs::path in_the_way = folder.path() / "b.md";
    fs::create_directories(in_the_way / "full");
    PosixFileWriter writer;
    expect_done(writer.stage(in_the_way, "x"));
    expect_done(writer.stage(file, "x"));
    const auto failed = writer.commit();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().place.path, in_the_way.string());
    for (const std::string& name : names_in(folder.path())) EXPECT_FALSE(name.starts_with('.'));
    expect_done(writer.write(file, "and it goes on"));
}

TEST_F(FileWriting, AFileInPlaceOfTheFolderIsAnError) {
    put(file, "x");
    PosixFileWriter writer;
    const auto refused = writer.stage(file / "below.md", "x");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::io);
    EXPECT_EQ(bytes_of(file), "x");
}

TEST_F(FileWriting, AFolderThatMayNotBeWrittenIsAnErrorWithAHint) {
    if (::geteuid() == 0) GTEST_SKIP() << "skipped: root may write anywhere";
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    PosixFileWriter writer;
    const auto refused = writer.stage(file, "x");
    fs::permissions(folder.path(), fs::perms::owner_all);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::io);
    EXPECT_FALSE(refused.error().hint.empty());
}

// Locking -------------------------------------------------------------------------------------------

// Runs the work in a process of its own; true when it says so.
template <class Work>
bool in_another_process(Work work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work() ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(FolderLocking, AnotherProcessIsRefusedAndToldWhoHoldsIt) {
    const auto held = FolderLock::acquire(folder.path());
    ASSERT_TRUE(held);
    const std::string holder = "Process " + std::to_string(::getpid()) + " ";
    EXPECT_TRUE(in_another_process([&] {
        const auto second = FolderLock::acquire(folder.path());
        return !second && second.error().kind == ErrorKind::busy &&
               second.error().message.starts_with(holder) && !second.error().hint.empty();
    }));
}

TEST_F(FolderLocking, TheSameProcessIsRefusedASecondTimeToo) {
    const auto held = FolderLock::acquire(folder.path());
    const auto second = FolderLock::acquire(folder.path());
    EXPECT_TRUE(held);
    EXPECT_FALSE(second);
}

TEST_F(FolderLocking, IsReleasedWhenTheHolderLetsGo) {
    {
        const auto held = FolderLock::acquire(folder.path());
        ASSERT_TRUE(held);
    }
    EXPECT_TRUE(FolderLock::acquire(folder.path()));
}

TEST_F(FolderLocking, IsReleasedWhenTheHoldersProcessDies) {
    EXPECT_TRUE(in_another_process([&] {
        const auto held = FolderLock::acquire(folder.path());
        return static_cast<bool>(held);  // _exit: nothing is destroyed
    }));
    EXPECT_TRUE(FolderLock::acquire(folder.path()));
}

// A started program closes what it does not inherit a moment after it has been started.
template <class Condition>
bool soon(Condition condition) {
    for (int i = 0; i < 200; ++i) {
        if (condition()) return true;
        ::usleep(10'000);
    }
    return false;
}

TEST_F(FolderLocking, IsNotInheritedByProgramsThatTheHolderStarts) {
    std::FILE* program = nullptr;
    {
        const auto held = FolderLock::acquire(folder.path());
        ASSERT_TRUE(held);
        program = ::popen("cat >/dev/null", "w");
    }
    EXPECT_TRUE(soon([&] { return static_cast<bool>(FolderLock::acquire(folder.path())); }));
    ::pclose(program);
}

TEST_F(FolderLocking, MakesTheFolder) {
    EXPECT_TRUE(FolderLock::acquire(folder.path() / "state"));
}

TEST(TemporaryFolders, AreGoneWithEverythingInThem) {
    fs::path path;
    {
        const TemporaryFolder folder;
        path = folder.path();
        fs::create_directories(path / "a" / "b");
        put(path / "a" / "b" / "c", "x");
    }
    EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace casebook
