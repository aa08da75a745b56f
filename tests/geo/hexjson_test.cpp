// HexJSON: what is read of it, what is written, and each way in which a file can be wrong.
#include "geo/hexjson.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::HexCell;
using support::message_of;
using support::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

class HexJsonFile : public testing::Test {
protected:
    std::filesystem::path write(const std::string& text, const std::string& name = "a.hexjson") {
        std::ofstream(folder.path(name), std::ios::binary) << text;
        return folder.path(name);
    }
    std::string error_of(const std::string& text) {
        const auto path = write(text);
        return message_of<geo::InputError>([&] { (void)geo::read_hexjson(path); });
    }
    TempFolder folder;
};

TEST_F(HexJsonFile, GivesCodesPlacesAndProperties) {
    const geo::HexJson layout = geo::read_hexjson(write(
        R"({"layout":"even-q","hexes":{"E1":{"n":"One","q":-3,"r":7,"people":12},"E2":{"r":1,"q":2.0,"share":0.5,)"
        R"("people":null},"E3":{"q":0,"r":0,"share":1}}})"));
    EXPECT_EQ(layout.layout, geo::HexLayout::even_q);
    EXPECT_THAT(layout.cells, ElementsAre(HexCell{-3, 7}, HexCell{2, 1}, HexCell{0, 0}));
    const geo::Table& table = layout.attributes;
    EXPECT_EQ(table.columns.front().name, "code");
    EXPECT_THAT(table.columns.front().cells, ElementsAre("E1", "E2", "E3"));
    EXPECT_THAT(table.require("n").cells, ElementsAre("One", "", ""));
    EXPECT_THAT(table.require("q").cells, ElementsAre("-3", "2", "0"));
    EXPECT_THAT(table.require("people").cells, ElementsAre("12", "", ""));
    EXPECT_EQ(table.require("people").type, geo::ColumnType::integer);
    EXPECT_EQ(table.require("share").type, geo::ColumnType::real);
    EXPECT_EQ(table.require("n").type, geo::ColumnType::text);
}

TEST_F(HexJsonFile, WithAPropertyNamedCodeKeepsItsKeysInAColumnOfTheirOwn) {
    const geo::HexJson layout =
        geo::read_hexjson(write(R"({"layout":"odd-r","hexes":{"E1-1":{"q":0,"r":0,"code":"E1"}}})"));
    EXPECT_EQ(layout.attributes.columns.front().name, "hex");
    EXPECT_THAT(layout.attributes.require("code").cells, ElementsAre("E1"));
}

TEST_F(HexJsonFile, IsAnAreaLayerWithTheKeysAsCodes) {
    const geo::Layer layer = geo::read_layer(
        write(R"({"layout":"odd-r","hexes":{"E38000001":{"q":0,"r":0,"name":"One","id":"E38000009"},)"
              R"("E38000002":{"q":1,"r":0,"name":"Two","id":"E38000008"}}})"),
        {});
    EXPECT_THAT(layer.codes, ElementsAre("E38000001", "E38000002"));
    EXPECT_THAT(layer.names, ElementsAre("One", "Two"));
    EXPECT_EQ(layer.rings.areas(), 2U);
    EXPECT_EQ(layer.rings.ring(0).size(), 6U);
    EXPECT_EQ(layer.crs, "EPSG:27700");
    ASSERT_EQ(layer.findings.size(), 1U);
    EXPECT_THAT(layer.findings.front().text, HasSubstr("without a place on the ground"));
}

TEST_F(HexJsonFile, ReadsBackWhatIsWritten) {
    const std::vector<std::string> keys = {"E1", "E\"2"};
    const std::vector<HexCell> cells = {{0, 0}, {3, -2}};
    geo::Table table;
    table.columns = {{"name", geo::ColumnType::text, {"Bath, \"x\"", ""}},
                     {"people", geo::ColumnType::integer, {"7", ""}}};
    const std::string text = geo::to_hexjson(geo::HexLayout::odd_r, keys, cells, table);
    const geo::HexJson layout = geo::read_hexjson(write(text));
    EXPECT_EQ(layout.cells, cells);
    EXPECT_EQ(layout.attributes.columns.front().cells, keys);
    EXPECT_EQ(layout.attributes.require("name").cells, table.columns[0].cells);
    EXPECT_EQ(layout.attributes.require("people").cells, table.columns[1].cells);
}

TEST_F(HexJsonFile, ThatIsNotThereIsRefusedAsEveryLayerIs) {
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)geo::read_layer(folder.path("none.hexjson"), {}); }),
                HasSubstr("none.hexjson"));
}

TEST_F(HexJsonFile, ThatIsNotJsonIsRefused) {
    EXPECT_THAT(error_of("layout: odd-r"), HasSubstr("is not JSON"));
    EXPECT_THAT(error_of(""), HasSubstr("is not JSON"));
}

TEST_F(HexJsonFile, CutShortIsRefused) {
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{"E1":{"q":0,"r")"), HasSubstr("is not JSON"));
}

TEST_F(HexJsonFile, ThatIsAListIsRefused) {
    EXPECT_THAT(error_of("[1, 2]"), HasSubstr("is JSON, but not an object"));
}

TEST_F(HexJsonFile, WithoutALayoutIsRefused) {
    EXPECT_THAT(error_of(R"({"hexes":{"E1":{"q":0,"r":0}}})"), HasSubstr("has no layout"));
}

TEST_F(HexJsonFile, WithAnUnknownLayoutIsRefusedNamingThoseThatAre) {
    const std::string error = error_of(R"({"layout":"odd-s","hexes":{"E1":{"q":0,"r":0}}})");
    EXPECT_THAT(error, HasSubstr("'odd-s' is not known"));
    EXPECT_THAT(error, HasSubstr("odd-r, even-r, odd-q and even-q"));
    EXPECT_THAT(error_of(R"({"layout":7,"hexes":{"E1":{"q":0,"r":0}}})"), HasSubstr("not a name"));
}

TEST_F(HexJsonFile, WithoutHexesIsRefused) {
    EXPECT_THAT(error_of(R"({"layout":"odd-r"})"), HasSubstr("has no hexes"));
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":[]})"), HasSubstr("has no hexes"));
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{}})"), HasSubstr("its hexes are empty"));
}

TEST_F(HexJsonFile, WithAHexagonThatIsNoObjectIsRefused) {
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{"E1":[0,0]}})"),
                HasSubstr("hexagon E1: is not an object"));
}

TEST_F(HexJsonFile, WithoutAColumnOrARowIsRefused) {
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{"E1":{"r":0}}})"), HasSubstr("hexagon E1: has no q"));
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{"E1":{"q":0}}})"), HasSubstr("hexagon E1: has no r"));
}

TEST_F(HexJsonFile, WithAPlaceThatIsNoWholeNumberIsRefused) {
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{"E1":{"q":1.5,"r":0}}})"),
                HasSubstr("q is 1.5, not a whole number"));
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{"E1":{"q":0,"r":"2"}}})"),
                HasSubstr("r is \"2\", not a whole number"));
}

TEST_F(HexJsonFile, WithAPlaceFarOffIsRefused) {
    EXPECT_THAT(error_of(R"({"layout":"odd-r","hexes":{"E1":{"q":1e300,"r":0}}})"),
                HasSubstr("further than 100000 from 0"));
}

TEST_F(HexJsonFile, WithTwoHexagonsInOnePlaceIsRefusedNamingBoth) {
    const std::string error =
        error_of(R"({"layout":"odd-r","hexes":{"E1":{"q":4,"r":2},"E2":{"q":4,"r":2}}})");
    EXPECT_THAT(error, HasSubstr("hexagon E2: q 4, r 2 is the place of E1 as well"));
}

}  // namespace
