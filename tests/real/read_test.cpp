// Reading the real files of 2015 to 2019: counts and columns as their publishers state them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "geo/crs.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "tests/real/real_data.hpp"
#include "tests/support/layer_outcome.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::FindingKind;
using support::message_of;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class RealFiles : public support::RealData {};

struct Expected {
    const char* file;
    std::size_t areas;
    const char* code_column;
    const char* name_column;
};

TEST_F(RealFiles, OfAreasAreReadWithTheirCodesFound) {
    const std::vector<Expected> files = {
        {"boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp", 32844, "ls11_cd", "ls11_nm"},
        {"boundaries/msoa_2011_england.geojson", 6791, "msoa11_code", "msoa11_name"},
        {"boundaries/ccg_2015_04_england.kml", 209, "CCGcode", "Name"},
        {"boundaries/ccg_2015_04_england_mapinfo/CCG_BSC_Apr2015.TAB", 209, "Lower_Laye", "CCGname_short"},
        {"boundaries/ccg_2016_04_england.geojson", 209, "ccg16cd", "ccg16nm"},
        {"boundaries/ccg_2016_04_england_quantised.topojson", 209, "ccg16cd", "ccg16nm"},
        {"boundaries/ccg_2017_04_england_buc.geojson", 207, "ccg17cd", "ccg17nm"},
        {"boundaries/county_ua_england_wales.geojson", 174, "ctyua16cd", "ctyua16nm"},
        {"boundaries/lad_2013_12_england_quantised.topojson", 326, "LAD13CD", "LAD13NM"},
        {"boundaries/lad_2015_12_gb_quantised.topojson", 380, "lad15cd", "lad15nm"},
        {"boundaries/lad_2019_uk.geojson", 382, "ltla19_code", "ltla19_name"},
        {"boundaries/utla_2019_uk.geojson", 216, "utla19_code", "utla19_name"},
        {"boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson", 207, "CCG17CD", "CCG17NM"},
        {"boundaries/derived/lad_2017_england_from_lsoa11.geojson", 326, "LAD17CD", "LAD17NM"},
        {"boundaries/derived/stp_2017_04_england_from_lsoa11.geojson", 44, "STP17CD", "STP17NM"},
    };
    for (const Expected& expected : files) {
        const geo::Layer layer = geo::read_layer(path(expected.file), {});
        EXPECT_EQ(layer.codes.size(), expected.areas) << expected.file;
        EXPECT_EQ(layer.code_column, expected.code_column) << expected.file;
        EXPECT_EQ(layer.name_column, expected.name_column) << expected.file;
        const std::unordered_set<std::string> distinct(layer.codes.begin(), layer.codes.end());
        EXPECT_EQ(distinct.size(), layer.codes.size()) << expected.file;
        for (std::size_t area = 0; area < layer.rings.areas(); ++area)
            EXPECT_LT(layer.rings.area_start[area], layer.rings.area_start[area + 1])
                << expected.file << " " << layer.codes[area];
    }
}

TEST_F(RealFiles, GeoJsonReadTheQuickWayIsWhatGdalReads) {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path("."))) {
        if (entry.path().extension() != ".geojson") continue;
        ++files;
        for (const char* crs : {"", "EPSG:27700"}) {
            geo::ReadOptions options;
            options.source_crs = crs;
            if (entry.path().stem() == "ccg_2015_openprescribing_names_only") options.code_column = "name";
            geo::ReadOptions by_gdal = options;
            by_gdal.by_gdal_alone = true;
            EXPECT_TRUE(support::outcome(entry.path(), options) == support::outcome(entry.path(), by_gdal))
                << entry.path();
        }
    }
    EXPECT_GE(files, 16U);
}

TEST_F(RealFiles, LsoasFromTheShapefileHaveNoFindings) {
    const geo::Layer layer =
        geo::read_layer(path("boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp"), {});
    EXPECT_EQ(layer.crs, "EPSG:4326");
    EXPECT_EQ(layer.rings.points.size(), 348209U);
    EXPECT_THAT(layer.findings, IsEmpty());
}

TEST_F(RealFiles, MapInfoTableIsOnTheNationalGridAndIsNotTransformed) {
    const geo::Layer layer =
        geo::read_layer(path("boundaries/ccg_2015_04_england_mapinfo/CCG_BSC_Apr2015.TAB"), {});
    EXPECT_EQ(geo::describe_crs(layer.crs), "EPSG:27700");
    EXPECT_EQ(geo::Transform(layer.crs, "EPSG:27700", {}).operation().name, "none");
}

TEST_F(RealFiles, KmlAndMapInfoOfOneReleaseHaveTheSameCodes) {
    std::vector<std::string> kml = geo::read_layer(path("boundaries/ccg_2015_04_england.kml"), {}).codes;
    std::vector<std::string> tab =
        geo::read_layer(path("boundaries/ccg_2015_04_england_mapinfo/CCG_BSC_Apr2015.TAB"), {}).codes;
    std::ranges::sort(kml);
    std::ranges::sort(tab);
    EXPECT_EQ(kml, tab);
}

TEST_F(RealFiles, TopoJsonCrsIsAnAssumption) {
    const geo::Layer layer = geo::read_layer(path("boundaries/lad_2013_12_england_quantised.topojson"), {});
    ASSERT_EQ(layer.findings.size(), 1U);
    EXPECT_EQ(layer.findings[0].kind, FindingKind::assumption);
}

TEST_F(RealFiles, QuantisedRingWithoutAreaIsAFinding) {
    const geo::Layer layer = geo::read_layer(path("boundaries/lad_2015_12_gb_quantised.topojson"), {});
    ASSERT_EQ(layer.findings.size(), 2U);
    EXPECT_EQ(layer.findings[1].kind, FindingKind::invalid_ring);
    EXPECT_THAT(layer.findings[1].codes, testing::ElementsAre("E07000029"));
}

TEST_F(RealFiles, GeoJsonInMetresAsksForItsCrs) {
    geo::ReadOptions options;
    EXPECT_THAT(message_of<geo::InputError>([&] {
                    (void)geo::read_layer(path("boundaries/county_2017_12_england.geojson"), options);
                }),
                AllOf(HasSubstr("not degrees"), HasSubstr("--source-crs")));
    options.source_crs = "EPSG:27700";
    EXPECT_EQ(geo::read_layer(path("boundaries/county_2017_12_england.geojson"), options).codes.size(), 27U);
}

TEST_F(RealFiles, AreasWithNamesAloneAskForTheColumn) {
    geo::ReadOptions options;
    const auto file = path("boundaries/ccg_2015_openprescribing_names_only.geojson");
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)geo::read_layer(file, options); }),
                AllOf(HasSubstr("--code"), HasSubstr("ons_code, name, org_type")));
    options.code_column = "name";
    const geo::Layer layer = geo::read_layer(file, options);
    ASSERT_EQ(layer.findings.size(), 1U);
    EXPECT_EQ(layer.findings[0].kind, FindingKind::empty);
    EXPECT_THAT(layer.findings[0].codes, testing::ElementsAre("NHS NEWCASTLE GATESHEAD CCG"));
}

TEST_F(RealFiles, OfPointsAreRefused) {
    EXPECT_THAT(message_of<geo::InputError>(
                    [&] { (void)geo::read_layer(path("flows/ccg_offices_2014_02.geojson"), {}); }),
                HasSubstr("no area"));
}

TEST_F(RealFiles, OfTablesAreReadWhole) {
    const std::vector<std::pair<const char*, std::size_t>> files = {
        {"lookups/ccg17_stp17.csv", 207},
        {"lookups/lsoa11_ccg17_stp17_lad17.csv", 32844},
        {"lookups/lsoa11_msoa11_england.csv", 32844},
        {"lookups/trust_stp17.csv", 137},
        {"flows/msoa11_trust_share_2018.csv", 59660},
        {"flows/msoa11_trust_share_2019.csv", 60187},
        {"flows/population_msoa11_lad17_lad19.csv", 9380},
        {"flows/trusts_2016.csv", 1302},
        {"ratings/ccg_2015_imd_scores.csv", 209},
    };
    for (const auto& [file, rows] : files) {
        std::vector<geo::Finding> findings;
        EXPECT_EQ(geo::read_table(path(file), findings).rows(), rows) << file;
        EXPECT_THAT(findings, IsEmpty()) << file;
    }
}

TEST_F(RealFiles, ByteOrderMarkIsNoPartOfTheTrustTable) {
    std::vector<geo::Finding> findings;
    EXPECT_EQ(geo::read_table(path("lookups/trust_stp17.csv"), findings).columns[0].name,
              "NHS England Region");
}

TEST_F(RealFiles, Latin1SitesAreReadWithAFinding) {
    std::vector<geo::Finding> findings;
    EXPECT_EQ(geo::read_table(path("flows/hospital_sites_2016_09.csv"), findings).rows(), 1213U);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].kind, FindingKind::assumption);
}

TEST_F(RealFiles, WorkbooksAreReadBySheet) {
    std::vector<geo::Finding> findings;
    const geo::Table table =
        geo::read_table(path("ratings/ccg_2015_deprivation_summaries.xlsx"), findings, "IMD");
    EXPECT_EQ(table.rows(), 209U);
    EXPECT_EQ(table.columns[0].cells[0].substr(0, 3), "E38");
    EXPECT_THAT(message_of<geo::InputError>([&] {
                    (void)geo::read_table(path("ratings/ccg_2015_deprivation_summaries.xlsx"), findings,
                                          "IDM");
                }),
                HasSubstr("there are: Notes, IMD, Income"));
}

}  // namespace
