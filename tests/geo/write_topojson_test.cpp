#include "geo/write_topojson.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "geo/grid.hpp"
#include "geo/layer.hpp"
#include "geo/topology.hpp"
#include "tests/support/ascii_coverage.hpp"
#include "tests/support/random_coverage.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::ColumnType;
using geo::OutputLayer;
using geo::Point;
using nlohmann::json;
using support::message_of;
using support::TempFolder;
using testing::HasSubstr;

// Somewhere in England.
const geo::Grid grid{400000, 300000, 1000};

OutputLayer layer_of(const std::string& name, const geo::GridRings& rings,
                     const std::vector<std::string>& codes) {
    OutputLayer layer;
    layer.name = name;
    layer.crs = "EPSG:27700";
    layer.geometry = geo::to_rings(rings, grid);
    layer.attributes.columns = {{"code", ColumnType::text, codes}};
    return layer;
}

OutputLayer drawn(const std::string& name, const std::vector<std::string>& rows) {
    const support::AsciiCoverage coverage = support::draw(rows);
    return layer_of(name, coverage.rings, coverage.codes);
}

json written(const std::vector<OutputLayer>& layers, std::int64_t quantisation = 0) {
    std::string text;
    geo::write_topojson(layers, {quantisation}, [&](std::string_view more) { text += more; });
    return json::parse(text);
}

geo::WriteReport report_of(const std::vector<OutputLayer>& layers, std::int64_t quantisation = 0) {
    return geo::write_topojson(layers, {quantisation}, [](std::string_view) {});
}

const json& geometry(const json& topology, const std::string& layer, std::size_t row) {
    return topology["objects"][layer]["geometries"][row];
}

/// Positions of a ring of arcs, closed.
std::vector<Point> decoded(const json& topology, const json& ring) {
    std::vector<Point> points;
    for (const json& signed_arc : ring) {
        const int s = signed_arc;
        std::vector<Point> arc;
        Point at;
        for (const json& step : topology["arcs"][static_cast<std::size_t>(s < 0 ? ~s : s)]) {
            at = {at.x + step[0].get<double>(), at.y + step[1].get<double>()};
            arc.push_back(at);
        }
        if (s < 0) std::reverse(arc.begin(), arc.end());
        if (!points.empty()) {
            EXPECT_EQ(points.back(), arc.front());
            points.pop_back();
        }
        points.insert(points.end(), arc.begin(), arc.end());
    }
    return points;
}

double twice_area(const std::vector<Point>& closed) {
    double sum = 0;
    for (std::size_t i = 1; i < closed.size(); ++i)
        sum += closed[i - 1].x * closed[i].y - closed[i].x * closed[i - 1].y;
    return sum;
}

TEST(ToTopoJson, ASharedBorderIsWrittenOnceAndUsedBothWays) {
    const json topology = written({drawn("areas", {"AB"})});
    EXPECT_EQ(topology["type"], "Topology");
    ASSERT_EQ(topology["arcs"].size(), 3U);
    const json& a = geometry(topology, "areas", 0)["arcs"][0];
    const json& b = geometry(topology, "areas", 1)["arcs"][0];
    std::size_t shared = 0;
    for (const int of_a : a)
        for (const int of_b : b)
            shared += of_a == ~of_b ? 1U : 0U;
    EXPECT_EQ(shared, 1U);
}

TEST(ToTopoJson, LayersShareTheirArcs) {
    const json topology = written({drawn("areas", {"AB"}), drawn("whole", {"WW"})});
    EXPECT_EQ(topology["arcs"].size(), 3U);
    EXPECT_EQ(geometry(topology, "whole", 0)["arcs"][0].size(), 2U);
    EXPECT_EQ(geometry(topology, "whole", 0)["id"], "W");
}

TEST(ToTopoJson, LayersInDifferentCrsShareTheirArcsToo) {
    OutputLayer whole = drawn("whole", {"WW"});
    whole.crs = "urn:ogc:def:crs:EPSG::27700";
    const json topology = written({drawn("areas", {"AB"}), whole});
    EXPECT_EQ(topology["arcs"].size(), 3U);
}

TEST(ToTopoJson, AHoleIsTheRingOfTheAreaInside) {
    const json topology = written({drawn("areas", {"AAA",  //
                                                   "ABA",  //
                                                   "AAA"})});
    EXPECT_EQ(topology["arcs"].size(), 2U);
    const json& a = geometry(topology, "areas", 0);
    EXPECT_EQ(a["type"], "Polygon");
    ASSERT_EQ(a["arcs"].size(), 2U);
    EXPECT_EQ(a["arcs"][1][0].get<int>(), ~geometry(topology, "areas", 1)["arcs"][0][0].get<int>());
}

TEST(ToTopoJson, PartsAreAMultiPolygon) {
    const json topology = written({drawn("areas", {"A.A"})});
    const json& a = geometry(topology, "areas", 0);
    EXPECT_EQ(a["type"], "MultiPolygon");
    EXPECT_EQ(a["arcs"].size(), 2U);
}

TEST(ToTopoJson, ShellsRunClockwiseAndHolesTheOtherWay) {
    const json topology = written({drawn("areas", {"AAA",  //
                                                   "A.A",  //
                                                   "AAA"})});
    const json& rings = geometry(topology, "areas", 0)["arcs"];
    EXPECT_LT(twice_area(decoded(topology, rings[0])), 0);
    EXPECT_GT(twice_area(decoded(topology, rings[1])), 0);
}

TEST(ToTopoJson, PropertiesKeepTheirTypes) {
    OutputLayer layer = drawn("areas", {"AB"});
    layer.attributes.columns.push_back({"patients", ColumnType::integer, {"54786327", ""}});
    layer.attributes.columns.push_back({"share", ColumnType::real, {"0.1", "2"}});
    layer.attributes.columns.push_back({"name", ColumnType::text, {"\"Quoted\"\\\t", "007"}});
    const json topology = written({layer});
    const json& first = geometry(topology, "areas", 0)["properties"];
    EXPECT_EQ(first["patients"], 54786327);
    EXPECT_EQ(first["share"], 0.1);
    EXPECT_EQ(first["name"], "\"Quoted\"\\\t");
    const json& second = geometry(topology, "areas", 1)["properties"];
    EXPECT_TRUE(second["patients"].is_null());
    EXPECT_TRUE(second["share"].is_number_float());
    EXPECT_EQ(second["name"], "007");
}

TEST(ToTopoJson, PlacesAndRowsWithoutGeometry) {
    OutputLayer places;
    places.name = "places";
    places.crs = "EPSG:27700";
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    places.geometry = std::vector<Point>{{400000.5, 300000.5}, {nan, nan}};
    places.attributes.columns = {{"code", ColumnType::text, {"RA2", ""}}};
    OutputLayer table;
    table.name = "table";
    table.attributes.columns = {{"code", ColumnType::text, {"RA2"}}};
    const json topology = written({drawn("areas", {"A"}), places, table}, 1001);
    EXPECT_EQ(geometry(topology, "places", 0)["type"], "Point");
    EXPECT_NEAR(geometry(topology, "places", 0)["coordinates"][0].get<double>(), 500, 5);
    EXPECT_TRUE(geometry(topology, "places", 1)["type"].is_null());
    EXPECT_FALSE(geometry(topology, "places", 1).contains("id"));
    EXPECT_TRUE(geometry(topology, "table", 0)["type"].is_null());
}

TEST(ToTopoJson, NoAreasAtAllIsStillATopology) {
    const json topology = written({});
    EXPECT_TRUE(topology["objects"].empty());
    EXPECT_TRUE(topology["arcs"].empty());
    EXPECT_FALSE(topology.contains("bbox"));
}

TEST(ToTopoJson, TheQuantisationIsAsFineAsTheVerticesNeed) {
    const std::vector<OutputLayer> coarse = {drawn("areas", {"AB"})};
    EXPECT_EQ(report_of(coarse).quantisation, 1'000'000);
    // A corner cut by a millimetre in a square of 500 km.
    geo::GridRings rings;
    rings.points = {{0, 0}, {500'000'000, 0}, {500'000'000, 500'000'000}, {1, 500'000'000}, {0, 499'999'999}};
    rings.close_ring();
    rings.close_area();
    const std::vector<OutputLayer> fine = {layer_of("areas", rings, {"A"})};
    const geo::WriteReport topojson = report_of(fine);
    EXPECT_EQ(topojson.quantisation, 1'000'000'000);
    EXPECT_EQ(topojson.merged_vertices, 0U);
}

TEST(ToTopoJson, OutlinesOnAGridGiveTheSameAsTheirPoints) {
    for (const std::uint32_t seed : {1u, 2u, 3u}) {
        const support::RandomCoverage coverage = support::random_coverage(seed, 7, 6, 4);
        OutputLayer layer = layer_of("areas", coverage.rings, coverage.codes);
        const json as_points = written({layer});
        layer.geometry = geo::GridOutlines{coverage.rings, grid};
        const json as_cells = written({layer});
        EXPECT_EQ(as_points["bbox"], as_cells["bbox"]);
        EXPECT_EQ(as_points["arcs"].size(), as_cells["arcs"].size());
        // A ring may begin elsewhere.
        const auto corners = [](const json& topology, std::size_t row) {
            std::vector<Point> points = decoded(topology, geometry(topology, "areas", row)["arcs"][0]);
            points.pop_back();
            return points;
        };
        for (std::size_t row = 0; row < coverage.rings.areas(); ++row) {
            EXPECT_THAT(corners(as_cells, row), testing::UnorderedElementsAreArray(corners(as_points, row)));
        }
    }
}

TEST(ToTopoJson, VerticesThatFallTogetherAreCounted) {
    geo::GridRings rings;
    rings.points = {{0, 0}, {1000, 0}, {1000, 1000}, {1, 1000}, {0, 999}};
    rings.close_ring();
    rings.close_area();
    const std::vector<OutputLayer> layers = {layer_of("areas", rings, {"A"})};
    EXPECT_EQ(report_of(layers, 11).merged_vertices, 1U);
    const json topology = written(layers, 11);
    EXPECT_EQ(decoded(topology, geometry(topology, "areas", 0)["arcs"][0]).size(), 5U);
}

TEST(ToTopoJsonErrors, ARingThatWouldVanishIsRefused) {
    const std::vector<OutputLayer> layers = {drawn("areas", {"AAAAAAAAAA",  //
                                                             "AAAAAAABAA",  //
                                                             "AAAAAAAAAA"})};
    EXPECT_THAT(message_of<geo::OutputError>([&] { written(layers, 2); }),
                HasSubstr("areas: a ring of A would vanish at a quantisation of 2; use a larger one"));
}

TEST(ToTopoJsonErrors, AQuantisationOutOfRange) {
    for (const std::int64_t q : {std::int64_t{1}, std::int64_t{-5}, std::int64_t{2'000'000'000'000}})
        EXPECT_THROW(written({drawn("areas", {"A"})}, q), geo::UsageError);
}

TEST(ToTopoJsonErrors, TwoLayersOfOneName) {
    EXPECT_THAT(message_of<geo::OutputError>([] {
                    written({drawn("a", {"A"}), drawn("a", {"A"})});
                }),
                HasSubstr("two layers of this name"));
}

TEST(ToTopoJsonErrors, TextInANumberColumnIsOurDefect) {
    OutputLayer layer = drawn("areas", {"A"});
    layer.attributes.columns.push_back({"patients", ColumnType::integer, {"many"}});
    EXPECT_THROW(written({layer}), geo::InternalError);
}

TEST(WriteTopoJson, ReadsBackAsTheSameAreasWithinHalfAStep) {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        const TempFolder folder;
        const support::RandomCoverage coverage = support::random_coverage(seed, 7, 6, 4);
        const geo::Topology cells = geo::build_topology(coverage.rings, grid);
        const OutputLayer members = layer_of("members", coverage.rings, coverage.codes);
        const OutputLayer groups =
            layer_of("groups", geo::dissolve(cells, coverage.group, coverage.groups), {"A", "B", "C", "D"});
        const std::vector<OutputLayer> layers = {members, groups};
        const auto path = folder.path("a.topojson");
        geo::write_layers(path, layers, false);
        for (const OutputLayer& layer : layers) {
            geo::write_layers(folder.path(layer.name + ".geojson"), std::span(&layer, 1), false);
            geo::ReadOptions options;
            options.layer = layer.name;
            options.code_column = "code";
            const geo::Layer again = geo::read_layer(path, options);
            options.layer.clear();
            const geo::Layer same = geo::read_layer(folder.path(layer.name + ".geojson"), options);
            EXPECT_EQ(again.codes, same.codes);
            ASSERT_EQ(again.rings.rings(), same.rings.rings());
            // Arcs may begin a ring elsewhere; the corners are the same.
            for (std::size_t r = 0; r < same.rings.rings(); ++r) {
                ASSERT_EQ(again.rings.ring(r).size(), same.rings.ring(r).size());
                for (const Point p : again.rings.ring(r)) {
                    double nearest = 1;
                    for (const Point q : same.rings.ring(r))
                        nearest = std::min(nearest, std::hypot(p.x - q.x, p.y - q.y));
                    EXPECT_LT(nearest, 1.5e-7);
                }
            }
        }
    }
}

}  // namespace
