// Real flows of MSOAs to trusts, placed by chains of official lookups, by succession and by positions.
// Expected values come from separate counts over the same files with Python's csv module, and from the
// catchments by CCG and trust that were derived of the same files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "geo/area_locator.hpp"
#include "geo/coverage.hpp"
#include "geo/csv.hpp"
#include "shapes/area_flows.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/lookup.hpp"
#include "shapes/origin_lookup.hpp"
#include "shapes/placement.hpp"
#include "shapes/placement_totals.hpp"
#include "shapes/site_places.hpp"

namespace {

using testing::HasSubstr;

class RealPlacement : public testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("FOOTPRINT_REAL_DATA");
        if (folder == nullptr) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
        m_data = folder;
        const auto population =
            shapes::read_area_values(m_data / "flows/population_msoa11_lad17_lad19.csv", {"MSOA11CD", ""});
        EXPECT_EQ(population.value_column, "pop_msoa11");
        m_flows = shapes::read_flow_table(m_data / "flows/msoa11_trust_share_2018.csv",
                                          {"msoa_code", "trust_code", "", "proportion"}, &population);
        m_lookup = shapes::read_lookup(m_data / "lookups/ccg17_stp17.csv", {});
        m_plan = shapes::make_plan(m_lookup);
        for (std::size_t o = 0; o < m_flows.origins.size(); ++o) {
            m_patients.push_back(0.0);
            for (std::size_t c = m_flows.row_start[o]; c < m_flows.row_start[o + 1]; ++c)
                m_patients.back() += m_flows.patients[c];
        }
    }

    geo::Table table(const char* file) { return geo::read_table(m_data / file, m_findings); }

    shapes::Placement origins(const shapes::OriginWeights* weights = nullptr) {
        const geo::Table lsoas = table("lookups/lsoa11_msoa11_england.csv");
        const geo::Table ccgs = table("lookups/lsoa11_ccg17_stp17_lad17.csv");
        m_chain.clear();
        m_chain.push_back(shapes::make_origin_link(lsoas, m_flows.origins, shapes::possible_codes(ccgs)));
        m_chain.push_back(shapes::make_origin_link(ccgs, m_chain[0].units, m_lookup.codes));
        return shapes::place_origins(m_flows.origins, m_chain, m_lookup.codes,
                                     {.patients = m_patients, .weights = weights});
    }

    shapes::Placement sites() {
        const shapes::Succession succession =
            shapes::read_succession(std::string(FOOTPRINT_ENGLAND_2017) + "/succession.csv");
        const shapes::SiteTable trusts =
            shapes::make_site_table(table("lookups/trust_stp17.csv"), {}, m_flows.sites);
        const shapes::KnownPlaces known =
            shapes::known_sites(trusts, m_plan, m_lookup.codes, {}, m_flows.sites);
        shapes::PlacingOptions options;
        options.name = "sites to footprints";
        options.succession = &succession;
        options.takes_footprints_of_succession = true;
        return shapes::place_codes(m_flows.sites, known, options);
    }

    std::filesystem::path m_data;
    std::vector<geo::Finding> m_findings;
    shapes::FlowTable m_flows;
    shapes::Lookup m_lookup;
    shapes::Plan m_plan;
    std::vector<double> m_patients;
    std::vector<shapes::OriginLink> m_chain;
};

TEST_F(RealPlacement, TakesMsoasThroughLsoasToCcgs) {
    const shapes::Placement placed = origins();
    EXPECT_EQ(m_chain[0].from_column, "msoa11_code");
    EXPECT_EQ(m_chain[0].to_column, "lsoa11_code");
    EXPECT_EQ(m_chain[1].from_column, "LSOA11CD");
    EXPECT_EQ(m_chain[1].to_column, "CCG17CD");
    EXPECT_EQ(placed.further_joins[0].matched, 6791u);
    EXPECT_EQ(placed.further_joins[1].matched, 32844u);
    EXPECT_EQ(placed.join.matched, 207u);
    EXPECT_EQ(shapes::division_of(placed, m_patients).codes, 91u);
    EXPECT_EQ(shapes::division_of(shapes::to_footprints(placed, m_plan), m_patients).codes, 16u);
    EXPECT_NEAR(shapes::division_of(placed, m_patients).patients, 750180, 2.5);
}

TEST_F(RealPlacement, GivesTheDerivedCatchmentsOfEveryCcgAndTrust) {
    const shapes::Placement placed = origins();
    shapes::Placement each_trust;
    for (std::size_t s = 0; s < m_flows.sites.size(); ++s)
        each_trust.add(static_cast<std::int32_t>(s));
    std::map<std::pair<std::string, std::string>, double> found;
    for (const shapes::AreaFlow& flow : shapes::flows_by_area(m_flows, placed, each_trust))
        found[{m_lookup.codes[static_cast<std::size_t>(flow.area)],
               m_flows.sites[static_cast<std::size_t>(flow.to)]}] = flow.patients;
    const geo::Table derived = table("flows/derived_ccg17_trust_catchment_2018.csv");
    EXPECT_EQ(derived.rows(), 3394u);
    EXPECT_EQ(found.size(), 3394u);
    double greatest = 0.0;
    for (std::size_t row = 0; row < derived.rows(); ++row) {
        const auto cell = found.find({derived.columns[0].cells[row], derived.columns[1].cells[row]});
        ASSERT_NE(cell, found.end()) << derived.place(row);
        greatest =
            std::max(greatest, std::abs(cell->second - *geo::parse_number(derived.columns[2].cells[row])));
    }
    // The derived file has one decimal.
    EXPECT_LT(greatest, 0.0500001);
}

TEST_F(RealPlacement, PlacesAll139TrustsWithTheShippedSuccession) {
    const shapes::Placement placed = sites();
    EXPECT_EQ(placed.join.matched, 122u);
    ASSERT_EQ(placed.further_joins.size(), 1u);
    EXPECT_EQ(placed.further_joins[0].left, 17u);
    EXPECT_EQ(placed.further_joins[0].matched, 17u);
    std::map<std::string, std::string> footprint_of;
    for (std::size_t s = 0; s < placed.size(); ++s) {
        ASSERT_EQ(placed.start[s + 1] - placed.start[s], 1u) << m_flows.sites[s];
        footprint_of[m_flows.sites[s]] = shapes::place_code(m_plan, placed.place[placed.start[s]]);
    }
    // The shipped sites were placed by membership or by position, without a succession.
    std::vector<geo::Finding> findings;
    const geo::Table shipped = geo::read_table(std::string(FOOTPRINT_ENGLAND_2017) + "/sites.csv", findings);
    ASSERT_EQ(shipped.rows(), 139u);
    for (std::size_t row = 0; row < shipped.rows(); ++row)
        EXPECT_EQ(footprint_of[shipped.require("code").cells[row]], shipped.require("footprint").cells[row])
            << shipped.require("code").cells[row];

    const auto placed_origins = origins();
    const auto by_area = shapes::flows_by_area(m_flows, placed_origins, placed);
    const auto totals = shapes::placement_totals(m_flows, by_area, m_plan);
    EXPECT_NEAR(totals.both_inside, m_flows.total, 1e-6);
    EXPECT_NEAR(totals.after, 54747323.2, 0.1);
    const auto result = shapes::measure_flows(shapes::flows_by_footprint(by_area, m_plan), 44, {});
    std::map<std::string, double> li;
    for (std::size_t f = 0; f < 44; ++f)
        li[m_plan.codes[f]] = *result.footprints[f].open.li;
    EXPECT_NEAR(li["E54000041"], 0.885, 5e-4);  // Dorset: 0.30 and less without R0D
    EXPECT_NEAR(li["E54000047"], 0.807, 5e-4);  // West, North and East Cumbria: 0 without RNN
    EXPECT_NEAR(li["E54000038"], 0.762, 5e-4);  // Somerset
}

TEST_F(RealPlacement, FindsTheFootprintsOfHospitalsByPosition) {
    const geo::Layer layer =
        geo::read_layer(m_data / "boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson", {});
    const geo::Coverage coverage = geo::build_coverage(layer, {"EPSG:27700", {}});
    const geo::AreaLocator locator(coverage.topology);
    geo::Box box;
    for (const geo::GridPoint p : coverage.topology.vertices)
        box.add(coverage.topology.grid.to_point(p));
    const shapes::SiteTable hospitals = shapes::make_site_table(
        table("flows/hospital_sites_2016_09.csv"), {.x = "Longitude", .y = "Latitude"}, m_flows.sites);
    EXPECT_EQ(hospitals.site_column, "ParentODSCode");
    EXPECT_EQ(hospitals.crs, "EPSG:4326");
    EXPECT_THAT(m_findings.back().text, HasSubstr("Windows-1252"));
    // The 73 rows without coordinates are of the independent sector and have no parent either.
    EXPECT_EQ(hospitals.rows.size(), 1140u);
    ASSERT_EQ(hospitals.findings.size(), 1u);
    EXPECT_THAT(hospitals.findings[0].text,
                HasSubstr("73 rows without a code of site in column ParentODSCode, "
                          "73 of them without coordinates too"));
    const shapes::SiteAreas areas{&locator, layer.codes, "EPSG:27700", box, 1000.0};
    const shapes::SiteTable own = shapes::make_site_table(
        table("flows/hospital_sites_2016_09.csv"),
        {.site = "OrganisationCode", .x = "Longitude", .y = "Latitude"}, m_flows.sites);
    const shapes::KnownPlaces of_own =
        shapes::known_sites(own, m_plan, m_lookup.codes, areas, std::vector<std::string>{"RV9HE"});
    ASSERT_EQ(of_own.places.findings.size(), 1u);
    EXPECT_EQ(of_own.places.findings[0].codes.size(), 73u);
    EXPECT_THAT(of_own.places.findings[0].text,
                HasSubstr("73 rows without coordinates, left out, of 73 sites"));

    const shapes::KnownPlaces known =
        shapes::known_sites(hospitals, m_plan, m_lookup.codes, areas, m_flows.sites);
    // Where a trust has all its hospitals in one footprint, that is the one of which it is a member.
    const shapes::Placement by_position = shapes::place_codes(m_flows.sites, known, {.name = "sites"});
    const shapes::Placement by_membership = sites();
    std::size_t whole = 0;
    std::size_t alike = 0;
    std::size_t shared = 0;
    for (std::size_t s = 0; s < m_flows.sites.size(); ++s) {
        const std::int32_t member = by_membership.place[by_membership.start[s]];
        const std::size_t begin = by_position.start[s];
        const std::size_t end = by_position.start[s + 1];
        if (end - begin == 1 && by_position.place[begin] >= 0) {
            ++whole;
            alike += by_position.place[begin] == member;
        } else if (end - begin > 1) {
            ++shared;
        }
    }
    EXPECT_EQ(whole, 111u);
    EXPECT_EQ(alike, 111u);
    EXPECT_EQ(shared, 24u);
}

}  // namespace
