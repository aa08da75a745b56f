// England from its official files: 32,844 LSOAs composed into CCGs, footprints and local authorities.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "geo/assemble.hpp"
#include "geo/check.hpp"
#include "geo/coverage.hpp"
#include "geo/gaps.hpp"
#include "geo/geos_support.hpp"
#include "shapes/compose.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"
#include "tests/support/real_data.hpp"

namespace {

namespace fs = std::filesystem;

struct Areas {
    geo::Layer layer;
    geo::Coverage coverage;
};

Areas read_areas(const fs::path& path) {
    Areas areas{geo::read_layer(path, {}), {}};
    areas.coverage = geo::build_coverage(areas.layer, {});
    return areas;
}

struct Footprints {
    shapes::Plan plan;
    shapes::Composition composition;
};

Footprints compose(const Areas& areas, const fs::path& lookup, const std::string& footprint_column) {
    shapes::LookupOptions options;
    options.footprint_column = footprint_column;
    Footprints footprints;
    footprints.plan =
        shapes::make_plan(areas.layer.codes, shapes::read_lookup(lookup, options, areas.layer.codes));
    footprints.composition = shapes::compose(areas.coverage.topology, footprints.plan);
    return footprints;
}

/// Share of the twin's area by which the two outlines differ; both in metres.
double symmetric_difference_share(const geo::Rings& ours, std::size_t a, const geo::Rings& twin,
                                  std::size_t b) {
    const geo::GeosContext context;
    const geo::GeosGeometry p = geo::to_geos(context, ours, a);
    const geo::GeosGeometry q = geo::to_geos(context, twin, b);
    const geo::GeosGeometry difference =
        geo::own(context, GEOSSymDifference_r(context.get(), p.get(), q.get()));
    double area = 0;
    double whole = 0;
    GEOSArea_r(context.get(), difference.get(), &area);
    GEOSArea_r(context.get(), q.get(), &whole);
    return area / whole;
}

std::size_t holes(const geo::GridRings& rings, std::size_t area) {
    std::size_t count = 0;
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        if (geo::twice_area(rings.ring(r)) < 0) ++count;
    }
    return count;
}

void expect_twins(const Footprints& ours, const geo::Grid& grid, const Areas& twin) {
    ASSERT_EQ(ours.plan.codes.size(), twin.layer.codes.size());
    const geo::Rings our_rings = geo::to_rings(ours.composition.outlines, grid);
    const geo::GridRings twin_grid_rings = geo::outlines(twin.coverage.topology);
    const geo::Rings twin_rings = geo::to_rings(twin_grid_rings, twin.coverage.topology.grid);
    double worst = 0;
    for (std::size_t f = 0; f < ours.plan.codes.size(); ++f) {
        const auto found = std::find(twin.layer.codes.begin(), twin.layer.codes.end(), ours.plan.codes[f]);
        ASSERT_NE(found, twin.layer.codes.end()) << ours.plan.codes[f];
        const auto t = static_cast<std::size_t>(found - twin.layer.codes.begin());
        worst = std::max(worst, symmetric_difference_share(our_rings, f, twin_rings, t));
        EXPECT_EQ(holes(ours.composition.outlines, f), holes(twin_grid_rings, t)) << ours.plan.codes[f];
    }
    EXPECT_LT(worst, 1e-4);
    testing::Test::RecordProperty("worst_symmetric_difference_share", std::to_string(worst));
}

class RealEngland : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!support::real_data()) return;
        s_lsoas = new Areas(read_areas(boundaries() / "lsoa_2011_england_shp/lsoa_2011_england.shp"));
    }
    static void TearDownTestSuite() { delete s_lsoas; }
    void SetUp() override {
        if (!support::real_data()) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
    }

    static fs::path boundaries() { return *support::real_data() / "boundaries"; }
    static fs::path lookups() { return *support::real_data() / "lookups"; }

    /// LSOAs composed by one column of the national lookup, against the same outlines made elsewhere.
    static void expect_composed(const std::string& column, std::size_t count, const std::string& twin) {
        const Footprints ours = compose(*s_lsoas, lookups() / "lsoa11_ccg17_stp17_lad17.csv", column);
        EXPECT_EQ(ours.plan.codes.size(), count);
        EXPECT_EQ(ours.plan.join.matched, 32844u);
        EXPECT_TRUE(ours.plan.findings.empty());
        EXPECT_EQ(ours.composition.area_difference_m2, 0.0);
        expect_twins(ours, s_lsoas->coverage.topology.grid, read_areas(boundaries() / "derived" / twin));
    }

    static Areas* s_lsoas;
};

Areas* RealEngland::s_lsoas = nullptr;

TEST_F(RealEngland, LsoasComposeTo207CcgsEqualToTheirTwins) {
    expect_composed("CCG17CD", 207, "ccg_2017_04_england_from_lsoa11.geojson");
}

TEST_F(RealEngland, LsoasComposeTo44FootprintsEqualToTheirTwins) {
    expect_composed("STP17CD", 44, "stp_2017_04_england_from_lsoa11.geojson");
}

TEST_F(RealEngland, LsoasComposeTo326LocalAuthoritiesEqualToTheirTwins) {
    expect_composed("LAD17CD", 326, "lad_2017_england_from_lsoa11.geojson");
}

TEST_F(RealEngland, CcgsComposeToTheSame44Footprints) {
    const Areas ccgs = read_areas(boundaries() / "derived/ccg_2017_04_england_from_lsoa11.geojson");
    const Footprints ours = compose(ccgs, lookups() / "ccg17_stp17.csv", "");
    EXPECT_EQ(ours.plan.codes.size(), 44u);
    EXPECT_EQ(ours.composition.area_difference_m2, 0.0);
    expect_twins(ours, ccgs.coverage.topology.grid,
                 read_areas(boundaries() / "derived/stp_2017_04_england_from_lsoa11.geojson"));
}

TEST_F(RealEngland, TheUltraGeneralisedCcgsOf2017ComposeTo44Footprints) {
    const Areas ccgs = read_areas(boundaries() / "ccg_2017_04_england_buc.geojson");
    const Footprints ours = compose(ccgs, lookups() / "ccg17_stp17.csv", "");
    EXPECT_EQ(ours.plan.codes.size(), 44u);
    EXPECT_EQ(ours.composition.area_difference_m2, 0.0);
}

TEST_F(RealEngland, TheLsoasHaveNoOverlapAndNoGapAndOneInvalidRing) {
    const std::vector<geo::Finding> findings =
        geo::check_coverage(s_lsoas->coverage.topology, s_lsoas->layer.codes, 10);
    EXPECT_THAT(findings, testing::IsEmpty());
    geo::CoverageOptions options;
    options.check_outlines = true;
    const geo::Coverage coverage = geo::build_coverage(s_lsoas->layer, options);
    ASSERT_EQ(coverage.findings.size(), 1u);
    EXPECT_EQ(coverage.findings[0].kind, geo::FindingKind::invalid_ring);
    EXPECT_THAT(coverage.findings[0].codes, testing::ElementsAre("E01019828"));
}

/// Number of findings of each kind.
std::map<std::string, int> findings_of(const fs::path& path) {
    const geo::Layer layer = geo::read_layer(path, {});
    geo::CoverageOptions options;
    options.check_outlines = true;
    const geo::Coverage coverage = geo::build_coverage(layer, options);
    std::vector<geo::Finding> findings = geo::check_coverage(coverage.topology, layer.codes, 10);
    findings.insert(findings.end(), coverage.findings.begin(), coverage.findings.end());
    std::map<std::string, int> counts;
    for (const geo::Finding& finding : findings)
        ++counts[std::string(geo::to_string(finding.kind))];
    return counts;
}

TEST_F(RealEngland, TheCcgsOf2016HaveOneOverlapOf260SquareMetres) {
    const Areas ccgs = read_areas(boundaries() / "ccg_2016_04_england.geojson");
    const std::vector<geo::Finding> findings =
        geo::check_coverage(ccgs.coverage.topology, ccgs.layer.codes, 10);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].kind, geo::FindingKind::overlap);
    EXPECT_NEAR(findings[0].size, 260, 1);
}

TEST_F(RealEngland, TheQuantisedCcgsGiveFindingsAndNoFailure) {
    const auto counts = findings_of(boundaries() / "ccg_2016_04_england_quantised.topojson");
    // Independent measurement: 70 self-intersecting after quantisation, 5 overlapping pairs, 75 holes. Four
    // of the holes touch another in a point, or close up when the vertex of a neighbour is put into a border
    // (0.1 m).
    EXPECT_THAT(counts, testing::IsSupersetOf({std::pair<const std::string, int>{"invalid_ring", 70},
                                               std::pair<const std::string, int>{"overlap", 5},
                                               std::pair<const std::string, int>{"assumption", 1}}));
    EXPECT_NEAR(counts.at("gap"), 75, 5);
}

TEST_F(RealEngland, TheQuantisedLocalAuthoritiesGiveFindingsAndNoFailure) {
    const auto counts = findings_of(boundaries() / "lad_2013_12_england_quantised.topojson");
    EXPECT_NEAR(counts.at("invalid_ring"), 250, 5);
    EXPECT_NEAR(counts.at("gap"), 1630, 30);
    EXPECT_GE(counts.at("overlap"), 22);
}

TEST_F(RealEngland, TheKmlAndTheMapInfoFileHoldTheSame209Areas) {
    const Areas kml = read_areas(boundaries() / "ccg_2015_04_england.kml");
    const Areas mapinfo = read_areas(boundaries() / "ccg_2015_04_england_mapinfo/CCG_BSC_Apr2015.TAB");
    EXPECT_EQ(std::set<std::string>(kml.layer.codes.begin(), kml.layer.codes.end()),
              std::set<std::string>(mapinfo.layer.codes.begin(), mapinfo.layer.codes.end()));
    EXPECT_EQ(kml.layer.codes.size(), 209u);
    EXPECT_EQ(mapinfo.coverage.operation.name, "none");
}

}  // namespace
