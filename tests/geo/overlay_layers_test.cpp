#include "geo/overlay_layers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "tests/support/drawn_layer.hpp"

namespace {

using geo::FindingKind;
using support::layer_of;
using testing::AllOf;
using testing::HasSubstr;
using Layers = std::array<geo::Layer, 2>;

geo::Layer in_degrees(geo::Layer layer) {
    geo::Transform to_degrees("EPSG:27700", "EPSG:4326", geo::bounds(layer.rings));
    to_degrees.apply(layer.rings.points);
    layer.crs = "EPSG:4326";
    return layer;
}

/// One layer of the areas of two drawings, which may overlap.
geo::Layer both_in_one(const std::vector<std::string>& rows, const std::vector<std::string>& more) {
    geo::Layer layer = layer_of(rows);
    const geo::Layer other = layer_of(more);
    const auto points = static_cast<std::uint32_t>(layer.rings.points.size());
    const auto rings = static_cast<std::uint32_t>(layer.rings.rings());
    layer.codes.insert(layer.codes.end(), other.codes.begin(), other.codes.end());
    layer.rings.points.insert(layer.rings.points.end(), other.rings.points.begin(), other.rings.points.end());
    for (std::size_t r = 1; r < other.rings.ring_start.size(); ++r)
        layer.rings.ring_start.push_back(points + other.rings.ring_start[r]);
    for (std::size_t a = 1; a < other.rings.area_start.size(); ++a)
        layer.rings.area_start.push_back(rings + other.rings.area_start[a]);
    return layer;
}

std::string refusal_of(Layers layers, const geo::OverlayOptions& options = {}) {
    try {
        (void)geo::overlay_layers(layers, options);
    } catch (const geo::InputError& error) {
        return error.what();
    }
    return "accepted";
}

const geo::Finding* first_of(const std::vector<geo::Finding>& findings, FindingKind kind) {
    const auto found = std::ranges::find(findings, kind, &geo::Finding::kind);
    return found == findings.end() ? nullptr : &*found;
}

double area_m2(const geo::OverlaidLayers& overlaid, geo::AreaIndex a, geo::AreaIndex b) {
    const geo::OverlayPair* pair = overlaid.overlay.find_pair(a, b);
    return pair == nullptr ? 0.0 : overlaid.overlay.topology.grid.area_m2(pair->twice_area);
}

TEST(OverlayLayers, PairsAreByRowsOfBothLayers) {
    Layers layers{layer_of({"AAB"}), layer_of({"PQQ"})};
    const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, {});
    EXPECT_EQ(overlaid.overlay.pairs.size(), 3U);
    EXPECT_DOUBLE_EQ(area_m2(overlaid, 0, 0), 1e6);
    EXPECT_DOUBLE_EQ(area_m2(overlaid, 0, 1), 1e6);
    EXPECT_DOUBLE_EQ(area_m2(overlaid, 1, 1), 1e6);
    EXPECT_TRUE(overlaid.findings.empty());
    EXPECT_EQ(layers[0].codes.size(), 2U);
}

TEST(OverlayLayers, BordersWithinTheSnapToleranceAreOneBorder) {
    Layers layers{layer_of({"AB", "AB"}), layer_of({"PQ", "PQ"}, 0.05)};
    const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, {});
    EXPECT_EQ(overlaid.overlay.pairs.size(), 2U);
    EXPECT_TRUE(overlaid.findings.empty());
}

TEST(OverlayLayers, VerticesThatOneLayerLacksOfTheOtherAreNoFinding) {
    Layers layers{layer_of({"AB", "AB"}), layer_of({"PP", "QQ"})};
    EXPECT_TRUE(geo::overlay_layers(layers, {}).findings.empty());
}

TEST(OverlayLayersBadInput, DifferentReferenceSystemsAreProjectedAndSaid) {
    Layers layers{layer_of({"AAB"}), in_degrees(layer_of({"PQQ"}))};
    const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, {});
    EXPECT_EQ(overlaid.overlay.pairs.size(), 3U);
    EXPECT_EQ(overlaid.operations[0].name, "none");
    EXPECT_EQ(overlaid.operations[1].source, "WGS 84");
    const geo::Finding* said = first_of(overlaid.findings, FindingKind::different_crs);
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->severity, geo::Severity::note);
    EXPECT_THAT(said->text,
                AllOf(HasSubstr("AAB from"), HasSubstr("PQQ from WGS 84 by"), HasSubstr("EPSG:27700")));
}

TEST(OverlayLayersBadInput, ALayerWithoutAreasIsRefused) {
    geo::Layer empty;
    empty.path = "empty.gpkg";
    empty.crs = "EPSG:27700";
    EXPECT_THAT(refusal_of({layer_of({"AB"}), empty}), HasSubstr("empty.gpkg: the layer has no areas"));
    EXPECT_THAT(refusal_of({empty, layer_of({"AB"})}), HasSubstr("empty.gpkg: the layer has no areas"));
}

TEST(OverlayLayersBadInput, ALayerWithoutOutlinesIsRefused) {
    geo::Layer hollow;
    hollow.path = "hollow.gpkg";
    hollow.crs = "EPSG:27700";
    hollow.codes = {"A"};
    hollow.rings.close_area();
    EXPECT_THAT(refusal_of({layer_of({"AB"}), hollow}),
                HasSubstr("hollow.gpkg: none of its areas has an outline"));
}

TEST(OverlayLayersBadInput, LayersWithoutACommonExtentAreRefusedWithTheExtentOfBoth) {
    EXPECT_THAT(refusal_of({layer_of({"AB"}), layer_of({"PQ"}, 50000)}),
                AllOf(HasSubstr("AB and PQ: they have no ground in common"),
                      HasSubstr("400000 to 402000 east and 300000 to 301000 north"),
                      HasSubstr("450000 to 452000 east")));
}

TEST(OverlayLayersBadInput, LayersThatTouchOnlyAreRefused) {
    EXPECT_THAT(refusal_of({layer_of({"AB.."}), layer_of({"..PQ"})}), HasSubstr("no ground in common"));
}

TEST(OverlayLayersBadInput, ALayerInsideTheOtherIsSaidWithWhatLiesOutside) {
    Layers layers{layer_of({"AABBCC"}), layer_of({".PPP.."})};
    const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, {});
    const geo::Finding* said = first_of(overlaid.findings, FindingKind::uncovered);
    ASSERT_NE(said, nullptr);
    EXPECT_DOUBLE_EQ(said->size, 3e6);
    EXPECT_EQ(said->text,
              "3.0 km2 of AABBCC (50.00 %) lie outside .PPP.., in 2 areas, of which 1 lie wholly outside; "
              "the latter "
              "lies inside the former");
    EXPECT_EQ(std::ranges::count(overlaid.findings, FindingKind::uncovered, &geo::Finding::kind), 1);
}

TEST(OverlayLayersBadInput, OverlapsWithinALayerAreRefusedWithTheirLargestPlace) {
    EXPECT_THAT(
        refusal_of({both_in_one({"AAA."}, {"..BB"}), layer_of({"PPPP"})}),
        AllOf(
            HasSubstr("AAA.: areas overlap in 1 place: A, B at (402500, 300500), 1000000 m2, 1000.0 m wide"),
            HasSubstr("--clean")));
    EXPECT_THAT(refusal_of({layer_of({"PPPP"}), both_in_one({"AAA."}, {"..BB"})}),
                HasSubstr("AAA.: areas overlap"));
}

TEST(OverlayLayersBadInput, OverlapsAreCleanedOnRequest) {
    geo::OverlayOptions options;
    options.clean_overlaps = true;
    Layers layers{both_in_one({"AAA."}, {"..BB"}), layer_of({"PPPP"})};
    const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, options);
    EXPECT_EQ(overlaid.cleaned[0], 1U);
    EXPECT_DOUBLE_EQ(overlaid.cleaned_m2[0], 1e6);
    EXPECT_EQ(overlaid.cleaned[1], 0U);
    EXPECT_DOUBLE_EQ(area_m2(overlaid, 0, 0) + area_m2(overlaid, 1, 0), 4e6);
    const geo::Finding* said = first_of(overlaid.findings, FindingKind::overlap);
    ASSERT_NE(said, nullptr);
    EXPECT_DOUBLE_EQ(said->size, 1e6);
}

TEST(OverlayLayersBadInput, OneAreaTwiceIsRefusedEvenByCleaning) {
    geo::OverlayOptions options;
    options.clean_overlaps = true;
    EXPECT_THAT(refusal_of({both_in_one({"AAB"}, {"CC."}), layer_of({"PPP"})}, options),
                HasSubstr("AAB: area C lies wholly within others"));
}

TEST(OverlayLayersBadInput, ACrsInDegreesIsAUsageError) {
    geo::OverlayOptions options;
    options.coverage.crs = "EPSG:4326";
    Layers layers{layer_of({"A"}), layer_of({"P"})};
    EXPECT_THROW((void)geo::overlay_layers(layers, options), geo::UsageError);
}

TEST(OverlayLayersBadInput, ASliverWidthThatIsNoneIsAUsageError) {
    for (const double width_m :
         {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        geo::OverlayOptions options;
        options.sliver_width_m = width_m;
        Layers layers{layer_of({"A"}), layer_of({"P"})};
        EXPECT_THROW((void)geo::overlay_layers(layers, options), geo::UsageError);
    }
}

TEST(OverlayLayersBadInput, AVertexFarOutsideIsNamedWithItsLayer) {
    geo::Layer stray = layer_of({"P"});
    stray.rings.points.front().x = 9e7;
    EXPECT_THAT(refusal_of({in_degrees(layer_of({"A"})), stray}),
                AllOf(HasSubstr("P, area P"), HasSubstr("far outside")));
}

}  // namespace
