// The tables of the review that ships agree with one another and with what is published.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "geo/csv.hpp"

namespace {

geo::Table england(const std::string& file) {
    std::vector<geo::Finding> findings;
    geo::Table table = geo::read_table(std::filesystem::path(FOOTPRINT_ENGLAND_2017) / file, findings);
    EXPECT_TRUE(findings.empty()) << file;
    return table;
}

std::set<std::string> distinct(const geo::Table& table, const std::string& column) {
    const auto& cells = table.require(column).cells;
    return {cells.begin(), cells.end()};
}

std::int64_t total(const geo::Table& table, const std::string& column) {
    std::int64_t sum = 0;
    for (const std::string& cell : table.require(column).cells)
        sum += std::stoll(cell);
    return sum;
}

void expect_known(const geo::Table& table, const std::string& column, const std::set<std::string>& known) {
    for (const std::string& code : table.require(column).cells) {
        EXPECT_TRUE(known.contains(code)) << table.path << ": " << code;
    }
}

// ONS: 207 CCGs in 44 STPs in April 2017.
TEST(England2017, has207CcgsIn44Footprints) {
    const geo::Table ccg = england("ccg.csv");
    EXPECT_EQ(ccg.rows(), 207U);
    EXPECT_EQ(distinct(ccg, "code").size(), 207U);
    EXPECT_EQ(distinct(ccg, "ods").size(), 207U);
    EXPECT_EQ(distinct(ccg, "name").size(), 207U);
    const auto footprints = distinct(england("footprint.csv"), "code");
    EXPECT_EQ(footprints.size(), 44U);
    EXPECT_EQ(distinct(ccg, "footprint"), footprints);
}

// ONS: England had 54,786,327 residents in mid-2015.
TEST(England2017, residentsAddUpToThoseOfEngland) {
    EXPECT_EQ(total(england("ccg.csv"), "population"), 54'786'327);
}

TEST(England2017, codesThatLookLikeNumbersOrDatesAreKept) {
    const auto ods = distinct(england("ccg.csv"), "ods");
    for (const char* code : {"00C", "00T", "01E", "14L"})
        EXPECT_TRUE(ods.contains(code)) << code;
}

TEST(England2017, centresOfPopulationHoldTheResidentsOfEachCcg) {
    const geo::Table ccg = england("ccg.csv");
    const geo::Table residents = england("residents.csv");
    std::map<std::string, std::int64_t> sum;
    for (std::size_t row = 0; row < residents.rows(); ++row) {
        sum[residents.require("code").cells[row]] += std::stoll(residents.require("residents").cells[row]);
    }
    ASSERT_EQ(sum.size(), ccg.rows());
    for (std::size_t row = 0; row < ccg.rows(); ++row) {
        EXPECT_EQ(std::to_string(sum[ccg.require("code").cells[row]]), ccg.require("population").cells[row]);
    }
}

TEST(England2017, atMost1500PlacesAndOneAtLeastForEachCcg) {
    const geo::Table places = england("places.csv");
    EXPECT_LE(places.rows(), 1'500U);
    EXPECT_EQ(distinct(places, "code"), distinct(england("ccg.csv"), "code"));
    for (const char* column : {"easting", "northing"}) {
        for (const std::string& cell : places.require(column).cells)
            EXPECT_EQ(std::stoll(cell) % 100, 0) << cell;
    }
}

// NHS England, 21 July 2017: 5 outstanding, 20 advanced, 14 making progress, 5 needing most improvement.
TEST(England2017, noMoreRatingsOfAKindThanThereWere) {
    const geo::Table ratings = england("ratings.csv");
    expect_known(ratings, "code", distinct(england("footprint.csv"), "code"));
    EXPECT_EQ(distinct(ratings, "code").size(), ratings.rows());
    std::map<std::string, int> count;
    for (const std::string& rating : ratings.require("rating").cells)
        ++count[rating];
    EXPECT_EQ(count, (std::map<std::string, int>{
                         {"Outstanding", 5}, {"Advanced", 2}, {"Needs most improvement", 5}}));
}

TEST(England2017, gapsAreOfKnownFootprintsAndEachHasASource) {
    const geo::Table gaps = england("gaps.csv");
    EXPECT_EQ(gaps.rows(), 22U);
    EXPECT_EQ(distinct(gaps, "code").size(), gaps.rows());
    expect_known(gaps, "code", distinct(england("footprint.csv"), "code"));
    double sum = 0.0;
    for (const std::string& cell : gaps.require("gap_gbp_million").cells)
        sum += std::stod(cell);
    EXPECT_DOUBLE_EQ(sum, 11'152.5);
    for (const std::string& source : gaps.require("source").cells)
        EXPECT_EQ(source.substr(0, 4), "http");
}

TEST(England2017, sitesStandInKnownFootprints) {
    const geo::Table sites = england("sites.csv");
    EXPECT_EQ(distinct(sites, "code").size(), 139U);
    expect_known(sites, "footprint", distinct(england("footprint.csv"), "code"));
    EXPECT_EQ(distinct(sites, "footprint_basis"), (std::set<std::string>{"member", "position"}));
}

TEST(England2017, modelledFlowsLoseNobody) {
    const geo::Table flows = england("flows.csv");
    EXPECT_EQ(total(flows, "patients"), 54'786'327);
    expect_known(flows, "origin", distinct(england("ccg.csv"), "code"));
    expect_known(flows, "site", distinct(england("sites.csv"), "code"));
    for (const std::string& cell : flows.require("patients").cells)
        EXPECT_GE(std::stoll(cell), 1);
}

TEST(England2017, linksAndRoadmapsNameKnownCcgs) {
    const std::set<std::string> ccgs = distinct(england("ccg.csv"), "code");
    const geo::Table links = england("links.csv");
    expect_known(links, "a", ccgs);
    expect_known(links, "b", ccgs);
    EXPECT_EQ(distinct(links, "name").size(), links.rows());
    expect_known(england("roadmaps.csv"), "code", ccgs);
}

}  // namespace
