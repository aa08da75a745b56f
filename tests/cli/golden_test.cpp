// Whole outputs against the ones kept in tests/golden: set FOOTPRINT_UPDATE_GOLDEN=1 to write them anew, and
// read the difference before keeping it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>

#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;

void expect_golden(const std::string& name, const std::string& text) {
    const std::filesystem::path path = std::filesystem::path(FOOTPRINT_GOLDEN) / name;
    if (std::getenv("FOOTPRINT_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ifstream in(path, std::ios::binary);
    const std::string kept{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(text, kept) << "differs from " << path;
}

/// Digests and the version change with GDAL and with each release; what they stand for has tests of its own.
std::string without_digests(std::string text) {
    text = std::regex_replace(text, std::regex("\"sha256\": \"[0-9a-f]{64}\""), "\"sha256\": \"...\"");
    return std::regex_replace(text, std::regex("\"version\": \"[0-9.]+\""), "\"version\": \"...\"");
}

TEST(Golden, ComposeWritesFootprintsAsGeoJson) {
    const SmallEngland england;
    const RunResult result = england.run(
        {"compose", "areas.gpkg", "--lookup", "lookup.csv", "--sum", "population", "-o", "out.geojson"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    expect_golden("compose.txt", result.out);
    expect_golden("compose.geojson", england.folder.read("out.geojson"));
}

TEST(Golden, ComposeToStandardOutputIsTheSameGeoJson) {
    const SmallEngland england;
    const RunResult result =
        england.run({"compose", "areas.gpkg", "--lookup", "lookup.csv", "--sum", "population", "-o", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    expect_golden("compose.geojson", result.out);
}

TEST(Golden, FlowsReport) {
    const SmallEngland england;
    const RunResult result = england.run(
        {"flows", "flows.csv", "--lookup", "lookup.csv", "--site-lookup", "sites.csv", "--json", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    expect_golden("flows.json", without_digests(result.out));
}

TEST(Golden, EvaluateReport) {
    const SmallEngland england;
    england.folder.write("p.toml",
                         "name = \"B to East\"\nreason = \"a test\"\n[[step]]\ndo = \"move\"\nareas = "
                         "[\"E06000002\"]\nfrom = \"W\"\nto = \"E\"\n");
    const RunResult result = england.run({"evaluate",
                                          "areas.gpkg",
                                          "--lookup",
                                          "lookup.csv",
                                          "--proposal",
                                          "p.toml",
                                          "--flows",
                                          "flows.csv",
                                          "--site-lookup",
                                          "sites.csv",
                                          "--population-column",
                                          "population",
                                          "--sum",
                                          "population",
                                          "--least-population",
                                          "1000",
                                          "--greatest-population",
                                          "2500",
                                          "--json",
                                          "-"});
    EXPECT_EQ(result.exit_code, 3) << result.err;
    expect_golden("evaluate.json", without_digests(result.out));
}

TEST(Golden, CheckReportOfAnEnclosedGap) {
    const SmallEngland england;
    support::write_areas(england.folder.path("gap.gpkg"), {"AAA", "A.B", "BBB"});
    const RunResult result = england.run({"check", "gap.gpkg", "--gap-width", "1000", "--json", "-"});
    EXPECT_EQ(result.exit_code, 3) << result.err;
    expect_golden("check.json", without_digests(result.out));
}

}  // namespace
