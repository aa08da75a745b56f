#include "geo/kml_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using Cells = std::vector<std::string>;

TEST(HtmlTable, RowsOfTwoCellsAreHeadingAndValue) {
    EXPECT_THAT(geo::html_table_rows("<br><table border=\"1\"><tr><td>CCGcode</td><td>00C</td></tr>\n"
                                     "<TR><TD>name</TD><TD> Darlington </TD></TR>"),
                ElementsAre(Pair("CCGcode", "00C"), Pair("name", "Darlington")));
}

TEST(HtmlTable, EntitiesAndInnerTagsAreUndone) {
    EXPECT_THAT(
        geo::html_table_rows("<tr><th>a &amp; b</th><td><b>Bath</b> &#38; &#xF4; &unknown;</td></tr>"),
        ElementsAre(Pair("a & b", "Bath & \xC3\xB4 &unknown;")));
}

TEST(HtmlTable, TheTableInsideATableCountsAndItsFrameDoesNot) {
    EXPECT_THAT(
        geo::html_table_rows("<table><tr><td>Title</td></tr><tr><td><table>"
                             "<tr><td>FID</td><td>0</td></tr><tr><td>CODE</td><td>&lt;Null&gt;</td></tr>"
                             "</table></td></tr></table>"),
        ElementsAre(Pair("FID", "0"), Pair("CODE", "")));
}

TEST(HtmlTable, BrokenTextGivesWhatCanBeRead) {
    EXPECT_THAT(geo::html_table_rows("<tr><td>a<td>b"), ElementsAre(Pair("a", "b")));
    EXPECT_THAT(geo::html_table_rows("<tr><td"), IsEmpty());
    EXPECT_THAT(geo::html_table_rows("no table < at all & &#;"), IsEmpty());
}

TEST(KmlDescription, BecomesColumns) {
    geo::Table table;
    table.columns = {{"Name", geo::ColumnType::text, {"A", "B"}},
                     {"Description",
                      geo::ColumnType::text,
                      {"<tr><td>code</td><td>00C</td></tr><tr><td>name</td><td>a</td></tr>", ""}}};
    geo::expand_kml_descriptions(table);
    ASSERT_EQ(table.columns.size(), 3U);
    EXPECT_EQ(table.columns[1].name, "code");
    EXPECT_EQ(table.columns[1].cells, (Cells{"00C", ""}));
    EXPECT_EQ(table.columns[2].name, "name_2");
}

TEST(KmlDescription, WithoutATableStays) {
    geo::Table table;
    table.columns = {{"description", geo::ColumnType::text, {"a place"}}};
    geo::expand_kml_descriptions(table);
    EXPECT_EQ(table.columns.size(), 1U);
}

}  // namespace
