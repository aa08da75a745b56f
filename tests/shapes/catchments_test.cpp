#include "shapes/catchments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using shapes::Catchment;
using shapes::CatchmentMethod;
using shapes::FlowRow;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::vector<CatchmentMethod> all_methods{CatchmentMethod::first_past_the_post, CatchmentMethod::share,
                                               CatchmentMethod::proportional};

shapes::AreaValues population_of(const std::vector<std::pair<std::string, double>>& rows) {
    std::vector<std::vector<std::string>> table{{"code", "population"}};
    for (const auto& [code, people] : rows)
        table.push_back({code, geo::format_number(people)});
    return shapes::make_area_values(shapes_test::table_of(table), {});
}

/// Origin a: 50, 30, 20 to S, T, U; b: 40, 40, 20; c: all to T; d has no flows. 1000 people each.
shapes::Catchments drawn() {
    const auto flows = shapes::make_flow_table(std::vector<FlowRow>{{"a", "S", 50},
                                                                    {"a", "T", 30},
                                                                    {"a", "U", 20},
                                                                    {"b", "S", 40},
                                                                    {"b", "T", 40},
                                                                    {"b", "U", 20},
                                                                    {"c", "T", 7}});
    return shapes::find_catchments(flows, population_of({{"a", 1000}, {"b", 1000}, {"c", 1000}, {"d", 1000}}),
                                   {.methods = all_methods});
}

TEST(Catchments, FirstPastThePostGivesAnOriginWholeToTheGreatestShare) {
    const auto found = drawn();
    ASSERT_THAT(found.sites, ElementsAre("S", "T", "U"));
    const auto& fptp = found.methods[0];
    EXPECT_EQ(fptp.sites[0].population, 2000.0);  // a, and b by the lower code
    EXPECT_EQ(fptp.sites[1].population, 1000.0);
    EXPECT_EQ(fptp.sites[2].population, 0.0);
    EXPECT_EQ(fptp.sites[0].origins, 2U);
    EXPECT_EQ(fptp.in_none, 1000.0);
    EXPECT_EQ(fptp.origins_in_none, 1U);
    EXPECT_EQ(fptp.in_several, 0.0);
}

TEST(Catchments, ATieOfTheGreatestShareIsNamed) {
    const auto found = drawn();
    ASSERT_THAT(found.ties, SizeIs(1));
    EXPECT_EQ(found.ties[0].origin, "b");
    EXPECT_THAT(found.ties[0].sites, ElementsAre("S", "T"));
}

TEST(Catchments, ASharePastTheThresholdCountsTheOriginForEverySite) {
    const auto found = drawn();
    const auto& share = found.methods[1];
    EXPECT_EQ(share.sites[0].population, 2000.0);
    EXPECT_EQ(share.sites[1].population, 3000.0);  // 30 of 100 reaches 0.3
    EXPECT_EQ(share.sites[2].population, 0.0);
    EXPECT_EQ(share.sites[1].overlap_population, 2000.0);
    EXPECT_EQ(share.sites[1].overlap_origins, 2U);
    EXPECT_EQ(share.assigned, 3000.0);
    EXPECT_EQ(share.in_several, 2000.0);
    EXPECT_EQ(share.origins_in_several, 2U);
}

TEST(Catchments, ProportionalDividesEachOrigin) {
    const auto found = drawn();
    const auto& part = found.methods[2];
    EXPECT_DOUBLE_EQ(part.sites[0].population, 900.0);
    EXPECT_DOUBLE_EQ(part.sites[1].population, 1700.0);
    EXPECT_DOUBLE_EQ(part.sites[2].population, 400.0);
    EXPECT_EQ(part.sites[1].origins, 3U);
    EXPECT_EQ(part.sites[1].overlap_origins, 2U);
    EXPECT_EQ(part.sites[1].overlap_population, 0.0);
    EXPECT_DOUBLE_EQ(part.assigned + part.in_none, found.population);
}

TEST(Catchments, WhatSharesOfThePopulationDoNotCoverIsInNone) {
    const auto population = population_of({{"a", 1000}});
    const auto flows = shapes::make_flow_table(
        shapes_test::table_of({{"origin", "site", "part"}, {"a", "S", "0.6"}, {"a", "T", "0.3"}}),
        {.origin = "", .site = "", .count = "", .share = "part"}, &population);
    const auto found = shapes::find_catchments(flows, population,
                                               {.methods = all_methods, .has_shares_of_population = true});
    EXPECT_NEAR(found.methods[2].in_none, 100.0, 1e-9);
    EXPECT_EQ(found.methods[1].sites[1].population, 1000.0);  // 0.3 x 1000 / 1000 reaches 0.3
    EXPECT_EQ(found.methods[0].in_none, 0.0);
}

TEST(Catchments, AnUnknownSiteHasNoneButKeepsItsShare) {
    const auto flows =
        shapes::make_flow_table(std::vector<FlowRow>{{"a", "", 60}, {"a", "S", 25}, {"a", "T", 15}});
    const auto found = shapes::find_catchments(flows, population_of({{"a", 100}}), {.methods = all_methods});
    EXPECT_THAT(found.sites, ElementsAre("S", "T"));
    EXPECT_EQ(found.methods[0].sites[0].population, 100.0);
    EXPECT_EQ(found.methods[1].in_none, 100.0);
    EXPECT_DOUBLE_EQ(found.methods[2].sites[0].population, 25.0);
    EXPECT_DOUBLE_EQ(found.methods[2].in_none, 60.0);
}

TEST(Catchments, OriginsWithoutAPopulationAreNamed) {
    const auto flows =
        shapes::make_flow_table(std::vector<FlowRow>{{"a", "S", 5}, {"x", "S", 5}, {"", "S", 5}});
    const auto found = shapes::find_catchments(flows, population_of({{"a", 100}}), {.methods = all_methods});
    const auto warnings =
        shapes_test::findings_of(found.findings, geo::FindingKind::unmatched, geo::Severity::warning);
    ASSERT_THAT(warnings, SizeIs(1));
    EXPECT_THAT(warnings[0].text, HasSubstr("(unknown)"));
    EXPECT_THAT(warnings[0].text, HasSubstr("x"));
}

TEST(Catchments, RefuseAPopulationOfOtherCodesAndAThresholdOfZero) {
    const auto flows = shapes::make_flow_table(std::vector<FlowRow>{{"a", "S", 5}});
    EXPECT_THROW((void)shapes::find_catchments(flows, population_of({{"z", 1}}), {.methods = all_methods}),
                 geo::InputError);
    EXPECT_THROW((void)shapes::find_catchments(flows, population_of({{"a", 1}}),
                                               {.methods = all_methods, .threshold = 0.0}),
                 geo::UsageError);
}

TEST(Catchments, OfFootprintsAddUpTheSitesOfEach) {
    const auto flows = shapes::make_flow_table(
        std::vector<FlowRow>{{"a", "S", 30}, {"a", "T", 25}, {"a", "U", 35}, {"a", "V", 7}, {"a", "", 3}});
    const auto plan =
        shapes::make_plan(shapes_test::lookup_of({{"area", "footprint"}, {"a", "F"}, {"b", "G"}}));
    shapes::Placement sites;
    for (const int place : {shapes::unknown_place, 0, 0, 1, shapes::outside_place})
        sites.add(place);
    const auto footprints = shapes::flows_to_footprints(flows, sites, plan);
    EXPECT_THAT(footprints.sites, ElementsAre("", "F", "G", "outside"));
    EXPECT_THAT(footprints.patients, ElementsAre(3, 55, 35, 7));
    const auto found =
        shapes::find_catchments(footprints, population_of({{"a", 100}}), {.methods = all_methods});
    EXPECT_EQ(found.methods[0].sites[0].population, 100.0);
    EXPECT_DOUBLE_EQ(found.methods[2].sites[0].population, 55.0);
}

/// Populations straight from the definitions, one site and method at a time.
double brute_force(CatchmentMethod method, const std::map<std::string, std::map<std::string, double>>& cells,
                   const std::map<std::string, double>& people, const std::string& site) {
    double sum = 0.0;
    for (const auto& [origin, to] : cells) {
        double total = 0.0;
        std::string best;
        for (const auto& [code, patients] : to) {
            total += patients;
            if (!code.empty() && patients > 0.0 && (best.empty() || patients > to.at(best))) best = code;
        }
        const auto own = to.find(site);
        if (total == 0.0 || own == to.end()) continue;
        const double share = own->second / total;
        if (method == CatchmentMethod::first_past_the_post && best == site) sum += people.at(origin);
        if (method == CatchmentMethod::share && share >= 0.3 - 1e-12) sum += people.at(origin);
        if (method == CatchmentMethod::proportional) sum += people.at(origin) * share;
    }
    return sum;
}

TEST(Catchments, EqualABruteForceCountAndBoundsHoldInEveryFillingAndAreReached) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::vector<FlowRow> rows;
        std::map<std::string, std::map<std::string, double>> cells;
        std::map<std::string, double> people;
        std::vector<std::pair<std::string, double>> population;
        for (const char* origin : {"a", "b", "c"}) {
            people[origin] = static_cast<double>(100 + random() % 900);
            population.emplace_back(origin, people[origin]);
            for (const char* site : {"", "S", "T", "U"}) {
                if (random() % 4 == 0) continue;
                cells[origin][site] = static_cast<double>(random() % 12);
                rows.push_back({origin, site, cells[origin][site]});
            }
        }
        shapes::FlowTable flows = shapes::make_flow_table(rows);
        const shapes::SuppressedRow row{1.0, 4.0};
        // Three suppressed rows somewhere; then a brute force over all their values.
        flows.suppressed.assign(flows.cells(), 0.0);
        std::vector<std::size_t> at;
        for (int i = 0; i < 3; ++i) {
            const std::size_t cell = random() % flows.cells();
            if (flows.suppressed[cell] > 0.0) continue;
            flows.suppressed[cell] = 1.0;
            at.push_back(cell);
        }
        const auto found = shapes::find_catchments(flows, population_of(population),
                                                   {.methods = all_methods, .suppressed = row});
        const auto origin_of = [&](std::size_t cell) {
            const auto next = std::ranges::upper_bound(flows.row_start, cell);
            return flows.origins[static_cast<std::size_t>(next - flows.row_start.begin()) - 1];
        };
        std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> values;
        auto filled = cells;
        const auto collect = [&](bool is_point) {
            for (std::size_t m = 0; m < 3; ++m) {
                for (std::size_t s = 0; s < found.sites.size(); ++s) {
                    const double expected = brute_force(all_methods[m], filled, people, found.sites[s]);
                    if (is_point)
                        EXPECT_NEAR(found.methods[m].sites[s].population, expected, 1e-9);
                    else
                        values[{m, s}].push_back(expected);
                }
            }
        };
        const std::function<void(std::size_t)> fill = [&](std::size_t next) {
            if (next == at.size()) {
                collect(false);
                return;
            }
            double& cell =
                filled[origin_of(at[next])][flows.sites[static_cast<std::size_t>(flows.site[at[next]])]];
            const double known = cell;
            for (double value = row.low; value <= row.high; value += 1.0) {
                cell = known + value;
                fill(next + 1);
            }
            cell = known;
        };
        for (const std::size_t cell : at)
            filled[origin_of(cell)][flows.sites[static_cast<std::size_t>(flows.site[cell])]] += row.middle();
        collect(true);
        filled = cells;
        fill(0);
        for (const auto& [key, list] : values) {
            const Catchment& of = found.methods[key.first].sites[key.second];
            const auto [least, greatest] = std::ranges::minmax(list);
            EXPECT_NEAR(of.bounds ? of.bounds->low : of.population, least, 1e-9);
            EXPECT_NEAR(of.bounds ? of.bounds->high : of.population, greatest, 1e-9);
        }
    }
}

}  // namespace
