// The committed areas and flows of England 2017 are what their recipe makes. Needs the world map of Debian's
// qgis-common, and skips without it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>

#include "geo/check.hpp"
#include "geo/coverage.hpp"
#include "geo/gaps.hpp"
#include "geo/layer.hpp"
#include "tools/england_recipe.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path data = FOOTPRINT_ENGLAND_2017;

std::string bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Recipe, makesTheCommittedBytes) {
    const fs::path world_map = "/usr/share/qgis/resources/data/world_map.gpkg";
    if (!fs::exists(world_map)) GTEST_SKIP() << "needs Debian's qgis-common";
    const fs::path output = fs::path(testing::TempDir()) / "recipe_makes_the_committed_bytes";
    fs::create_directories(output);
    tools::make_england(world_map, data, output);
    for (const char* file : {"areas.geojson", "flows.csv"}) {
        EXPECT_TRUE(bytes(output / file) == bytes(data / file)) << file;
    }
}

TEST(Recipe, areasAreAValidCoverageOfAtMost2Megabytes) {
    EXPECT_LE(fs::file_size(data / "areas.geojson"), 2'000'000U);
    const geo::Layer layer = geo::read_layer(data / "areas.geojson", {});
    EXPECT_EQ(layer.rings.areas(), 207U);
    const geo::Coverage coverage = geo::build_coverage(layer, {});
    for (const geo::Finding& finding : coverage.findings)
        ADD_FAILURE() << finding.text;
    for (const geo::Finding& finding : geo::check_coverage(coverage.topology, layer.codes, 10.0)) {
        if (finding.severity == geo::Severity::violation) ADD_FAILURE() << finding.text;
    }
    std::vector<std::uint32_t> all(layer.codes.size());
    std::iota(all.begin(), all.end(), 0U);
    EXPECT_TRUE(geo::check_outlines(layer.rings, all, layer.codes).empty());
    EXPECT_TRUE(geo::find_gaps(coverage.topology).empty());
}

}  // namespace
