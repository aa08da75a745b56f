// Files that are well made as files and bad as areas, or that lie about themselves: each ends in findings or
// in one clear error.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "geo/coverage.hpp"
#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/write_layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::FindingKind;
using geo::Layer;
using geo::Point;
using support::message_of;
using support::TempFolder;
using testing::AnyOf;
using testing::HasSubstr;

constexpr double marker_m = 400123.0;

// Squares in a row; the first begins at the marker.
geo::OutputLayer squares(int count) {
    geo::OutputLayer layer;
    layer.name = "squares";
    layer.crs = "EPSG:27700";
    geo::Rings rings;
    geo::Column codes{"code", geo::ColumnType::text, {}};
    for (int i = 0; i < count; ++i) {
        const double x = marker_m + i * 10;
        rings.points.insert(rings.points.end(),
                            {{x, 300000}, {x + 10, 300000}, {x + 10, 300010}, {x, 300010}});
        rings.close_ring();
        rings.close_area();
        codes.cells.push_back("E0100" + std::to_string(1000 + i));
    }
    layer.geometry = std::move(rings);
    layer.attributes.columns = {std::move(codes)};
    return layer;
}

template <class Number>
std::string bytes_of(Number number) {
    std::string bytes(sizeof(number), '\0');
    std::memcpy(bytes.data(), &number, sizeof(number));
    return bytes;
}

// Writes `layer` and puts `to` in the place of `from` in its bytes, everywhere or at the first place.
template <class Number>
std::filesystem::path forged(const TempFolder& folder, const char* name, const geo::OutputLayer& layer,
                             Number from, Number to, bool everywhere) {
    geo::write_layers(folder.path(name), std::vector<geo::OutputLayer>{layer}, false);
    std::string bytes = folder.read(name);
    const std::string old = bytes_of(from);
    std::size_t found = bytes.find(old);
    EXPECT_NE(found, std::string::npos);
    for (; found != std::string::npos; found = everywhere ? bytes.find(old, found + 1) : std::string::npos)
        bytes.replace(found, old.size(), bytes_of(to));
    return folder.write(name, bytes);
}

std::string reading_error(const std::filesystem::path& path) {
    return message_of<geo::InputError>([&] { (void)geo::read_layer(path, {}); });
}

std::string collection(const std::string& coordinates, const std::string& code = "E01000001") {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":")" + code +
           R"("},"geometry":{"type":"Polygon","coordinates":)" + coordinates + "}}]}";
}

TEST(BadGeometry, NotANumberAndInfinityInABinaryFileNameTheArea) {
    for (const char* name : {"a.fgb", "a.gpkg", "a.shp"}) {
        for (const double bad :
             {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
              -std::numeric_limits<double>::infinity()}) {
            const TempFolder folder;
            const auto path = forged(folder, name, squares(3), marker_m, bad, true);
            EXPECT_THAT(message_of<geo::InputError>(
                            [&] { (void)geo::build_coverage(geo::read_layer(path, {}), {}); }),
                        AnyOf(HasSubstr("area E01001000: a coordinate is not a finite number"),
                              HasSubstr("a.shp: is damaged")))
                << name << " " << bad;
        }
    }
}

TEST(BadGeometry, ANumberTooLargeForADoubleInGeoJson) {
    const TempFolder folder;
    for (const char* number : {"1e999", "-1e999"}) {
        const auto path = folder.write(
            "a.geojson", collection("[[[" + std::string(number) + ",50],[1,50],[1,51],[0,50]]]"));
        EXPECT_THAT(reading_error(path), HasSubstr("are not degrees")) << number;
    }
}

TEST(BadGeometry, ARingOfTwoPointsIsAFinding) {
    const TempFolder folder;
    for (const char* ring : {"[[[0,50],[1,51]]]", "[[[0,50],[1,51],[0,50]]]", "[[[0,50]]]"}) {
        const Layer layer = geo::read_layer(folder.write("a.geojson", collection(ring)), {});
        EXPECT_EQ(layer.rings.rings(), 0U);
        ASSERT_GE(layer.findings.size(), 1U) << ring;
        EXPECT_EQ(layer.findings[0].kind, FindingKind::invalid_ring) << ring;
    }
}

// A comb: teeth on the way there, a straight way back.
geo::Bulk<Point> comb(std::size_t vertices, Point start, double step, double height) {
    geo::Bulk<Point> points;
    for (std::size_t i = 0; i < vertices / 2; ++i)
        points.push_back({start.x + static_cast<double>(i) * step, start.y + (i % 2 == 0 ? 0.0 : height)});
    for (std::size_t i = vertices - vertices / 2; i > 0; --i)
        points.push_back({start.x + static_cast<double>(i) * step, start.y + 2 * height});
    return points;
}

TEST(BadGeometry, ARingOfAMillionVerticesIsRead) {
    constexpr std::size_t vertices = 1'000'000;
    const TempFolder folder;
    geo::OutputLayer layer = squares(0);
    geo::Rings rings;
    rings.points = comb(vertices, {400000, 300000}, 0.25, 1);
    rings.close_ring();
    rings.close_area();
    layer.geometry = std::move(rings);
    layer.attributes.columns[0].cells = {"E01000001"};
    geo::write_layers(folder.path("a.fgb"), std::vector<geo::OutputLayer>{layer}, false);
    EXPECT_EQ(geo::read_layer(folder.path("a.fgb"), {}).rings.points.size(), vertices);

    std::string text = "[[";
    const geo::Bulk<Point> points = comb(vertices, {0, 50}, 1e-6, 1e-5);
    for (const Point p : points)
        text += "[" + geo::format_number(p.x) + "," + geo::format_number(p.y) + "],";
    folder.write("a.geojson", collection(text + "[0,50]]]"));
    EXPECT_EQ(geo::read_layer(folder.path("a.geojson"), {}).rings.points.size(), vertices);
}

TEST(BadGeometry, IdenticalAreasAreBothRead) {
    const TempFolder folder;
    geo::OutputLayer layer = squares(2);
    auto& rings = std::get<geo::Rings>(layer.geometry);
    std::copy_n(rings.points.begin(), 4, rings.points.begin() + 4);
    geo::write_layers(folder.path("a.fgb"), std::vector<geo::OutputLayer>{layer}, false);
    const Layer read = geo::read_layer(folder.path("a.fgb"), {});
    EXPECT_EQ(read.rings.areas(), 2U);
    EXPECT_EQ(read.rings.rings(), 2U);
}

TEST(BadGeometry, AHundredThousandAreasAtOnePointAreEachAFinding) {
    constexpr std::size_t areas = 100'000;
    const TempFolder folder;
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < areas; ++i) {
        text += (i == 0 ? "" : ",") + std::string(R"({"type":"Feature","properties":{"code":"E01)") +
                std::to_string(100000 + i) + R"("},"geometry":{"type":"Polygon","coordinates":)" +
                "[[[0,50],[0,50],[0,50],[0,50]]]}}";
    }
    const Layer layer = geo::read_layer(folder.write("a.geojson", text + "]}"), {});
    EXPECT_EQ(layer.codes.size(), areas);
    EXPECT_EQ(std::ranges::count(layer.findings, FindingKind::invalid_ring, &geo::Finding::kind),
              std::ptrdiff_t{areas});
}

TEST(BadGeometry, AFlatGeobufThatLiesAboutItsFeatureCount) {
    constexpr std::uint64_t truth = 217;
    for (const std::uint64_t lie : {std::uint64_t{3}, std::uint64_t{0}, std::uint64_t{218},
                                    std::uint64_t{1} << 40, std::numeric_limits<std::uint64_t>::max()}) {
        const TempFolder folder;
        const auto path = forged(folder, "a.fgb", squares(static_cast<int>(truth)), truth, lie, false);
        try {
            EXPECT_EQ(geo::read_layer(path, {}).codes.size(), truth) << lie;
        } catch (const geo::InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr("a.fgb")) << lie;
        }
    }
}

TEST(BadGeometry, TenThousandBracketsEndInAnError) {
    const TempFolder folder;
    constexpr std::size_t depth = 10000;
    for (const auto& [open, close] : {std::pair{"[", "]"}, std::pair{R"({"a":)", "}"}}) {
        std::string brackets;
        for (std::size_t i = 0; i < depth; ++i)
            brackets += open;
        brackets += "1";
        for (std::size_t i = 0; i < depth; ++i)
            brackets += close;
        EXPECT_THAT(reading_error(folder.write("a.geojson", collection(brackets))), HasSubstr("a.geojson: "));
        EXPECT_THAT(reading_error(folder.write("b.geojson", brackets)), HasSubstr("b.geojson: "));
        EXPECT_THAT(reading_error(folder.write(
                        "c.geojson", R"({"type":"FeatureCollection","features":)" + brackets + "}")),
                    HasSubstr("c.geojson: "));
    }
}

TEST(BadGeometry, BytesThatAreNotUtf8AreReadAsWindows1252) {
    const TempFolder folder;
    geo::ReadOptions options;
    options.code_column = "code";
    const Layer layer = geo::read_layer(
        folder.write("a.geojson", collection("[[[0,50],[1,50],[1,51],[0,50]]]", "M\xF4n")), options);
    EXPECT_EQ(layer.codes[0], "M\xC3\xB4n");
    ASSERT_EQ(layer.findings.size(), 1U);
    EXPECT_THAT(layer.findings[0].text, HasSubstr("not UTF-8"));
}

TEST(BadGeometry, AnEmptyCollectionHasNoFeatures) {
    const TempFolder folder;
    EXPECT_THAT(reading_error(folder.write("a.geojson", R"({"type":"FeatureCollection","features":[]})")),
                HasSubstr("a.geojson: the layer has no features"));
}

TEST(BadGeometry, GeoJsonCutAnywhereIsAnError) {
    const std::string whole = collection("[[[0,50],[1,50],[1,51],[0,50]]]");
    const TempFolder folder;
    for (std::size_t length = 1; length < whole.size(); ++length) {
        EXPECT_THAT(reading_error(folder.write("a.geojson", whole.substr(0, length))),
                    HasSubstr("a.geojson: "))
            << length;
    }
}

TEST(BadGeometry, FlatGeobufCutAnywhereIsAnError) {
    const TempFolder folder;
    geo::write_layers(folder.path("whole.fgb"), std::vector<geo::OutputLayer>{squares(2)}, false);
    const std::string whole = folder.read("whole.fgb");
    for (std::size_t length = 1; length < whole.size(); length += 7) {
        EXPECT_THAT(reading_error(folder.write("a.fgb", whole.substr(0, length))), HasSubstr("a.fgb: "))
            << length;
    }
}

}  // namespace
