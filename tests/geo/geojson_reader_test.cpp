// GeoJSON by the quick way and by GDAL: one layer, whatever is in the file.
#include "geo/geojson_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/geojson_layer.hpp"
#include "tests/support/layer_outcome.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::outcome;
using support::TempFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* square = R"({"type":"Polygon","coordinates":[[[0,50],[1,50],[1,51],[0,51],[0,50]]]})";

std::string feature(const std::string& properties, const std::string& geometry = square,
                    const std::string& more = "") {
    return R"({"type":"Feature",)" + more + R"("properties":)" + properties + R"(,"geometry":)" + geometry +
           "}";
}

std::string collection(const std::vector<std::string>& features, const std::string& more = "") {
    std::string text = R"({"type":"FeatureCollection",)" + more + R"("features":[)";
    for (std::size_t i = 0; i < features.size(); ++i)
        text += (i == 0 ? "\n" : ",\n") + features[i];
    return text + "\n]}";
}

enum class Way { quick, gdal };

// Reads the text, the quick way if `way` says that it must be read so, and gives the outcome, which is
// GDAL's.
std::string both(const std::string& text, Way way, geo::ReadOptions options = {}) {
    const TempFolder folder;
    const auto path = folder.write("areas.geojson", text);
    const bool plain = geo::read_plain_geojson(path, [](const std::string&) { return true; }).has_value();
    EXPECT_EQ(plain, way == Way::quick) << text;
    const std::string result = outcome(path, options);
    options.by_gdal_alone = true;
    // Some warnings GDAL gives only once in a process.
    if (way == Way::quick) {
        EXPECT_EQ(result, outcome(path, options)) << text;
    }
    return result;
}

const std::string code = R"({"code":"00C"})";

TEST(GeoJsonReader, AgreesWithGdalOnColumnsOfEveryKind) {
    EXPECT_THAT(
        both(collection({feature(R"({"code":"00C","n":1,"r":1.5,"b":true,"x":null,"m":1,"h":-7e-9})"),
                         feature(R"({"code":"00D","n":-3,"r":0.1,"b":false,"x":null,"m":2.5,"h":1e3})"),
                         feature(R"({"code":"00E","n":9007199254740993,"m":0,"h":12345678.25})"),
                         feature(R"({})", "null")}),
             Way::quick),
        AllOf(HasSubstr("column n of type 1:1|-3|9007199254740993||"), HasSubstr("column b of type 1:1|0|||"),
              HasSubstr("column m of type 2:1|2.5|0||")));
}

TEST(GeoJsonReader, AgreesWithGdalOnEscapesAndForeignLetters) {
    EXPECT_THAT(
        both(collection({feature(R"({"code":"00C","na\u006de":"Ynys M\u00f4n \"x\" \ud83d\ude00 Siân"})")}),
             Way::quick),
        HasSubstr("column name of type 0:Ynys M\xC3\xB4n \"x\" \xF0\x9F\x98\x80 Si\xC3\xA2n|"));
}

// GDAL's driver of virtual layers takes any file with this text at its beginning.
TEST(GeoJsonReader, ATextThatNamesAVirtualLayerIsOnlyAText) {
    const std::string properties = R"({"code":"00C","note":"<OGRVRTDataSource>"})";
    const std::string text = collection({feature(properties)});
    EXPECT_THAT(both(text, Way::quick), HasSubstr("column note of type 0:<OGRVRTDataSource>|"));
    EXPECT_THAT(both(feature(properties), Way::gdal), HasSubstr("column note of type 0:<OGRVRTDataSource>|"));
    EXPECT_THAT(both("\n { \n" + std::string(100, ' ') + text.substr(1), Way::quick),
                HasSubstr("column note of type 0:<OGRVRTDataSource>|"));
    EXPECT_THAT(both("\xEF\xBB\xBF" + feature(properties), Way::gdal),
                HasSubstr("column note of type 0:<OGRVRTDataSource>|"));
}

TEST(GeoJsonReader, AgreesWithGdalOnPartsHolesAndDegenerateRings) {
    const std::string parts =
        R"({"type":"MultiPolygon","coordinates":[[[[0,50],[0,51],[1,51],[1,50],[0,50]],)"
        R"([[0.1,50.1],[0.2,50.2],[0.2,50.1],[0.1,50.1]],[[0.3,50.3],[0.3,50.3],[0.3,50.3]]],)"
        R"([[[3,50],[3,50],[3,50]],[[0,0],[0,1],[1,1],[0,0]]],[],[[[5,50],[6,50],[6,51],[6,51],[5,50]]]]})";
    EXPECT_THAT(both(collection({feature(code, parts),
                                 feature(R"({"code":"00D"})", R"({"type":"Polygon","coordinates":[]})")}),
                     Way::quick),
                AllOf(HasSubstr("invalid_ring|violation"), HasSubstr("Area 00D has no geometry")));
}

TEST(GeoJsonReader, AgreesWithGdalOnNumbersToTheLastBit) {
    std::string ring = "[";
    for (const char* x :
         {"0.1", "-1.7976931348623157", "1.00000000000000011102230246251565404236316680908203125",
          "123456.789e-5", "2.2250738585072011e-308", "-0.0", "-0", "5e-324", "0.30000000000000004"})
        ring += "[" + std::string(x) + ",50],";
    both(collection({feature(code, R"({"type":"Polygon","coordinates":[)" + ring + "[1,51],[0.1,50]]]}")}),
         Way::quick);
}

TEST(GeoJsonReader, AgreesWithGdalOnNameIdsBoxesAndCrs) {
    const std::string more =
        R"("name":"footprints","bbox":[0,50,1,51],"crs":{"type":"name","properties":{"name":)";
    for (const char* crs : {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326",
                            "urn:ogc:def:crs:EPSG::4258", "EPSG:27700"}) {
        EXPECT_THAT(both(collection({feature(code, square, R"("id":3,"bbox":[0,1,2,3],)"),
                                     feature(R"({"code":"00D"})", square, R"("id":7,)")},
                                    more + "\"" + crs + "\"}},"),
                         Way::quick),
                    HasSubstr("|footprints|EPSG:"));
    }
}

TEST(GeoJsonReader, AgreesWithGdalOnColumnsThatComeLater) {
    both(collection({feature(R"({"code":"00C"})"), feature(R"({"code":"00D","n":1})"), feature(R"({"n":2})"),
                     feature(R"({"n":2,"z":"a"})")}),
         Way::quick);
}

TEST(GeoJsonReader, LeavesToGdalWhatIsOutOfTheOrdinary) {
    const std::vector<std::string> files = {
        // columns
        collection({feature(R"({"code":"00C","d":"2016-04-01"})")}),
        collection({feature(R"({"code":"00C","d":"12:30"})")}),
        collection({feature(R"({"code":"00C","v":1})"), feature(R"({"code":"00D","v":"x"})")}),
        collection({feature(R"({"code":"00C","v":1})"), feature(R"({"code":"00D","v":true})")}),
        collection({feature(R"({"code":"00C","v":[1,2]})")}),
        collection({feature(R"({"code":"00C","v":{"a":1}})")}),
        collection({feature(R"({"code":"00C","v":123456789012345678901234567890})")}),
        collection({feature(R"({"code":"00C","v":18446744073709551615})")}),
        collection({feature(R"({"code":"00C","v":9007199254740993})"), feature(R"({"code":"00D","v":0.5})")}),
        collection({feature(R"({"code":"00C","code":"00D"})")}),
        collection({feature(R"({"code":"00C","a":1})"), feature(R"({"a":1,"code":"00D"})")}),
        collection({feature(R"({"code":"00C","a":1})"), feature(R"({"code":"00D","b":1,"a":2})")}),
        collection({feature(R"({"code":"00C","":1})")}),
        collection({feature(R"({"code":"00C\u0000x"})")}),
        collection({feature("null")}),
        // features
        collection({feature(code, square, R"("id":"x",)")}),
        collection({feature(code, square, R"("id":2,)"), feature(R"({"code":"00D"})", square, R"("id":1,)")}),
        collection({feature(code, square, R"("id":2,)"), feature(R"({"code":"00D"})")}),
        collection({feature(code, square, R"("title":"x",)")}),
        collection({R"({"type":"Feature","properties":{"code":"00C"}})"}),
        // geometries
        collection({feature(code, R"({"type":"Point","coordinates":[0,50]})"), feature(R"({"code":"00D"})")}),
        collection(
            {feature(code, R"({"type":"GeometryCollection","geometries":[)" + std::string(square) + "]}")}),
        collection({feature(code, R"({"coordinates":[[[0,50],[1,50],[1,51]]],"type":"Polygon"})")}),
        collection({feature(code, R"({"type":"Polygon","coordinates":[[[0,50,1],[1,50,1],[1,51,1]]]})")}),
        collection({feature(code, R"({"type":"Polygon","coordinates":[[[0],[1,50],[1,51]]]})")}),
        collection({feature(code, R"({"type":"Polygon","coordinates":[[[0,50],[1,50],[1,null]]]})")}),
        collection({feature(code, R"({"type":"Polygon","coordinates":[[]]})")}),
        collection({feature(code, R"({"type":"Polygon","coordinates":[[[0,50],[1,50],[1,51]]]})")}),
        // collections
        collection({feature(code)}, R"("crs":null,)"),
        collection({feature(code)}, R"("crs":{"type":"link","properties":{"href":"x"}},)"),
        collection({feature(code)}, R"("metadata":{},)"),
        collection({feature(code)}, R"("name":1,)"),
        collection({feature(code)}, R"("features":[],)"),
        collection({feature(code)}) + "{}",
        feature(code),
        square,
        collection({feature(code)}) + "\n" + collection({feature(code)}),
        "\xEF\xBB\xBF" + collection({feature(code)}),
    };
    for (const std::string& text : files)
        both(text, Way::gdal);
}

// Large enough to be read in several parts, by two threads.
std::vector<std::string> many_features() {
    std::vector<std::string> features;
    for (int i = 0; i < 12000; ++i)
        features.push_back(
            feature(R"({"code":"E0)" + std::to_string(1000000 + i) + R"(","n":)" + std::to_string(i) + "}",
                    square, "\"id\":" + std::to_string(i + 1) + ","));
    return features;
}

TEST(GeoJsonReader, AgreesWithGdalOnAFileReadInParts) {
    EXPECT_THAT(both(collection(many_features(), R"("name":"many",)"), Way::quick),
                AllOf(HasSubstr("E01000000|"), HasSubstr("E01011999|"), HasSubstr("column n of type 1")));
}

TEST(GeoJsonReader, AgreesWithGdalWhereThePartsDiffer) {
    std::vector<std::string> features = many_features();
    features[9000] = feature(R"({"n":0.5})", "null", "\"id\":9001,");
    both(collection(features), Way::quick);
    features[9000] = feature(R"({"code":"E02000001","late":1})", square, "\"id\":9001,");
    both(collection(features), Way::gdal);
    features[9000] = feature(R"({"n":true})", square, "\"id\":9001,");
    both(collection(features), Way::gdal);
    features[9000] = feature(R"({"code":"E02000001"})", square, "\"id\":5,");
    both(collection(features), Way::gdal);
}

// Its parts without geometry have no extent, and coordinates that are no degrees would be refused.
TEST(GeoJsonReader, ALongStretchWithoutGeometryHasNoExtent) {
    std::vector<std::string> features = many_features();
    for (std::size_t i = 2000; i < 8000; ++i)
        features[i] = feature(R"({"code":"E0)" + std::to_string(1000000 + i) + R"(","n":7})", "null",
                              "\"id\":" + std::to_string(i + 1) + ",");
    EXPECT_THAT(both(collection(features), Way::quick), Not(HasSubstr("error")));
}

TEST(GeoJsonReader, AnAttributeThatLooksLikeFeaturesIsNoPlaceToCut) {
    std::string text = collection({feature(R"({"code":"00C","v":[1,{"type":"Feature"},2]})")});
    // Blanks that push the attribute to the middle.
    text.insert(text.find("[\n"), std::string(1 << 20, ' '));
    text.insert(text.rfind(']'), std::string(1 << 20, ' '));
    both(text, Way::gdal);
}

TEST(GeoJsonReader, TakesTheNameOfTheFileForTheLayer) {
    const TempFolder folder;
    const auto path = folder.write("ccg.2017.geojson", collection({feature(code)}));
    geo::ReadOptions options;
    EXPECT_EQ(geo::read_layer(path, options).name, "ccg.2017");
    options.layer = "other";
    EXPECT_THAT(outcome(path, options), HasSubstr("no layer 'other'"));
}

TEST(GeoJsonReader, AFileIsKnownByItsBeginning) {
    const TempFolder folder;
    const auto begins = [&](const std::string& text) {
        return geo::begins_as_geojson(folder.write("any.json", text));
    };
    EXPECT_TRUE(begins(collection({feature(code)})));
    EXPECT_TRUE(begins("\n{ \"type\" : \"FeatureCollection\", \"features\": []}"));
    EXPECT_FALSE(begins(R"({"type":"Topology","objects":{"type":"FeatureCollection"}})"));
    EXPECT_FALSE(begins(R"(["type":"FeatureCollection"])"));
    EXPECT_FALSE(begins("{" + std::string(5000, ' ') + R"("type":"FeatureCollection"})"));
    EXPECT_FALSE(begins(""));
    EXPECT_FALSE(geo::begins_as_geojson(folder.path("none")));
}

TEST(GeoJsonReader, WhoseBeginningDoesNotTellIsReadAllTheSame) {
    // GDAL knows it by the first feature.
    const std::string text = R"({"features":[)" + feature(code) + R"(],"type":"FeatureCollection"})";
    EXPECT_THAT(both(text, Way::quick), HasSubstr("00C"));
    std::string late = collection({feature(code)});
    late.insert(1, std::string(5000, ' '));
    EXPECT_THAT(both(late, Way::quick), HasSubstr("00C"));
}

TEST(GeoJsonReader, ATextThatOnlyLooksLikeADateIsRead) {
    EXPECT_THAT(both(collection({feature(R"({"code":"00C","name":"Stoke-on-Trent / 3: east"})")}), Way::gdal),
                HasSubstr("Stoke-on-Trent / 3: east"));
}

}  // namespace
