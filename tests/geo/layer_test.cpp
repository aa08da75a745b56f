#include "geo/layer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "geo/error.hpp"
#include "geo/write_layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::FindingKind;
using geo::Layer;
using geo::Point;
using geo::read_layer;
using support::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string feature(std::string_view code, std::string_view geometry) {
    return R"({"type":"Feature","properties":{"CCG17CD":")" + std::string(code) + R"(","CCG17NM":"name of )" +
           std::string(code) + R"("},"geometry":)" + std::string(geometry) + "}";
}

std::string collection(const std::vector<std::string>& features) {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < features.size(); ++i)
        text.append(i > 0 ? "," : "").append(features[i]);
    return text + "]}";
}

std::string polygon(std::string_view rings) {
    return R"({"type":"Polygon","coordinates":)" + std::string(rings) + "}";
}

const std::string square = polygon("[[[0,50],[1,50],[1,51],[0,51],[0,50]]]");

Layer read_geojson(const std::vector<std::string>& features, const geo::ReadOptions& options = {}) {
    const TempFolder folder;
    return read_layer(folder.write("areas.geojson", collection(features)), options);
}

// OGR's CSV reader takes a column of well-known text, which holds every kind of geometry.
Layer read_wkt(std::string_view wkt) {
    const TempFolder folder;
    return read_layer(folder.write("areas.csv", "WKT,code\n\"" + std::string(wkt) + "\",00C\n"),
                      {.layer = "", .code_column = "", .name_column = "", .source_crs = "EPSG:27700"});
}

std::vector<Point> ring(const geo::Rings& rings, std::size_t r) {
    return {rings.ring(r).begin(), rings.ring(r).end()};
}

std::vector<FindingKind> kinds(const Layer& layer) {
    std::vector<FindingKind> found;
    for (const geo::Finding& finding : layer.findings)
        found.push_back(finding.kind);
    return found;
}

TEST(ReadLayer, GivesCodesNamesAttributesAndOpenRings) {
    const Layer layer = read_geojson({feature("E38000001", square)});
    EXPECT_EQ(layer.name, "areas");
    EXPECT_EQ(layer.crs, "EPSG:4326");
    EXPECT_EQ(layer.code_column, "CCG17CD");
    EXPECT_EQ(layer.name_column, "CCG17NM");
    EXPECT_THAT(layer.codes, ElementsAre("E38000001"));
    EXPECT_THAT(layer.names, ElementsAre("name of E38000001"));
    EXPECT_THAT(ring(layer.rings, 0), ElementsAre(Point{0, 50}, Point{1, 50}, Point{1, 51}, Point{0, 51}));
    EXPECT_THAT(layer.findings, IsEmpty());
}

TEST(ReadLayer, TurnsShellsLeftAndHolesRight) {
    const Layer layer = read_geojson({feature(
        "E38000001",
        polygon("[[[0,50],[0,51],[1,51],[1,50],[0,50]],[[0.2,50.2],[0.4,50.2],[0.4,50.4],[0.2,50.2]]]"))});
    EXPECT_THAT(ring(layer.rings, 0), ElementsAre(Point{1, 50}, Point{1, 51}, Point{0, 51}, Point{0, 50}));
    EXPECT_THAT(ring(layer.rings, 1), ElementsAre(Point{0.4, 50.4}, Point{0.4, 50.2}, Point{0.2, 50.2}));
}

TEST(ReadLayer, ReadsPartsAndCollections) {
    const Layer layer = read_wkt(
        "GEOMETRYCOLLECTION(MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5))),POLYGON((9 9,10 9,10 10,9 "
        "9)))");
    EXPECT_EQ(layer.rings.rings(), 3U);
    EXPECT_EQ(layer.rings.areas(), 1U);
}

TEST(ReadLayer, DropsHeightsAndMeasures) {
    const Layer layer = read_wkt("POLYGON ZM((0 0 7 8,1 0 7 8,1 1 7 8,0 0 7 8))");
    EXPECT_THAT(ring(layer.rings, 0), ElementsAre(Point{0, 0}, Point{1, 0}, Point{1, 1}));
}

TEST(ReadLayer, TurnsCurvesIntoLines) {
    const Layer layer = read_wkt("CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 0))");
    ASSERT_EQ(layer.rings.rings(), 1U);
    EXPECT_GT(layer.rings.points.size(), 50U);
    for (const Point p : layer.rings.points)
        EXPECT_NEAR(std::hypot(p.x - 1.0, p.y), 1.0, 1e-9);
}

TEST(ReadLayer, ReadsSurfaces) {
    EXPECT_EQ(read_wkt("POLYHEDRALSURFACE(((0 0,1 0,1 1,0 0)),((2 2,3 2,3 3,2 2)))").rings.rings(), 2U);
    EXPECT_EQ(read_wkt("TIN(((0 0,1 0,1 1,0 0)))").rings.rings(), 1U);
}

TEST(ReadLayer, KeepsTheDigitsOfNumbersAndTheZerosOfCodes) {
    const Layer layer = read_geojson(
        {R"({"type":"Feature","properties":{"code":"00C","v":0.1,"n":100000},"geometry":)" + square + "}"});
    EXPECT_EQ(layer.attributes.require("code").cells[0], "00C");
    EXPECT_EQ(layer.attributes.require("v").cells[0], "0.1");
    EXPECT_EQ(layer.attributes.require("v").type, geo::ColumnType::real);
    EXPECT_EQ(layer.attributes.require("n").cells[0], "100000");
    EXPECT_EQ(layer.attributes.require("n").type, geo::ColumnType::integer);
}

TEST(ReadLayerFindings, NullGeometryIsEmpty) {
    const Layer layer = read_geojson({feature("E38000001", square), feature("E38000002", "null")});
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::empty));
    EXPECT_THAT(layer.findings[0].codes, ElementsAre("E38000002"));
    EXPECT_EQ(layer.rings.areas(), 2U);
}

TEST(ReadLayerFindings, EmptyGeometryIsEmpty) {
    EXPECT_THAT(kinds(read_geojson({feature("E38000001", square), feature("E38000002", polygon("[]"))})),
                ElementsAre(FindingKind::empty));
}

TEST(ReadLayerFindings, PointAmongAreasIsNotAnArea) {
    const Layer layer = read_geojson(
        {feature("E38000001", square), feature("E38000002", R"({"type":"Point","coordinates":[0,50]})")});
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::not_an_area));
    EXPECT_EQ(layer.findings[0].severity, geo::Severity::violation);
}

TEST(ReadLayerFindings, LineBesideAPolygonIsLeftOutWithAWarning) {
    const Layer layer = read_wkt("GEOMETRYCOLLECTION(POLYGON((0 0,1 0,1 1,0 0)),LINESTRING(0 0,5 5))");
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::not_an_area));
    EXPECT_EQ(layer.findings[0].severity, geo::Severity::warning);
    EXPECT_EQ(layer.rings.rings(), 1U);
}

TEST(ReadLayerFindings, RingOfTwoPointsIsInvalidAndTheAreaGoesOn) {
    const Layer layer = read_geojson({feature(
        "E38000001",
        R"({"type":"MultiPolygon","coordinates":[[[[0,50],[1,50],[1,51],[0,50]]],[[[3,50],[4,50],[3,50]]]]})")});
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::invalid_ring));
    EXPECT_EQ(layer.rings.rings(), 1U);
}

TEST(ReadLayerFindings, HolesOfADegenerateShellGoWithIt) {
    const Layer layer =
        read_wkt("MULTIPOLYGON(((0 0,9 0,9 9,0 0)),((3 3,4 3,3 3,4 3,3 3),(5 1,6 1,6 2,5 1)))");
    EXPECT_EQ(layer.rings.rings(), 1U);
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::invalid_ring));
    EXPECT_THAT(layer.findings[0].text, HasSubstr("2 ring"));
}

TEST(ReadLayerFindings, RowWithoutCodeIsNamedByItsNumber) {
    const Layer layer = read_geojson({feature("E38000001", square), feature("  ", square)});
    EXPECT_THAT(layer.codes, ElementsAre("E38000001", "row 2"));
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::missing_code));
}

TEST(ReadLayerFindings, RepeatedCodeIsReportedOnceWithItsCount) {
    const Layer layer = read_geojson(
        {feature("E38000001", square), feature("E38000002", square), feature(" E38000001 ", square)});
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::duplicate_code));
    EXPECT_THAT(layer.findings[0].codes, ElementsAre("E38000001"));
    EXPECT_EQ(layer.findings[0].size, 2.0);
}

TEST(ReadLayer, KmlDescriptionTableGivesTheCode) {
    const TempFolder folder;
    const auto path = folder.write(
        "a.kml",
        R"(<?xml version="1.0" encoding="utf-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>)"
        R"(<name>Darlington</name><description><![CDATA[<table><tr><td>CCGcode</td><td>00C</td></tr></table>]]>)"
        R"(</description><Polygon><outerBoundaryIs><LinearRing><coordinates>-1.4,54.5,0 -1.3,54.5,0 -1.3,54.6,0 )"
        R"(-1.4,54.5,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>)");
    const Layer layer = read_layer(path, {});
    EXPECT_EQ(layer.code_column, "CCGcode");
    EXPECT_THAT(layer.codes, ElementsAre("00C"));
    EXPECT_THAT(layer.names, ElementsAre("Darlington"));
}

constexpr const char* topology_text =
    R"({"type":"Topology","transform":{"scale":[%s],"translate":[0,50]},"objects":{"lad":{"type":)"
    R"("GeometryCollection","geometries":[{"type":"Polygon","properties":{"LAD13CD":"E06000001"},"arcs":[[0]]}]}},)"
    R"("arcs":[[[0,0],[10,0],[0,10],[-10,-10]]]})";

std::string topojson(const std::string& scale) {
    std::string text = topology_text;
    return text.replace(text.find("%s"), 2, scale);
}

TEST(ReadLayer, TopoJsonIsTakenAsDegreesWithAFinding) {
    const TempFolder folder;
    const Layer layer = read_layer(folder.write("a.topojson", topojson("0.1,0.1")), {});
    EXPECT_EQ(layer.crs, "EPSG:4326");
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::assumption));
    EXPECT_EQ(layer.findings[0].severity, geo::Severity::warning);
}

TEST(ReadLayer, TopoJsonThatDoesNotFitDegreesNeedsASourceCrs) {
    const TempFolder folder;
    const auto path = folder.write("a.topojson", topojson("1000,1000"));
    EXPECT_THAT(support::message_of<geo::InputError>([&] { (void)read_layer(path, {}); }),
                HasSubstr("--source-crs"));
    geo::ReadOptions options;
    options.source_crs = "EPSG:27700";
    EXPECT_EQ(read_layer(path, options).crs, "EPSG:27700");
}

TEST(ReadLayer, SourceCrsAgainstTheFileIsReported) {
    geo::ReadOptions options;
    options.source_crs = "EPSG:4277";
    const Layer layer = read_geojson({feature("E38000001", square)}, options);
    EXPECT_EQ(layer.crs, "EPSG:4277");
    EXPECT_THAT(kinds(layer), ElementsAre(FindingKind::assumption));
}

// In a process of its own, for GDAL starts once. It used to be taken for damage of the file that is read
// first.
TEST(ReadLayer, NamesAPluginThatGdalCannotLoad) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const auto is_named = [] {
        const TempFolder folder;
        folder.write("ogr_broken.so", "no library");
        ::setenv("GDAL_DRIVER_PATH", folder.root().c_str(), 1);
        const auto path = folder.write("areas.csv", "WKT,code\n\"POLYGON((0 0,1 0,1 1,0 0))\",00C\n");
        const Layer layer =
            read_layer(path, {.layer = "", .code_column = "", .name_column = "", .source_crs = "EPSG:27700"});
        return std::ranges::any_of(layer.findings, [](const geo::Finding& found) {
            return found.text.find("ogr_broken.so") != std::string::npos;
        });
    };
    EXPECT_EXIT(std::_Exit(is_named() ? 0 : 1), testing::ExitedWithCode(0), "");
}

TEST(Summarise, TellsOfAGeoJsonThatGdalHasToReadWhatItTellsOfOthers) {
    const TempFolder folder;
    const std::string features = collection({feature("E38000001", square), feature("E38000002", square)});
    const auto plain = folder.write("plain.geojson", features);
    // The quick reader leaves members that it does not know to GDAL.
    std::string with_note = features;
    with_note.insert(with_note.find("\"geometry\""), "\"note\":1,");
    const auto noted = folder.write("noted.geojson", with_note);
    const geo::LayerSummary a = geo::summarise(plain).layers.at(0);
    const geo::LayerSummary b = geo::summarise(noted).layers.at(0);
    EXPECT_EQ(a.geometry_type, "Polygon");
    EXPECT_EQ(b.geometry_type, "Polygon");
    EXPECT_EQ(a.features, b.features);
    EXPECT_EQ(a.vertices, b.vertices);
    EXPECT_EQ(a.crs, b.crs);
    EXPECT_EQ(a.code_candidates, b.code_candidates);
}

TEST(Summarise, TellsLayersColumnsCodesVerticesAndExtent) {
    const TempFolder folder;
    const auto path =
        folder.write("a.geojson", collection({feature("E38000001", square), feature("E38000002", square)}));
    const geo::FileSummary summary = geo::summarise(path);
    EXPECT_EQ(summary.format, "GeoJSON");
    ASSERT_EQ(summary.layers.size(), 1U);
    const geo::LayerSummary& layer = summary.layers[0];
    EXPECT_EQ(layer.features, 2U);
    EXPECT_EQ(layer.vertices, 8U);
    EXPECT_EQ(layer.crs, "EPSG:4326");
    EXPECT_EQ(layer.extent.max_y, 51.0);
    EXPECT_THAT(layer.code_candidates, ElementsAre("CCG17CD"));
    ASSERT_EQ(layer.columns.size(), 2U);
    EXPECT_THAT(layer.columns[0].cells, IsEmpty());
}

}  // namespace
