// A map as a GeoPackage that QGIS opens styled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "geo/layer.hpp"
#include "geo/sql_query.hpp"
#include "tests/cli/small_england.hpp"

namespace {

using support::SmallEngland;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class StyledLayer : public testing::Test {
protected:
    /// Values of A and B; C and D have none.
    void draw(const std::string& output, const std::vector<std::string>& more = {}) {
        england.folder.write("some.csv", "area,value\nE06000001,1\nE06000002,4\nE06000003,\n");
        std::vector<std::string> words = {"map",   "areas.gpkg", "--values", "some.csv",  "--column",
                                          "value", "--breaks",   "2,5",      "--missing", "Not <known>"};
        words.insert(words.end(), {"--title", "Gaps", "-o", output});
        words.insert(words.end(), more.begin(), more.end());
        const support::RunResult result = england.run(words);
        ASSERT_EQ(result.exit_code, 0) << result.err;
    }

    [[nodiscard]] geo::Table style_row() const {
        return geo::run_query(england.folder.path("map.gpkg").string(), "SELECT * FROM layer_styles");
    }

    SmallEngland england;
};

TEST_F(StyledLayer, HoldsCodesValuesAndTheClassesOfTheLegend) {
    draw("map.gpkg");
    const geo::Layer layer = geo::read_layer(england.folder.path("map.gpkg"), {"map", {}, {}, {}});
    EXPECT_THAT(layer.codes, ElementsAre("E06000001", "E06000002", "E06000003", "E06000004"));
    EXPECT_THAT(layer.attributes.require("value").cells, ElementsAre("1", "4", "", ""));
    EXPECT_THAT(layer.attributes.require("class").cells,
                ElementsAre("1 to 2", testing::_, "Not <known>", "Not <known>"));
}

TEST_F(StyledLayer, IsReadWithoutNamingItsLayer) {
    draw("map.gpkg");
    EXPECT_EQ(geo::read_layer(england.folder.path("map.gpkg"), {}).codes.size(), 4U)
        << "the table of styles holds no areas";
}

TEST_F(StyledLayer, HasTheColumnsThatQgisLooksFor) {
    draw("map.gpkg");
    const geo::Table row = style_row();
    std::vector<std::string> names;
    for (const geo::Column& column : row.columns)
        names.push_back(column.name);
    for (const char* name :
         {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML",
          "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"})
        EXPECT_THAT(names, testing::Contains(name));
    ASSERT_EQ(row.rows(), 1U);
    EXPECT_EQ(row.require("f_table_name").cells[0], "map");
    EXPECT_EQ(row.require("f_geometry_column").cells[0], "geom");
    EXPECT_EQ(row.require("useAsDefault").cells[0], "1");
    EXPECT_THAT(row.require("update_time").cells[0], HasSubstr("1970"));
    EXPECT_THAT(row.require("description").cells[0], AllOf(HasSubstr("Gaps"), HasSubstr("breaks")));
    const geo::Table empty =
        geo::run_query(england.folder.path("map.gpkg").string(),
                       "SELECT count(*) AS n FROM layer_styles WHERE f_table_catalog = '' "
                       "AND f_table_schema = '' AND owner = ''");
    EXPECT_EQ(empty.columns[0].cells[0], "1") << "QGIS asks for the empty text, not for null";
}

TEST_F(StyledLayer, HasACategoryForEachClassAndAHatchedOneForMissing) {
    draw("map.gpkg");
    const std::string qml = style_row().require("styleQML").cells[0];
    EXPECT_THAT(qml,
                AllOf(HasSubstr(R"(type="categorizedSymbol" attr="class")"), HasSubstr("value=\"1 to 2\""),
                      HasSubstr("value=\"Not &lt;known&gt;\""), HasSubstr("b_diagonal"),
                      HasSubstr(R"(labelsEnabled="0")"), Not(HasSubstr("<labeling"))));
    EXPECT_THAT(style_row().require("styleSLD").cells[0],
                AllOf(HasSubstr("StyledLayerDescriptor"), HasSubstr("<ogc:Literal>1 to 2</ogc:Literal>")));
}

TEST_F(StyledLayer, HasWhiteBordersBetweenAreasOverADarkCoast) {
    draw("map.gpkg", {"--palette", "Blues"});
    const std::string qml = style_row().require("styleQML").cells[0];
    EXPECT_THAT(qml, AllOf(HasSubstr(R"(symbollevels="1")"), HasSubstr(R"(pass="0")"),
                           HasSubstr(R"(k="outline_color" v="84,91,100,255")"),
                           HasSubstr(R"(k="outline_color" v="255,255,255,255")"),
                           Not(HasSubstr(R"(v="31,37,48,255")"))));
}

TEST_F(StyledLayer, HasDarkBordersBetweenFootprints) {
    const support::RunResult result = england.run({"map", "areas.gpkg", "--lookup", "lookup.csv", "--values",
                                                   "gaps.csv", "--column", "value", "-o", "map.gpkg"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(style_row().require("styleQML").cells[0],
                AllOf(HasSubstr(R"(k="outline_color" v="31,37,48,255")"),
                      HasSubstr(R"(k="outline_width" v="0.75")"), HasSubstr(R"(k="outline_width" v="1.5")")));
    EXPECT_THAT(style_row().require("styleSLD").cells[0], HasSubstr(">#1f2530<"));
}

TEST_F(StyledLayer, HatchesMissingInTheDescriptorByMarksThatProgramsKnow) {
    draw("map.gpkg");
    const std::string sld = style_row().require("styleSLD").cells[0];
    const std::size_t missing = sld.find("<se:Name>Not &lt;known&gt;</se:Name>");
    const std::size_t of_qgis = sld.find("<se:WellKnownName>slash<");
    const std::size_t of_geoserver = sld.find("<se:WellKnownName>shape://slash<");
    ASSERT_NE(of_geoserver, std::string::npos);
    EXPECT_LT(missing, of_qgis);
    EXPECT_LT(of_qgis, of_geoserver);
}

TEST_F(StyledLayer, LabelsAreasWhereTheMapDoes) {
    draw("map.gpkg", {"--labels", "codes"});
    EXPECT_THAT(style_row().require("styleQML").cells[0],
                AllOf(HasSubstr(R"(labelsEnabled="1")"), HasSubstr(R"(fieldName="label")")));
}

TEST_F(StyledLayer, StylesAreWellFormedXml) {
    if (std::system("command -v xmllint > /dev/null") != 0) GTEST_SKIP() << "xmllint is not installed";
    draw("map.gpkg", {"--labels", "codes"});
    for (const char* column : {"styleQML", "styleSLD"}) {
        england.folder.write("style.xml", style_row().require(column).cells[0]);
        const std::string command = "xmllint --noout '" + england.folder.path("style.xml").string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << column;
    }
}

TEST_F(StyledLayer, GivesTheSameBytesEachTime) {
    draw("map.gpkg");
    const std::string first = england.folder.read("map.gpkg");
    draw("map.gpkg", {"--overwrite"});
    EXPECT_EQ(england.folder.read("map.gpkg"), first);
}

}  // namespace
