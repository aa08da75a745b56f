// Overlays of official boundary files: layers that nest, layers of different sources, and a quantised one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "geo/csv.hpp"
#include "geo/displacement.hpp"
#include "geo/error.hpp"
#include "geo/overlay_layers.hpp"
#include "tests/real/real_data.hpp"

namespace {

class RealOverlay : public support::RealData {
protected:
    [[nodiscard]] geo::Layer layer(const char* name) const {
        return geo::read_layer(path((std::string("boundaries/") + name).c_str()), {});
    }
    [[nodiscard]] geo::Layer authorities_of_2017() const {
        return layer("derived/lad_2017_england_from_lsoa11.geojson");
    }
    [[nodiscard]] geo::Layer footprints() const {
        return layer("derived/stp_2017_04_england_from_lsoa11.geojson");
    }

    /// Pairs must add up to the areas of both, in cells.
    static void expect_exact_marginals(const geo::Overlay& overlay) {
        std::vector<std::int64_t> of_a(overlay.a.size(), 0);
        std::vector<std::int64_t> of_b(overlay.b.size(), 0);
        std::int64_t faces = 0;
        std::int64_t pairs = 0;
        for (const geo::OverlayPair& pair : overlay.pairs) {
            pairs += pair.twice_area;
            if (pair.a != geo::no_area) of_a[static_cast<std::size_t>(pair.a)] += pair.twice_area;
            if (pair.b != geo::no_area) of_b[static_cast<std::size_t>(pair.b)] += pair.twice_area;
        }
        for (geo::FaceIndex f = 0; f < overlay.faces.count(); ++f)
            if (!overlay.faces.claims_of(f).empty()) faces += overlay.faces.twice_area[f];
        EXPECT_EQ(pairs, faces);
        EXPECT_TRUE(std::ranges::equal(of_a, overlay.a, {}, {}, &geo::OverlaidArea::twice_area));
        EXPECT_TRUE(std::ranges::equal(of_b, overlay.b, {}, {}, &geo::OverlaidArea::twice_area));
    }

    /// Codes of A with real ground in more than one area of B.
    static std::set<std::string> straddling(const geo::Overlay& overlay, const geo::Layer& a) {
        std::map<std::string, int> partners;
        for (const geo::OverlayPair& pair : overlay.pairs) {
            if (pair.a != geo::no_area && pair.b != geo::no_area && pair.twice_area > pair.twice_slivers)
                ++partners[a.codes[static_cast<std::size_t>(pair.a)]];
        }
        std::set<std::string> codes;
        for (const auto& [code, count] : partners)
            if (count > 1) codes.insert(code);
        return codes;
    }

    /// One column of a table by another.
    [[nodiscard]] std::map<std::string, std::string> column_by(const char* name, const char* key,
                                                               const char* column) const {
        std::vector<geo::Finding> findings;
        const geo::Table table = geo::read_table(path(name), findings);
        std::map<std::string, std::string> by_key;
        for (std::size_t row = 0; row < table.rows(); ++row)
            by_key[table.require(key).cells[row]] = table.require(column).cells[row];
        return by_key;
    }
};

TEST_F(RealOverlay, EachLsoaLiesInOneAuthorityThatOfTheLookup) {
    std::array<geo::Layer, 2> layers{layer("lsoa_2011_england_shp/lsoa_2011_england.shp"),
                                     authorities_of_2017()};
    const geo::Overlay overlay = geo::overlay_layers(layers, {}).overlay;
    ASSERT_EQ(overlay.pairs.size(), 32844U);
    EXPECT_EQ(overlay.twice_contested_a + overlay.twice_contested_b, 0);
    expect_exact_marginals(overlay);
    const auto authority_of = column_by("lookups/lsoa11_ccg17_stp17_lad17.csv", "LSOA11CD", "LAD17CD");
    for (const geo::OverlayPair& pair : overlay.pairs) {
        EXPECT_EQ(layers[1].codes[static_cast<std::size_t>(pair.b)],
                  authority_of.at(layers[0].codes[static_cast<std::size_t>(pair.a)]));
    }
}

TEST_F(RealOverlay, SeventeenAuthoritiesOf2017StraddleFootprints) {
    std::array<geo::Layer, 2> layers{authorities_of_2017(), footprints()};
    const geo::Overlay overlay = geo::overlay_layers(layers, {}).overlay;
    expect_exact_marginals(overlay);
    EXPECT_EQ(straddling(overlay, layers[0]).size(), 17U);
}

TEST_F(RealOverlay, SixtyNineAuthoritiesOf2017AreSplitBetweenCcgs) {
    std::array<geo::Layer, 2> layers{authorities_of_2017(),
                                     layer("derived/ccg_2017_04_england_from_lsoa11.geojson")};
    EXPECT_EQ(straddling(geo::overlay_layers(layers, {}).overlay, layers[0]).size(), 69U);
}

TEST_F(RealOverlay, TheQuantisedAuthoritiesOf2013AreRefusedForTheirOverlaps) {
    std::array<geo::Layer, 2> layers{layer("lad_2013_12_england_quantised.topojson"), authorities_of_2017()};
    try {
        (void)geo::overlay_layers(layers, {});
        FAIL();
    } catch (const geo::InputError& error) {
        EXPECT_THAT(error.what(),
                    testing::HasSubstr("the largest of E07000144, E07000145 at (643711, 309161)"));
    }
}

TEST_F(RealOverlay, TheQuantisedAuthoritiesOf2013AreThoseOf2017ButForNoise) {
    std::array<geo::Layer, 2> layers{layer("lad_2013_12_england_quantised.topojson"), authorities_of_2017()};
    geo::OverlayOptions options;
    options.clean_overlaps = true;
    options.sliver_width_m = 400;
    const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, options);
    const geo::Overlay& overlay = overlaid.overlay;
    EXPECT_EQ(overlaid.cleaned[0], 58U);
    EXPECT_EQ(overlaid.cleaned[1], 0U);
    expect_exact_marginals(overlay);
    EXPECT_THAT(straddling(overlay, layers[0]), testing::IsEmpty());
    for (const geo::OverlayPair& pair : overlay.pairs) {
        if (pair.a == geo::no_area || pair.b == geo::no_area || pair.twice_area == pair.twice_slivers)
            continue;
        EXPECT_EQ(layers[0].codes[static_cast<std::size_t>(pair.a)],
                  layers[1].codes[static_cast<std::size_t>(pair.b)]);
    }
    // Less than a hundredth of England: the older file is generalised by some hundred metres.
    const double slivers_m2 = overlay.topology.grid.area_m2(geo::total_slivers(overlay).twice_area);
    EXPECT_GT(slivers_m2, 0.9e9);
    EXPECT_LT(slivers_m2, 1.1e9);
    const geo::Displacement d = geo::displacement(overlay, geo::Direction::a_to_b, {});
    EXPECT_LT(d.median_m, 100);
    EXPECT_LT(d.p95_m, 400);
    EXPECT_GT(d.greatest_m, d.p95_m);
}

TEST_F(RealOverlay, UpperTierAuthoritiesThatStraddleFootprintsAreThoseOfTheLookups) {
    // Outlines of two sources and of different detail: from 350 m to 700 m the answer is the same.
    const auto county_of = column_by("lookups/lad17_county17.csv", "LAD17CD", "CTY17CD");
    const auto authority_of = column_by("lookups/lsoa11_ccg17_stp17_lad17.csv", "LSOA11CD", "LAD17CD");
    const auto footprint_of = column_by("lookups/lsoa11_ccg17_stp17_lad17.csv", "LSOA11CD", "STP17CD");
    std::map<std::string, std::set<std::string>> footprints_of;
    for (const auto& [lsoa, authority] : authority_of) {
        const auto county = county_of.find(authority);
        const bool has_county = county != county_of.end() && county->second.starts_with("E10");
        footprints_of[has_county ? county->second : authority].insert(footprint_of.at(lsoa));
    }
    std::set<std::string> by_lookup;
    for (const auto& [authority, some] : footprints_of)
        if (some.size() > 1) by_lookup.insert(authority);
    ASSERT_EQ(by_lookup.size(), 14U);
    for (const double width_m : {350.0, 700.0}) {
        std::array<geo::Layer, 2> layers{layer("county_ua_england_wales.geojson"), footprints()};
        geo::OverlayOptions options;
        options.sliver_width_m = width_m;
        const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, options);
        expect_exact_marginals(overlaid.overlay);
        EXPECT_EQ(straddling(overlaid.overlay, layers[0]), by_lookup);
        // Half of the borders between footprints lie along authorities, the rest within counties.
        const geo::Displacement d = geo::displacement(overlaid.overlay, geo::Direction::b_to_a, {});
        EXPECT_LT(d.median_m, 100);
        EXPECT_GT(d.p95_m, 10000);
    }
}

}  // namespace
