#include "shapes/flow_measures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using shapes::Containment;
using shapes::FlowMeasure;
using shapes::FlowRow;
using shapes::outside_place;
using shapes::unknown_place;
using testing::ElementsAre;

/// Footprints A (areas a1, a2; sites SA1, SA2), B (b1; SB) and C (c1, no site), with flows from and to
/// outside (X1, X2; SX) and unknown places. By footprint:
///
///          to A   B   C  outside  unknown
///   A        60  10   -        5        5
///   B        20  70   -        -        -
///   C        15   5   -        -        -
///   outside   8   2   -        3        -
///   unknown   2   -   -        -        -
const std::vector<FlowRow> drawn_flows{
    {"a1", "SA1", 40}, {"a1", "SA2", 10}, {"a2", "SA2", 10}, {"a1", "SB", 10},  {"a1", "SX", 5},
    {"a2", "", 5},     {"b1", "SA1", 20}, {"b1", "SB", 70},  {"c1", "SA1", 15}, {"c1", "SB", 5},
    {"X1", "SA1", 8},  {"X2", "SB", 2},   {"X1", "SX", 3},   {"", "SA2", 2}};

shapes::Lookup drawn_areas() {
    return shapes_test::lookup_of(
        {{"area", "footprint"}, {"a1", "A"}, {"a2", "A"}, {"b1", "B"}, {"c1", "C"}, {"d1", "D"}});
}

geo::Table drawn_sites() {
    return shapes_test::table_of({{"site", "footprint"}, {"SA1", "A"}, {"SA2", "A"}, {"SB", "B"}});
}

/// The whole way from rows to measures. D has neither patients nor sites.
struct Drawn {
    shapes::Lookup areas = drawn_areas();
    shapes::Plan plan = shapes::make_plan(areas);
    std::vector<shapes::PlaceFlow> places;
    shapes::FlowResult result;

    explicit Drawn(const std::vector<FlowRow>& rows, const shapes::FlowParameters& parameters = {}) {
        const auto flows = shapes::make_flow_table(rows);
        const auto origins = shapes::place_in_areas("origins to areas", flows.origins, areas.codes);
        const auto sites = shapes_test::place_sites(flows.sites, drawn_sites(), plan);
        places = shapes::flows_by_footprint(shapes::flows_by_area(flows, origins, sites), plan);
        result = shapes::measure_flows(places, plan.footprints(), parameters);
    }
    [[nodiscard]] const FlowMeasure& open(std::size_t f) const { return result.footprints[f].open; }
    [[nodiscard]] const FlowMeasure& closed(std::size_t f) const { return result.footprints[f].closed; }
};

TEST(FlowMeasures, AddUpFlowsByFootprintOutsideAndUnknown) {
    const Drawn drawn(drawn_flows);
    std::map<std::pair<int, int>, double> matrix;
    for (const shapes::PlaceFlow& flow : drawn.places)
        matrix[{flow.from, flow.to}] = flow.patients;
    const std::map<std::pair<int, int>, double> expected{{{0, 0}, 60},
                                                         {{0, 1}, 10},
                                                         {{0, outside_place}, 5},
                                                         {{0, unknown_place}, 5},
                                                         {{1, 0}, 20},
                                                         {{1, 1}, 70},
                                                         {{2, 0}, 15},
                                                         {{2, 1}, 5},
                                                         {{outside_place, 0}, 8},
                                                         {{outside_place, 1}, 2},
                                                         {{outside_place, outside_place}, 3},
                                                         {{unknown_place, 0}, 2}};
    EXPECT_EQ(matrix, expected);
    EXPECT_EQ(drawn.result.open.total, 205.0);
}

TEST(FlowMeasures, CountOutsideAndUnknownPlacesInTheOpenValues) {
    const Drawn drawn(drawn_flows);
    const FlowMeasure& a = drawn.open(0);
    EXPECT_EQ(a.resident, 80.0);
    EXPECT_EQ(a.treated, 105.0);
    EXPECT_EQ(a.local, 60.0);
    EXPECT_EQ(a.out, 20.0);
    EXPECT_EQ(a.in, 45.0);
    EXPECT_DOUBLE_EQ(*a.li, 60.0 / 80);
    EXPECT_DOUBLE_EQ(*a.lofi, 60.0 / 105);
    EXPECT_DOUBLE_EQ(*a.msi, 45.0 / 105);
    EXPECT_DOUBLE_EQ(*a.npf, 45.0 / 20);
    EXPECT_EQ(a.net, 25.0);
    EXPECT_DOUBLE_EQ(*a.home_work_ratio, (20.0 - 45.0) / 60);
    EXPECT_DOUBLE_EQ(*a.commuter_ratio, (20.0 + 45.0) / 120);
    EXPECT_EQ(a.elzinga_hogarty, Containment::fail);
    EXPECT_FALSE(a.bounds);
    const FlowMeasure& b = drawn.open(1);
    EXPECT_DOUBLE_EQ(*b.li, 70.0 / 90);
    EXPECT_DOUBLE_EQ(*b.lofi, 70.0 / 87);
    EXPECT_EQ(b.net, -3.0);
    EXPECT_EQ(b.elzinga_hogarty, Containment::weak);
    EXPECT_EQ(drawn.result.footprints[0].to_outside.value, 5.0);
    EXPECT_EQ(drawn.result.footprints[0].to_unknown.value, 5.0);
    EXPECT_EQ(drawn.result.footprints[0].from_outside.value, 8.0);
    EXPECT_EQ(drawn.result.footprints[0].from_unknown.value, 2.0);
}

TEST(FlowMeasures, LeaveThemOutOfTheClosedValues) {
    const Drawn drawn(drawn_flows);
    EXPECT_EQ(drawn.closed(0).resident, 70.0);
    EXPECT_EQ(drawn.closed(0).treated, 95.0);
    EXPECT_DOUBLE_EQ(*drawn.closed(0).li, 60.0 / 70);
    EXPECT_GT(*drawn.closed(0).li, *drawn.open(0).li);  // dropping them would inflate LI
    EXPECT_DOUBLE_EQ(*drawn.closed(1).lofi, 70.0 / 85);
    EXPECT_EQ(drawn.result.closed.total, 180.0);
}

TEST(FlowMeasures, ReportSharesOfOutsideAndUnknown) {
    const Drawn drawn(drawn_flows);
    EXPECT_DOUBLE_EQ(drawn.result.origin_outside_share, 13.0 / 205);
    EXPECT_DOUBLE_EQ(drawn.result.origin_unknown_share, 2.0 / 205);
    EXPECT_DOUBLE_EQ(drawn.result.site_outside_share, 8.0 / 205);
    EXPECT_DOUBLE_EQ(drawn.result.site_unknown_share, 5.0 / 205);
}

TEST(FlowMeasures, OfTheWholePlan) {
    const Drawn drawn(drawn_flows);
    EXPECT_DOUBLE_EQ(*drawn.result.open.li, 130.0 / 190);
    EXPECT_DOUBLE_EQ(*drawn.result.open.within, 130.0 / 205);
    EXPECT_DOUBLE_EQ(*drawn.result.closed.li, 130.0 / 180);
    EXPECT_DOUBLE_EQ(*drawn.result.closed.within, 130.0 / 180);
}

TEST(FlowMeasures, WithoutASiteHaveNoLofiAndMsiWhileLiIsZero) {
    const FlowMeasure c = Drawn(drawn_flows).open(2);
    EXPECT_EQ(c.resident, 20.0);
    EXPECT_EQ(c.treated, 0.0);
    EXPECT_EQ(c.li, std::optional(0.0));
    EXPECT_EQ(c.lofi, std::nullopt);
    EXPECT_EQ(c.msi, std::nullopt);
    EXPECT_EQ(c.npf, std::optional(0.0));
    EXPECT_EQ(c.net, -20.0);
    EXPECT_EQ(c.home_work_ratio, std::nullopt);
    EXPECT_EQ(c.commuter_ratio, std::nullopt);
    EXPECT_EQ(c.elzinga_hogarty, std::nullopt);
    EXPECT_EQ(c.validity, std::nullopt);
}

TEST(FlowMeasures, WithoutPatientsAreUndefined) {
    const FlowMeasure d = Drawn(drawn_flows).open(3);
    EXPECT_EQ(d.resident, 0.0);
    EXPECT_EQ(d.li, std::nullopt);
    EXPECT_EQ(d.lofi, std::nullopt);
    EXPECT_EQ(d.npf, std::nullopt);
    EXPECT_EQ(d.net, 0.0);
    EXPECT_EQ(d.validity, std::nullopt);
}

TEST(FlowMeasures, WithoutResidentsHaveNoLi) {
    const Drawn drawn({{"a1", "SB", 10}});
    EXPECT_EQ(drawn.open(1).li, std::nullopt);
    EXPECT_EQ(drawn.open(1).lofi, std::optional(0.0));
    EXPECT_EQ(drawn.open(1).msi, std::optional(1.0));
    EXPECT_EQ(drawn.open(1).npf, std::nullopt);
    EXPECT_EQ(drawn.open(1).net, 10.0);
}

TEST(FlowMeasures, WithNobodyLeavingHaveNoNetPatientFlowRatio) {
    const Drawn drawn({{"a1", "SA1", 10}, {"b1", "SA1", 5}});
    EXPECT_EQ(drawn.open(0).li, std::optional(1.0));
    EXPECT_EQ(drawn.open(0).npf, std::nullopt);
    EXPECT_EQ(drawn.open(0).net, 5.0);
}

TEST(FlowMeasures, FullContainmentIsValidWhateverTheSize) {
    const Drawn drawn({{"a1", "SA1", 0.1}, {"a2", "SA1", 0.2}});
    EXPECT_EQ(drawn.open(0).li, std::optional(1.0));
    EXPECT_EQ(drawn.open(0).lofi, std::optional(1.0));
    EXPECT_EQ(drawn.open(0).validity, std::optional(1.0));
    EXPECT_EQ(drawn.open(0).elzinga_hogarty, Containment::strong);
}

TEST(FlowMeasures, TakeTheValidityFromResidentsAndTheLesserShare) {
    const Drawn drawn({{"a1", "SA1", 10000}, {"a1", "SB", 4250}, {"b1", "SA1", 1000}});
    // R = 14,250, LI = 10/14.25 is less than LOFI = 10/11; see the X-equation tests for the factors.
    EXPECT_NEAR(*drawn.open(0).validity, (10.0 / 14.25 / 0.75) * (1 - (1 - 0.667 / 0.75) / 2) * 0.75 / 0.667,
                1e-12);
}

TEST(FlowMeasures, OfNoFlowsAreUndefinedAndNotZero) {
    const Drawn drawn({});
    EXPECT_EQ(drawn.result.open.total, 0.0);
    EXPECT_EQ(drawn.result.open.li, std::nullopt);
    EXPECT_EQ(drawn.result.open.modularity, std::nullopt);
    EXPECT_EQ(drawn.result.open.within, std::nullopt);
}

TEST(FlowMeasures, OfNothingButZerosHaveNoModularity) {
    const Drawn drawn({{"a1", "SA1", 0}, {"b1", "SB", 0}});
    EXPECT_EQ(drawn.result.open.modularity, std::nullopt);
    EXPECT_EQ(drawn.result.closed.modularity, std::nullopt);
}

// Made once with igraph 0.10.2 (python3-igraph of Debian 12):
//   GraphBase.modularity(graph, membership, weights, resolution, directed=True)
// on a directed graph with one vertex an origin and one a site, an edge a row above, and each vertex that is
// outside or unknown in a community of its own; without their edges for the closed value.
TEST(FlowMeasures, HaveTheDirectedModularityOfIgraph) {
    const std::vector<std::vector<double>> known{{1.0, 0.2479476502082094, 0.2808641975308642},
                                                 {0.5, 0.441046995835812, 0.5015432098765432},
                                                 {2.0, -0.13825104104699582, -0.16049382716049382}};
    for (const auto& row : known) {
        shapes::FlowParameters parameters;
        parameters.resolution = row[0];
        const Drawn drawn(drawn_flows, parameters);
        EXPECT_NEAR(*drawn.result.open.modularity, row[1], 1e-12);
        EXPECT_NEAR(*drawn.result.closed.modularity, row[2], 1e-12);
    }
}

// Six areas that send patients to one another, in three footprints of two; igraph as above with six vertices.
TEST(FlowMeasures, HaveTheDirectedModularityOfIgraphForFlowsBetweenAreas) {
    const std::vector<std::vector<int>> rows{{0, 0, 50}, {0, 1, 7},  {0, 3, 4},  {1, 0, 9},  {1, 1, 30},
                                             {1, 2, 6},  {2, 2, 44}, {2, 3, 11}, {3, 2, 8},  {3, 3, 60},
                                             {4, 4, 25}, {4, 5, 5},  {5, 3, 3},  {5, 4, 12}, {5, 5, 20}};
    std::vector<FlowRow> flow_rows;
    for (const auto& row : rows)
        flow_rows.push_back({std::to_string(row[0]), std::to_string(row[1]), static_cast<double>(row[2])});
    const auto lookup = shapes_test::lookup_of(
        {{"area", "footprint"}, {"0", "A"}, {"1", "A"}, {"2", "B"}, {"3", "B"}, {"4", "C"}, {"5", "C"}});
    const auto plan = shapes::make_plan(lookup);
    const auto flows = shapes::make_flow_table(flow_rows);
    const auto origins = shapes::place_in_areas("", flows.origins, lookup.codes);
    const auto sites = shapes::to_footprints(shapes::place_in_areas("", flows.sites, lookup.codes), plan);
    const auto places = shapes::flows_by_footprint(shapes::flows_by_area(flows, origins, sites), plan);
    shapes::FlowParameters parameters;
    EXPECT_NEAR(*shapes::measure_flows(places, 3, parameters).open.modularity, 0.5978990235550002, 1e-12);
    parameters.resolution = 2.0;
    EXPECT_NEAR(*shapes::measure_flows(places, 3, parameters).open.modularity, 0.24001573418483044, 1e-12);
}

TEST(FlowMeasures, RefuseAResolutionThatIsNoNumber) {
    shapes::FlowParameters parameters;
    parameters.resolution = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)shapes::measure_flows({}, 0, parameters), geo::UsageError);
    parameters.resolution = -1.0;
    EXPECT_THROW((void)shapes::measure_flows({}, 0, parameters), geo::UsageError);
}

TEST(FlowMeasures, RefusePlacesOfAnotherLength) {
    const auto flows = shapes::make_flow_table(drawn_flows);
    EXPECT_THROW((void)shapes::flows_by_area(flows, {}, {}), geo::InternalError);
}

/// The same measures straight from the rows, one footprint at a time.
FlowMeasure brute_force(const std::vector<FlowRow>& rows, const std::map<std::string, int>& place,
                        int footprint) {
    FlowMeasure m;
    const auto place_of = [&](const std::string& code) {
        const auto found = place.find(code);
        return found == place.end() ? -1 : found->second;
    };
    for (const FlowRow& row : rows) {
        const bool lives = place_of(row.origin) == footprint;
        const bool treated = place_of(row.site) == footprint;
        if (lives) m.resident += row.patients;
        if (treated) m.treated += row.patients;
        if (lives && treated) m.local += row.patients;
    }
    return m;
}

TEST(FlowMeasures, EqualABruteForceCountOnRandomFlows) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        std::mt19937 random(seed);
        const int footprints = 1 + static_cast<int>(random() % 6);
        std::map<std::string, int> place;
        std::vector<std::vector<std::string>> area_rows{{"area", "footprint"}};
        std::vector<std::vector<std::string>> site_rows{{"site", "footprint"}};
        for (int i = 0; i < 20; ++i) {
            const std::string area = "a" + std::to_string(i);
            const std::string site = "s" + std::to_string(i);
            // The first areas make sure that no footprint is without one.
            place[area] = i < footprints ? i : static_cast<int>(random() % static_cast<unsigned>(footprints));
            place[site] = static_cast<int>(random() % static_cast<unsigned>(footprints));
            area_rows.push_back({area, "F" + std::to_string(place[area])});
            site_rows.push_back({site, "F" + std::to_string(place[site])});
        }
        std::vector<FlowRow> rows;
        double total = 0.0;
        for (int i = 0; i < 300; ++i) {
            // 20 to 22 are codes outside, 23 is unknown.
            const auto o = random() % 24;
            const auto s = random() % 24;
            const auto patients = static_cast<double>(random() % 1000);
            rows.push_back(
                {o == 23 ? "" : "a" + std::to_string(o), s == 23 ? "" : "s" + std::to_string(s), patients});
            total += patients;
        }
        const auto lookup = shapes_test::lookup_of(area_rows);
        const auto plan = shapes::make_plan(lookup);
        const auto flows = shapes::make_flow_table(rows);
        const auto origins = shapes::place_in_areas("", flows.origins, lookup.codes);
        const auto sites = shapes_test::place_sites(flows.sites, shapes_test::table_of(site_rows), plan);
        const auto places = shapes::flows_by_footprint(shapes::flows_by_area(flows, origins, sites), plan);
        const auto result = shapes::measure_flows(places, plan.footprints(), {});
        EXPECT_EQ(result.open.total, total);
        double sum = 0.0;
        for (const auto& flow : places)
            sum += flow.patients;
        EXPECT_EQ(sum, total);
        ASSERT_EQ(result.footprints.size(), static_cast<std::size_t>(footprints));
        for (int f = 0; f < footprints; ++f) {
            const FlowMeasure expected = brute_force(rows, place, f);
            const FlowMeasure& found = result.footprints[static_cast<std::size_t>(f)].open;
            EXPECT_EQ(found.resident, expected.resident);
            EXPECT_EQ(found.treated, expected.treated);
            EXPECT_EQ(found.local, expected.local);
            EXPECT_EQ(found.out, expected.resident - expected.local);
            EXPECT_EQ(found.in, expected.treated - expected.local);
        }
    }
}

}  // namespace
