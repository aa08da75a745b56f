// Fit to roadmaps with much or little known.
#include "shapes/roadmap_fit.hpp"

#include "geo/error.hpp"
#include "tests/shapes/table_of.hpp"

namespace {

using shapes::no_roadmap;
using shapes::RoadmapFit;
using testing::HasSubstr;

std::vector<RoadmapFit> fits(const std::vector<std::int32_t>& footprint_of,
                             const std::vector<std::int32_t>& roadmap_of) {
    std::vector<RoadmapFit> result;
    for (const auto& of : shapes::fit_roadmaps(footprint_of, 2, roadmap_of))
        result.push_back(of.fit);
    return result;
}

constexpr RoadmapFit one = RoadmapFit::one;
constexpr RoadmapFit several = RoadmapFit::several;
constexpr RoadmapFit part = RoadmapFit::part;
constexpr RoadmapFit crossing = RoadmapFit::crossing;
constexpr RoadmapFit unknown = RoadmapFit::unknown;

TEST(RoadmapFit, KnowsTheFourWaysToFit) {
    EXPECT_EQ(fits({0, 0, 1, 1}, {0, 0, 1, 1}), (std::vector{one, one}));
    EXPECT_EQ(fits({0, 0, 1, 1}, {0, 1, 2, 2}), (std::vector{several, one}));
    EXPECT_EQ(fits({0, 0, 1, 1}, {0, 0, 0, 0}), (std::vector{part, part}));
    EXPECT_EQ(fits({0, 0, 1, 1}, {0, 1, 1, 1}), (std::vector{crossing, part}));
}

TEST(RoadmapFit, WhatIsNotKnownNeverCountsAsMisaligned) {
    EXPECT_EQ(fits({0, 0, 1, 1}, {no_roadmap, no_roadmap, no_roadmap, no_roadmap}),
              (std::vector{unknown, unknown}));
    EXPECT_EQ(fits({0, 0, 1, 1}, {0, no_roadmap, no_roadmap, no_roadmap}), (std::vector{unknown, unknown}));
    EXPECT_EQ(fits({0, 0, 1, 1}, {0, no_roadmap, 0, 0}), (std::vector{unknown, part}));
}

TEST(RoadmapFit, ACrossingIsSeenEvenWhenNotAllIsKnown) {
    EXPECT_EQ(fits({0, 0, 0, 1}, {0, 1, no_roadmap, 1})[0], crossing);
}

TEST(RoadmapFit, AnAreaInNoFootprintIsOutside) {
    EXPECT_EQ(fits({0, 1, -1}, {0, 1, 1}), (std::vector{one, part}));
}

TEST(RoadmapFit, CountsWhatIsKnown) {
    const auto found =
        shapes::fit_roadmaps(std::vector<std::int32_t>{0, 0, 0}, 1, std::vector<std::int32_t>{1, -1, 0});
    EXPECT_EQ(found[0].known, 2U);
    EXPECT_EQ(found[0].areas, 3U);
    EXPECT_EQ(found[0].roadmaps, (std::vector<std::int32_t>{0, 1}));
}

TEST(RoadmapTable, LeavesAreasThatItLacksUnknownWithoutAFinding) {
    const auto lookup = shapes_test::lookup_of({{"footprint", "code"}, {"South East London", "E1"}});
    const auto table = shapes::make_roadmaps(lookup, std::vector<std::string>{"E1", "E2"});
    EXPECT_EQ(table.roadmap_of, (std::vector<std::int32_t>{0, no_roadmap}));
    EXPECT_TRUE(table.findings.empty());
}

TEST(RoadmapTable, AMemberThatIsNoAreaIsAFinding) {
    const auto lookup = shapes_test::lookup_of({{"footprint", "code"}, {"R", "E1"}, {"R", "E9"}});
    const auto table = shapes::make_roadmaps(lookup, std::vector<std::string>{"E1", "E2"});
    ASSERT_EQ(table.findings.size(), 1U);
    EXPECT_THAT(table.findings[0].codes, testing::ElementsAre("E9"));
}

TEST(RoadmapTable, OfAnotherGeographyIsAnError) {
    const auto lookup = shapes_test::lookup_of({{"footprint", "code"}, {"R", "X1"}});
    EXPECT_THAT(shapes_test::error_of<geo::InputError>(
                    [&] { (void)shapes::make_roadmaps(lookup, std::vector<std::string>{"E1"}); }),
                HasSubstr("another year or geography"));
}

}  // namespace
