// Bounds of suppressed cells and disclosure control in what is reported of flows.
#include "cli/flow_results.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/flow_tables.hpp"
#include "cli/shown_figures.hpp"

namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;

/// Areas a and b in A, c in B. One suppressed row from a to B, beside 40 known patients; B has none.
struct Suppressed {
    shapes::Plan plan;
    std::vector<std::string> areas{"a", "b", "c"};
    shapes::FlowAnalysis flows;
    shapes::PlacementTotals totals;

    explicit Suppressed(bool control) {
        plan.codes = plan.names = {"A", "B"};
        plan.footprint_of = {0, 0, 1};
        const std::vector<shapes::AreaFlow> by_area{
            {0, 0, 60, 0}, {0, 1, 40, 1}, {1, 0, 500, 0}, {2, 1, 300, 0}};
        flows = shapes::analyse_flows(by_area, std::nullopt, plan, {}, {.is_on = control});
    }
    [[nodiscard]] cli::FlowsToReport report() const { return {plan, areas, flows, totals}; }
};

TEST(FlowResults, HaveBoundsWhereCellsAreSuppressed) {
    const Suppressed drawn(false);
    const Json json = cli::flows_json(drawn.report());
    const Json& a = json["footprints"][0];
    EXPECT_EQ(a["resident"], 604.0);  // 60 + 40 + 4 + 500
    EXPECT_EQ(a["li"], 560.0 / 604);
    EXPECT_EQ(a["bounds"]["li"], Json({560.0 / 607, 560.0 / 601}));
    EXPECT_EQ(a["bounds"]["resident"], Json({601.0, 607.0}));
    EXPECT_EQ(a["bounds"]["outer"], Json({"validity"}));
    EXPECT_EQ(a["closed"]["bounds"]["out"], Json({41.0, 47.0}));
    EXPECT_EQ(json["plan"]["bounds"]["total"], Json({901.0, 907.0}));
    EXPECT_EQ(json["plan"]["bounds"]["outer"], Json({"modularity"}));
    EXPECT_EQ(json["suppressed"]["rows"], 1.0);
    EXPECT_EQ(json["suppressed"]["point_value"], 4.0);
    EXPECT_EQ(json["matrix"][1]["bounds"]["patients"], Json({41.0, 47.0}));
    EXPECT_FALSE(json["matrix"][0].contains("bounds"));
    EXPECT_TRUE(json["pairs"][0]["bounds"].contains("cohesion"));
}

TEST(FlowResults, RoundBoundsOfCountsOutwards) {
    const Suppressed drawn(true);
    const Json json = cli::flows_json(drawn.report());
    EXPECT_EQ(json["footprints"][0]["resident"], 605.0);
    EXPECT_EQ(json["footprints"][0]["bounds"]["resident"], Json({600.0, 610.0}));
    EXPECT_EQ(json["footprints"][0]["li"], 560.0 / 604);
    const geo::Table matrix = cli::flow_matrix_table(drawn.plan, drawn.flows);
    ASSERT_EQ(matrix.columns.size(), 5U);
    EXPECT_EQ(matrix.columns[3].cells[1], "40");
    EXPECT_EQ(matrix.columns[4].cells[1], "50");
}

TEST(FlowResults, SayForPeopleWhichBoundsAreOuter) {
    const Suppressed drawn(true);
    const auto sections = cli::flow_sections(drawn.report());
    ASSERT_GE(sections.size(), 2U);
    EXPECT_THAT(sections[1].title, HasSubstr("suppressed cells"));
    EXPECT_THAT(sections[1].note, HasSubstr("outer"));
    EXPECT_THAT(sections[1].table.text(), HasSubstr("0.923 to 0.932"));
    EXPECT_THAT(cli::plan_flow_text(drawn.report()), HasSubstr("each 1 to 7 patients and 4 where"));
    EXPECT_THAT(cli::plan_flow_text(drawn.report()), HasSubstr("(outer bounds)"));
}

TEST(FlowResults, ListAMisfitWithItsOwnAndItsBestFootprint) {
    shapes::Plan plan;
    plan.codes = plan.names = {"A", "B"};
    plan.footprint_of = {0, 1};
    const std::vector<std::string> areas{"a", "b"};
    const std::vector<shapes::AreaFlow> by_area{{0, 0, 5, 0}, {0, 1, 95, 0}, {1, 1, 50, 0}};
    const auto flows = shapes::analyse_flows(by_area, std::nullopt, plan, {}, {});
    const Json json = cli::flows_json({plan, areas, flows, {}});
    const Json& misfits = json["misfits"]["closed"];
    EXPECT_EQ(misfits["judged"], 2);
    ASSERT_EQ(misfits["areas"].size(), 1U);
    EXPECT_EQ(misfits["areas"][0]["area"], "a");
    EXPECT_EQ(misfits["areas"][0]["best"], Json::array({"B"}));
    EXPECT_EQ(misfits["areas"][0]["own_patients"], "*");
    EXPECT_EQ(misfits["areas"][0]["best_patients"], 95.0);
    EXPECT_EQ(misfits["areas"][0]["best_share"], "*");  // 95 of 100 gives the 5 away
    EXPECT_EQ(misfits["areas"][0]["certain"], true);
}

TEST(ShownFigures, MarkSuppressedFiguresAndLeaveUndefinedOnesUndefined) {
    const cli::ShownFigures on(shapes::DisclosureRule{});
    EXPECT_EQ(on.count(3), Json("*"));
    EXPECT_EQ(on.count(12345), Json(12345.0));
    EXPECT_EQ(on.count(500, true), Json("*"));
    EXPECT_EQ(on.count_text(12347), "12,345");
    EXPECT_EQ(on.rate(std::nullopt, false), Json(nullptr));
    EXPECT_EQ(on.rate(0.5, false), Json("*"));
    EXPECT_EQ(on.count_cell(3, false, ""), "");
    const cli::ShownFigures off(shapes::DisclosureRule{.is_on = false});
    EXPECT_EQ(off.count(3, true), Json(3.0));
    EXPECT_EQ(off.rule_json(), Json("off"));
}

}  // namespace
