// A plan judged as a whole, on a drawing: each criterion passes, fails or is not judged for its own reason.
#include "shapes/guidance.hpp"

#include <map>

#include "geo/check.hpp"
#include "tests/shapes/table_of.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using geo::FindingKind;
using geo::Severity;
using shapes::Verdict;
using shapes_test::findings_of;
using testing::ElementsAre;
using testing::HasSubstr;

/// A country of letters and a lookup of letters to footprints.
struct Country {
    Country(const std::vector<std::string>& rows, const std::vector<std::vector<std::string>>& lookup_rows)
        : drawing(support::draw(rows)), topology(geo::build_topology(drawing.rings, {})) {
        std::vector<std::vector<std::string>> table{{"area", "footprint"}};
        table.insert(table.end(), lookup_rows.begin(), lookup_rows.end());
        lookup = shapes_test::lookup_of(table);
        plan = shapes::make_plan(drawing.codes, lookup);
        coverage = geo::check_coverage(topology, drawing.codes, 0.5);
    }

    [[nodiscard]] shapes::GuidanceInput input() const {
        return {.topology = topology,
                .area_codes = drawing.codes,
                .area_names = drawing.codes,
                .lookup = lookup,
                .plan = plan,
                .coverage = coverage,
                .gap_width_m = 0.5};
    }

    support::AsciiCoverage drawing;
    geo::Topology topology;
    shapes::Lookup lookup;
    shapes::Plan plan;
    std::vector<geo::Finding> coverage;
};

const std::vector<std::vector<std::string>> two_footprints{{"A", "W"}, {"B", "W"}, {"C", "E"}, {"D", "E"}};

Country sound() {
    return {{"AAC", "BDD"}, two_footprints};
}

shapes::GuidanceRules rules_for_small() {
    shapes::GuidanceRules rules;
    rules.least_population = 100;
    rules.greatest_population = 200;
    return rules;
}

const shapes::Criterion& of(const shapes::Guidance& guidance, std::string_view name) {
    return *std::ranges::find(guidance.criteria, name, &shapes::Criterion::name);
}

shapes::Criterion judged_population(const std::vector<std::optional<double>>& people) {
    const Country country = sound();
    shapes::GuidanceInput input = country.input();
    input.populations = people;
    return of(shapes::judge_plan(input, rules_for_small()), "population");
}

TEST(Guidance, HasEveryCriterionInOrder) {
    const Country country = sound();
    const auto guidance = shapes::judge_plan(country.input(), {});
    ASSERT_EQ(guidance.criteria.size(), shapes::criterion_names.size());
    for (std::size_t c = 0; c < guidance.criteria.size(); ++c)
        EXPECT_EQ(guidance.criteria[c].name, shapes::criterion_names[c]);
}

TEST(Guidance, WhatIsMissingIsNotJudgedAndFailsNobody) {
    const Country country = sound();
    const auto guidance = shapes::judge_plan(country.input(), {});
    for (const char* name : {"population", "self_containment", "validity", "authorities_lower",
                             "authorities_upper", "roadmaps", "deviation"})
        EXPECT_EQ(of(guidance, name).verdict, Verdict::not_judged) << name;
    EXPECT_TRUE(guidance.passes());
    // Population is required by default, and that it could not be judged is said.
    EXPECT_EQ(
        findings_of(of(guidance, "population").findings, FindingKind::criterion, Severity::warning).size(),
        1U);
}

TEST(Cover, OfASoundPlanPasses) {
    const Country country = sound();
    EXPECT_EQ(of(shapes::judge_plan(country.input(), {}), "cover").verdict, Verdict::pass);
}

TEST(Cover, FailsForAnAreaInNoFootprint) {
    const Country country({"AAC", "BDD"}, {{"A", "W"}, {"B", "W"}, {"C", "E"}});
    const auto guidance = shapes::judge_plan(country.input(), {});
    EXPECT_THAT(of(guidance, "cover").concerned, ElementsAre("D"));
    EXPECT_FALSE(guidance.passes());
}

TEST(Cover, FailsForAnAreaInTwoFootprints) {
    const Country country({"AAC", "BDD"}, {{"A", "W"}, {"B", "W"}, {"B", "E"}, {"C", "E"}, {"D", "E"}});
    EXPECT_THAT(of(shapes::judge_plan(country.input(), {}), "cover").concerned, ElementsAre("B"));
}

TEST(Cover, FailsForAFootprintWithoutAnArea) {
    const Country country({"AAC", "BDD"}, {{"A", "W"}, {"B", "W"}, {"C", "E"}, {"D", "E"}, {"X", "NOWHERE"}});
    EXPECT_THAT(of(shapes::judge_plan(country.input(), {}), "cover").concerned, ElementsAre("NOWHERE"));
}

TEST(Cover, FailsForANarrowGapAndNotForAWideOne) {
    const Country country({"AAA", "A.B", "CCD"}, two_footprints);
    shapes::GuidanceInput input = country.input();
    EXPECT_EQ(of(shapes::judge_plan(input, {}), "cover").verdict, Verdict::pass) << "a gap wider than 0.5 m";
    const auto strict = geo::check_coverage(country.topology, country.drawing.codes, 2.0);
    input.coverage = strict;
    EXPECT_EQ(of(shapes::judge_plan(input, {}), "cover").verdict, Verdict::fail);
}

TEST(Cover, FailsForOverlappingAreas) {
    Country country({"AAC", "BDD"}, two_footprints);
    country.coverage.push_back({FindingKind::overlap, Severity::violation, {"A", "B"}, 0, 0, 1, "overlap"});
    EXPECT_THAT(of(shapes::judge_plan(country.input(), {}), "cover").concerned, ElementsAre("A", "B"));
}

TEST(ContiguityCriterion, NamesTheDetachedPieceWithItsPlace) {
    const Country country({"A.BC", "D.BC"}, {{"A", "W"}, {"B", "W"}, {"C", "E"}, {"D", "D"}});
    const auto guidance = shapes::judge_plan(country.input(), {});
    const shapes::Criterion& criterion = of(guidance, "contiguity");
    EXPECT_THAT(criterion.concerned, ElementsAre("W"));
    const auto found = findings_of(criterion.findings, FindingKind::detached, Severity::violation);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].codes, ElementsAre("A"));
    EXPECT_DOUBLE_EQ(found[0].x, 0.5);
    EXPECT_DOUBLE_EQ(found[0].y, 1.5);
    EXPECT_DOUBLE_EQ(found[0].size, 1.0);
    EXPECT_THAT(guidance.footprints[2].fails, ElementsAre("contiguity"));
}

TEST(ContiguityCriterion, PassesByALinkAndNamesIt) {
    const Country country({"A.BC", "D.BC"}, {{"A", "W"}, {"B", "W"}, {"C", "E"}, {"D", "D"}});
    shapes::GuidanceInput input = country.input();
    const std::vector<shapes::NamedLink> links{{0, 1, "Long Bridge", "bridge"}};
    input.links = links;
    const auto guidance = shapes::judge_plan(input, {});
    EXPECT_EQ(of(guidance, "contiguity").verdict, Verdict::pass);
    EXPECT_THAT(of(guidance, "contiguity").figure, HasSubstr("Long Bridge (bridge)"));
}

TEST(ContiguityCriterion, AdvisoryFailuresAreWarnings) {
    const Country country({"A.BC", "D.BC"}, {{"A", "W"}, {"B", "W"}, {"C", "E"}, {"D", "D"}});
    shapes::GuidanceRules rules;
    rules.required.clear();
    const auto guidance = shapes::judge_plan(country.input(), rules);
    EXPECT_EQ(of(guidance, "contiguity").verdict, Verdict::fail);
    EXPECT_TRUE(guidance.passes());
    EXPECT_TRUE(findings_of(guidance.findings(), FindingKind::detached, Severity::violation).empty());
}

TEST(PopulationCriterion, BoundsBelongToWhatIsAllowed) {
    EXPECT_EQ(judged_population({50, 50, 100, 100}).verdict, Verdict::pass);
    EXPECT_THAT(judged_population({50, 49, 100, 100}).concerned, ElementsAre("W"));
    EXPECT_THAT(judged_population({50, 50, 100, 101}).concerned, ElementsAre("E"));
}

TEST(PopulationCriterion, AMissingAreaLeavesItsFootprintUnknown) {
    const auto criterion = judged_population({50, std::nullopt, 100, 100});
    EXPECT_EQ(criterion.verdict, Verdict::not_judged);
    EXPECT_EQ(findings_of(criterion.findings, FindingKind::criterion, Severity::note).at(0).codes,
              std::vector<std::string>{"B"});
}

TEST(PopulationCriterion, TooManyAreTooManyWhateverIsMissing) {
    EXPECT_THAT(judged_population({201, std::nullopt, 100, 100}).concerned, ElementsAre("W"));
}

TEST(PopulationCriterion, ANegativePopulationIsMissingAndNamed) {
    const auto criterion = judged_population({50, -50, 100, 100});
    EXPECT_EQ(criterion.verdict, Verdict::not_judged);
    EXPECT_EQ(findings_of(criterion.findings, FindingKind::bad_value, Severity::note).size(), 1U);
}

TEST(MembersCriterion, CountsTheAreasOfEachFootprint) {
    const Country country({"AAC", "BDD"}, {{"A", "W"}, {"B", "W"}, {"C", "W"}, {"D", "E"}});
    shapes::GuidanceRules rules;
    rules.most_members = 2;
    const shapes::Criterion criterion = of(shapes::judge_plan(country.input(), rules), "members");
    EXPECT_THAT(criterion.concerned, ElementsAre("W"));
    EXPECT_EQ(criterion.figure, "1 to 3, mean 2.0");
    EXPECT_FALSE(criterion.required);
}

TEST(SelfContainmentCriterion, FailsByEitherShareAndKnowsTheUndefined) {
    shapes::Plan plan;
    plan.codes = plan.names = {"A", "B", "C", "D"};
    shapes::FlowResult flows;
    flows.footprints.resize(4);
    const auto set = [&](std::size_t f, std::optional<double> li, std::optional<double> lofi) {
        flows.footprints[f].open.li = li;
        flows.footprints[f].open.lofi = lofi;
    };
    set(0, 0.75, 0.75);
    set(1, 0.7, 0.9);
    set(2, 0.0, std::nullopt);
    set(3, std::nullopt, 0.9);
    const auto criterion = shapes::judge_self_containment(plan, &flows, {}, {});
    EXPECT_THAT(criterion.concerned, ElementsAre("B", "C"));
    EXPECT_THAT(criterion.figure, HasSubstr("undefined: 1 footprint"));
    flows.footprints[1] = flows.footprints[2] = flows.footprints[0];
    EXPECT_EQ(shapes::judge_self_containment(plan, &flows, {}, {}).verdict, Verdict::not_judged);
}

// A: 40 of 43 residents are treated at home, so that 3 patients leave; B: 50 of 100.
TEST(FlowCriteria, JudgeByExactRatesAndShowNoneThatGivesAFewPatientsAway) {
    shapes::Plan plan;
    plan.codes = plan.names = {"A", "B"};
    const std::vector<shapes::PlaceFlow> flows{{0, 0, 40, 0}, {0, 1, 3, 0}, {1, 1, 50, 0}, {1, 0, 50, 0}};
    const shapes::FlowResult measured = shapes::measure_flows(flows, 2, {});
    shapes::GuidanceRules rules;
    rules.least_li = 0.95;
    rules.least_lofi = 0.0;
    rules.least_validity = 100.0;
    const auto hidden = shapes::judge_self_containment(plan, &measured, rules, {});
    EXPECT_THAT(hidden.concerned, ElementsAre("A", "B"));
    EXPECT_THAT(hidden.findings.at(0).text, HasSubstr("LI not shown, LOFI 44.4 %"));
    EXPECT_THAT(hidden.findings.at(1).text, HasSubstr("LI 50 %, LOFI not shown"));
    EXPECT_THAT(hidden.figure, HasSubstr("least LI 50 % (B), least LOFI 44.4 % (A)"));
    const auto valid = shapes::judge_validity(plan, &measured, rules, {});
    EXPECT_THAT(valid.findings.at(0).text, HasSubstr("has the validity not shown: LI not shown"));
    EXPECT_THAT(valid.figure, HasSubstr("least not shown (A)"));
    const auto open = shapes::judge_self_containment(plan, &measured, rules, {.is_on = false});
    EXPECT_THAT(open.findings.at(0).text, HasSubstr("LI 93 %, LOFI 44.4 %"));
}

TEST(DeviationCriterion, PrintsAllThreeAndFailsOnlyByAThreshold) {
    const Country country = sound();
    shapes::GuidanceInput input = country.input();
    const std::vector<std::optional<double>> people{65, 65, 35, 35};
    input.populations = people;
    shapes::GuidanceRules rules = rules_for_small();
    const auto open = of(shapes::judge_plan(input, rules), "deviation");
    EXPECT_EQ(open.verdict, Verdict::not_judged);
    for (const char* name : {"60 % (Dave's Redistricting)", "(GerryChain)", "30 % (redist)"})
        EXPECT_THAT(open.figure, HasSubstr(name));
    rules.greatest_deviation = 0.29;
    EXPECT_THAT(of(shapes::judge_plan(input, rules), "deviation").concerned, ElementsAre("E", "W"));
}

TEST(AuthoritiesCriterion, NamesEachSplitAuthorityAndAllowsSome) {
    const Country country = sound();
    const auto table = shapes::make_authorities(
        shapes_test::table_of({{"area", "authority"}, {"A", "L1"}, {"B", "L1"}, {"C", "L1"}, {"D", "L2"}}),
        {}, shapes::AuthorityTier::lower, country.drawing.codes);
    shapes::GuidanceInput input = country.input();
    input.lower = &table;
    const auto strict = of(shapes::judge_plan(input, {}), "authorities_lower");
    EXPECT_THAT(strict.concerned, ElementsAre("L1"));
    EXPECT_THAT(strict.findings.at(0).text, HasSubstr("outside W: 1 of 3 small areas"));
    shapes::GuidanceRules rules;
    rules.most_split_lower = 1;
    const auto lax = of(shapes::judge_plan(input, rules), "authorities_lower");
    EXPECT_EQ(lax.verdict, Verdict::pass);
    EXPECT_EQ(lax.findings.at(0).severity, Severity::note);
}

TEST(RoadmapsCriterion, UnknownFootprintsKeepItFromPassingAndNeverFailIt) {
    const Country country = sound();
    const shapes::RoadmapTable table{{"R0", "R1"}, {0, 0, shapes::no_roadmap, 1}, {}, {}};
    shapes::GuidanceInput input = country.input();
    input.roadmaps = &table;
    const auto criterion = of(shapes::judge_plan(input, {}), "roadmaps");
    EXPECT_EQ(criterion.verdict, Verdict::not_judged);
    EXPECT_TRUE(criterion.concerned.empty());
    EXPECT_THAT(criterion.figure, HasSubstr("unknown 1 of 2 footprints"));
}

TEST(GuidanceRules, TheDefaultsAreSound) {
    EXPECT_FALSE(shapes::find_bad_rule({}).has_value());
}

TEST(GuidanceRules, BoundsThatCrossAreNamed) {
    shapes::GuidanceRules rules;
    rules.least_population = 3e6;
    EXPECT_EQ(shapes::find_bad_rule(rules)->key, "least_population");
    rules = {};
    rules.fewest_members = 13;
    EXPECT_EQ(shapes::find_bad_rule(rules)->key, "fewest_members");
}

TEST(GuidanceRules, SharesAboveOneNegativesAndNanAreNamed) {
    shapes::GuidanceRules rules;
    rules.least_li = 75;
    EXPECT_EQ(shapes::find_bad_rule(rules)->key, "least_li");
    rules = {};
    rules.greatest_deviation = -0.1;
    EXPECT_EQ(shapes::find_bad_rule(rules)->key, "greatest_deviation");
    rules = {};
    rules.least_validity = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(shapes::find_bad_rule(rules)->key, "least_validity");
}

TEST(GuidanceRules, ACriterionThatDoesNotExistGetsTheNearest) {
    shapes::GuidanceRules rules;
    rules.required = {"cover", "contiguty"};
    EXPECT_THAT(shapes::find_bad_rule(rules)->what, HasSubstr("did you mean contiguity?"));
}

}  // namespace
