// Bounds of flow measures, against every way to fill a few suppressed cells.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/flow_pairs.hpp"
#include "shapes/internal_cohesion.hpp"
#include "table_of.hpp"

namespace {

using shapes::FlowMeasure;
using shapes::FlowResult;
using shapes::PlaceFlow;
using shapes::RatioRange;

/// A figure by name, undefined in some fillings.
using Figures = std::map<std::string, std::optional<double>>;
/// Its bounds, and whether they must be reached.
struct Bound {
    RatioRange range;
    bool is_exact = true;
};
using Bounds = std::map<std::string, Bound>;

RatioRange known(const shapes::Range& range) {
    return {range.low, range.high};
}

/// A verdict as a number, the better the higher.
std::optional<double> rank(const std::optional<shapes::Containment>& verdict) {
    if (!verdict) return std::nullopt;
    return -static_cast<double>(*verdict);
}

void add_figures(const std::string& name, const FlowMeasure& m, Figures& figures, Bounds& bounds) {
    const auto add = [&](const char* key, std::optional<double> value, RatioRange range, bool exact = true) {
        figures[name + key] = value;
        if (!m.bounds) range = {value, value};
        bounds[name + key] = {range, exact};
    };
    const shapes::FlowMeasureRange b = m.bounds.value_or(shapes::FlowMeasureRange{});
    add("resident", m.resident, known(b.resident));
    add("treated", m.treated, known(b.treated));
    add("local", m.local, known(b.local));
    add("out", m.out, known(b.out));
    add("in", m.in, known(b.in));
    add("net", m.net, known(b.net));
    add("li", m.li, b.li);
    add("lofi", m.lofi, b.lofi);
    add("msi", m.msi, b.msi);
    add("npf", m.npf, b.npf);
    add("home_work", m.home_work_ratio, b.home_work_ratio);
    add("commuter", m.commuter_ratio, b.commuter_ratio);
    add("verdict", rank(m.elzinga_hogarty), {rank(b.elzinga_hogarty_low), rank(b.elzinga_hogarty_high)});
    add("validity", m.validity, b.validity, false);
}

void add_figures(const std::string& name, const shapes::PlanFlow& plan, Figures& figures, Bounds& bounds) {
    const auto add = [&](const char* key, std::optional<double> value, RatioRange range, bool exact = true) {
        figures[name + key] = value;
        if (!plan.bounds) range = {value, value};
        bounds[name + key] = {range, exact};
    };
    const shapes::PlanFlowRange b = plan.bounds.value_or(shapes::PlanFlowRange{});
    add("total", plan.total, known(b.total));
    add("li", plan.li, b.li);
    add("within", plan.within, b.within);
    add("modularity", plan.modularity, b.modularity, false);
}

/// Every figure that has bounds. Absent bounds say that the figure is the same in every filling.
void collect(const std::vector<PlaceFlow>& flows, std::size_t footprints,
             const shapes::FlowParameters& parameters, Figures& figures, Bounds& bounds) {
    const FlowResult result = shapes::measure_flows(flows, footprints, parameters);
    for (std::size_t f = 0; f < footprints; ++f) {
        add_figures(std::to_string(f) + " open ", result.footprints[f].open, figures, bounds);
        add_figures(std::to_string(f) + " closed ", result.footprints[f].closed, figures, bounds);
    }
    add_figures("plan open ", result.open, figures, bounds);
    add_figures("plan closed ", result.closed, figures, bounds);
    for (const shapes::FlowPair& pair : shapes::flow_pairs(flows, result)) {
        const std::string name = std::to_string(pair.a) + "-" + std::to_string(pair.b);
        figures[name] = pair.cohesion;
        bounds[name] = {known(pair.cohesion_bounds.value_or(shapes::Range{pair.cohesion, pair.cohesion}))};
        figures[name + " closed"] = pair.cohesion_closed;
        bounds[name + " closed"] = {known(
            pair.cohesion_closed_bounds.value_or(shapes::Range{pair.cohesion_closed, pair.cohesion_closed}))};
    }
}

/// Calls `visit` for every way to fill the suppressed rows of the flows with whole numbers.
template <class Flow>
void each_filling(const std::vector<Flow>& flows, const shapes::SuppressedRow& row,
                  const std::function<void(const std::vector<Flow>&)>& visit) {
    std::vector<Flow> filled = flows;
    const std::function<void(std::size_t)> fill = [&](std::size_t at) {
        if (at == flows.size()) {
            visit(filled);
            return;
        }
        const double rows = flows[at].suppressed;
        filled[at].suppressed = 0.0;
        if (rows == 0.0) {
            fill(at + 1);
            return;
        }
        for (double value = rows * row.low; value <= rows * row.high; value += 1.0) {
            filled[at].patients = flows[at].patients + value;
            fill(at + 1);
        }
    };
    fill(0);
}

void expect_bounds(const Bounds& bounds, const std::map<std::string, std::vector<double>>& values,
                   bool all_reached) {
    for (const auto& [name, bound] : bounds) {
        SCOPED_TRACE(name);
        const auto found = values.find(name);
        if (found == values.end()) continue;
        const auto [least, greatest] = std::ranges::minmax(found->second);
        if (bound.range.low) {
            EXPECT_LE(*bound.range.low, least + 1e-12);
        }
        if (bound.range.high) {
            EXPECT_GE(*bound.range.high, greatest - 1e-12);
        }
        if (!bound.is_exact || !all_reached) continue;
        ASSERT_TRUE(bound.range.low && bound.range.high);
        EXPECT_NEAR(*bound.range.low, least, 1e-12);
        EXPECT_NEAR(*bound.range.high, greatest, 1e-12);
    }
}

/// Flows among three footprints, outside and unknown; some cells are suppressed, with known patients or
/// without.
std::vector<PlaceFlow> random_flows(std::mt19937& random, int suppressed_cells) {
    std::vector<PlaceFlow> flows;
    for (int from = -2; from < 3; ++from) {
        for (int to = -2; to < 3; ++to) {
            if (random() % 4 == 0) continue;
            const auto patients = static_cast<double>(random() % 3 == 0 ? 0 : random() % 60);
            flows.push_back({from, to, patients, 0.0});
        }
    }
    for (int i = 0; i < suppressed_cells; ++i) {
        PlaceFlow& flow = flows[random() % flows.size()];
        if (random() % 2 == 0) flow.patients = 0.0;
        flow.suppressed = std::min(2.0, flow.suppressed + 1.0);
    }
    return flows;
}

void expect_bounds_of_all_fillings(const std::vector<PlaceFlow>& flows,
                                   const shapes::FlowParameters& parameters, bool all_reached) {
    Figures point;
    Bounds bounds;
    collect(flows, 3, parameters, point, bounds);
    std::map<std::string, std::vector<double>> values;
    each_filling<PlaceFlow>(flows, parameters.suppressed, [&](const std::vector<PlaceFlow>& filled) {
        Figures figures;
        Bounds ignored;
        collect(filled, 3, parameters, figures, ignored);
        for (const auto& [name, value] : figures) {
            if (value) values[name].push_back(*value);
        }
    });
    // The middle of the cells lies between their ends.
    for (const auto& [name, value] : point) {
        if (value && bounds[name].is_exact) values[name].push_back(*value);
    }
    expect_bounds(bounds, values, all_reached);
}

TEST(FlowBounds, HoldInEveryFillingAndAreReachedWhereExact) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        shapes::FlowParameters parameters;
        parameters.suppressed = {1.0, 4.0};
        // Sizes on the scale of the flows, so that the validity is on either side of both corners.
        parameters.x_equation.min_size = 40.0;
        parameters.x_equation.target_size = 90.0;
        parameters.x_equation.form =
            seed % 2 == 0 ? shapes::XEquationForm::line : shapes::XEquationForm::hyperbola;
        parameters.resolution = seed % 3 == 0 ? 0.5 : 1.0;
        expect_bounds_of_all_fillings(random_flows(random, 4), parameters, true);
    }
}

TEST(FlowBounds, HoldWhereASuppressedRowMayBeNobody) {
    for (unsigned seed = 101; seed <= 130; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        shapes::FlowParameters parameters;
        parameters.suppressed = {0.0, 3.0};
        parameters.x_equation.min_size = 40.0;
        parameters.x_equation.target_size = 90.0;
        expect_bounds_of_all_fillings(random_flows(random, 4), parameters, false);
    }
}

TEST(FlowBounds, OfADrawnFootprint) {
    // 90 stay, one suppressed row stays, two go out.
    const std::vector<PlaceFlow> flows{{0, 0, 90, 1}, {0, 1, 10, 2}};
    const FlowResult result = shapes::measure_flows(flows, 2, {});
    const FlowMeasure& m = result.footprints[0].open;
    EXPECT_DOUBLE_EQ(m.local, 94.0);
    EXPECT_DOUBLE_EQ(m.out, 18.0);
    EXPECT_DOUBLE_EQ(*m.li, 94.0 / 112);
    ASSERT_TRUE(m.bounds);
    EXPECT_DOUBLE_EQ(m.bounds->resident.low, 103.0);
    EXPECT_DOUBLE_EQ(m.bounds->resident.high, 121.0);
    EXPECT_DOUBLE_EQ(*m.bounds->li.low, 91.0 / 115);
    EXPECT_DOUBLE_EQ(*m.bounds->li.high, 97.0 / 109);
    EXPECT_EQ(m.bounds->elzinga_hogarty_low, shapes::Containment::weak);
    EXPECT_EQ(m.bounds->elzinga_hogarty_high, shapes::Containment::weak);
    EXPECT_DOUBLE_EQ(result.suppressed_rows, 3.0);
    // Nobody comes in, so the ratio of in to out is 0 whatever the cells hold.
    EXPECT_EQ(m.bounds->npf.low, 0.0);
    EXPECT_EQ(m.bounds->npf.high, 0.0);
}

TEST(FlowBounds, AreAbsentWhereNoCellBehindAMeasureIsSuppressed) {
    const FlowResult result =
        shapes::measure_flows(std::vector<PlaceFlow>{{0, 0, 90, 1}, {1, 1, 10, 0}, {2, -1, 5, 1}}, 3, {});
    EXPECT_TRUE(result.footprints[0].open.bounds);
    EXPECT_FALSE(result.footprints[1].open.bounds);
    EXPECT_TRUE(result.footprints[2].open.bounds);
    EXPECT_FALSE(result.footprints[2].closed.bounds);
    EXPECT_TRUE(result.open.bounds);
    EXPECT_TRUE(result.closed.bounds);
    EXPECT_FALSE(
        shapes::measure_flows(std::vector<PlaceFlow>{{0, 0, 90, 0}, {0, 1, 1, 0}}, 2, {}).open.bounds);
}

TEST(FlowBounds, RefuseASuppressedRowOfNoRange) {
    shapes::FlowParameters parameters;
    parameters.suppressed = {8.0, 7.0};
    EXPECT_THROW((void)shapes::measure_flows({}, 0, parameters), geo::UsageError);
    parameters.suppressed = {-1.0, 7.0};
    EXPECT_THROW((void)shapes::measure_flows({}, 0, parameters), geo::UsageError);
}

TEST(FlowBounds, OfInternalCohesionHoldInEveryFillingAndAreReached) {
    const auto plan = shapes::make_plan(shapes_test::lookup_of(
        {{"area", "footprint"}, {"0", "A"}, {"1", "A"}, {"2", "A"}, {"3", "B"}, {"4", "B"}}));
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const shapes::SuppressedRow row{seed % 2 == 0 ? 0.0 : 1.0, 4.0};
        std::vector<shapes::AreaFlow> flows;
        for (int from = 0; from < 5; ++from) {
            for (int to = 0; to < 5; ++to) {
                if (random() % 3 != 0)
                    flows.push_back(
                        {from, to, static_cast<double>(random() % 9), random() % 6 == 0 ? 1.0 : 0.0});
            }
        }
        std::size_t cells = 0;
        for (shapes::AreaFlow& flow : flows) {
            if (flow.suppressed > 0.0 && ++cells > 4) flow.suppressed = 0.0;
        }
        Bounds bounds;
        const auto found = shapes::internal_cohesion(flows, plan, row);
        for (std::size_t f = 0; f < 2; ++f) {
            const std::string name = std::to_string(f);
            const auto& of = found[f];
            bounds[name + " links"] = {
                of.link_share_bounds.value_or(RatioRange{of.link_share, of.link_share})};
            bounds[name + " flow"] = {
                of.flow_share_bounds.value_or(RatioRange{of.flow_share, of.flow_share})};
        }
        std::map<std::string, std::vector<double>> values;
        each_filling<shapes::AreaFlow>(flows, row, [&](const std::vector<shapes::AreaFlow>& filled) {
            const auto of = shapes::internal_cohesion(filled, plan, row);
            for (std::size_t f = 0; f < 2; ++f) {
                values[std::to_string(f) + " links"].push_back(*of[f].link_share);
                if (of[f].flow_share) values[std::to_string(f) + " flow"].push_back(*of[f].flow_share);
            }
        });
        expect_bounds(bounds, values, true);
    }
}

}  // namespace
