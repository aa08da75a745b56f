#include "geo/transform_ahead.hpp"

#include <gtest/gtest.h>

#include "geo/coverage.hpp"
#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::TempFolder;

using geo::TransformAhead;

const geo::Box box{-6.0, 50.0, 1.0, 55.0};

TEST(TransformAhead, IsTakenOnceAndOnlyForWhatItWasLookedUpFor) {
    TransformAhead ahead("EPSG:4326", "EPSG:27700", box);
    EXPECT_FALSE(ahead.take("EPSG:4258", "EPSG:27700", box));
    EXPECT_FALSE(ahead.take("EPSG:4326", "EPSG:3035", box));
    EXPECT_FALSE(ahead.take("EPSG:4326", "EPSG:27700", {-6.0, 50.0, 1.0, 54.0}));
    const auto taken = ahead.take("EPSG:4326", "EPSG:27700", box);
    ASSERT_TRUE(taken);
    const geo::Transform own("EPSG:4326", "EPSG:27700", box);
    EXPECT_EQ(taken->operation().name, own.operation().name);
    EXPECT_FALSE(ahead.take("EPSG:4326", "EPSG:27700", box));
}

TEST(TransformAhead, FailsWhenItIsTaken) {
    TransformAhead ahead("nonsense", "EPSG:27700", box);
    EXPECT_THROW((void)ahead.take("nonsense", "EPSG:27700", box), geo::InputError);
}

TEST(TransformAhead, OfALayerThatIsReadForACrsGivesTheSameCoverage) {
    const TempFolder folder;
    const auto path = folder.write("a.geojson",
                                   R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"00C"},"geometry":{"type":"Polygon","coordinates":
[[[-2,52],[-1,52],[-1,53],[-2,53],[-2,52]]]}}]})");
    geo::ReadOptions for_britain;
    for_britain.target_crs = "EPSG:27700";
    const geo::Layer layer = geo::read_layer(path, for_britain);
    ASSERT_TRUE(layer.transform);
    const geo::Coverage ahead = geo::build_coverage(layer, {});
    EXPECT_FALSE(layer.transform->take(layer.crs, "EPSG:27700", {-2.0, 52.0, -1.0, 53.0})) << "was taken";
    const geo::Coverage again = geo::build_coverage(layer, {});
    EXPECT_EQ(ahead.topology.vertices, again.topology.vertices);
    EXPECT_EQ(ahead.operation.name, again.operation.name);
    EXPECT_FALSE(geo::read_layer(path, {}).transform);
}

}  // namespace
