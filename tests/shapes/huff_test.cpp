#include "shapes/huff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "geo/error.hpp"

namespace {

using shapes::HuffOrigin;
using shapes::HuffParameters;
using shapes::HuffSite;

std::vector<std::int64_t> patients_of(const std::vector<shapes::HuffFlow>& flows) {
    std::vector<std::int64_t> result;
    for (const auto& flow : flows)
        result.push_back(flow.patients);
    return result;
}

TEST(Huff, DividesByAttractivenessAndSquaredDistance) {
    // 300 beds at 10 km and 100 at 5 km: 3/100 against 1/25, or 3 to 4.
    const std::vector<HuffOrigin> origins{{{0, 0}, 700}};
    const std::vector<HuffSite> sites{{{10000, 0}, 300}, {{0, 5000}, 100}};
    EXPECT_THAT(patients_of(shapes::huff_flows(origins, sites, {})), testing::ElementsAre(300, 400));
}

TEST(Huff, HoldsShortDistancesAtTheLeast) {
    const std::vector<HuffOrigin> origins{{{0, 0}, 100}};
    const std::vector<HuffSite> sites{{{0, 0}, 1}, {{900, 0}, 1}};
    EXPECT_THAT(patients_of(shapes::huff_flows(origins, sites, {})), testing::ElementsAre(50, 50));
}

TEST(Huff, GivesTheRestToTheLargestRemaindersAndTheFirstOfEquals) {
    const std::vector<HuffOrigin> origins{{{0, 0}, 10}};
    const std::vector<HuffSite> sites{{{1000, 0}, 1}, {{0, 1000}, 1}, {{-1000, 0}, 1}, {{0, -1000}, 1}};
    EXPECT_THAT(patients_of(shapes::huff_flows(origins, sites, {})), testing::ElementsAre(3, 3, 2, 2));
}

TEST(Huff, ConservesThePatientsOfEachOriginOnRandomPlaces) {
    std::mt19937 random(1963);
    std::vector<HuffOrigin> origins;
    std::vector<HuffSite> sites;
    const auto place = [&] {
        return geo::Point{static_cast<double>(random() % 500000), static_cast<double>(random() % 500000)};
    };
    for (int i = 0; i < 100; ++i)
        origins.push_back({place(), static_cast<std::int64_t>(random() % 900000)});
    for (int j = 0; j < 60; ++j)
        sites.push_back({place(), static_cast<double>(random() % 1500)});
    for (const double exponent : {0.0, 0.7, 2.0, 60.0}) {
        HuffParameters parameters;
        parameters.distance_exponent = exponent;
        std::vector<std::int64_t> sums(origins.size(), 0);
        for (const auto& flow : shapes::huff_flows(origins, sites, parameters)) {
            EXPECT_GE(flow.patients, 1);
            sums[flow.origin] += flow.patients;
        }
        for (std::size_t i = 0; i < origins.size(); ++i)
            EXPECT_EQ(sums[i], origins[i].patients);
    }
}

TEST(Huff, SendsNobodyToASiteWithoutAttraction) {
    const std::vector<HuffOrigin> origins{{{0, 0}, 10}};
    const std::vector<HuffSite> sites{{{0, 0}, 0}, {{90000, 0}, 1}};
    HuffParameters parameters;
    parameters.attraction_exponent = 0.0;
    const auto flows = shapes::huff_flows(origins, sites, parameters);
    ASSERT_EQ(flows.size(), 1u);
    EXPECT_EQ(flows[0].site, 1u);
}

TEST(Huff, HasNoRowsForAnOriginWithoutPatients) {
    const std::vector<HuffSite> sites{{{0, 0}, 1}};
    EXPECT_TRUE(shapes::huff_flows(std::vector<HuffOrigin>{{{0, 0}, 0}}, sites, {}).empty());
}

TEST(Huff, RefusesBadPlacesPatientsAndSites) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<HuffOrigin> origins{{{0, 0}, 1}};
    const std::vector<HuffSite> sites{{{0, 0}, 1}};
    const auto refuse = [](const std::vector<HuffOrigin>& o, const std::vector<HuffSite>& s) {
        EXPECT_THROW((void)shapes::huff_flows(o, s, {}), geo::InputError);
    };
    refuse({{{nan, 0}, 1}}, sites);
    refuse({{{0, 0}, -1}}, sites);
    refuse(origins, {{{0, nan}, 1}});
    refuse(origins, {{{0, 0}, -1}});
    refuse(origins, {{{0, 0}, nan}});
    refuse(origins, {{{0, 0}, 0}});
    refuse(origins, {});
}

TEST(Huff, RefusesBadParameters) {
    const std::vector<HuffOrigin> origins{{{0, 0}, 1}};
    const std::vector<HuffSite> sites{{{0, 0}, 1}};
    for (const HuffParameters& parameters :
         {HuffParameters{-1, 2, 1000}, HuffParameters{1, -2, 1000}, HuffParameters{1, 2, 0},
          HuffParameters{1, std::numeric_limits<double>::infinity(), 1000}})
        EXPECT_THROW((void)shapes::huff_flows(origins, sites, parameters), geo::UsageError);
}

}  // namespace
