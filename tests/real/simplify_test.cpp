// England's LSOAs, CCGs and footprints simplified together, at a moderate and at a brutal tolerance.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "geo/assemble.hpp"
#include "geo/check.hpp"
#include "geo/dissolve.hpp"
#include "geo/geos_support.hpp"
#include "geo/layers_together.hpp"
#include "geo/simplify.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"
#include "tests/real/real_data.hpp"

namespace {

using geo::GridRings;

/// The same outlines in the one order that dissolve() gives.
GridRings in_canonical_order(const GridRings& rings, const geo::Grid& grid) {
    std::vector<geo::GroupIndex> own;
    for (std::size_t a = 0; a < rings.areas(); ++a)
        own.push_back(static_cast<geo::GroupIndex>(a));
    return geo::dissolve(geo::build_topology(rings, grid), own, rings.areas());
}

std::set<std::pair<geo::AreaIndex, geo::AreaIndex>> neighbours(const geo::Topology& topology) {
    std::set<std::pair<geo::AreaIndex, geo::AreaIndex>> pairs;
    for (const geo::Border& border : geo::borders(topology))
        pairs.emplace(border.a, border.b);
    return pairs;
}

std::size_t violations(const std::vector<geo::Finding>& findings) {
    return static_cast<std::size_t>(
        std::ranges::count(findings, geo::Severity::violation, &geo::Finding::severity));
}

std::set<std::size_t> invalid(const GridRings& rings) {
    const geo::GeosContext context;
    std::set<std::size_t> areas;
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        if (GEOSisValid_r(context.get(), geo::to_geos(context, rings, area).get()) != 1) areas.insert(area);
    }
    return areas;
}

/// Plan of one layer by the codes of another, in the order of that other.
std::vector<geo::GroupIndex> groups_by_code(const geo::Layer& small, const geo::Layer& large,
                                            const std::filesystem::path& lookup_path,
                                            const std::string& column) {
    shapes::LookupOptions options;
    options.footprint_column = column;
    const shapes::Plan plan =
        shapes::make_plan(small.codes, shapes::read_lookup(lookup_path, options, small.codes));
    std::vector<geo::GroupIndex> groups;
    for (const shapes::FootprintIndex f : plan.footprint_of) {
        const auto found = std::ranges::find(large.codes, plan.codes[static_cast<std::size_t>(f)]);
        groups.push_back(static_cast<geo::GroupIndex>(found - large.codes.begin()));
    }
    return groups;
}

class RealSimplify : public support::RealData {};

TEST_F(RealSimplify, LsoasCcgsAndFootprintsStayNestedValidAndNeighbours) {
    const std::filesystem::path lookup = path("lookups/lsoa11_ccg17_stp17_lad17.csv");
    std::vector<geo::Layer> layers;
    layers.push_back(geo::read_layer(path("boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp"), {}));
    layers.push_back(geo::read_layer(path("boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson"), {}));
    layers.push_back(geo::read_layer(path("boundaries/derived/stp_2017_04_england_from_lsoa11.geojson"), {}));
    const geo::LayersTogether together = geo::build_layers_together(layers, {});
    const geo::Topology& topology = together.coverage.topology;
    const auto layer_of = [&](const GridRings& rings, std::size_t l) {
        return geo::areas_between(rings, together.layer_start[l], together.layer_start[l + 1]);
    };
    const GridRings before = geo::outlines(topology);
    std::vector<std::set<std::pair<geo::AreaIndex, geo::AreaIndex>>> neighbours_before;
    for (std::size_t l = 0; l < layers.size(); ++l)
        neighbours_before.push_back(neighbours(geo::build_topology(layer_of(before, l), topology.grid)));

    // One LSOA is published with a ring that touches itself.
    const std::set<std::size_t> invalid_before = invalid(before);
    EXPECT_EQ(invalid_before.size(), 1u);

    for (const double tolerance_m : {500.0, 1e9}) {
        geo::SimplifyReport report;
        const geo::Topology simple =
            geo::simplify(topology, {.tolerance_m = tolerance_m, .keep_share = {}}, report);
        EXPECT_GT(report.removed, report.removable / 3);
        const GridRings after = geo::outlines(simple);
        EXPECT_EQ(after.area_start, before.area_start);
        EXPECT_EQ(invalid(after), invalid_before);
        for (std::size_t r = 0; r < after.rings(); ++r)
            EXPECT_EQ(geo::twice_area(after.ring(r)) > 0, geo::twice_area(before.ring(r)) > 0);
        for (std::size_t l = 0; l < layers.size(); ++l) {
            const geo::Topology of_layer = geo::build_topology(layer_of(after, l), topology.grid);
            EXPECT_EQ(violations(geo::check_coverage(of_layer, layers[l].codes, 10)), 0u);
            EXPECT_EQ(neighbours(of_layer), neighbours_before[l]);
        }
        const geo::Topology lsoas = geo::build_topology(layer_of(after, 0), topology.grid);
        for (const auto& [l, column] : {std::pair{1u, "CCG17CD"}, {2u, "STP17CD"}}) {
            const GridRings dissolved = geo::dissolve(
                lsoas, groups_by_code(layers[0], layers[l], lookup, column), layers[l].codes.size());
            const GridRings expected = in_canonical_order(layer_of(after, l), topology.grid);
            EXPECT_EQ(dissolved.points, expected.points) << column;
            EXPECT_EQ(dissolved.ring_start, expected.ring_start) << column;
        }
    }
}

}  // namespace
