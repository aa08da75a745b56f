#include "geo/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::message_of;
using testing::AllOf;
using testing::HasSubstr;

geo::Table table_with(const std::vector<std::string>& names) {
    geo::Table table;
    table.path = "areas.csv";
    for (const std::string& name : names)
        table.columns.push_back({name, geo::ColumnType::text, {"a", "b"}});
    return table;
}

TEST(Table, FindsExactNameBeforeOneThatDiffersInCase) {
    const geo::Table table = table_with({"CODE", "code"});
    EXPECT_EQ(table.find("code"), 1U);
    EXPECT_EQ(table.find("Code"), 0U);
    EXPECT_EQ(table.find("nothing"), std::nullopt);
}

TEST(Table, MissingColumnNamesTheNearestAndAll) {
    const geo::Table table = table_with({"CCG17CD", "CCG17NM"});
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)table.require("CCG16CD"); }),
                AllOf(HasSubstr("areas.csv"), HasSubstr("'CCG16CD'"), HasSubstr("did you mean 'CCG17CD'"),
                      HasSubstr("CCG17CD, CCG17NM")));
}

TEST(Table, PlaceIsALineWhenLinesAreKnown) {
    geo::Table table = table_with({"a"});
    EXPECT_EQ(table.place(1), "areas.csv, row 2");
    table.lines = {2, 5};
    EXPECT_EQ(table.place(1), "areas.csv, line 5");
}

TEST(ParseNumber, TakesPlainNumbersWithBlanksAround) {
    EXPECT_EQ(geo::parse_number(" 12.5\t"), 12.5);
    EXPECT_EQ(geo::parse_number("-1e3"), -1000.0);
}

TEST(ParseNumber, RefusesEverythingElse) {
    for (const char* text :
         {"", "  ", "nan", "inf", "-inf", "1,5", "1.5x", "00C", "1e999", "0x10", "--1", "1 2"})
        EXPECT_EQ(geo::parse_number(text), std::nullopt) << text;
}

TEST(FormatNumber, IsPlainForFiguresOfTheTrade) {
    EXPECT_EQ(geo::format_number(100000), "100000");
    EXPECT_EQ(geo::format_number(54786327), "54786327");
    EXPECT_EQ(geo::format_number(0.1), "0.1");
    EXPECT_EQ(geo::format_number(-0.0), "0");
}

TEST(FormatNumber, ReadsBackAsTheSameDouble) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> mantissa(-1.0, 1.0);
    std::uniform_int_distribution<int> exponent(-300, 300);
    for (int i = 0; i < 2000; ++i) {
        const double value = std::ldexp(mantissa(random), exponent(random));
        EXPECT_EQ(geo::parse_number(geo::format_number(value)), value);
    }
    EXPECT_EQ(geo::parse_number(geo::format_number(std::numeric_limits<double>::max())),
              std::numeric_limits<double>::max());
}

TEST(FormatFixed, RoundsAndHasNoNegativeZero) {
    EXPECT_EQ(geo::format_fixed(2.345, 1), "2.3");
    EXPECT_EQ(geo::format_fixed(-0.04, 1), "0.0");
    EXPECT_EQ(geo::format_fixed(1e6, 0), "1000000");
}

TEST(NearestName, OffersACloseNameAndNothingFar) {
    EXPECT_EQ(geo::nearest_name("footprnt", {"area", "footprint"}), "footprint");
    EXPECT_EQ(geo::nearest_name("footprint", {"x", "y"}), "");
}

}  // namespace
