// Districts against footprints and CCGs of England, by the official lookup of LSOAs and by boundaries of
// other sources, with the width of slivers measured. The counts by lookup are those of a separate count over
// the same file.
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "geo/csv.hpp"
#include "geo/finding.hpp"
#include "geo/overlay_layers.hpp"
#include "geo/table.hpp"
#include "shapes/alignment.hpp"
#include "tests/support/real_data.hpp"

namespace {

class RealAlignment : public testing::Test {
protected:
    void SetUp() override {
        const auto data = support::real_data();
        if (!data) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
        std::vector<geo::Finding> findings;
        m_lookup = geo::read_table(*data / "lookups/lsoa11_ccg17_stp17_lad17.csv", findings);
    }
    [[nodiscard]] shapes::Alignment districts_and(const std::string& column) const {
        const std::vector<std::string>& districts = m_lookup.require("LAD17CD").cells;
        const std::vector<std::string>& others = m_lookup.require(column).cells;
        return shapes::align(shapes::cross_table(districts, others), {});
    }
    /// Codes of A that are split by B in an overlay of two boundary files, slivers as measured.
    [[nodiscard]] static std::set<std::string> split_by_boundaries(const char* a, const char* a_code,
                                                                   const char* b) {
        const auto folder = *support::real_data() / "boundaries";
        geo::ReadOptions named;
        named.code_column = a_code;
        std::array<geo::Layer, 2> layers{geo::read_layer(folder / a, named), geo::read_layer(folder / b, {})};
        std::array<std::vector<std::string>, 2> codes{layers[0].codes, layers[1].codes};
        geo::OverlayOptions options;
        options.sliver_width_m = std::nullopt;
        options.clean_overlaps = true;
        const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, options);
        EXPECT_TRUE(overlaid.noise->is_related);
        const shapes::CrossTable table =
            shapes::cross_table(overlaid.overlay, std::move(codes[0]), std::move(codes[1]));
        return split_in(table, shapes::align(table, {.tolerance_share = 0.01}));
    }
    [[nodiscard]] static std::set<std::string> split_in(const shapes::CrossTable& table,
                                                        const shapes::Alignment& alignment) {
        std::set<std::string> split;
        for (std::size_t row = 0; row < alignment.a.size(); ++row)
            if (alignment.a[row].is_split) split.insert(table.a_codes[row]);
        return split;
    }
    [[nodiscard]] std::set<std::string> split_by_lookup(const std::string& column) const {
        const shapes::CrossTable table =
            shapes::cross_table(m_lookup.require("LAD17CD").cells, m_lookup.require(column).cells);
        return split_in(table, shapes::align(table, {}));
    }
    geo::Table m_lookup;
};

TEST_F(RealAlignment, SeventeenDistrictsStraddleFootprints) {
    const shapes::Alignment alignment = districts_and("STP17CD");
    EXPECT_EQ(alignment.a.size(), 326U);
    EXPECT_EQ(alignment.b.size(), 44U);
    EXPECT_EQ(alignment.map_a.units_split, 17U);
}

TEST_F(RealAlignment, SixtyNineDistrictsAreSplitBetweenCcgs) {
    EXPECT_EQ(districts_and("CCG17CD").map_a.units_split, 69U);
}

TEST_F(RealAlignment, ACoarseOutlineOf2013FindsTheSameSeventeenDistricts) {
    const std::set<std::string> split =
        split_by_boundaries("lad_2013_12_england_quantised.topojson", "LAD13CD",
                            "derived/stp_2017_04_england_from_lsoa11.geojson");
    EXPECT_EQ(split.size(), 17U);
    EXPECT_EQ(split, split_by_lookup("STP17CD"));
}

TEST_F(RealAlignment, ACoarseOutlineOf2013FindsTheSameSixtyNineDistricts) {
    const std::set<std::string> split =
        split_by_boundaries("lad_2013_12_england_quantised.topojson", "LAD13CD",
                            "derived/ccg_2017_04_england_from_lsoa11.geojson");
    EXPECT_EQ(split.size(), 69U);
    EXPECT_EQ(split, split_by_lookup("CCG17CD"));
}

TEST_F(RealAlignment, DistrictsOf2013AreThoseOf2017) {
    EXPECT_EQ(split_by_boundaries("lad_2013_12_england_quantised.topojson", "LAD13CD",
                                  "derived/lad_2017_england_from_lsoa11.geojson"),
              std::set<std::string>());
}

TEST_F(RealAlignment, TwoCcgsOf2016AreDividedIn2017AsTheLookupsHaveIt) {
    EXPECT_EQ(split_by_boundaries("ccg_2016_04_england.geojson", "CCG16CD",
                                  "derived/ccg_2017_04_england_from_lsoa11.geojson"),
              (std::set<std::string>{"E38000041", "E38000159"}));
}

TEST_F(RealAlignment, FourteenUpperTierAuthoritiesAreSplitBetweenFootprints) {
    EXPECT_EQ(split_by_boundaries("county_ua_england_wales.geojson", "ctyua16cd",
                                  "derived/stp_2017_04_england_from_lsoa11.geojson")
                  .size(),
              14U);
}

}  // namespace
