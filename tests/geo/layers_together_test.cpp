#include "geo/layers_together.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "tests/support/drawn_layer.hpp"

namespace {

using support::layer_of;
using testing::ElementsAre;

TEST(LayersTogether, ShareTheArcsOfBordersThatTheyHaveInCommon) {
    std::vector<geo::Layer> layers{layer_of({"AB", "AB"}), layer_of({"CC", "CC"})};
    const geo::LayersTogether together = geo::build_layers_together(layers, {});
    EXPECT_THAT(together.layer_start, ElementsAre(0, 2, 3));
    EXPECT_EQ(together.coverage.topology.arcs(), 3u);
    EXPECT_EQ(together.coverage.topology.conflicts.size(), 2u);
}

TEST(LayersTogether, AreSnappedToOneAnother) {
    std::vector<geo::Layer> layers{layer_of({"AB", "AB"}), layer_of({"CC", "CC"}, 0.05)};
    const geo::LayersTogether together = geo::build_layers_together(layers, {});
    EXPECT_EQ(together.coverage.topology.arcs(), 3u);
    EXPECT_EQ(together.coverage.snap.moved_points, 8u);
}

TEST(LayersTogether, OfDifferentReferenceSystemsMeetInTheWorkingOne) {
    std::vector<geo::Layer> layers{layer_of({"AB", "AB"}), layer_of({"CC", "CC"})};
    geo::Transform to_degrees("EPSG:27700", "EPSG:4326", geo::bounds(layers[1].rings));
    to_degrees.apply(layers[1].rings.points);
    layers[1].crs = "EPSG:4326";
    const geo::LayersTogether together = geo::build_layers_together(layers, {});
    EXPECT_EQ(together.coverage.topology.arcs(), 3u);
    ASSERT_EQ(together.operations.size(), 2u);
    EXPECT_EQ(together.operations[0].name, "none");
    EXPECT_EQ(together.operations[1].source, "WGS 84");
}

TEST(LayersTogether, OneLayerIsWhatItIsAlone) {
    std::vector<geo::Layer> layers{layer_of({"AB", "CC"})};
    const geo::Coverage alone = geo::build_coverage(layers.front(), {});
    const geo::LayersTogether together = geo::build_layers_together(layers, {});
    EXPECT_EQ(together.coverage.topology.vertices, alone.topology.vertices);
    EXPECT_EQ(together.coverage.topology.arc_vertices, alone.topology.arc_vertices);
    EXPECT_EQ(together.layers(), 1u);
}

TEST(LayersTogether, KeepTheirFindingsAndAreasWithoutRings) {
    std::vector<geo::Layer> layers{layer_of({"A"}), layer_of({"B"})};
    layers[0].codes.emplace_back("empty");
    layers[0].rings.close_area();
    layers[0].findings.push_back({.kind = geo::FindingKind::empty,
                                  .severity = geo::Severity::violation,
                                  .codes = {},
                                  .text = "empty"});
    const geo::LayersTogether together = geo::build_layers_together(layers, {});
    EXPECT_EQ(together.coverage.findings.size(), 1u);
    EXPECT_THAT(together.coverage.topology.area_start, ElementsAre(0, 1, 1, 2));
}

TEST(LayersTogether, RefuseDegreesToWorkIn) {
    std::vector<geo::Layer> layers{layer_of({"A"}), layer_of({"B"})};
    geo::CoverageOptions options;
    options.crs = "EPSG:4326";
    EXPECT_THROW((void)geo::build_layers_together(layers, options), geo::UsageError);
}

TEST(AreasBetween, AreASetOfTheirOwn) {
    const geo::GridRings rings = support::draw({"AAA", "ABA", "AAA", "CDE"}).rings;
    const geo::GridRings some = geo::areas_between(rings, 1, 3);
    EXPECT_EQ(some.areas(), 2u);
    EXPECT_EQ(some.rings(), 2u);
    EXPECT_THAT(some.ring(1), testing::ElementsAreArray(rings.ring(rings.area_start[2])));
    EXPECT_EQ(geo::areas_between(rings, 0, rings.areas()).points, rings.points);
    EXPECT_EQ(geo::areas_between(rings, 2, 2).areas(), 0u);
}

}  // namespace
