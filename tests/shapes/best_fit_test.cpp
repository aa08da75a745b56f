#include "shapes/best_fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shapes/crosswalk.hpp"
#include "tests/support/overlay_of.hpp"

namespace {

using shapes::FitBasis;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;
using Codes = std::vector<std::string>;
using Centroids = std::vector<std::optional<geo::Point>>;

/// Fits the drawn units of A to those of B, by centroids in metres.
std::vector<shapes::UnitFit> fit(const Codes& a, const Codes& b, const Centroids& centroids) {
    const geo::Overlay overlay = support::overlay_of(a, b);
    const geo::AreaLocator in_b(overlay.topology, overlay.areas_of_a, overlay.topology.areas());
    return shapes::best_fit(shapes::cross_table(overlay, support::draw(a).codes, support::draw(b).codes),
                            centroids, in_b, overlay.areas_of_a);
}

TEST(WeightedCentroids, AreTheMeanPlaceOfThePeople) {
    const std::vector<shapes::UnitRow> unit_of{0, 0, shapes::no_unit, 1};
    const std::vector<geo::Point> places{{0, 0}, {10, 20}, {500, 500}, {3, 4}};
    const std::vector<double> people{30, 10, 1000, 0};
    const Centroids centroids = shapes::weighted_centroids(unit_of, places, people, 2);
    ASSERT_TRUE(centroids[0].has_value());
    EXPECT_EQ(centroids[0]->x, 2.5);
    EXPECT_EQ(centroids[0]->y, 5.0);
    EXPECT_FALSE(centroids[1].has_value());  // nobody lives there
}

TEST(BestFit, AUnitGoesWhereItsCentroidIsEvenIfMostOfItsGroundIsElsewhere) {
    const std::vector<shapes::UnitFit> fits = fit({"1111"}, {"PPPQ"}, {geo::Point{3.5, 0.5}});
    EXPECT_EQ(fits[0].b, 1U);
    EXPECT_EQ(fits[0].basis, FitBasis::centroid);
}

TEST(BestFit, ACentroidOnABorderGoesToTheFirstOfItsUnitsAndSaysSo) {
    const std::vector<shapes::UnitFit> fits = fit({"1111"}, {"PPPQ"}, {geo::Point{3.0, 0.5}});
    EXPECT_EQ(fits[0].b, 0U);
    EXPECT_EQ(fits[0].basis, FitBasis::border);
}

TEST(BestFit, ACentroidOutsideEveryUnitAndAUnitWithoutPeopleGoWhereMostIsInCommon) {
    const std::vector<shapes::UnitFit> fits = fit({"11122"}, {"PQQ.Q"}, {geo::Point{3.5, 0.5}, std::nullopt});
    EXPECT_EQ(fits[0].b, 1U);
    EXPECT_EQ(fits[0].basis, FitBasis::most);
    EXPECT_EQ(fits[1].b, 1U);
    EXPECT_EQ(fits[1].basis, FitBasis::most);
}

TEST(BestFit, AUnitThatMeetsNoneIsInNone) {
    const std::vector<shapes::UnitFit> fits = fit({"1.2"}, {"P.."}, {geo::Point{0.5, 0.5}, std::nullopt});
    EXPECT_EQ(fits[1].b, shapes::no_unit);
    EXPECT_EQ(fits[1].basis, FitBasis::nothing);
}

TEST(FittedTable, CarriesValuesWhole) {
    const shapes::CrossTable table =
        shapes::cross_table(Codes{"1", "1", "2"}, Codes{"P", "Q", "Q"}, std::vector<double>{60, 40, 10});
    const std::vector<shapes::UnitFit> fits{{1, FitBasis::centroid}, {shapes::no_unit, FitBasis::nothing}};
    const shapes::CrossTable fitted = shapes::fitted_table(table, fits);
    const shapes::CarriedCounts carried = shapes::Crosswalk(fitted, shapes::OutsideRule::apart)
                                              .counts(std::vector<std::optional<double>>{7, 3});
    EXPECT_THAT(carried.of_b, ElementsAre(Eq(std::nullopt), Optional(7.0)));
    EXPECT_EQ(carried.totals.outside, 3.0);
}

}  // namespace
