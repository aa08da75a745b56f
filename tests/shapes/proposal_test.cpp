#include "shapes/proposal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using shapes::Proposal;
using shapes::ProposalStep;
using shapes::ProposedPlan;
using shapes::StepKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Areas a1, a2, a3 in A (called Avon), b1 in B, c1 and c2 in C; x lies in none. Group G is a2, a3, b1.
struct Before {
    std::vector<std::string> areas{"a1", "a2", "a3", "b1", "c1", "c2", "x"};
    shapes::Plan plan;
    shapes::AreaGroups groups{{"G", {1, 2, 3}}};

    Before() {
        plan.codes = {"A", "B", "C"};
        plan.names = {"Avon", "B", "C"};
        plan.footprint_of = {0, 0, 0, 1, 2, 2, shapes::no_footprint};
    }
    [[nodiscard]] ProposedPlan after(const std::vector<ProposalStep>& steps) const {
        Proposal proposal;
        proposal.path = "p.toml";
        proposal.steps = steps;
        return shapes::apply_proposal(plan, areas, groups, proposal);
    }
    [[nodiscard]] std::string refusal(const std::vector<ProposalStep>& steps) const {
        return shapes_test::error_of<geo::InputError>([&] { (void)after(steps); });
    }
};

ProposalStep move(std::vector<std::string> areas, std::string from, std::string to) {
    ProposalStep step;
    step.areas = std::move(areas);
    step.from = std::move(from);
    step.to = std::move(to);
    return step;
}

ProposalStep merge(std::vector<std::string> footprints, std::string to) {
    ProposalStep step;
    step.kind = StepKind::merge;
    step.footprints = std::move(footprints);
    step.to = std::move(to);
    return step;
}

TEST(Proposal, MovesAnArea) {
    const ProposedPlan after = Before().after({move({"a2"}, "A", "B")});
    EXPECT_THAT(after.plan.codes, ElementsAre("A", "B", "C"));
    EXPECT_THAT(after.plan.footprint_of, ElementsAre(0, 1, 0, 1, 2, 2, shapes::no_footprint));
    ASSERT_EQ(after.moves.size(), 1U);
    EXPECT_EQ(after.moves[0].area, 1);
    EXPECT_EQ(after.moves[0].from, 0);
    EXPECT_EQ(after.moves[0].to, 1);
}

TEST(Proposal, MovesThePartOfAGroupThatAFootprintHas) {
    ProposalStep step = move({"a1", "a2", "a3"}, "A", "C");
    step.within = "G";
    EXPECT_THAT(Before().after({step}).plan.footprint_of,
                ElementsAre(0, 2, 2, 1, 2, 2, shapes::no_footprint));
}

TEST(Proposal, MergesFootprintsAndRenumbersTheOthers) {
    const ProposedPlan after = Before().after({merge({"A", "B"}, "B")});
    EXPECT_THAT(after.plan.codes, ElementsAre("B", "C"));
    EXPECT_THAT(after.plan.footprint_of, ElementsAre(0, 0, 0, 0, 1, 1, shapes::no_footprint));
    EXPECT_THAT(after.ended, ElementsAre("A"));
    EXPECT_EQ(after.moves.size(), 3U);
    EXPECT_EQ(after.moves[0].from, 0);
    EXPECT_EQ(after.moves[0].to, 0);  // B, which is first now
}

TEST(Proposal, SplitsAFootprint) {
    ProposalStep step = move({"a3"}, "A", "AA");
    step.kind = StepKind::split;
    step.name = "East Avon";
    const ProposedPlan after = Before().after({step});
    EXPECT_THAT(after.plan.codes, ElementsAre("A", "AA", "B", "C"));
    EXPECT_EQ(after.plan.names[1], "East Avon");
    EXPECT_THAT(after.plan.footprint_of, ElementsAre(0, 0, 1, 2, 3, 3, shapes::no_footprint));
    EXPECT_THAT(after.begun, ElementsAre("AA"));
}

TEST(Proposal, CreatesAFootprintOfAreasOfSeveralAndOfNone) {
    ProposalStep step = move({"a3", "c1", "x"}, "", "D");
    step.kind = StepKind::create;
    EXPECT_THAT(Before().after({step}).plan.footprint_of, ElementsAre(0, 0, 3, 1, 3, 2, 3));
}

TEST(Proposal, RenamesAFootprint) {
    ProposalStep step;
    step.kind = StepKind::rename;
    step.to = "A";
    step.name = "Severnside";
    const ProposedPlan after = Before().after({step});
    EXPECT_EQ(after.plan.names[0], "Severnside");
    EXPECT_THAT(after.renamed, ElementsAre("A"));
    EXPECT_THAT(after.moves, IsEmpty());
}

TEST(Proposal, TakesStepsOneAfterTheOther) {
    const ProposedPlan after = Before().after({merge({"B"}, "C"), move({"a1"}, "A", "C")});
    EXPECT_THAT(after.plan.codes, ElementsAre("A", "C"));
    EXPECT_THAT(after.plan.footprint_of, ElementsAre(1, 0, 0, 1, 1, 1, shapes::no_footprint));
}

TEST(Proposal, RefusesUnknownCodesAndSuggestsTheNearest) {
    EXPECT_THAT(Before().refusal({move({"a9"}, "A", "B")}),
                HasSubstr("p.toml, step 1: move names the area a9, which is not there; did you mean a1?"));
    EXPECT_THAT(Before().refusal({move({"a1"}, "A", "Q")}),
                HasSubstr("move names the footprint Q, which is not there; did you mean A?"));
    EXPECT_THAT(Before().refusal({move({"a1"}, "Q", "A")}), HasSubstr("the footprint Q"));
    EXPECT_THAT(Before().refusal({merge({"AA"}, "B")}), HasSubstr("did you mean A?"));
    ProposalStep step = move({"a1"}, "A", "B");
    step.within = "H";
    EXPECT_THAT(Before().refusal({step}),
                HasSubstr("names areas within H, which is not there; did you mean G?"));
}

TEST(Proposal, RefusesAnAreaThatIsNotThere) {
    EXPECT_THAT(Before().refusal({move({"b1"}, "A", "C")}),
                HasSubstr("takes b1 from A, which does not have it; it is in B"));
    EXPECT_THAT(Before().refusal({move({"x"}, "A", "C")}), HasSubstr("it is in no footprint"));
}

TEST(Proposal, RefusesAMoveToTheFootprintTheAreaIsIn) {
    EXPECT_THAT(Before().refusal({move({"a1"}, "", "A")}), HasSubstr("brings a1 to A, where it is"));
}

TEST(Proposal, RefusesACycleOfMoves) {
    EXPECT_THAT(Before().refusal({move({"a1"}, "A", "B"), move({"a1"}, "B", "A")}),
                HasSubstr("step 2: move moves a1, which step 1 has moved already"));
}

TEST(Proposal, RefusesToLeaveAFootprintEmpty) {
    EXPECT_THAT(Before().refusal({move({"b1"}, "B", "C")}),
                HasSubstr("leaves the footprint B without an area; a footprint ends by a merge only"));
}

TEST(Proposal, RefusesANewFootprintWhoseCodeThereIs) {
    ProposalStep step = move({"a1"}, "A", "B");
    step.kind = StepKind::split;
    EXPECT_THAT(Before().refusal({step}), HasSubstr("split makes the footprint B, which is there already"));
}

TEST(Proposal, RefusesStepsThatSayNothing) {
    EXPECT_THAT(Before().refusal({}), HasSubstr("the proposal changes nothing"));
    EXPECT_THAT(Before().refusal({move({}, "A", "B")}), HasSubstr("move names no area"));
    EXPECT_THAT(Before().refusal({merge({"B"}, "B")}), HasSubstr("names no footprint but B itself"));
    ProposalStep nameless;
    nameless.kind = StepKind::rename;
    nameless.to = "A";
    EXPECT_THAT(Before().refusal({nameless}), HasSubstr("rename gives no name"));
    ProposalStep apart = move({"c1"}, "C", "A");
    apart.within = "G";
    EXPECT_THAT(Before().refusal({apart}), HasSubstr("move names no area"));
}

TEST(Proposal, SaysWhereAStepIsWritten) {
    ProposalStep step = move({"a1"}, "A", "Q");
    step.place = "p.toml, line 7";
    EXPECT_THAT(Before().refusal({step}), HasSubstr("p.toml, line 7: move names"));
}

TEST(Proposal, StacksOthers) {
    Proposal one;
    one.name = "One";
    one.steps = {move({"a1"}, "A", "B")};
    Proposal two;
    two.name = "Two";
    two.steps = {move({"c1"}, "C", "B")};
    const std::vector<Proposal> both{one, two};
    const Proposal stacked = shapes::stack(both);
    EXPECT_EQ(stacked.name, "One + Two");
    EXPECT_EQ(stacked.steps.size(), 2U);
}

}  // namespace
