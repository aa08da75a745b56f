// Proposals evaluated on drawings: verdicts that can be read off, and figures against a second way to get
// them.
#include "shapes/evaluation.hpp"

#include <random>

#include "geo/check.hpp"
#include "shapes/movable_plan.hpp"
#include "tests/shapes/table_of.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using shapes::CriterionChange;
using shapes::Effect;
using shapes::Evaluation;
using shapes::Proposal;
using shapes::ProposalStep;
using shapes::StepKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A country of letters, each an area of 100 people, in footprints.
struct Country {
    Country(const std::vector<std::string>& rows, const std::vector<std::vector<std::string>>& lookup_rows)
        : drawing(support::draw(rows)), topology(geo::build_topology(drawing.rings, {})) {
        std::vector<std::vector<std::string>> table{{"area", "footprint"}};
        table.insert(table.end(), lookup_rows.begin(), lookup_rows.end());
        lookup = shapes_test::lookup_of(table);
        plan = shapes::make_plan(drawing.codes, lookup);
        populations.assign(drawing.codes.size(), 100.0);
        rules.least_population = 100;
        rules.greatest_population = 300;
    }

    [[nodiscard]] shapes::PlanInput input() const {
        shapes::PlanInput result{.guidance = {.topology = topology,
                                              .area_codes = drawing.codes,
                                              .area_names = drawing.codes,
                                              .lookup = lookup,
                                              .plan = plan,
                                              .coverage = {},
                                              .links = links,
                                              .populations = populations,
                                              .member_of = member_of,
                                              .disclosure = {.is_on = false}},
                                 .rules = rules,
                                 .flows = flows ? &*flows : nullptr,
                                 .parameters = {},
                                 .sums = sums,
                                 .aligned = aligned};
        if (lower) result.guidance.lower = &*lower;
        return result;
    }
    [[nodiscard]] Evaluation evaluate(std::vector<ProposalStep> steps) const {
        const shapes::PlanInput given = input();
        Proposal proposal;
        proposal.path = "p.toml";
        proposal.steps = std::move(steps);
        return shapes::evaluate(given, shapes::measure_plan(given, plan, shapes::no_successors(plan)), {},
                                proposal);
    }

    support::AsciiCoverage drawing;
    geo::Topology topology;
    shapes::Lookup lookup;
    shapes::Plan plan;
    std::vector<shapes::NamedLink> links;
    std::vector<std::optional<double>> populations;
    std::vector<std::int32_t> member_of;
    shapes::GuidanceRules rules;
    std::optional<shapes::PlaceFlows> flows;
    std::vector<shapes::NumberColumn> sums;
    std::vector<shapes::AuthorityTable> aligned;
    std::optional<shapes::AuthorityTable> lower;
};

/// A and B in W; C and D in E, in a row.
Country row_of_four() {
    return {{"ABCD"}, {{"A", "W"}, {"B", "W"}, {"C", "E"}, {"D", "E"}}};
}

ProposalStep move(std::vector<std::string> areas, std::string to) {
    ProposalStep step;
    step.areas = std::move(areas);
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

const CriterionChange& change_of(const Evaluation& evaluation, std::string_view name) {
    return *std::ranges::find(evaluation.comparison.criteria, name, &CriterionChange::name);
}

Effect effect_of(const Evaluation& evaluation, std::string_view name) {
    return change_of(evaluation, name).effect;
}

TEST(Evaluation, AMoveWithinTheLimitsBreaksNone) {
    const Evaluation found = row_of_four().evaluate({move({"B"}, "E")});
    EXPECT_FALSE(found.comparison.breaks_a_limit());
    EXPECT_THAT(found.comparison.findings, IsEmpty());
    EXPECT_THAT(found.comparison.touched, ElementsAre("E", "W"));
    EXPECT_EQ(effect_of(found, "contiguity"), Effect::unchanged);
    EXPECT_EQ(effect_of(found, "population"), Effect::unchanged);
    EXPECT_EQ(effect_of(found, "deviation"), Effect::worse);  // 100 and 300 of 200 each
    EXPECT_EQ(effect_of(found, "self_containment"), Effect::not_judged);
    EXPECT_EQ(change_of(found, "deviation").after, 0.5);
}

TEST(Evaluation, AFootprintInTwoPiecesBreaksTheLimitAndIsNamedWithItsPlace) {
    const Evaluation found = row_of_four().evaluate({move({"D"}, "W")});
    const CriterionChange& contiguity = change_of(found, "contiguity");
    EXPECT_EQ(contiguity.effect, Effect::breaks_limit);
    EXPECT_THAT(contiguity.broken, ElementsAre("W"));
    EXPECT_TRUE(found.comparison.breaks_a_limit());
    ASSERT_EQ(found.comparison.findings.size(), 2U);
    EXPECT_EQ(found.comparison.findings[0].severity, geo::Severity::violation);
    EXPECT_THAT(found.comparison.findings[1].text, HasSubstr("D has no common border with the rest"));
}

TEST(Evaluation, ANamedLinkKeepsTheLimit) {
    Country country = row_of_four();
    country.links = {{1, 3, "Long Bridge", "bridge"}};
    EXPECT_EQ(effect_of(country.evaluate({move({"D"}, "W")}), "contiguity"), Effect::unchanged);
}

TEST(Evaluation, AFootprintMadeWholeMendsTheLimit) {
    const Country apart{{"ABCD"}, {{"A", "W"}, {"B", "E"}, {"C", "W"}, {"D", "E"}}};
    const Evaluation found = apart.evaluate({move({"B"}, "W")});
    EXPECT_EQ(effect_of(found, "contiguity"), Effect::mends_limit);
    EXPECT_THAT(change_of(found, "contiguity").mended, ElementsAre("E", "W"));
}

TEST(Evaluation, ALimitThatWasBrokenBeforeIsNotBrokenAnew) {
    Country country = row_of_four();
    country.rules.greatest_population = 150;
    country.rules.least_population = 0;
    const Evaluation found = country.evaluate({move({"B"}, "E")});  // E from 200 to 300, W from 200 to 100
    EXPECT_EQ(effect_of(found, "population"), Effect::worse);
    EXPECT_THAT(change_of(found, "population").mended, ElementsAre("W"));
    EXPECT_EQ(change_of(found, "population").before, 100.0);
    EXPECT_EQ(change_of(found, "population").after, 150.0);
    EXPECT_FALSE(found.comparison.breaks_a_limit());
}

TEST(Evaluation, AnAdvisoryLimitThatBreaksIsAWarning) {
    Country country = row_of_four();
    country.rules.most_members = 2;
    const Evaluation found = country.evaluate({move({"B"}, "E")});
    EXPECT_EQ(effect_of(found, "members"), Effect::breaks_limit);
    EXPECT_FALSE(found.comparison.breaks_a_limit());
    EXPECT_EQ(found.comparison.findings.front().severity, geo::Severity::warning);
}

TEST(Evaluation, AMergerLeavesTheCoverWhole) {
    const Evaluation found = row_of_four().evaluate({merge({"E"}, "W")});
    EXPECT_EQ(effect_of(found, "cover"), Effect::unchanged);
    EXPECT_EQ(change_of(found, "cover").after, 0.0);
    EXPECT_THAT(found.proposed.ended, ElementsAre("E"));
    EXPECT_THAT(found.proposed.successor, ElementsAre(0, 0));
    EXPECT_EQ(effect_of(found, "population"), Effect::breaks_limit);  // 400 of at most 300
}

TEST(Evaluation, AnIncompletePlanIsNoWorseForAMoveWithinIt) {
    const Country country{{"ABCD"}, {{"A", "W"}, {"B", "W"}, {"C", "E"}}};
    const Evaluation found = country.evaluate({move({"B"}, "E")});
    EXPECT_EQ(effect_of(found, "cover"), Effect::unchanged);
    EXPECT_EQ(effect_of(country.evaluate({move({"D"}, "E")}), "cover"), Effect::mends_limit);
}

TEST(Evaluation, PartsOfMembersAreCountedInEachFootprint) {
    Country country = row_of_four();
    country.member_of = {0, 0, 1, 1};
    const Evaluation found = country.evaluate({move({"B"}, "E")});
    const auto& after = found.after.guidance.footprints;
    EXPECT_EQ(after[0].members, 2U);  // E: a part of the first and the whole of the second
    EXPECT_EQ(after[0].member_parts, 1U);
    EXPECT_EQ(after[1].members, 1U);
    EXPECT_EQ(after[1].member_parts, 1U);
}

TEST(Evaluation, AuthoritiesSplitAndMadeWholeAreNamedWithTheirPeople) {
    Country country = row_of_four();
    country.lower = shapes::make_authorities(
        shapes_test::table_of({{"area", "authority"}, {"A", "X"}, {"B", "Y"}, {"C", "Y"}, {"D", "Z"}}), {},
        shapes::AuthorityTier::lower, country.drawing.codes);
    const Evaluation whole = country.evaluate({move({"B"}, "E")});
    ASSERT_EQ(whole.comparison.splits.size(), 1U);
    EXPECT_EQ(whole.comparison.splits[0].code, "Y");
    EXPECT_EQ(whole.comparison.splits[0].parts_before, 2U);
    EXPECT_EQ(whole.comparison.splits[0].parts_after, 1U);
    EXPECT_EQ(whole.comparison.splits[0].minority_before, 100.0);
    EXPECT_EQ(effect_of(whole, "authorities_lower"), Effect::mends_limit);
}

TEST(Evaluation, AFurtherGeographyIsCompared) {
    Country country = row_of_four();
    country.aligned = {shapes::make_authorities(
        shapes_test::table_of({{"area", "authority"}, {"A", "X"}, {"B", "X"}, {"C", "Y"}, {"D", "Y"}}), {},
        shapes::AuthorityTier::lower, country.drawing.codes)};
    const Evaluation found = country.evaluate({move({"B"}, "E")});
    EXPECT_EQ(effect_of(found, "align test.csv"), Effect::worse);
    EXPECT_EQ(found.comparison.splits.front().geography, "align test.csv");
}

TEST(Evaluation, SumsAreConservedToTheLastBit) {
    Country country = row_of_four();
    country.sums = {{"gap", {0.1, 0.2, 0.3, 1e15}}};
    const shapes::PlanInput input = country.input();
    const auto before = shapes::measure_plan(input, country.plan, shapes::no_successors(country.plan));
    const Evaluation found = country.evaluate({move({"B"}, "E")});
    EXPECT_EQ(found.after.totals, before.totals);
    EXPECT_EQ(found.after.composition.sums[0].of_footprint[1], 0.1);
}

/// Sites S of W and T of E known by footprint (places 1 and 0), and a hospital in area B (place 2 + 1).
Country with_flows() {
    Country country = row_of_four();
    country.flows =
        shapes::PlaceFlows{{{0, 1, 50.0}, {0, 0, 10.0}, {1, 3, 30.0}, {1, 1, 20.0}, {2, 3, 7.0}}, {}};
    return country;
}

TEST(Evaluation, SitesKnownByFootprintStayAndOthersGoWithTheirArea) {
    const Evaluation found = with_flows().evaluate({move({"B"}, "E")});
    EXPECT_EQ(found.comparison.newly_inside, 7.0);    // C to the hospital in B
    EXPECT_EQ(found.comparison.newly_outside, 20.0);  // B to S
    ASSERT_TRUE(found.after.flows);
    EXPECT_EQ(found.after.flows->result.footprints[0].open.local, 37.0);
}

TEST(Evaluation, SitesOfAFootprintThatEndsGoWhereItIsMerged) {
    const Evaluation found = with_flows().evaluate({merge({"E"}, "W")});
    EXPECT_EQ(found.comparison.newly_inside, 17.0);
    EXPECT_EQ(found.comparison.newly_outside, 0.0);
    EXPECT_EQ(found.after.flows->result.open.li, 1.0);
    EXPECT_EQ(change_of(found, "modularity").after, 0.0);  // one footprint: nothing is left to chance
    EXPECT_EQ(effect_of(found, "modularity"), Effect::better);
}

TEST(Evaluation, GroupsThatAreNotThereAreNamed) {
    Proposal proposal;
    proposal.steps = {move({"A"}, "E")};
    proposal.steps.front().within = "X";
    EXPECT_THAT(shapes::missing_groups(proposal, {}), ElementsAre("X"));
    EXPECT_THAT(shapes::missing_groups(proposal, {{"X", {0}}}), IsEmpty());
}

/// Random flows on a random plan of a grid of areas, changed by random moves: the figures of the whole,
/// measured anew, and the sums of a MovablePlan kept up move by move.
TEST(Evaluation, MeasuringAnewAgreesWithSumsKeptUpByMoves) {
    std::mt19937 random(2017);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXY";
    std::vector<std::string> rows;
    for (std::size_t y = 0; y < 5; ++y)
        rows.push_back(letters.substr(5 * y, 5));
    for (int run = 0; run < 20; ++run) {
        std::vector<std::vector<std::string>> lookup;
        for (std::size_t a = 0; a < letters.size(); ++a)
            lookup.push_back(
                {std::string(1, letters[a]), a < 3 ? std::to_string(a) : std::to_string(below(3))});
        Country country(rows, lookup);
        std::vector<shapes::NodeFlow> edges;
        country.flows = shapes::PlaceFlows{};
        for (std::int32_t area = -2; area < 25; ++area) {
            for (std::int32_t place = -2; place < 28; ++place) {
                const auto patients = static_cast<double>(below(40));
                if (below(3) != 0 || patients == 0.0) continue;
                country.flows->by_place.push_back({area, place, patients});
                const auto node = [](std::int32_t at) { return at == shapes::outside_place ? 28 : 29; };
                edges.push_back({area < 0 ? node(area) : area,
                                 place < 0   ? node(place)
                                 : place < 3 ? 25 + place
                                             : place - 3,
                                 patients});
            }
        }
        const shapes::FlowGraph graph = shapes::make_flow_graph(edges, 25, 3);
        const shapes::Neighbourhood around =
            shapes::make_neighbourhood(25, geo::borders(country.topology), {});
        const std::vector<shapes::AreaFacts> facts(25, {100.0, 1.0, 4.0});
        shapes::MovablePlan moved(graph, around, facts, country.plan.footprint_of);

        std::vector<ProposalStep> steps;
        double newly_inside = 0.0;
        std::int32_t cut_edges = 0;
        double border_m = 0.0;
        for (std::int32_t area = 3; area < 25; area += 5) {
            const auto from = moved.footprint_of()[static_cast<std::size_t>(area)];
            const shapes::FootprintIndex to = (from + 1) % 3;
            if (moved.sums(from).members == 1) continue;
            std::vector<shapes::MoveEffect> effects;
            moved.effects(area, std::vector{to}, effects);
            newly_inside += effects[0].newly_inside - effects[0].newly_outside;
            cut_edges += effects[0].cut_edges;
            border_m += effects[0].cut_border_m;
            moved.apply(effects[0]);
            steps.push_back(
                move({country.drawing.codes[static_cast<std::size_t>(area)]}, std::to_string(to)));
        }
        const shapes::PlanInput input = country.input();
        const auto before = shapes::measure_plan(input, country.plan, shapes::no_successors(country.plan));
        const Evaluation found = country.evaluate(steps);
        EXPECT_EQ(found.comparison.newly_inside - found.comparison.newly_outside, newly_inside);
        EXPECT_EQ(
            static_cast<std::int32_t>(found.after.cut_edges) - static_cast<std::int32_t>(before.cut_edges),
            cut_edges);
        EXPECT_NEAR(found.after.border_between_m - before.border_between_m, border_m, 1e-9);
        double modularity = 0.0;
        for (std::size_t f = 0; f < 3; ++f) {
            const shapes::FootprintSums& sums = moved.sums(static_cast<shapes::FootprintIndex>(f));
            const shapes::FootprintFlows& flows = found.after.flows->result.footprints[f];
            EXPECT_EQ(flows.open.local, sums.local);
            EXPECT_EQ(flows.open.resident, sums.resident);
            EXPECT_EQ(flows.open.treated, sums.treated);
            EXPECT_EQ(flows.closed.resident, sums.resident_closed);
            EXPECT_EQ(flows.closed.treated, sums.treated_closed);
            EXPECT_EQ(found.after.guidance.footprints[f].population, sums.population);
            EXPECT_EQ(static_cast<std::int32_t>(found.after.guidance.footprints[f].members), sums.members);
            modularity += shapes::modularity_term(sums, graph.total, 1.0);
        }
        EXPECT_NEAR(*found.after.flows->result.open.modularity, modularity, 1e-12);
    }
}

}  // namespace
