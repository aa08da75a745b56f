// Outputs that may not or cannot be written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::HasSubstr;

TEST(BadOutput, ExistingFileIsRefusedBeforeAnyWork) {
    const SmallEngland england;
    england.folder.write("out.gpkg", "earlier");
    // The input does not exist: the output is looked at first.
    const RunResult result =
        england.run({"compose", "none.gpkg", "--lookup", "lookup.csv", "-o", "out.gpkg"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
    EXPECT_THAT(result.err, testing::AllOf(HasSubstr("out.gpkg"), HasSubstr("--overwrite")));
    EXPECT_EQ(england.folder.read("out.gpkg"), "earlier");
}

TEST(BadOutput, ExistingReportIsRefused) {
    const SmallEngland england;
    england.folder.write("report.json", "earlier");
    EXPECT_EQ(england.run({"check", "areas.gpkg", "--json", "report.json"}).exit_code, 1);
    EXPECT_EQ(england.folder.read("report.json"), "earlier");
    EXPECT_EQ(england.run({"check", "areas.gpkg", "--json", "report.json", "--overwrite"}).exit_code, 0);
    EXPECT_THAT(england.folder.read("report.json"), HasSubstr("footprint/check/1"));
}

TEST(BadOutput, FolderWithFilesIsRefused) {
    const SmallEngland england;
    std::filesystem::create_directory(england.folder.path("results"));
    england.folder.write("results/notes.txt", "mine");
    const RunResult result = england.run({"run", "review.toml", "-o", "results"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, HasSubstr("results"));
    EXPECT_EQ(england.folder.read("results/notes.txt"), "mine");
}

TEST(BadOutput, FileWhereAFolderShouldBe) {
    const SmallEngland england;
    england.folder.write("results", "a file");
    const RunResult result = england.run({"run", "review.toml", "-o", "results/of/today", "--overwrite"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
    EXPECT_EQ(england.folder.read("results"), "a file");
}

TEST(BadOutput, FolderThatIsNotWritable) {
    const SmallEngland england;
    const RunResult result =
        england.run({"compose", "areas.gpkg", "--lookup", "lookup.csv", "-o", "/proc/out.gpkg"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
    EXPECT_THAT(result.err, HasSubstr("/proc"));
}

TEST(BadOutput, FullStandardOutput) {
    const SmallEngland england;
    for (const std::vector<std::string>& words : {std::vector<std::string>{"--help"},
                                                  {"check", "areas.gpkg"},
                                                  {"check", "areas.gpkg", "--json", "-"}}) {
        const RunResult result = support::run_footprint(england.folder.root(), words, "/dev/full");
        EXPECT_EQ(result.exit_code, 1) << words.front();
        EXPECT_THAT(result.err, HasSubstr("standard output"));
    }
}

TEST(BadOutput, FullDiskLeavesTheEarlierOutput) {
    const SmallEngland england;
    const auto disk = england.folder.path("disk");
    std::filesystem::create_directory(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0)
        GTEST_SKIP() << "needs the right to mount";
    std::ofstream(disk / "out.gpkg") << "earlier";
    const RunResult result = england.run(
        {"compose", "areas.gpkg", "--lookup", "lookup.csv", "-o", "disk/out.gpkg", "--overwrite"});
    const std::string left = england.folder.read("disk/out.gpkg");
    const auto entries = std::distance(std::filesystem::directory_iterator(disk), {});
    ::umount(disk.c_str());
    EXPECT_EQ(result.exit_code, 1) << result.err;
    EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
    EXPECT_EQ(left, "earlier");
    EXPECT_EQ(entries, 1) << "no temporary file is left";
}

TEST(BadOutput, ReaderThatGoesAwayIsNoFailure) {
    const SmallEngland england;
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ::close(ends[0]);
    const RunResult result = support::run_footprint(england.folder.root(), {"info", "areas.gpkg"},
                                                    "/proc/self/fd/" + std::to_string(ends[1]));
    ::close(ends[1]);
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.err, "");
}

}  // namespace
