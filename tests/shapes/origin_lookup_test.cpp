#include "shapes/origin_lookup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/code_columns.hpp"
#include "table_of.hpp"

namespace {

using Codes = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;
using shapes::outside_place;
using shapes::unknown_place;
using shapes_test::error_of;
using shapes_test::findings_of;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// M1 has three LSOAs in A and one in B; M2 lies in B.
const Rows msoa_lsoa{{"lsoa11_name", "lsoa11_code", "msoa11_name", "msoa11_code"},
                     {"One 1A", "L1", "One 1", "M1"},
                     {"One 1B", "L2", "One 1", "M1"},
                     {"One 1C", "L3", "One 1", "M1"},
                     {"One 1D", "L4", "One 1", "M1"},
                     {"Two 2A", "L5", "Two 2", "M2"}};
const Rows lsoa_ccg{{"LSOA11CD", "LSOA11NM", "CCG17CD", "CCG17CDH", "STP17CD"},
                    {"L1", "One 1A", "A", "00A", "S1"},
                    {"L2", "One 1B", "A", "00A", "S1"},
                    {"L3", "One 1C", "A", "00A", "S1"},
                    {"L4", "One 1D", "B", "00B", "S2"},
                    {"L5", "Two 2A", "B", "00B", "S2"}};

/// Links of tables, one after the other, as the command makes them.
std::vector<shapes::OriginLink> chain_of(const std::vector<Rows>& tables, const Codes& origins,
                                         const Codes& areas) {
    std::vector<shapes::OriginLink> chain;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const Codes to = i + 1 < tables.size() ? shapes::possible_codes(table_of(tables[i + 1])) : areas;
        chain.push_back(
            shapes::make_origin_link(table_of(tables[i]), i == 0 ? origins : chain.back().units, to));
    }
    return chain;
}

struct Part {
    std::int32_t place;
    double weight;
    friend bool operator==(const Part& a, const Part& b) {
        return a.place == b.place && std::abs(a.weight - b.weight) < 1e-12;
    }
    friend std::ostream& operator<<(std::ostream& out, const Part& p) {
        return out << p.place << " x " << p.weight;
    }
};

std::vector<Part> parts_of(const shapes::Placement& placement, std::size_t code) {
    std::vector<Part> parts;
    for (std::size_t p = placement.start[code]; p < placement.start[code + 1]; ++p)
        parts.push_back({placement.place[p], placement.weight[p]});
    return parts;
}

TEST(OriginLink, RecognisesItsColumnsByWhatTheyHold) {
    const auto chain = chain_of({msoa_lsoa, lsoa_ccg}, {"M1", "M2"}, {"A", "B"});
    EXPECT_EQ(chain[0].from_column, "msoa11_code");
    EXPECT_EQ(chain[0].to_column, "lsoa11_code");
    EXPECT_EQ(chain[1].from_column, "LSOA11CD");
    EXPECT_EQ(chain[1].to_column, "CCG17CD");
}

TEST(PlaceOrigins, OfAChainCountsUnitsEquallyAndSaysSo) {
    const Codes origins{"", "M1", "M2"};
    const Codes areas{"A", "B"};
    const std::vector<double> patients{5, 100, 50};
    const auto chain = chain_of({msoa_lsoa, lsoa_ccg}, origins, areas);
    const auto placed = shapes::place_origins(origins, chain, areas, {.patients = patients});
    EXPECT_THAT(parts_of(placed, 0), ElementsAre(Part{unknown_place, 1}));
    EXPECT_THAT(parts_of(placed, 1), ElementsAre(Part{0, 0.75}, Part{1, 0.25}));
    EXPECT_THAT(parts_of(placed, 2), ElementsAre(Part{1, 1}));
    ASSERT_EQ(placed.findings.size(), 1u);
    EXPECT_THAT(placed.findings[0].codes, ElementsAre("M1"));
    EXPECT_THAT(placed.findings[0].text, HasSubstr("1 of 3 origins lies in several areas"));
    EXPECT_THAT(placed.findings[0].text, HasSubstr("counting equally (no weights)"));
    // One join a link.
    ASSERT_EQ(placed.further_joins.size(), 2u);
    EXPECT_EQ(placed.further_joins[0].matched, 2u);
    EXPECT_EQ(placed.further_joins[1].left, 5u);
    EXPECT_EQ(placed.join.left, 2u);
}

TEST(PlaceOrigins, OfOneTableWithManyRowsACodeCountsEachRow) {
    // The LSOA lookup itself, from its MSOA column to its CCG column.
    const Rows rows{{"LSOA", "MSOA11CD", "CCG17CD"}, {"L1", "M1", "A"}, {"L2", "M1", "A"}, {"L3", "M1", "B"}};
    const Codes areas{"A", "B"};
    const auto placed = shapes::place_origins(Codes{"M1"}, chain_of({rows}, {"M1"}, areas), areas, {});
    EXPECT_THAT(parts_of(placed, 0), ElementsAre(Part{0, 2.0 / 3.0}, Part{1, 1.0 / 3.0}));
}

TEST(PlaceOrigins, DividesByAColumnWeight) {
    const Rows rows{{"origin", "area", "weight"}, {"M1", "A", "30"}, {"M1", "B", "10"}, {"M2", "B", ""}};
    const Codes areas{"A", "B"};
    const Codes origins{"M1", "M2"};
    const auto placed = shapes::place_origins(origins, chain_of({rows}, origins, areas), areas, {});
    EXPECT_THAT(parts_of(placed, 0), ElementsAre(Part{0, 0.75}, Part{1, 0.25}));
    EXPECT_THAT(placed.findings[0].text, HasSubstr("by its column weight"));
}

TEST(PlaceOrigins, DividesByThePopulationOfTheFinestUnits) {
    const Codes origins{"M1", "M2"};
    const Codes areas{"A", "B"};
    const auto chain = chain_of({msoa_lsoa, lsoa_ccg}, origins, areas);
    Codes units;
    for (const auto& link : chain)
        units.insert(units.end(), link.units.begin(), link.units.end());
    const auto weights = shapes::make_origin_weights(
        table_of({{"LSOA11CD", "pop_2015"}, {"L1", "1000"}, {"L2", "500"}, {"L4", "500"}, {"L5", "9"}}), "",
        units);
    EXPECT_EQ(weights.column, "pop_2015");
    const auto placed = shapes::place_origins(origins, chain, areas, {.weights = &weights});
    EXPECT_THAT(parts_of(placed, 0), ElementsAre(Part{0, 0.75}, Part{1, 0.25}));
    const auto missing = findings_of(placed.findings, geo::FindingKind::bad_value, geo::Severity::warning);
    ASSERT_EQ(missing.size(), 1u);
    EXPECT_THAT(missing[0].codes, ElementsAre("L3"));
    EXPECT_THAT(missing[0].text, HasSubstr("counted as 0"));
}

TEST(PlaceOrigins, WithWeightsThatAddUpToZeroCountEquallyAndAreViolations) {
    const Codes areas{"A", "B"};
    const Rows rows{{"origin", "area", "weight"}, {"M1", "A", "0"}, {"M1", "B", "0"}};
    const auto placed = shapes::place_origins(Codes{"M1"}, chain_of({rows}, {"M1"}, areas), areas, {});
    EXPECT_THAT(parts_of(placed, 0), ElementsAre(Part{0, 0.5}, Part{1, 0.5}));
    const auto wrong = findings_of(placed.findings, geo::FindingKind::bad_value, geo::Severity::violation);
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_THAT(wrong[0].text, HasSubstr("test.csv, line 2: the weights of M1 add up to 0"));

    const Rows plain{{"origin", "area"}, {"M1", "A"}, {"M1", "B"}};
    const auto weights =
        shapes::make_origin_weights(table_of({{"code", "population"}, {"A", "0"}}), "", areas);
    const auto by_file =
        shapes::place_origins(Codes{"M1"}, chain_of({plain}, {"M1"}, areas), areas, {.weights = &weights});
    EXPECT_THAT(parts_of(by_file, 0), ElementsAre(Part{0, 0.5}, Part{1, 0.5}));
    EXPECT_EQ(findings_of(by_file.findings, geo::FindingKind::bad_value, geo::Severity::violation).size(),
              1u);
}

TEST(PlaceOrigins, NamesTheCodesThatEachLinkLacksWithTheirPatients) {
    Rows gap = lsoa_ccg;
    gap.pop_back();  // L5
    const Codes origins{"M1", "M2", "W1", "W2"};
    const Codes areas{"A", "B"};
    const std::vector<double> patients{100, 50, 3, 1000};
    const auto placed = shapes::place_origins(origins, chain_of({msoa_lsoa, gap}, origins, areas), areas,
                                              {.patients = patients});
    EXPECT_THAT(parts_of(placed, 1), ElementsAre(Part{outside_place, 1}));
    EXPECT_THAT(parts_of(placed, 2), ElementsAre(Part{outside_place, 1}));
    const auto unmatched = findings_of(placed.findings, geo::FindingKind::unmatched, geo::Severity::warning);
    ASSERT_EQ(unmatched.size(), 2u);
    EXPECT_THAT(unmatched[0].text, HasSubstr("W2 (about 1000 patients) and W1 (1 to 7 patients)"));
    EXPECT_THAT(unmatched[1].text, HasSubstr("L5 (about 50 patients)"));
    EXPECT_THAT(placed.further_joins[0].unmatched_left, ElementsAre("W1", "W2"));
    EXPECT_THAT(placed.further_joins[1].unmatched_left, ElementsAre("L5"));
}

TEST(PlaceOrigins, TakesARowWithoutAUnitForOneOutside) {
    const Rows rows{{"origin", "area", "weight"}, {"M1", "A", "1"}, {"M1", "", "3"}};
    const auto placed = shapes::place_origins(Codes{"M1"}, chain_of({rows}, {"M1"}, {"A"}), Codes{"A"}, {});
    EXPECT_THAT(parts_of(placed, 0), ElementsAre(Part{outside_place, 0.75}, Part{0, 0.25}));
}

TEST(PlaceOrigins, LooksUpOriginsOfAnotherYearThroughASuccession) {
    const auto succession = shapes::make_succession(table_of({{"old", "new"}, {"A", "N"}, {"B", "N"}}));
    const auto placed =
        shapes::place_origins(Codes{"A", "N"}, {}, Codes{"A", "B"}, {.succession = &succession});
    EXPECT_THAT(parts_of(placed, 1), ElementsAre(Part{0, 0.5}, Part{1, 0.5}));
}

TEST(OriginLink, RefusesTablesOfOtherCodes) {
    const auto refusal = [](const Rows& rows, const Codes& from, const Codes& to) {
        return error_of<geo::InputError>([&] { (void)shapes::make_origin_link(table_of(rows), from, to); });
    };
    EXPECT_THAT(refusal(msoa_lsoa, {"E1", "E2"}, {"L1"}),
                testing::AllOf(HasSubstr("none of the 2 codes to look up"), HasSubstr("E1 and E2"),
                               HasSubstr("--origin-column")));
    EXPECT_THAT(
        refusal(msoa_lsoa, {"M1"}, {"E38"}),
        testing::AllOf(HasSubstr("no column but msoa11_code"), HasSubstr("E38"), HasSubstr("--area-column")));
    EXPECT_THAT(refusal({{"one", "two", "area"}, {"M1", "M1", "A"}}, {"M1"}, {"A"}),
                HasSubstr("several columns may hold the codes of the origin: one and two"));
}

TEST(OriginLink, RefusesWeightsThatAreMissingNegativeOrNotNumbers) {
    const auto refusal = [](const std::string& weight) {
        return error_of<geo::InputError>([&] {
            (void)shapes::make_origin_link(
                table_of({{"origin", "area", "weight"}, {"M1", "A", "1"}, {"M1", "B", weight}}), Codes{"M1"},
                Codes{"A", "B"});
        });
    };
    EXPECT_THAT(refusal(""), HasSubstr("test.csv, line 3: M1 stands on 2 rows and this one has no weight"));
    EXPECT_THAT(refusal("-2"),
                HasSubstr("test.csv, line 3: `-2` in column weight, the weight of M1, is negative"));
    EXPECT_THAT(refusal("nan"), HasSubstr("not a finite number"));
}

TEST(OriginWeights, RefuseWhatIsNoWeight) {
    const auto refusal = [](const Rows& rows) {
        return error_of<geo::InputError>(
            [&] { (void)shapes::make_origin_weights(table_of(rows), "", Codes{"L1"}); });
    };
    EXPECT_THAT(refusal({{"code", "population"}, {"L1", "-1"}}), HasSubstr("line 2: `-1`"));
    EXPECT_THAT(refusal({{"code", "population"}, {"L1", "inf"}}), HasSubstr("not a finite number"));
    EXPECT_THAT(refusal({{"code", "population"}, {"L1", "1"}, {"L1", "2"}}), HasSubstr("another weight"));
    EXPECT_THAT(refusal({{"code", "population"}, {"X", "1"}}), HasSubstr("none of the units"));
    EXPECT_THAT(refusal({{"code", "people"}, {"L1", "1"}}), HasSubstr("'population'"));
}

TEST(PlaceOrigins, RefusesWeightsGivenTwice) {
    const Rows rows{{"origin", "area", "weight"}, {"M1", "A", "1"}, {"M1", "B", "1"}};
    const Codes areas{"A", "B"};
    const auto chain = chain_of({rows}, {"M1"}, areas);
    const auto weights =
        shapes::make_origin_weights(table_of({{"code", "population"}, {"A", "1"}}), "", areas);
    EXPECT_THAT(error_of<geo::InputError>(
                    [&] { (void)shapes::place_origins(Codes{"M1"}, chain, areas, {.weights = &weights}); }),
                HasSubstr("gives weights too"));
}

TEST(PlaceOrigins, AgreesWithAWalkOverEveryPathOnRandomChains) {
    std::mt19937 random(3);
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    for (int round = 0; round < 40; ++round) {
        // Three levels with 0 to 4 rows a code, some with weights.
        Rows first{{"origin", "area", "weight"}};
        Rows second{{"origin", "area"}};
        std::map<std::string, std::vector<std::pair<std::string, double>>> to_unit;
        std::map<std::string, std::vector<std::string>> to_area;
        Codes origins;
        for (int o = 0; o < 12; ++o) {
            const std::string origin = "o" + std::to_string(o);
            origins.push_back(origin);
            for (std::uint32_t r = o == 0 ? 1 : below(5); r > 0; --r) {
                const std::string unit = "u" + std::to_string(below(9));
                const double weight = 1.0 + below(4);
                first.push_back({origin, unit, std::to_string(weight)});
                to_unit[origin].emplace_back(unit, weight);
            }
        }
        for (int u = 0; u < 9; ++u) {
            const std::string unit = "u" + std::to_string(u);
            for (std::uint32_t r = 1 + below(3); r > 0; --r) {
                const std::string area = "a" + std::to_string(below(4));
                second.push_back({unit, area});
                to_area[unit].push_back(area);
            }
        }
        const Codes areas{"a0", "a1", "a2", "a3"};
        const auto placed =
            shapes::place_origins(origins, chain_of({first, second}, origins, areas), areas, {});
        for (std::size_t o = 0; o < origins.size(); ++o) {
            std::map<std::int32_t, double> expected;
            double all = 0.0;
            for (const auto& row : to_unit[origins[o]])
                all += row.second;
            for (const auto& [unit, weight] : to_unit[origins[o]]) {
                for (const std::string& area : to_area[unit])
                    expected[area[1] - '0'] += weight / all / static_cast<double>(to_area[unit].size());
            }
            if (expected.empty()) expected[outside_place] = 1.0;
            std::vector<Part> parts;
            for (const auto& [place, weight] : expected)
                parts.push_back({place, weight});
            EXPECT_EQ(parts_of(placed, o), parts) << "round " << round << ", origin " << o;
        }
    }
}

}  // namespace
