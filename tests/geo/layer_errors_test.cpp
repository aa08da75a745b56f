// Every kind of input that cannot be read, one test each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/write_layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::message_of;
using support::TempFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string error_of(const std::filesystem::path& path, const geo::ReadOptions& options = {}) {
    testing::internal::CaptureStderr();
    const std::string message = message_of<geo::InputError>([&] { (void)geo::read_layer(path, options); });
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "GDAL must not print";
    return message;
}

geo::OutputLayer many_squares(const std::string& name) {
    geo::OutputLayer layer;
    layer.name = name;
    layer.crs = "EPSG:27700";
    geo::Rings rings;
    geo::Column codes{"code", geo::ColumnType::text, {}};
    for (int i = 0; i < 200; ++i) {
        const double x = 400000 + i * 10;
        rings.points.insert(rings.points.end(), {{x, 0}, {x + 10, 0}, {x + 10, 10}, {x, 10}});
        rings.close_ring();
        rings.close_area();
        codes.cells.push_back("E0100" + std::to_string(1000 + i));
    }
    layer.geometry = std::move(rings);
    layer.attributes.columns = {std::move(codes)};
    return layer;
}

void cut(const std::filesystem::path& path, double share) {
    const auto size = std::filesystem::file_size(path);
    std::filesystem::resize_file(path, static_cast<std::uintmax_t>(static_cast<double>(size) * share));
}

constexpr const char* polygon_text =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"CODE":"E38000001","LABEL":"x"},)"
    R"("geometry":{"type":"Polygon","coordinates":[[[%s],[1,50],[1,51],[0,50]]]}}]})";

std::string polygon_from(const std::string& first) {
    std::string text = polygon_text;
    return text.replace(text.find("%s"), 2, first);
}

TEST(ReadLayerErrors, MissingFile) {
    EXPECT_EQ(error_of("no/such/file.gpkg"), "no/such/file.gpkg: no such file");
}

TEST(ReadLayerErrors, OrdinaryFolder) {
    const TempFolder folder;
    EXPECT_THAT(error_of(folder.root()), HasSubstr("is a folder"));
}

// Nobody writes into it: a reader that opens it waits for ever.
TEST(ReadLayerErrors, PipeIsNotWaitedFor) {
    const TempFolder folder;
    const std::filesystem::path pipe = folder.path("a.geojson");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THAT(error_of(pipe), HasSubstr("a.geojson: is a pipe"));
}

TEST(ReadLayerErrors, EmptyFile) {
    const TempFolder folder;
    EXPECT_THAT(error_of(folder.write("a.geojson", "")), HasSubstr("the file is empty"));
}

TEST(ReadLayerErrors, NotAVectorFile) {
    const TempFolder folder;
    for (const char* name : {"a.geojson", "a.gpkg", "a.shp", "a.fgb", "a.kml", "a.txt", "a"}) {
        EXPECT_THAT(error_of(folder.write(name, "This is a letter to my aunt.")),
                    AllOf(HasSubstr(name), HasSubstr("not"), HasSubstr("vector file")))
            << name;
    }
}

TEST(ReadLayerErrors, GeoParquetIsNamed) {
    const TempFolder folder;
    EXPECT_THAT(error_of(folder.write("a.parquet", "PAR1....PAR1")), Not(HasSubstr("nothing thrown")));
}

TEST(ReadLayerErrors, TruncatedGeoJson) {
    const TempFolder folder;
    const std::string whole = polygon_from("0,50");
    const auto path = folder.write("a.geojson", whole.substr(0, whole.size() - 20));
    EXPECT_THAT(error_of(path), AllOf(HasSubstr("a.geojson: is damaged"), Not(HasSubstr("\n"))));
}

TEST(ReadLayerErrors, TruncatedGeoPackage) {
    const TempFolder folder;
    const std::vector<geo::OutputLayer> layers = {many_squares("a")};
    geo::write_layers(folder.path("a.gpkg"), layers, false);
    cut(folder.path("a.gpkg"), 0.5);
    EXPECT_THAT(error_of(folder.path("a.gpkg")), HasSubstr("is damaged"));
}

TEST(ReadLayerErrors, TruncatedFlatGeobuf) {
    const TempFolder folder;
    const std::vector<geo::OutputLayer> layers = {many_squares("a")};
    geo::write_layers(folder.path("a.fgb"), layers, false);
    cut(folder.path("a.fgb"), 0.7);
    EXPECT_THAT(error_of(folder.path("a.fgb")), HasSubstr("is damaged"));
}

TEST(ReadLayerErrors, TruncatedShapefile) {
    const TempFolder folder;
    const std::vector<geo::OutputLayer> layers = {many_squares("a")};
    geo::write_layers(folder.path("a.shp"), layers, false);
    cut(folder.path("a.shp"), 0.7);
    EXPECT_THAT(error_of(folder.path("a.shp")), HasSubstr("is damaged"));
}

TEST(ReadLayerErrors, ShapefileWithoutItsIndex) {
    const TempFolder folder;
    const std::vector<geo::OutputLayer> layers = {many_squares("a")};
    geo::write_layers(folder.path("a.shp"), layers, false);
    std::filesystem::remove(folder.path("a.shx"));
    EXPECT_THAT(error_of(folder.path("a.shp")),
                AllOf(HasSubstr("is damaged"), Not(HasSubstr("SHAPE_RESTORE"))));
}

TEST(ReadLayerErrors, ShapefileWithoutCrs) {
    const TempFolder folder;
    const std::vector<geo::OutputLayer> layers = {many_squares("a")};
    geo::write_layers(folder.path("a.shp"), layers, false);
    std::filesystem::remove(folder.path("a.prj"));
    EXPECT_THAT(error_of(folder.path("a.shp")),
                AllOf(HasSubstr("states no CRS"), HasSubstr("--source-crs EPSG:n")));
}

TEST(ReadLayerErrors, GeoJsonThatIsNotInDegrees) {
    const TempFolder folder;
    EXPECT_THAT(error_of(folder.write("a.geojson", polygon_from("472439.9,242170.7"))),
                AllOf(HasSubstr("not degrees"), HasSubstr("--source-crs")));
}

TEST(ReadLayerErrors, WrongLayerOffersTheNearest) {
    const TempFolder folder;
    const std::vector<geo::OutputLayer> layers = {many_squares("footprints"), many_squares("members")};
    geo::write_layers(folder.path("a.gpkg"), layers, false);
    geo::ReadOptions options;
    options.layer = "footprnts";
    EXPECT_THAT(error_of(folder.path("a.gpkg"), options),
                AllOf(HasSubstr("no layer 'footprnts'; did you mean 'footprints'?"),
                      HasSubstr("footprints, members")));
}

TEST(ReadLayerErrors, SeveralLayersOfAreasAndNoneNamed) {
    const TempFolder folder;
    const std::vector<geo::OutputLayer> layers = {many_squares("footprints"), many_squares("members")};
    geo::write_layers(folder.path("a.gpkg"), layers, false);
    EXPECT_THAT(error_of(folder.path("a.gpkg")),
                AllOf(HasSubstr("footprints, members"), HasSubstr("--layer")));
}

TEST(ReadLayerErrors, TheOnlyLayerOfAreasIsTakenAmongOthers) {
    const TempFolder folder;
    geo::OutputLayer places;
    places.name = "places";
    places.crs = "EPSG:27700";
    places.geometry = std::vector<geo::Point>{{1, 1}};
    const std::vector<geo::OutputLayer> layers = {places, many_squares("areas")};
    geo::write_layers(folder.path("a.gpkg"), layers, false);
    EXPECT_EQ(geo::read_layer(folder.path("a.gpkg"), {}).name, "areas");
}

TEST(ReadLayerErrors, PointsInsteadOfAreas) {
    const TempFolder folder;
    const auto path = folder.write("a.geojson", R"({"type":"Feature","properties":{"c":"00C"},"geometry":)"
                                                R"({"type":"Point","coordinates":[0,50]}})");
    EXPECT_THAT(error_of(path), HasSubstr("no area"));
}

TEST(ReadLayerErrors, NullGeometriesAlone) {
    const TempFolder folder;
    const auto path =
        folder.write("a.geojson", R"({"type":"FeatureCollection","features":[)"
                                  R"({"type":"Feature","properties":{"c":"00C"},"geometry":null}]})");
    EXPECT_THAT(error_of(path), HasSubstr("none of its features has a geometry"));
}

TEST(ReadLayerErrors, NoFeatures) {
    const TempFolder folder;
    EXPECT_THAT(error_of(folder.write("a.geojson", R"({"type":"FeatureCollection","features":[]})")),
                HasSubstr("no features"));
}

TEST(ReadLayerErrors, NoSuchColumn) {
    const TempFolder folder;
    const auto path = folder.write("a.geojson", polygon_from("0,50"));
    geo::ReadOptions options;
    options.code_column = "CODES";
    EXPECT_THAT(error_of(path, options), HasSubstr("no column 'CODES'; did you mean 'CODE'?"));
    options.code_column = "CODE";
    options.name_column = "nothing at all";
    EXPECT_THAT(error_of(path, options), HasSubstr("CODE, LABEL"));
}

}  // namespace
