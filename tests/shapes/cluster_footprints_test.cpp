// Which footprint a cluster becomes: by people, by sites and by pins, and the best of every order.
#include "shapes/cluster_footprints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "tests/shapes/squares.hpp"

namespace {

using shapes::AreaClusters;
using shapes::ClusterFootprints;
using shapes::FootprintIndex;
using shapes::LikenessOf;
using shapes::NodeFlow;
using testing::ElementsAre;

/// A row of areas, its flows, and clusters of them.
struct Row {
    support::Squares squares;
    shapes::FlowGraph flows;
    shapes::Neighbourhood around;
    std::vector<FootprintIndex> pin;
    std::vector<char> keeps_footprint;

    explicit Row(const std::string& footprints, const std::vector<NodeFlow>& node_flows = {})
        : squares({footprints}),
          flows(shapes::make_flow_graph(node_flows, squares.areas(), squares.footprints())),
          around(squares.neighbourhood()),
          pin(squares.areas(), shapes::no_footprint),
          keeps_footprint(squares.footprints(), 0) {}

    [[nodiscard]] std::optional<ClusterFootprints> name(AreaClusters::Result clusters,
                                                        LikenessOf likeness = LikenessOf::people) const {
        clusters.clusters = static_cast<std::size_t>(std::ranges::max(clusters.cluster_of) + 1);
        clusters.home_of_sites.resize(flows.footprints, -1);
        const shapes::ClusterInput input{flows, around, squares.facts, {}, 1.0, pin, keeps_footprint};
        return shapes::footprints_of_clusters(clusters, input, squares.footprint_of, likeness);
    }
};

TEST(ClusterFootprints, KeepTheNameThatMostPeopleHave) {
    EXPECT_THAT(Row("AAAB").name({{1, 0, 0, 1}, {}})->footprint_of, ElementsAre(1, 0, 0, 1));
}

TEST(ClusterFootprints, CountAreasWhereNobodyIsKnownToLive) {
    Row row("AAAB");
    for (shapes::AreaFacts& facts : row.squares.facts)
        facts.population = 0.0;
    EXPECT_THAT(row.name({{1, 0, 0, 1}, {}})->footprint_of, ElementsAre(1, 0, 0, 1));
}

TEST(ClusterFootprints, AreNewWhereThereAreMoreClustersThanFootprints) {
    const auto named = Row("AABB").name({{0, 1, 2, 2}, {}});
    EXPECT_EQ(named->footprints, 3U);
    EXPECT_EQ(named->footprint_of[2], 1);
    EXPECT_EQ(named->footprint_of[0] + named->footprint_of[1], 0 + 2) << "one of the halves of A is new";
}

TEST(ClusterFootprints, OfThoseThatAreGoneTheSitesCountWhereTheirClusterIs) {
    const auto named = Row("AAB").name({{0, 0, 0}, {0, 0}});
    EXPECT_THAT(named->footprint_of, ElementsAre(0, 0, 0));
    EXPECT_THAT(named->home, ElementsAre(0, 0));
}

TEST(ClusterFootprints, GoWherePatientsAreTreatedWhenSitesDecide) {
    // Patients of the areas of A go to the sites of B, node 4 + 1, and the other way round.
    const Row row("AABB", {{0, 5, 50}, {1, 5, 50}, {2, 4, 50}, {3, 4, 50}});
    EXPECT_THAT(row.name({{0, 0, 1, 1}, {}}, LikenessOf::sites)->footprint_of, ElementsAre(1, 1, 0, 0));
    EXPECT_THAT(row.name({{0, 0, 1, 1}, {}}, LikenessOf::people)->footprint_of, ElementsAre(0, 0, 1, 1));
}

TEST(ClusterFootprints, AreThoseOfPeopleBetweenSitesThatAreEqual) {
    const Row row("AABB", {{0, 1, 50}, {2, 3, 50}});
    EXPECT_THAT(row.name({{1, 1, 0, 0}, {}}, LikenessOf::sites)->footprint_of, ElementsAre(0, 0, 1, 1));
}

TEST(ClusterFootprints, FollowAPinAgainstAllPeople) {
    Row row("AAAB");
    row.pin[0] = 1;
    EXPECT_THAT(row.name({{0, 0, 0, 1}, {}})->footprint_of, ElementsAre(1, 1, 1, 0));
}

TEST(ClusterFootprints, AreNoneWhenTwoClustersHaveOnePin) {
    Row row("AAAB");
    row.pin[0] = row.pin[3] = 0;
    EXPECT_FALSE(row.name({{0, 0, 1, 1}, {}}));
}

class RandomClusters : public testing::TestWithParam<unsigned> {};

TEST_P(RandomClusters, AreNamedSoThatNoOrderOfNamesKeepsMorePeople) {
    std::mt19937 random(GetParam());
    Row row("AAABBBCCCDDD");
    AreaClusters::Result clusters;
    for (shapes::AreaFacts& facts : row.squares.facts) {
        facts.population = static_cast<double>(1 + random() % 100);
        clusters.cluster_of.push_back(static_cast<std::int32_t>(random() % 4));
    }
    clusters.cluster_of.back() = 3;
    const auto kept = [&](const std::vector<FootprintIndex>& footprint_of) {
        double people = 0.0;
        for (std::size_t area = 0; area < footprint_of.size(); ++area)
            if (footprint_of[area] == row.squares.footprint_of[area])
                people += row.squares.facts[area].population;
        return people;
    };
    double most = 0.0;
    std::vector<FootprintIndex> order = {0, 1, 2, 3};
    do {
        std::vector<FootprintIndex> footprint_of;
        for (const std::int32_t cluster : clusters.cluster_of)
            footprint_of.push_back(order[static_cast<std::size_t>(cluster)]);
        most = std::max(most, kept(footprint_of));
    } while (std::ranges::next_permutation(order).found);
    EXPECT_EQ(kept(row.name(clusters)->footprint_of), most);
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomClusters, testing::Range(1U, 21U));

}  // namespace
