#include "shapes/vintages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shapes/join.hpp"

namespace {

using testing::HasSubstr;
using Codes = std::vector<std::string>;

std::string words_for(const Codes& codes) {
    return shapes::known_vintages().words_for(codes, codes);
}

TEST(Vintages, TellTheTimeInWhichCodesWereInForce) {
    EXPECT_EQ(words_for({"E38000032"}), "clinical commissioning groups before April 2017");
    EXPECT_EQ(words_for({"E38000215", "E38000001"}), "clinical commissioning groups from April 2017 on");
    EXPECT_EQ(words_for({"E38000215", "E38000095"}),
              "clinical commissioning groups from April 2017 until April 2018");
    EXPECT_EQ(words_for({"E54000049"}), "sustainability and transformation partnerships from April 2018 on");
    EXPECT_EQ(words_for({"E07000190"}), "local authorities before April 2019");
}

TEST(Vintages, TellOdsCodesToo) {
    EXPECT_EQ(words_for({"00W"}), "clinical commissioning groups before April 2017");
    EXPECT_EQ(words_for({"15F"}), "clinical commissioning groups from April 2018 on");
}

TEST(Vintages, SayNothingOfCodesThatDoNotChangeOrAreNotKnown) {
    EXPECT_EQ(words_for({"E38000001", "W06000001", "A"}), "");
    EXPECT_EQ(words_for({}), "");
}

TEST(Vintages, SayNothingOfACodeThatWasReused) {
    EXPECT_EQ(words_for({"01H", "01K", "06W", "06Y"}), "");
}

TEST(Vintages, OfCodesThatWereNeverInForceTogetherAreSeveralYears) {
    EXPECT_EQ(words_for({"E38000032", "E38000220"}), "clinical commissioning groups of several years");
}

TEST(Vintages, AreNarrowedByCodesThatMatch) {
    EXPECT_EQ(shapes::known_vintages().words_for(Codes{"E38000095"}, Codes{"E38000095", "E38000216"}),
              "clinical commissioning groups from April 2017 until April 2018");
}

TEST(VintageFacts, AreReadLineByLine) {
    const auto facts = shapes::parse_vintages(
        "geography,from,until,codes,source\ndistricts,,2019-04-01,A B,a\ndistricts,2019-04-01,,C,a, b\n");
    ASSERT_EQ(facts.size(), 2U);
    EXPECT_EQ(facts[0].codes, (Codes{"A", "B"}));
    EXPECT_EQ(facts[1].from, "2019-04-01");
    EXPECT_EQ(facts[1].codes, (Codes{"C"}));
}

TEST(JoinReport, NamesTheYearsOfItsSides) {
    const shapes::JoinReport join = shapes::join_codes("", Codes{"E38000001", "E38000032", "E38000041"},
                                                       Codes{"E38000001", "E38000215", "E38000216"});
    EXPECT_EQ(join.left_vintage, "clinical commissioning groups before April 2017");
    EXPECT_EQ(join.right_vintage, "clinical commissioning groups from April 2017 until April 2018");
}

TEST(VintageHint, ComesForTwoYearsEvenIfMostCodesMatch) {
    const shapes::JoinReport join = shapes::join_codes("", Codes{"E38000001", "E38000002", "E38000032"},
                                                       Codes{"E38000001", "E38000002", "E38000217"});
    const std::string hint = shapes::vintage_hint(join, "the areas", "lookup.csv");
    EXPECT_THAT(hint,
                HasSubstr("only 2 of 3 codes of the areas are in lookup.csv: it seems to be of another "
                          "year (the areas have codes such as E38000032, of clinical commissioning groups "
                          "before April 2017, the other has codes such as E38000217, of"));
}

}  // namespace
