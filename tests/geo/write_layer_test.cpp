#include "geo/write_layer.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <limits>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/gdal_support.hpp"
#include "geo/layer.hpp"
#include "geo/sha256.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::Column;
using geo::ColumnType;
using geo::OutputLayer;
using geo::Point;
using support::message_of;
using support::TempFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

void add_ring(geo::Rings& rings, std::initializer_list<Point> points) {
    rings.points.insert(rings.points.end(), points);
    rings.close_ring();
}

// Two areas: one of two parts of which the first has a hole, and a simple one.
OutputLayer two_areas() {
    geo::Rings rings;
    add_ring(rings, {{400000, 300000}, {400100, 300000}, {400100, 300100}, {400000, 300100}});
    add_ring(rings, {{400020, 300020}, {400020, 300040}, {400040, 300040}, {400040, 300020}});
    add_ring(rings, {{400200, 300000}, {400300, 300000}, {400300, 300100}, {400200, 300100}});
    rings.close_area();
    add_ring(rings, {{400400, 300000}, {400500, 300000}, {400500, 300100}, {400400, 300100}});
    rings.close_area();
    OutputLayer layer;
    layer.name = "areas";
    layer.crs = "EPSG:27700";
    layer.geometry = rings;
    layer.attributes.columns = {{"code", ColumnType::text, {"00C", "00D"}},
                                {"patients", ColumnType::integer, {"54786327", ""}},
                                {"share", ColumnType::real, {"0.1", ""}}};
    return layer;
}

void write(const std::filesystem::path& path, const OutputLayer& layer, bool overwrite = false) {
    geo::write_layers(path, std::span(&layer, 1), overwrite);
}

// A limit on the size of files stands in for the full disk.
void limit_file_size(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
}

OutputLayer an_area_and_a_row_without() {
    OutputLayer layer = two_areas();
    geo::Rings& rings = std::get<geo::Rings>(layer.geometry);
    rings.ring_start.pop_back();
    rings.points.resize(rings.ring_start.back());
    rings.area_start.back() = static_cast<std::uint32_t>(rings.rings());
    return layer;
}

geo::Dataset open(const std::filesystem::path& path) {
    geo::start_gdal();
    return geo::Dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
}

// First column of the first row.
std::string answer(GDALDataset& dataset, const std::string& sql) {
    OGRLayer* result = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (!result) return "(none)";
    const OGRFeatureUniquePtr row(result->GetNextFeature());
    const std::string text = row ? row->GetFieldAsString(0) : "(none)";
    dataset.ReleaseResultSet(result);
    return text;
}

class EachFormat : public testing::TestWithParam<const char*> {};

TEST_P(EachFormat, ReadsBackWithPartsHolesTypesAndNulls) {
    const TempFolder folder;
    const auto path = folder.path(std::string("a") + GetParam());
    write(path, two_areas());
    const geo::Layer layer = geo::read_layer(path, {});
    // FlatGeobuf orders rows along a curve through the plane.
    EXPECT_THAT(layer.codes, UnorderedElementsAre("00C", "00D"));
    const std::size_t first = layer.codes[0] == "00C" ? 0 : 1;
    EXPECT_EQ(layer.rings.area_start[first + 1] - layer.rings.area_start[first], 3U);
    EXPECT_EQ(layer.rings.rings(), 4U);
    EXPECT_EQ(layer.attributes.require("patients").cells[first], "54786327");
    EXPECT_EQ(layer.attributes.require("patients").cells[1 - first], "");
    EXPECT_EQ(layer.attributes.require("patients").type, ColumnType::integer);
    EXPECT_EQ(layer.attributes.require("share").cells[first], "0.1");
    EXPECT_EQ(layer.attributes.require("share").cells[1 - first], "");
}

TEST_P(EachFormat, GivesTheSameBytesTwiceAndNothingBesides) {
    const TempFolder folder;
    std::filesystem::create_directory(folder.path("one"));
    std::filesystem::create_directory(folder.path("two"));
    const std::string name = std::string("a") + GetParam();
    write(folder.path("one/" + name), two_areas());
    write(folder.path("two/" + name), two_areas());
    for (const auto& entry : std::filesystem::directory_iterator(folder.path("one"))) {
        const std::string file = entry.path().filename().string();
        EXPECT_EQ(folder.read("one/" + file), folder.read("two/" + file)) << file;
        EXPECT_EQ(entry.path().stem(), "a");
    }
}

TEST_P(EachFormat, ExistingFileIsKeptWithoutOverwriteAndReplacedWithIt) {
    const TempFolder folder;
    const auto path = folder.write(std::string("a") + GetParam(), "before");
    EXPECT_THAT(message_of<geo::OutputError>([&] { write(path, two_areas()); }), HasSubstr("exists"));
    EXPECT_EQ(folder.read(path.filename().string()), "before");
    write(path, two_areas(), true);
    EXPECT_EQ(geo::read_layer(path, {}).codes.size(), 2U);
}

TEST_P(EachFormat, MissingFolderIsAnOutputError) {
    EXPECT_THAT(
        message_of<geo::OutputError>([&] { write(std::string("no/such/a") + GetParam(), two_areas()); }),
        HasSubstr("does not exist"));
}

INSTANTIATE_TEST_SUITE_P(Formats, EachFormat,
                         testing::Values(".gpkg", ".fgb", ".geojson", ".shp", ".topojson"),
                         [](const auto& format) { return std::string(format.param).substr(1); });

TEST_P(EachFormat, WhatTheLastCheckThrowsLeavesWhatWasThere) {
    const TempFolder folder;
    const auto path = folder.path(std::string("a") + GetParam());
    const OutputLayer layer = two_areas();
    const auto refuse = [] { throw geo::InternalError("not as it should be"); };
    EXPECT_THROW(geo::write_layers(path, std::span(&layer, 1), true, 0, refuse), geo::InternalError);
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST_P(EachFormat, FullDiskIsAnOutputErrorAndLeavesNothing) {
    const TempFolder folder;
    const std::string name = std::string("a") + GetParam();
    EXPECT_EXIT(
        {
            limit_file_size(64);
            const std::string message =
                message_of<geo::OutputError>([&] { write(folder.path(name), two_areas()); });
            _exit(message.find("(nothing thrown)") == std::string::npos ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(WriteLayers, GeoPackageHoldsSeveralLayersAndPlainTables) {
    const TempFolder folder;
    OutputLayer points;
    points.name = "places";
    points.crs = "EPSG:27700";
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    points.geometry = std::vector<Point>{{1, 2}, {nan, nan}};
    points.attributes.columns = {{"code", ColumnType::text, {"RA2", "RA3"}}};
    OutputLayer table;
    table.name = "flows";
    table.attributes.columns = {{"fid", ColumnType::integer, {"7"}}, {"geom", ColumnType::text, {"x"}}};
    const std::vector<OutputLayer> layers = {two_areas(), points, table};
    geo::write_layers(folder.path("a.gpkg"), layers, false);
    const geo::FileSummary summary = geo::summarise(folder.path("a.gpkg"));
    ASSERT_EQ(summary.layers.size(), 3U);
    EXPECT_EQ(summary.layers[0].geometry_type, "Multi Polygon");
    EXPECT_EQ(summary.layers[1].geometry_type, "Point");
    EXPECT_EQ(summary.layers[1].vertices, 1U);
    EXPECT_EQ(summary.layers[2].geometry_type, "None");
    EXPECT_EQ(summary.layers[2].columns.size(), 2U);
    EXPECT_THAT(folder.names(), ElementsAre("a.gpkg"));
}

/// Squares in rows of 100, every seventh without geometry.
OutputLayer many_squares_and_gaps(std::size_t rows) {
    OutputLayer layer;
    layer.name = "many 'quoted\" squares";
    layer.crs = "EPSG:27700";
    geo::Rings rings;
    Column code{"code", ColumnType::text, {}};
    for (std::size_t i = 0; i < rows; ++i) {
        const double x = 400000.1 + 10 * static_cast<double>(i % 100);
        const double y = 300000.1 + 10 * static_cast<double>(i / 100);
        if (i % 7 != 6) add_ring(rings, {{x, y}, {x + 9, y}, {x + 9, y + 9}, {x, y + 9}});
        rings.close_area();
        code.cells.push_back("A" + std::to_string(i));
    }
    layer.geometry = rings;
    layer.attributes.columns = {code};
    return layer;
}

TEST(WriteLayers, TheSpatialIndexOfAGeoPackageIsSoundAndComplete) {
    // No row, one node, a full node, two levels, three levels.
    for (const std::size_t rows : {0U, 6U, 59U, 60U, 700U, 4000U}) {
        const TempFolder folder;
        write(folder.path("a.gpkg"), many_squares_and_gaps(rows));
        const geo::Dataset dataset = open(folder.path("a.gpkg"));
        EXPECT_EQ(answer(*dataset, "SELECT rtreecheck('rtree_many ''quoted\" squares_geom')"), "ok") << rows;
        EXPECT_EQ(answer(*dataset, "SELECT count(*) FROM \"rtree_many 'quoted\"\" squares_geom\""),
                  std::to_string(rows - rows / 7));
        OGRLayer& layer = *dataset->GetLayer(0);
        EXPECT_NE(layer.TestCapability(OLCFastSpatialFilter), 0);
        for (std::size_t i = 0; i < rows; i += 13) {
            const double x = 400000.1 + 10 * static_cast<double>(i % 100);
            const double y = 300000.1 + 10 * static_cast<double>(i / 100);
            layer.SetSpatialFilterRect(x + 1, y + 1, x + 2, y + 2);
            layer.ResetReading();
            const OGRFeatureUniquePtr found(layer.GetNextFeature());
            ASSERT_EQ(found != nullptr, i % 7 != 6) << i;
            if (found) {
                EXPECT_EQ(found->GetFieldAsString("code"), "A" + std::to_string(i));
            }
        }
    }
}

TEST(WriteLayers, TheSpatialIndexOfAGeoPackageFollowsLaterChanges) {
    const TempFolder folder;
    write(folder.path("a.gpkg"), many_squares_and_gaps(700));
    {
        const geo::Dataset dataset = open(folder.path("a.gpkg"));
        OGRLayer& layer = *dataset->GetLayer(0);
        const OGRFeatureUniquePtr copy(layer.GetFeature(3));
        copy->SetFID(OGRNullFID);
        ASSERT_EQ(layer.CreateFeature(copy.get()), OGRERR_NONE);
        ASSERT_EQ(layer.DeleteFeature(1), OGRERR_NONE);
    }
    const geo::Dataset dataset = open(folder.path("a.gpkg"));
    EXPECT_EQ(answer(*dataset, "SELECT rtreecheck('rtree_many ''quoted\" squares_geom')"), "ok");
    EXPECT_EQ(answer(*dataset, "SELECT count(*) FROM \"rtree_many 'quoted\"\" squares_geom\""), "600");
}

TEST(WriteLayers, ColumnsThatDifferInCaseAloneAreNumbered) {
    const TempFolder folder;
    OutputLayer layer = two_areas();
    layer.attributes.columns.push_back({"CODE", ColumnType::text, {"x", "y"}});
    write(folder.path("a.gpkg"), layer);
    EXPECT_EQ(geo::read_layer(folder.path("a.gpkg"), {}).attributes.columns.back().name, "CODE_2");
}

TEST(WriteLayers, ShapefileNamesAreShortenedWithoutCollision) {
    const TempFolder folder;
    OutputLayer layer = two_areas();
    layer.attributes.columns = {{"code", ColumnType::text, {"00C", "00D"}},
                                {"localisation_index", ColumnType::real, {"1", "2"}},
                                {"localisation_share", ColumnType::real, {"3", "4"}}};
    write(folder.path("a.shp"), layer);
    const geo::Layer again = geo::read_layer(folder.path("a.shp"), {});
    EXPECT_EQ(again.attributes.columns[1].name, "localisati");
    EXPECT_EQ(again.attributes.columns[2].name, "localisa_2");
    EXPECT_THAT(folder.names(), ElementsAre("a.cpg", "a.dbf", "a.prj", "a.shp", "a.shx"));
}

TEST(WriteLayers, ARowWithoutGeometryIsKept) {
    const TempFolder folder;
    for (const char* name : {"a.gpkg", "a.geojson", "a.shp", "a.topojson"}) {
        write(folder.path(name), an_area_and_a_row_without());
        const geo::Layer layer = geo::read_layer(folder.path(name), {});
        EXPECT_THAT(layer.codes, ElementsAre("00C", "00D")) << name;
        EXPECT_EQ(layer.rings.rings(), 3U) << name;
    }
}

TEST(WriteLayers, AWorkbookKeepsCodesThatLookLikeNumbersAsText) {
    const TempFolder folder;
    geo::OutputLayer table;
    table.name = "table";
    table.attributes.columns = {{"code", geo::ColumnType::text, {"00T", "01E", "007"}},
                                {"patients", geo::ColumnType::integer, {"5", "", "12"}}};
    geo::write_layers(folder.path("t.xlsx"), std::span(&table, 1), false);
    std::vector<geo::Finding> findings;
    const geo::Table back = geo::read_table(folder.path("t.xlsx"), findings);
    EXPECT_EQ(back.require("code").cells, table.attributes.columns[0].cells);
    EXPECT_EQ(back.require("patients").cells, table.attributes.columns[1].cells);
    geo::write_layers(folder.path("again.xlsx"), std::span(&table, 1), false);
    EXPECT_EQ(folder.read("again.xlsx"), folder.read("t.xlsx"));
}

TEST(WriteLayersErrors, AWorkbookHoldsNoGeometry) {
    const TempFolder folder;
    geo::OutputLayer layer;
    layer.name = "points";
    layer.crs = "EPSG:27700";
    layer.geometry = std::vector<geo::Point>{{1, 2}};
    layer.attributes.columns = {{"code", geo::ColumnType::text, {"A"}}};
    EXPECT_THROW(geo::write_layers(folder.path("t.xlsx"), std::span(&layer, 1), false), geo::OutputError);
    EXPECT_TRUE(folder.names().empty());
}

TEST(WriteLayersErrors, FlatGeobufRefusesARowWithoutGeometry) {
    const TempFolder folder;
    EXPECT_THAT(
        message_of<geo::OutputError>([&] { write(folder.path("a.fgb"), an_area_and_a_row_without()); }),
        AllOf(HasSubstr("without geometry"), HasSubstr(".gpkg")));
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(WriteLayers, GeoJsonIsRfc7946) {
    const TempFolder folder;
    write(folder.path("a.geojson"), an_area_and_a_row_without());
    const std::string text = folder.read("a.geojson");
    EXPECT_THAT(text, AllOf(Not(HasSubstr("\"crs\"")), HasSubstr("\"geometry\": null")));
    const geo::Layer layer = geo::read_layer(folder.path("a.geojson"), {});
    EXPECT_EQ(layer.crs, "EPSG:4326");
    // Easting 400000 is the true origin of the National Grid at 2 degrees west, where WGS 84 lies some 100 m
    // off.
    EXPECT_NEAR(layer.rings.points[0].x, -2.0, 0.002);
    EXPECT_NEAR(layer.rings.points[0].y, 52.6, 0.05);
}

TEST(WriteLayers, SourceDateEpochIsTheTimeOfWriting) {
    const TempFolder folder;
    ::setenv("SOURCE_DATE_EPOCH", "1500000000", 1);
    write(folder.path("a.gpkg"), two_areas());
    ::unsetenv("SOURCE_DATE_EPOCH");
    EXPECT_THAT(folder.read("a.gpkg"), HasSubstr("2017-07-14T02:40:00.000Z"));
}

TEST(WriteLayersErrors, UnknownEndingNamesTheKnown) {
    EXPECT_THAT(message_of<geo::OutputError>([] { write("a.docx", two_areas()); }),
                HasSubstr(".gpkg, .fgb, .geojson, .topojson, .shp and, for tables, .xlsx"));
}

TEST(WriteLayersErrors, OneLayerFormatsRefuseTwo) {
    const TempFolder folder;
    const std::vector<OutputLayer> layers = {two_areas(), two_areas()};
    EXPECT_THAT(message_of<geo::OutputError>([&] { geo::write_layers(folder.path("a.fgb"), layers, false); }),
                AllOf(HasSubstr("holds one layer"), HasSubstr(".gpkg")));
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(WriteLayersErrors, TwoLayersOfOneNameLeaveNothing) {
    const TempFolder folder;
    folder.write("a.gpkg", "before");
    const std::vector<OutputLayer> layers = {two_areas(), two_areas()};
    EXPECT_THROW(geo::write_layers(folder.path("a.gpkg"), layers, true), geo::OutputError);
    EXPECT_THAT(folder.names(), ElementsAre("a.gpkg"));
    EXPECT_EQ(folder.read("a.gpkg"), "before");
}

TEST(WriteLayersErrors, TextInANumberColumnIsOurDefect) {
    const TempFolder folder;
    OutputLayer layer = two_areas();
    layer.attributes.columns[1].cells[0] = "many";
    EXPECT_THROW(write(folder.path("a.gpkg"), layer), geo::InternalError);
    EXPECT_THAT(folder.names(), IsEmpty());
}

}  // namespace
