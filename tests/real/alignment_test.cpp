// Districts against footprints and CCGs of England, by the official lookup of LSOAs. The counts are those of
// a separate count over the same file.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/csv.hpp"
#include "geo/finding.hpp"
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

}  // namespace
