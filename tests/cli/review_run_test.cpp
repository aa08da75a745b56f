// A whole review, end to end, on a country small enough to draw.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::AllOf;
using testing::HasSubstr;

TEST(ReviewRun, WritesEveryResult) {
    const SmallEngland england;
    const RunResult result = england.run({"run", "review.toml", "-o", "results"});
    ASSERT_EQ(result.exit_code, 0) << result.out << result.err;
    for (const char* name : {"footprints.gpkg", "footprints.csv", "flows.csv", "report.md", "report.json"}) {
        EXPECT_TRUE(std::filesystem::exists(england.folder.path("results") / name)) << name;
    }
    for (const char* map : {"footprints", "gaps", "localisation"}) {
        for (const char* ending : {".png", ".svg", ".pdf"}) {
            EXPECT_GT(
                std::filesystem::file_size(england.folder.path("results/maps") / (std::string(map) + ending)),
                500U);
        }
    }
    EXPECT_THAT(result.out, AllOf(HasSubstr("4 areas to 2 footprints"), HasSubstr("results in results")));
}

TEST(ReviewRun, MapsHaveOverlays) {
    const SmallEngland england;
    england.folder.write("systems.csv", "code,system\nE06000001,North\nE06000009,South\n");
    std::string review = england.folder.read("review.toml");
    const std::string what = "what = \"footprints\"\n";
    review.insert(review.find(what) + what.size(),
                  "overlay = \"systems.csv\"\noverlay_label = \"Care system\"\n");
    england.folder.write("review.toml", review);
    ASSERT_EQ(england.run({"run", "review.toml", "-o", "results"}).exit_code, 0);
    EXPECT_THAT(england.folder.read("results/maps/footprints.svg"), HasSubstr("Care system: North."));
    EXPECT_THAT(england.folder.read("results/report.json"),
                AllOf(HasSubstr("systems.csv"), HasSubstr("not on the map: E06000009")));
}

TEST(ReviewRun, EveryResultCarriesTheNotes) {
    const SmallEngland england;
    ASSERT_EQ(england.run({"run", "review.toml", "-o", "results"}).exit_code, 0);
    for (const char* name : {"footprints.csv", "flows.csv", "report.md", "report.json", "maps/gaps.svg"}) {
        EXPECT_THAT(england.folder.read(std::string("results/") + name), HasSubstr("modelled flows")) << name;
    }
}

// W: residents 200, of whom 180 stay; treated there 210. E: residents 175, 140 stay; 167 treated, 7 of
// unknown origin.
TEST(ReviewRun, FootprintsTableHasTheFigures) {
    const SmallEngland england;
    ASSERT_EQ(england.run({"run", "review.toml", "-o", "results"}).exit_code, 0);
    const std::string table = england.folder.read("results/footprints.csv");
    EXPECT_THAT(table, HasSubstr("E,East,2,2000,3000000,"));
    EXPECT_THAT(table, HasSubstr("W,West,2,2000,3000000,"));
    // Rounded to 5; the cell of W on the diagonal of the matrix protects the 7 of unknown origin.
    EXPECT_THAT(table, AllOf(HasSubstr(",175,165,140,0.8,"), HasSubstr(",200,210,*,0.9,")));
}

TEST(ReviewRun, DisclosureControlIsSwitchedOffInTheReviewFileAndThatIsRecorded) {
    const SmallEngland england;
    std::string review = england.folder.read("review.toml");
    const std::string section = "[flows]\n";
    review.insert(review.find(section) + section.size(), "disclosure_control = false\n");
    england.folder.write("review.toml", review);
    ASSERT_EQ(england.run({"run", "review.toml", "-o", "results"}).exit_code, 0);
    EXPECT_THAT(england.folder.read("results/footprints.csv"),
                AllOf(HasSubstr(",175,167,140,0.8,"), HasSubstr(",200,210,180,0.9,")));
    EXPECT_THAT(england.folder.read("results/flows.csv"), HasSubstr("unknown,E,7,"));
    EXPECT_THAT(england.folder.read("results/report.json"), HasSubstr("\"disclosure_control\": \"off\""));
    EXPECT_THAT(england.folder.read("results/report.md"), HasSubstr("disclosure control: off"));
}

TEST(ReviewRun, SuppressesSmallCountsOfPatientsEverywhere) {
    const SmallEngland england;
    ASSERT_EQ(england.run({"run", "review.toml", "-o", "results"}).exit_code, 0);
    EXPECT_THAT(england.folder.read("results/flows.csv"), HasSubstr("unknown,E,*,"));
    EXPECT_THAT(england.folder.read("results/report.md"),
                AllOf(HasSubstr("disclosure control: counts of 1 to 7 are *"), HasSubstr("LI closed"),
                      HasSubstr("Strongest of 1 pairs")));
    EXPECT_THAT(england.folder.read("results/report.json"), HasSubstr("\"from_unknown\": \"*\""));
}

TEST(ReviewRun, TwoRunsGiveTheSameBytes) {
    const SmallEngland england;
    ASSERT_EQ(england.run({"run", "review.toml", "-o", "one"}).exit_code, 0);
    ASSERT_EQ(england.run({"run", "review.toml", "-o", "two"}).exit_code, 0);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(england.folder.path("one"))) {
        if (!entry.is_regular_file()) continue;
        const auto name = std::filesystem::relative(entry.path(), england.folder.path("one")).string();
        EXPECT_EQ(england.folder.read("one/" + name), england.folder.read("two/" + name)) << name;
        ++files;
    }
    EXPECT_EQ(files, 14U);
}

TEST(ReviewRun, WithoutAFileTheFolderOfTheEnvironmentIsRun) {
    const SmallEngland england;
    const RunResult result = support::run_footprint(england.folder.root(), {"run", "-o", "results"}, {},
                                                    {{"FOOTPRINT_DATA", england.folder.root().string()}});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(england.folder.read("results/report.json").find(england.folder.root().string()),
              std::string::npos)
        << "the report names the place of the shipped review on this machine";
}

TEST(Commands, InfoNamesColumnsAndCodes) {
    const SmallEngland england;
    const RunResult result = england.run({"info", "areas.gpkg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("population"), HasSubstr("codes    code"), HasSubstr("EPSG:27700")));
}

TEST(Commands, MeasureWritesATable) {
    const SmallEngland england;
    const RunResult result = england.run({"measure", "areas.gpkg", "-o", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    // Area A is 2 km by 1 km: 4 pi A / P2 = 8 pi / 36.
    EXPECT_THAT(result.out, HasSubstr("E06000001,Area A,2000000,6000,0.69813"));
}

TEST(Commands, ClassifyReportsBreaksAndCounts) {
    const SmallEngland england;
    const RunResult result =
        england.run({"classify", "gaps.csv", "--column", "value", "--breaks", "20,50", "--json", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("footprint/classify/1"), HasSubstr("\"missing\": 0")));
}

TEST(Commands, VersionNamesTheLibraries) {
    const SmallEngland england;
    const RunResult result = england.run({"--version"});
    EXPECT_EQ(result.exit_code, 0);
    for (const char* name : {"footprint ", "GDAL ", "GEOS ", "PROJ ", "Cairo ", "OSTN15 "}) {
        EXPECT_THAT(result.out, HasSubstr(name));
    }
}

}  // namespace
