#include "geo/nth_smallest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

namespace {

/// Compares some ranks, the first and the last among them, with those of the sorted values.
void expect_ranks(const std::vector<double>& values) {
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    const std::size_t last = values.size() - 1;
    for (const std::size_t n : {std::size_t{0}, last / 100, last / 10, last / 2, last - last / 10, last})
        EXPECT_EQ(geo::nth_smallest(values, n), sorted[n]) << n << " of " << values.size();
}

std::vector<double> random_values(std::size_t count) {
    std::mt19937 random(3);
    std::vector<double> values(count);
    for (double& value : values)
        value = static_cast<double>(random() % 1000000) / 8.0;
    return values;
}

TEST(NthSmallest, IsWhatStandsThereWhenAllAreSorted) {
    for (const std::size_t count : {1U, 2U, 7U, 4096U, 5000U, 100000U})
        expect_ranks(random_values(count));
}

TEST(NthSmallest, CountsEqualAndInfiniteValues) {
    expect_ranks(std::vector<double>(20000, 1.5));
    std::vector<double> values = random_values(30000);
    std::fill(values.begin() + 10000, values.end(), std::numeric_limits<double>::infinity());
    expect_ranks(values);
}

TEST(NthSmallest, IsFoundWhereTheSampleMisleads) {
    // Every 25th value, which the sample sees, is larger than all others, or smaller.
    for (const double seen : {1e9, -1e9}) {
        std::vector<double> values = random_values(25 * 4096);
        for (std::size_t i = 0; i < values.size(); i += 25)
            values[i] = seen + values[i];
        expect_ranks(values);
    }
}

}  // namespace
