// The review of England 2017 on official areas and measured flows, and "STPs in numbers" as it was published.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/real_data.hpp"
#include "tests/support/run_footprint.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using testing::HasSubstr;

/// A review of official areas, lookup and flows with the populations and sites that ship.
std::string official_review(const std::filesystem::path& data) {
    const std::filesystem::path shipped = FOOTPRINT_ENGLAND_2017;
    return R"([review]
title = "England 2017, official areas"
[areas]
file = ")" +
           (data / "boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson").string() + R"("
[population]
file = ")" +
           (shipped / "ccg.csv").string() + R"("
code = "code"
column = "population"
[lookup]
file = ")" +
           (data / "lookups/ccg17_stp17.csv").string() + R"("
[flows]
file = ")" +
           (data / "flows/derived_ccg17_trust_catchment_2018.csv").string() + R"("
origin_column = "ccg17cd"
site_column = "trust_code"
count_column = "expected_patients"
[sites]
file = ")" +
           (shipped / "sites.csv").string() + R"("
code = "code"
footprint_column = "footprint"
[published]
footprints = 44
least_population = 300000
greatest_population = 2800000
mean_population = 1200000
fewest_members = 1
most_members = 12
mean_members = 5
area_km2 = 130279
)";
}

class RealReview : public testing::Test {
protected:
    void SetUp() override {
        if (!support::real_data()) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
        folder.write("review.toml", official_review(*support::real_data()));
        result = support::RunningFootprint(folder.root(), {"run", "review.toml", "-o", "results"}).wait();
    }
    support::TempFolder folder;
    support::RunResult result;
};

TEST_F(RealReview, StpsInNumbersAgreesWithWhatWasPublished) {
    ASSERT_EQ(result.exit_code, 0) << result.out << result.err;
    const std::string report = folder.read("results/report.md");
    EXPECT_THAT(report, HasSubstr("| footprints | 44 |  | 44 | yes |"));
    EXPECT_THAT(
        report,
        HasSubstr("| smallest population | 318,453 | West, North and East Cumbria | 300,000 | yes |"));
    EXPECT_THAT(report,
                HasSubstr("| largest population | 2,789,339 | Greater Manchester | 2,800,000 | yes |"));
    EXPECT_THAT(report, HasSubstr("| mean population | 1,245,144 |  | 1,200,000 | yes |"));
    EXPECT_THAT(report, HasSubstr("| fewest members | 1 |"));
    EXPECT_THAT(report, HasSubstr("| most members | 12 | Cheshire and Merseyside | 12 | yes |"));
    EXPECT_THAT(report, HasSubstr("| mean members | 4.7 |  | 5 | yes |"));
    EXPECT_THAT(report, HasSubstr("130,456 km2"));
}

TEST_F(RealReview, TheTotalsBeforeAndAfterAreEqual) {
    const std::string report = folder.read("results/report.md");
    EXPECT_THAT(report, HasSubstr("| area, km2 | 130,456.386 | 130,456.386 | 0.000 | 0.000 |"));
    EXPECT_THAT(report, HasSubstr("| population | 54,786,327 | 54,786,327 | 0 | 0 |"));
}

}  // namespace
