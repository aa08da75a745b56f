// The flow measures on real flows of England: residents of the CCGs of 2017 treated at the acute trusts in
// 2018. Expected values come from a separate count over the same files with Python's csv module.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/catchments.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"
#include "shapes/site_places.hpp"

namespace {

class RealFlows : public testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("FOOTPRINT_REAL_DATA");
        if (folder == nullptr) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
        m_data = folder;
    }
    std::filesystem::path m_data;
};

TEST_F(RealFlows, OfThe44FootprintsHaveKnownMeasures) {
    const auto flows = shapes::read_flow_table(m_data / "flows/derived_ccg17_trust_catchment_2018.csv",
                                               {"ccg17cd", "trust_code", "expected_patients", ""});
    const auto areas = shapes::read_lookup(m_data / "lookups/ccg17_stp17.csv", {}, flows.origins);
    std::vector<geo::Finding> findings;
    const auto trusts = shapes::make_site_table(geo::read_table(m_data / "lookups/trust_stp17.csv", findings),
                                                {}, flows.sites);
    const auto plan = shapes::make_plan(areas);
    ASSERT_EQ(plan.footprints(), 44u);
    EXPECT_EQ(plan.footprint_of.size(), 207u);

    const auto origins = shapes::place_in_areas("origins to areas", flows.origins, areas.codes);
    const auto sites =
        shapes::place_codes(flows.sites, shapes::known_sites(trusts, plan, areas.codes, {}, flows.sites),
                            {.name = "sites to lookup"});
    EXPECT_EQ(origins.join.matched, 207u);
    EXPECT_EQ(sites.join.left, 139u);
    EXPECT_THAT(sites.join.unmatched_left,
                testing::ElementsAre("R0B", "R0D", "RAN", "RBQ", "RBV", "REN", "REP", "RET", "RGM", "RH5",
                                     "RL1", "RNN", "RP4", "RP6", "RPC", "RPY", "RRJ"));
    const auto places = shapes::flows_by_footprint(shapes::flows_by_area(flows, origins, sites), plan);
    const auto result = shapes::measure_flows(places, plan.footprints(), {});

    EXPECT_EQ(flows.rows, 3394u);
    EXPECT_NEAR(result.open.total, 54747323.7, 0.01);
    EXPECT_NEAR(result.site_outside_share, 0.046109537953542154, 1e-12);
    EXPECT_EQ(result.origin_outside_share, 0.0);
    EXPECT_NEAR(*result.open.li, 0.8325171409246443, 1e-12);
    EXPECT_NEAR(*result.open.modularity, 0.8059680608200581, 1e-12);

    std::map<std::string, shapes::FlowMeasure> of;
    for (std::size_t f = 0; f < plan.footprints(); ++f)
        of[plan.codes[f]] = result.footprints[f].open;
    EXPECT_NEAR(*of.at("E54000005").li, 0.9732, 5e-5);  // West Yorkshire
    EXPECT_NEAR(*of.at("E54000005").lofi, 0.9633, 5e-5);
    EXPECT_NEAR(*of.at("E54000007").li, 0.9678, 5e-5);  // Greater Manchester
    EXPECT_NEAR(*of.at("E54000035").li, 0.5761, 5e-5);  // Surrey Heartlands
    // The only trust of West, North and East Cumbria (RNN) is among the 17 that the lookup lacks.
    EXPECT_EQ(of.at("E54000047").li, std::optional(0.0));
    EXPECT_EQ(of.at("E54000047").lofi, std::nullopt);
    EXPECT_EQ(of.at("E54000047").elzinga_hogarty, std::nullopt);
}

TEST_F(RealFlows, OfSharesAddUpToTheDerivedPatients) {
    const auto population = shapes::read_area_values(m_data / "flows/population_msoa11_lad17_lad19.csv",
                                                     {"MSOA11CD", "pop_msoa11"});
    const auto flows = shapes::read_flow_table(m_data / "flows/msoa11_trust_share_2018.csv",
                                               {"msoa_code", "trust_code", "", "proportion"}, &population);
    EXPECT_EQ(flows.origins.size(), 6791u);
    EXPECT_EQ(flows.sites.size(), 139u);
    EXPECT_NEAR(flows.total, 54747323.2, 0.1);
    ASSERT_EQ(flows.joins.size(), 1u);
    EXPECT_EQ(flows.joins[0].matched, 6791u);
}

TEST_F(RealFlows, ThreeMethodsGiveOneTrustThreeCatchments) {
    const auto population = shapes::read_area_values(m_data / "flows/population_msoa11_lad17_lad19.csv",
                                                     {"MSOA11CD", "pop_msoa11"});
    const auto flows = shapes::read_flow_table(m_data / "flows/msoa11_trust_share_2018.csv",
                                               {"msoa_code", "trust_code", "", "proportion"}, &population);
    const auto found = shapes::find_catchments(
        flows, population,
        {.methods = {shapes::CatchmentMethod::first_past_the_post, shapes::CatchmentMethod::share,
                     shapes::CatchmentMethod::proportional},
         .has_shares_of_population = true});
    ASSERT_EQ(found.sites.size(), 139u);
    std::size_t far_apart = 0;
    for (std::size_t s = 0; s < found.sites.size(); ++s) {
        double least = found.methods[0].sites[s].population;
        double greatest = least;
        for (const auto& method : found.methods) {
            least = std::min(least, method.sites[s].population);
            greatest = std::max(greatest, method.sites[s].population);
        }
        if (greatest > 1.15 * least) ++far_apart;
    }
    EXPECT_EQ(far_apart, 103u);
    EXPECT_TRUE(found.ties.empty());
    const auto populations = [&](const std::string& trust) {
        const auto at = static_cast<std::size_t>(std::ranges::find(found.sites, trust) - found.sites.begin());
        return std::vector<double>{found.methods[0].sites[at].population,
                                   found.methods[1].sites[at].population,
                                   found.methods[2].sites[at].population};
    };
    using testing::DoubleNear;
    using testing::ElementsAre;
    // University Hospitals Bristol: by 31 %, the greatest not proportional; Guy's and St Thomas': by 133 %.
    EXPECT_THAT(populations("RA7"), ElementsAre(500545.0, 657183.0, DoubleNear(594352.7885281037, 1e-3)));
    EXPECT_THAT(populations("RJ1"), ElementsAre(366208.0, 451319.0, DoubleNear(854133.2178695993, 1e-3)));
    EXPECT_THAT(populations("REF"), ElementsAre(445611.0, 445611.0, DoubleNear(416046.61186790426, 1e-3)));
    // Every English MSOA has flows; the other nations of the population table are in no catchment.
    EXPECT_EQ(found.methods[0].assigned, 55977178.0);
    EXPECT_EQ(found.methods[1].assigned, 55899375.0);
    EXPECT_EQ(found.methods[1].in_several, 4369781.0);
    EXPECT_NEAR(found.methods[2].assigned, 54747323.196, 0.01);
}

TEST_F(RealFlows, EveryLookupIsRecognisedOrNamesItsCandidates) {
    const std::map<std::string, std::pair<std::string, std::string>> columns{
        {"ccg17_stp17.csv", {"CCG17CD", "STP17CD"}},
        {"ccg18_stp18.csv", {"CCG18CD", "STP18CD"}},
        {"lad16_county16.csv", {"LAD16CD", "CTY16CD"}},
        {"lad17_county17.csv", {"LAD17CD", "CTY17CD"}},
        {"lad16_region16.csv", {"LAD16CD", "RGN16CD"}},
        {"ltla17_utla17.csv", {"LTLA17CD", "UTLA17CD"}},
        {"lsoa11_ccg17_stp17_lad17.csv", {"LSOA11CD", "STP17CD"}},
        {"lsoa11_msoa11_england.csv", {"lsoa11_code", "msoa11_code"}},
        {"trust_stp17.csv", {"code", "STP_code"}}};
    for (const auto& [file, expected] : columns) {
        SCOPED_TRACE(file);
        const auto lookup = shapes::read_lookup(m_data / "lookups" / file, {});
        EXPECT_EQ(lookup.unit_column, expected.first);
        EXPECT_EQ(lookup.footprint_column, expected.second);
        EXPECT_NE(lookup.name_column, "");
    }
    for (const char* file : {"lsoa11_ccg16_lad16.csv", "ccg17_nhsregion17.csv"}) {
        try {
            (void)shapes::read_lookup(m_data / "lookups" / file, {});
            ADD_FAILURE() << file;
        } catch (const geo::InputError& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("--footprint-column"));
        }
    }
}

}  // namespace
