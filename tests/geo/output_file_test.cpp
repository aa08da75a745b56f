#include "geo/output_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>

#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::OutputFile;
using geo::OutputFolder;
using support::message_of;
using support::TempFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string output_error(const std::function<void()>& action) {
    return message_of<geo::OutputError>(action);
}

// A limit on the size of files stands in for the full disk.
void limit_file_size(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
}

TEST(OutputFile, AppearsWithCommitAndLeavesNothingElse) {
    const TempFolder folder;
    geo::write_text(folder.path("a.csv"), "text", false);
    EXPECT_EQ(folder.read("a.csv"), "text");
    EXPECT_THAT(folder.names(), ElementsAre("a.csv"));
}

TEST(OutputFile, FlushedBeforeItIsNotThereYet) {
    const TempFolder folder;
    OutputFile file(folder.path("a.csv"), false);
    EXPECT_THAT(output_error([&] { file.flush(); }), HasSubstr("a.csv: cannot be written"));
    geo::write_new_file(file.temporary(), std::string_view("text"), folder.path("a.csv"));
    file.flush();
    EXPECT_FALSE(std::filesystem::exists(folder.path("a.csv")));
    file.commit();
    EXPECT_EQ(folder.read("a.csv"), "text");
}

TEST(OutputFile, TemporaryNameKeepsFolderAndEnding) {
    const TempFolder folder;
    const OutputFile file(folder.path("a.gpkg"), false);
    EXPECT_EQ(file.temporary().parent_path(), folder.root());
    EXPECT_EQ(file.temporary().extension(), ".gpkg");
}

TEST(OutputFile, WithoutCommitNothingIsLeftNotEvenAJournal) {
    const TempFolder folder;
    folder.write("a.gpkg", "before");
    {
        const OutputFile file(folder.path("a.gpkg"), true);
        const std::string name = file.temporary().filename().string();
        folder.write(name, "half");
        folder.write(name + "-journal", "journal");
    }
    EXPECT_THAT(folder.names(), ElementsAre("a.gpkg"));
    EXPECT_EQ(folder.read("a.gpkg"), "before");
}

TEST(OutputFile, ExistingFileIsRefusedWithoutOverwrite) {
    const TempFolder folder;
    folder.write("a.csv", "before");
    EXPECT_THAT(output_error([&] { geo::write_text(folder.path("a.csv"), "after", false); }),
                AllOf(HasSubstr("a.csv: the file exists"), HasSubstr("--overwrite")));
    EXPECT_EQ(folder.read("a.csv"), "before");
    geo::write_text(folder.path("a.csv"), "after", true);
    EXPECT_EQ(folder.read("a.csv"), "after");
}

TEST(OutputFile, FileMadeByAnotherInTheMeantimeIsKept) {
    const TempFolder folder;
    OutputFile file(folder.path("a.csv"), false);
    folder.write(file.temporary().filename().string(), "ours");
    folder.write("a.csv", "theirs");
    EXPECT_THAT(output_error([&] { file.commit(); }), HasSubstr("the file exists"));
    EXPECT_EQ(folder.read("a.csv"), "theirs");
}

TEST(OutputFile, MissingFolderIsNamed) {
    const TempFolder folder;
    EXPECT_THAT(output_error([&] { geo::write_text(folder.path("no/a.csv"), "x", false); }),
                HasSubstr("does not exist"));
}

TEST(OutputFile, FolderDeviceAndEmptyNameAreRefused) {
    const TempFolder folder;
    EXPECT_THAT(output_error([&] { OutputFile(folder.root(), true); }), HasSubstr("is a folder"));
    EXPECT_THAT(output_error([] { OutputFile("/dev/null", true); }), HasSubstr("not a regular file"));
    EXPECT_THAT(output_error([] { OutputFile("", true); }), HasSubstr("not the name of a file"));
    EXPECT_THAT(output_error([&] { OutputFile(folder.write("f", "x") / "a.csv", true); }),
                HasSubstr("not a folder"));
}

// In a process of its own, which gives up the rights of the superuser: to them no folder is closed.
TEST(OutputFile, FolderNotWritableIsNamed) {
    constexpr uid_t nobody = 65534;
    const TempFolder folder;
    std::filesystem::permissions(
        folder.root(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                           std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
    const auto attempt = [&] {
        if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(2);
        const std::string text = output_error([&] { geo::write_text(folder.path("a.csv"), "x", false); });
        ::_exit(text.find("not writable") != std::string::npos ? 0 : 1);
    };
    EXPECT_EXIT(attempt(), testing::ExitedWithCode(0), "");
    EXPECT_TRUE(folder.names().empty());
    std::filesystem::permissions(folder.root(), std::filesystem::perms::owner_all);
}

TEST(OutputFile, SymbolicLinkIsFollowed) {
    const TempFolder folder;
    folder.write("real.csv", "before");
    std::filesystem::create_symlink("real.csv", folder.path("link.csv"));
    geo::write_text(folder.path("link.csv"), "after", true);
    EXPECT_TRUE(std::filesystem::is_symlink(folder.path("link.csv")));
    EXPECT_EQ(folder.read("real.csv"), "after");
}

TEST(OutputFileDeathTest, FullDiskLeavesThingsAsTheyWere) {
    const TempFolder folder;
    folder.write("a.csv", "before");
    EXPECT_EXIT(
        {
            limit_file_size(1000);
            const std::string message =
                output_error([&] { geo::write_text(folder.path("a.csv"), std::string(100000, 'x'), true); });
            _exit(message.find("cannot be written") != std::string::npos ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
    EXPECT_THAT(folder.names(), ElementsAre("a.csv"));
    EXPECT_EQ(folder.read("a.csv"), "before");
}

TEST(OutputFile, FullFileSystemIsNamedWithARemedy) {
    const TempFolder folder;
    std::filesystem::create_directory(folder.path("small"));
    if (::mount("tmpfs", folder.path("small").c_str(), "tmpfs", 0, "size=16k") != 0)
        GTEST_SKIP() << "mounting needs the superuser";
    const std::string message =
        output_error([&] { geo::write_text(folder.path("small/a.csv"), std::string(100000, 'x'), false); });
    const bool empty = std::filesystem::is_empty(folder.path("small"));
    ::umount(folder.path("small").c_str());
    EXPECT_THAT(message, AllOf(HasSubstr("No space left on device"), HasSubstr("free some space")));
    EXPECT_TRUE(empty);
}

TEST(OutputFileDeathTest, AbandonedOutputsAreRemoved) {
    const TempFolder folder;
    EXPECT_EXIT(
        {
            const OutputFile file(folder.path("a.gpkg"), false);
            const OutputFolder results(folder.path("results"), false);
            folder.write(file.temporary().filename().string(), "half");
            folder.write(file.temporary().filename().string() + "-wal", "half");
            std::ofstream(results.temporary() / "map.svg") << "half";
            geo::abandon_outputs();
            _exit(folder.names().empty() ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(OutputFolder, AppearsWithCommit) {
    const TempFolder folder;
    {
        OutputFolder results(folder.path("results/"), false);
        geo::write_text(results.temporary() / "a.csv", "a", false);
        EXPECT_FALSE(std::filesystem::exists(folder.path("results")));
        results.commit();
    }
    EXPECT_THAT(folder.names(), ElementsAre("results"));
    EXPECT_EQ(folder.read("results/a.csv"), "a");
}

TEST(OutputFolder, WithoutCommitNothingIsLeft) {
    const TempFolder folder;
    {
        const OutputFolder results(folder.path("results"), false);
        geo::write_text(results.temporary() / "a.csv", "a", false);
    }
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(OutputFolder, EmptyDestinationIsFilled) {
    const TempFolder folder;
    std::filesystem::create_directory(folder.path("results"));
    OutputFolder results(folder.path("results"), false);
    geo::write_text(results.temporary() / "a.csv", "a", false);
    results.commit();
    EXPECT_EQ(folder.read("results/a.csv"), "a");
}

TEST(OutputFolder, FullDestinationIsRefusedWithoutOverwrite) {
    const TempFolder folder;
    std::filesystem::create_directory(folder.path("results"));
    folder.write("results/old.csv", "old");
    EXPECT_THAT(output_error([&] { OutputFolder(folder.path("results"), false); }), HasSubstr("--overwrite"));
    EXPECT_THAT(folder.names(), ElementsAre("results"));
}

TEST(OutputFolder, OverwriteReplacesItsOwnNamesAndLeavesOthersAlone) {
    const TempFolder folder;
    std::filesystem::create_directories(folder.path("results/maps"));
    folder.write("results/old.csv", "old");
    folder.write("results/maps/a.svg", "old");
    OutputFolder results(folder.path("results"), true);
    std::filesystem::create_directory(results.temporary() / "maps");
    geo::write_text(results.temporary() / "maps/a.svg", "new", false);
    geo::write_text(results.temporary() / "new.csv", "new", false);
    results.commit();
    EXPECT_EQ(folder.read("results/old.csv"), "old");
    EXPECT_EQ(folder.read("results/maps/a.svg"), "new");
    EXPECT_EQ(folder.read("results/new.csv"), "new");
    EXPECT_THAT(folder.names(), ElementsAre("results"));
}

TEST(OutputFolder, FileOfThatNameIsAnError) {
    const TempFolder folder;
    EXPECT_THAT(output_error([&] { OutputFolder(folder.write("results", "x"), true); }),
                HasSubstr("is not a folder"));
}

TEST(OutputFolder, MissingParentIsAnError) {
    const TempFolder folder;
    EXPECT_THAT(output_error([&] { OutputFolder(folder.path("no/results"), true); }),
                HasSubstr("does not exist"));
}

}  // namespace
