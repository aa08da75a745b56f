#include "shapes/derived_succession.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/code_changes.hpp"
#include "shapes/crosswalk.hpp"
#include "shapes/succession.hpp"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Codes = std::vector<std::string>;

/// Steps as "old new kind share_of_old".
Codes steps_of(const shapes::CrossTable& table, double tolerance_share = 0.0) {
    Codes steps;
    for (const shapes::DerivedStep& step : shapes::derive_succession(table, tolerance_share).steps)
        steps.push_back((step.from == shapes::no_unit ? "-" : table.a_codes[step.from]) + " " +
                        (step.to == shapes::no_unit ? "-" : table.b_codes[step.to]) + " " +
                        std::string(shapes::to_string(step.kind)) +
                        (step.share_of_old ? " " + geo::format_fixed(*step.share_of_old, 2) : ""));
    return steps;
}

TEST(DerivedSuccession, TellsEveryKindOfChange) {
    const shapes::CrossTable table =
        shapes::cross_table(Codes{"A", "B", "C", "D", "E", "E", "F", "F", "G", "H", ""},
                            Codes{"A", "N", "M", "M", "P", "Q", "F", "G", "G", "", "Z"});
    EXPECT_THAT(steps_of(table), ElementsAre("A A unchanged 1.00", "B N recoded 1.00", "C M merger 1.00",
                                             "D M merger 1.00", "E P split 0.50", "E Q split 0.50",
                                             "F F boundary change 0.50", "F G boundary change 0.50",
                                             "G G boundary change 1.00", "H - ended", "- Z begun"));
}

TEST(DerivedSuccession, AUnitThatGainsALittleIsNoMerger) {
    // As Norwich and South Norfolk of 2017, which got new codes with new borders.
    const shapes::CrossTable table =
        shapes::cross_table(Codes{"N", "S", "S"}, Codes{"N2", "N2", "S2"}, std::vector<double>{95, 5, 120});
    EXPECT_THAT(steps_of(table), ElementsAre("N N2 boundary change 1.00", "S N2 boundary change 0.04",
                                             "S S2 boundary change 0.96"));
}

TEST(DerivedSuccession, CountsCodesApartFromOrganisations) {
    // As the ODS code 01H: in both years, of other ground.
    const shapes::CrossTable table =
        shapes::cross_table(Codes{"01H", "01H", "01K"}, Codes{"01H", "01K", "01K"});
    const shapes::DerivedSuccession derived = shapes::derive_succession(table, 0.0);
    EXPECT_EQ(derived.codes_kept, 2U);
    EXPECT_THAT(derived.codes_ended, IsEmpty());
    EXPECT_THAT(derived.codes_begun, IsEmpty());
    EXPECT_THAT(steps_of(table), ElementsAre("01H 01H boundary change 0.50", "01H 01K boundary change 0.50",
                                             "01K 01K boundary change 1.00"));
}

TEST(DerivedSuccession, LeavesOutWhatIsBelowTheToleranceOfBothAndCountsIt) {
    shapes::CrossTable table;
    table.a_codes = {"A", "B"};
    table.b_codes = {"A", "B"};
    table.cells = {{0, 0, 995.0, 0.0, {}}, {0, 1, 5.0, 0.0, {}}, {1, 1, 900.0, 0.0, {}}};
    const shapes::DerivedSuccession derived = shapes::derive_succession(table, 0.01);
    EXPECT_EQ(derived.below_tolerance, 1U);
    EXPECT_EQ(derived.amount_below, 5.0);
    EXPECT_THAT(steps_of(table, 0.01), ElementsAre("A A unchanged 0.99", "B B unchanged 1.00"));
    // Little of the one may be all of the other.
    table.cells[2].amount = 0.0;
    EXPECT_THAT(steps_of(table, 0.01),
                ElementsAre("A A boundary change 0.99", "A B boundary change 0.01", "B B boundary change"));
}

TEST(DerivedSuccession, RefusesAToleranceOfHalf) {
    EXPECT_THROW((void)shapes::derive_succession({}, 0.5), geo::UsageError);
}

TEST(DerivedSuccession, CarriesValuesAsTheCrossTableItselfDoes) {
    const shapes::CrossTable table =
        shapes::cross_table(Codes{"A", "A", "B", "C", "D"}, Codes{"B", "C", "C", "C", "E"},
                            std::vector<double>{30, 10, 70, 5, 9});
    const geo::Table rows =
        shapes::succession_table(table, shapes::derive_succession(table, 0.0), "2017-04-01");
    const shapes::CrossTable followed = shapes::follow_codes(shapes::make_code_changes(rows), table.a_codes);
    ASSERT_EQ(followed.b_codes, table.b_codes);
    const std::vector<std::optional<double>> values{100, 7, 3, 4};
    const auto by_table = shapes::Crosswalk(table, shapes::OutsideRule::apart).counts(values);
    const auto by_years = shapes::Crosswalk(followed, shapes::OutsideRule::apart).counts(values);
    for (std::size_t b = 0; b < table.b_codes.size(); ++b)
        EXPECT_DOUBLE_EQ(*by_years.of_b[b], *by_table.of_b[b]) << table.b_codes[b];
}

TEST(DerivedSuccession, IsATableThatPlacesFlowsToo) {
    const shapes::CrossTable table = shapes::cross_table(Codes{"A", "B", "C", ""}, Codes{"M", "M", "", "N"});
    const shapes::Succession succession =
        shapes::make_succession(shapes::succession_table(table, shapes::derive_succession(table, 0.0), ""));
    EXPECT_THAT(succession.findings, IsEmpty());
    EXPECT_EQ(succession.steps.size(), 2U);
}

}  // namespace
