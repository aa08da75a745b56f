// What a layout and its changes cost, against the table of docs/cartogram.md reckoned from every cell.
#include "shapes/hex_cost.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

#include "tests/shapes/hex_twins.hpp"

namespace {

using shapes::CellChange;

constexpr double no_limit = std::numeric_limits<double>::infinity();

/// Areas on a random layout: 0 to 4 are one land mass, 5 to 7 another, and neighbours are drawn.
struct Country {
    static constexpr std::size_t areas = 8;
    support::RandomLayout layout;
    std::vector<geo::Point> target;
    std::vector<geo::Point> ground;
    std::vector<std::int32_t> mass_of = {0, 0, 0, 0, 0, 1, 1, 1};
    std::vector<std::array<std::int32_t, 2>> neighbours;

    explicit Country(unsigned seed) : layout(seed, areas, 7) {
        for (std::size_t a = 0; a < areas; ++a) {
            // The least that an area has, so that a change leaves it some.
            for (std::size_t i = 0; i < 2; ++i)
                layout.area_in[layout.room[a * 8 + i]] = static_cast<std::int32_t>(a);
            target.push_back({number(), number()});
            ground.push_back({number(), number()});
        }
        for (std::int32_t a = 0; a < 8; ++a)
            for (std::int32_t b = a + 1; b < 8; ++b)
                if (mass_of[static_cast<std::size_t>(a)] == mass_of[static_cast<std::size_t>(b)] &&
                    layout.below(2) == 0)
                    neighbours.push_back({a, b});
        ground[1] = ground[0];
    }
    [[nodiscard]] double number() { return static_cast<double>(layout.below(700)) / 100.0; }
    [[nodiscard]] shapes::HexProblem problem() const {
        return {layout.comb, {}, target, ground, neighbours, mass_of, {}};
    }

    /// Pieces of all hexagons less their lakes, and what inlets cost.
    [[nodiscard]] double outline() const {
        const auto is_full = [&](std::size_t cell) { return layout.area_in[cell] != geo::no_area; };
        const auto hexagons = static_cast<double>(layout.pieces(is_full));
        // All around the room there are empty cells, which are one piece and no lake.
        const auto lakes =
            static_cast<double>(layout.pieces([&](std::size_t cell) { return !is_full(cell); })) - 1.0;
        double cost = 4.0 * (lakes - hexagons);
        for (std::size_t cell = 0; cell < layout.comb.cells(); ++cell) {
            if (is_full(cell)) continue;
            int around = 0;
            for (const std::size_t other : layout.beside[cell])
                if (is_full(other)) ++around;
            cost += around >= 5 ? 1.0 : around == 4 ? 0.2 : 0.0;
        }
        return cost;
    }

    [[nodiscard]] double reckoned() const {
        double cost = outline();
        std::array<std::vector<geo::Point>, areas> centres;
        std::array<std::array<bool, areas>, areas> touch{};
        for (const std::size_t cell : layout.room) {
            if (layout.area_in[cell] == geo::no_area) continue;
            const auto a = static_cast<std::size_t>(layout.area_in[cell]);
            const geo::Point at = layout.comb.centre(cell);
            centres[a].push_back(at);
            cost += 0.02 * (std::pow(at.x - target[a].x, 2) + std::pow(at.y - target[a].y, 2));
            for (const std::size_t other : layout.beside[cell]) {
                if (layout.area_in[other] == geo::no_area) continue;
                const auto b = static_cast<std::size_t>(layout.area_in[other]);
                touch[a][b] = true;
                // Each side comes up from both of its cells.
                if (a == b) cost -= 0.15 / 2.0;
                if (mass_of[a] != mass_of[b]) cost += 1.0 / 2.0;
            }
        }
        const auto mean = [](const std::vector<geo::Point>& of) {
            geo::Point sum;
            for (const geo::Point p : of)
                sum = {sum.x + p.x, sum.y + p.y};
            const auto count = static_cast<double>(of.size());
            return geo::Point{sum.x / count, sum.y / count};
        };
        for (const auto& pair : neighbours) {
            const auto a = static_cast<std::size_t>(pair[0]);
            const auto b = static_cast<std::size_t>(pair[1]);
            if (!touch[a][b]) cost += 1.0;
            const geo::Point from = mean(centres[a]);
            const geo::Point to = mean(centres[b]);
            const double distance = std::hypot(to.x - from.x, to.y - from.y);
            const double need = (std::sqrt(centres[a].size()) + std::sqrt(centres[b].size())) / 2.0;
            cost += 0.08 * std::max(0.0, distance - need);
            const double length = std::hypot(ground[b].x - ground[a].x, ground[b].y - ground[a].y);
            if (distance == 0.0) continue;
            const double cosine = length == 0.0 ? 0.0
                                                : ((to.x - from.x) * (ground[b].x - ground[a].x) +
                                                   (to.y - from.y) * (ground[b].y - ground[a].y)) /
                                                      (distance * length);
            cost += 0.5 * (1.0 - cosine);
        }
        return cost;
    }
};

class RandomCosts : public testing::TestWithParam<unsigned> {};

TEST_P(RandomCosts, AreThoseOfTheTableBeforeAndAfterEachChange) {
    Country country(GetParam());
    const shapes::HexProblem problem = country.problem();
    shapes::HexCost cost(problem, country.layout.area_in);
    double before = country.reckoned();
    EXPECT_NEAR(cost.total(), before, 1e-9);
    for (int i = 0; i < 25; ++i) {
        const std::vector<CellChange> changes = country.layout.exchange(2 + country.layout.below(4));
        const std::vector<std::int32_t> area_in_before = country.layout.area_in;
        country.layout.apply(changes);
        const double after = country.reckoned();
        // Short of what it costs by turns, so that it is refused.
        const double most =
            i % 3 == 0 ? after - before - 0.01 * static_cast<double>(country.layout.below(200)) : no_limit;
        const double change = cost.make(changes, most);
        if (most < after - before - 1e-9) {
            EXPECT_GT(change, most);
        } else if (most == no_limit) {
            EXPECT_NEAR(change, after - before, 1e-9);
        }
        if (most == no_limit && country.layout.below(2) == 0) {
            cost.keep();
            before = after;
        } else {
            cost.undo();
            country.layout.area_in = area_in_before;
        }
        ASSERT_NEAR(cost.total(), before, 1e-9);
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomCosts, testing::Range(1U, 13U));

}  // namespace
