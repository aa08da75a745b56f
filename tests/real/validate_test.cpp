// The 44 footprints of 2017 on official outlines and lookups: contiguity, splits of authorities, roadmaps.
// Expected splits come from a separate count over the same lookups with Python's csv module.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/coverage.hpp"
#include "geo/csv.hpp"
#include "geo/layer.hpp"
#include "shapes/authority_splits.hpp"
#include "shapes/contiguity.hpp"
#include "shapes/guidance.hpp"
#include "shapes/link_table.hpp"
#include "tests/support/real_data.hpp"

namespace {

namespace fs = std::filesystem;

geo::Table read(const fs::path& path) {
    std::vector<geo::Finding> findings;
    return geo::read_table(path, findings);
}

class RealValidate : public testing::Test {
protected:
    static void SetUpTestSuite() {
        const auto folder = support::real_data();
        if (!folder) return;
        data = *folder;
        layer = geo::read_layer(data / "boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson", {});
        coverage = geo::build_coverage(layer, {});
        plan = shapes::make_plan(layer.codes, lookup());
    }
    void SetUp() override {
        if (data.empty()) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
    }
    static shapes::Lookup lookup() {
        return shapes::read_lookup(data / "lookups/ccg17_stp17.csv", {}, layer.codes);
    }
    static std::int32_t area(const std::string& code) {
        return static_cast<std::int32_t>(std::ranges::find(layer.codes, code) - layer.codes.begin());
    }
    static shapes::Contiguity pieces(const std::vector<shapes::NamedLink>& links) {
        return shapes::find_pieces(plan.footprint_of, plan.footprints(), geo::borders(coverage.topology),
                                   links, geo::twice_areas(coverage.topology));
    }
    static shapes::AuthorityTable lower() {
        return shapes::make_authorities(read(data / "lookups/lsoa11_ccg17_stp17_lad17.csv"), {},
                                        shapes::AuthorityTier::lower, layer.codes);
    }

    static inline fs::path data;
    static inline geo::Layer layer;
    static inline geo::Coverage coverage;
    static inline shapes::Plan plan;
};

TEST_F(RealValidate, OnlyTheIsleOfWightIsDetached) {
    const shapes::Contiguity found = pieces({});
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const bool solent = plan.codes[f] == "E54000042";
        EXPECT_EQ(found.pieces[f].size(), solent ? 2U : 1U) << plan.names[f];
        if (solent) {
            EXPECT_THAT(found.pieces[f][1], testing::ElementsAre(area("E38000087")));
        }
    }
}

TEST_F(RealValidate, OneFerryOfTheLinksThatShipIsNeeded) {
    const auto table =
        shapes::make_links(read(fs::path(FOOTPRINT_ENGLAND_2017) / "links.csv"), layer.codes, layer.names);
    EXPECT_TRUE(table.findings.empty());
    const shapes::Contiguity found = pieces(table.links);
    EXPECT_EQ(std::ranges::count(found.use, shapes::LinkUse::needed), 1);
    EXPECT_EQ(std::ranges::count(found.use, shapes::LinkUse::spare), 4);
    EXPECT_EQ(std::ranges::count(found.use, shapes::LinkUse::across), 4);
    for (const auto& of : found.pieces)
        EXPECT_EQ(of.size(), 1U);
}

TEST_F(RealValidate, TheDetachedPieceLiesOnTheIsland) {
    const std::vector<std::vector<std::int32_t>> island{{area("E38000087")}};
    const auto place = shapes::place_pieces(coverage.topology, island).at(0);
    EXPECT_NEAR(place.area_m2, 380e6, 2e6);
    EXPECT_GT(place.centre.x, 430000);
    EXPECT_LT(place.centre.x, 466000);
    EXPECT_GT(place.centre.y, 75000);
    EXPECT_LT(place.centre.y, 97000);
}

TEST_F(RealValidate, SeventeenDistrictsStraddleFootprintsAndSixtyNineAreInSeveralCcgs) {
    const auto splits = shapes::split_authorities(lower(), {}, plan.footprint_of, plan.footprints());
    EXPECT_EQ(splits.by_footprint.present, 326U);
    EXPECT_EQ(splits.by_footprint.split, 17U);
    EXPECT_EQ(splits.by_footprint.extra_parts, 17U);
    EXPECT_EQ(splits.split_in_areas, 69U);
    EXPECT_DOUBLE_EQ(splits.by_footprint.weight, 32844.0);
}

TEST_F(RealValidate, FourteenUpperTierAuthoritiesAreSplit) {
    const auto upper = shapes::make_upper_authorities(read(data / "lookups/ltla17_utla17.csv"), {}, lower());
    const auto splits = shapes::split_authorities(upper, {}, plan.footprint_of, plan.footprints());
    // 27 counties, 56 unitary authorities, 36 metropolitan districts, 33 in London.
    EXPECT_EQ(splits.by_footprint.present, 152U);
    EXPECT_EQ(splits.by_footprint.split, 14U);
    EXPECT_EQ(splits.by_footprint.extra_parts, 18U);
    EXPECT_EQ(splits.split_in_areas, 36U);
}

TEST_F(RealValidate, CountiesAloneGiveTheSameUpperTier) {
    // lad17_county17.csv lacks the unitary authorities, by design.
    const auto upper = shapes::make_upper_authorities(read(data / "lookups/lad17_county17.csv"), {}, lower());
    EXPECT_EQ(upper.codes.size(), 152U);
}

TEST_F(RealValidate, ALookupOfAnotherYearNamesTheAreasThatItLacks) {
    const auto table = shapes::make_authorities(read(data / "lookups/lsoa11_ccg16_lad16.csv"), {},
                                                shapes::AuthorityTier::lower, layer.codes);
    EXPECT_THAT(table.join.unmatched_left,
                testing::ElementsAre("E38000215", "E38000216", "E38000217", "E38000218", "E38000219"));
    EXPECT_FALSE(table.findings.empty());
}

TEST_F(RealValidate, TwoFootprintsAreARoadmapAndTheOthersAreUnknown) {
    const auto roadmaps = shapes::make_roadmaps(
        shapes::read_lookup(data / "roadmaps/ldr_members_partial.csv", {}, layer.codes), layer.codes);
    const auto fits = shapes::fit_roadmaps(plan.footprint_of, plan.footprints(), roadmaps.roadmap_of);
    std::map<shapes::RoadmapFit, int> counts;
    for (const auto& of : fits)
        ++counts[of.fit];
    EXPECT_EQ(counts[shapes::RoadmapFit::one], 2);
    EXPECT_EQ(counts[shapes::RoadmapFit::unknown], 42);
}

TEST_F(RealValidate, PopulationsAndMembersKeepThePublishedBounds) {
    const auto lookup_of_plan = lookup();
    const auto values = shapes::read_area_values(fs::path(FOOTPRINT_ENGLAND_2017) / "ccg.csv",
                                                 {"code", "population"}, layer.codes);
    const auto populations = shapes::join_values(layer.codes, values);
    const shapes::GuidanceInput input{.topology = coverage.topology,
                                      .area_codes = layer.codes,
                                      .area_names = layer.names,
                                      .lookup = lookup_of_plan,
                                      .plan = plan,
                                      .coverage = coverage.findings,
                                      .populations = populations.values};
    const auto guidance = shapes::judge_plan(input, {});
    const auto verdict = [&](std::string_view name) {
        return std::ranges::find(guidance.criteria, name, &shapes::Criterion::name)->verdict;
    };
    EXPECT_EQ(verdict("cover"), shapes::Verdict::pass);
    EXPECT_EQ(verdict("contiguity"), shapes::Verdict::fail);
    EXPECT_EQ(verdict("population"), shapes::Verdict::pass);
    EXPECT_EQ(verdict("members"), shapes::Verdict::pass);
    EXPECT_NEAR(*guidance.deviation->range_share, (2789339.0 - 318453.0) / (54786327.0 / 44), 1e-12);
    EXPECT_NEAR(*guidance.deviation->greatest_share, 2789339.0 / (54786327.0 / 44) - 1, 1e-12);
    for (const shapes::FootprintGuidance& of : guidance.footprints)
        EXPECT_EQ(of.embedded_in, shapes::no_footprint);
}

}  // namespace
