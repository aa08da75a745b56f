#include "shapes/hex_measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace shapes {

namespace {

using Pair = std::array<std::int32_t, 2>;

/// Pieces of the members of each group that hang together over pairs.
std::vector<std::size_t> count_pieces(std::span<const std::int32_t> group_of, std::size_t groups,
                                      std::span<const Pair> pairs) {
    std::vector<std::int32_t> parent(group_of.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&](std::int32_t i) {
        while (parent[static_cast<std::size_t>(i)] != i)
            i = parent[static_cast<std::size_t>(i)];
        return i;
    };
    std::vector<std::size_t> pieces(groups, 0);
    for (const std::int32_t group : group_of)
        if (group >= 0) ++pieces[static_cast<std::size_t>(group)];
    for (const auto& [a, b] : pairs) {
        const std::int32_t group = group_of[static_cast<std::size_t>(a)];
        if (group < 0 || group != group_of[static_cast<std::size_t>(b)]) continue;
        const auto [low, high] = std::minmax({root(a), root(b)});
        if (low == high) continue;
        parent[static_cast<std::size_t>(high)] = low;
        --pieces[static_cast<std::size_t>(group)];
    }
    return pieces;
}

std::vector<Pair> sides_of(std::span<const geo::Point> centre) {
    // The next nearest are the square root of three apart.
    constexpr double beyond_a_side = 1.5;
    std::vector<Pair> sides;
    for (std::size_t i = 0; i < centre.size(); ++i) {
        for (std::size_t j = i + 1; j < centre.size(); ++j) {
            const double dx = centre[j].x - centre[i].x;
            const double dy = centre[j].y - centre[i].y;
            if (dx * dx + dy * dy < beyond_a_side)
                sides.push_back({static_cast<std::int32_t>(i), static_cast<std::int32_t>(j)});
        }
    }
    return sides;
}

geo::Point difference(geo::Point a, geo::Point b) {
    return {a.x - b.x, a.y - b.y};
}

/// Where the layout has each area that is in it, and how far that is from the ground.
class Fit {
public:
    Fit(const HexGround& ground, std::span<const std::int32_t> area_of, std::span<const geo::Point> centre)
        : m_ground(ground), m_place(ground.centre_m.size()), m_hexagons(ground.centre_m.size(), 0.0) {
        for (std::size_t h = 0; h < centre.size(); ++h) {
            const auto area = static_cast<std::size_t>(area_of[h]);
            m_place[area].x += centre[h].x;
            m_place[area].y += centre[h].y;
            m_hexagons[area] += 1.0;
        }
        geo::Point mean_place;
        geo::Point mean_centre;
        double areas = 0.0;
        for (std::size_t a = 0; a < m_place.size(); ++a) {
            if (!is_there(a)) continue;
            m_place[a].x /= m_hexagons[a];
            m_place[a].y /= m_hexagons[a];
            mean_place.x += m_place[a].x;
            mean_place.y += m_place[a].y;
            mean_centre.x += ground.centre_m[a].x;
            mean_centre.y += ground.centre_m[a].y;
            areas += 1.0;
        }
        mean_place = {mean_place.x / areas, mean_place.y / areas};
        mean_centre = {mean_centre.x / areas, mean_centre.y / areas};
        double product = 0.0;
        double square = 0.0;
        for (std::size_t a = 0; a < m_place.size(); ++a) {
            if (!is_there(a)) continue;
            m_place[a] = difference(m_place[a], mean_place);
            const geo::Point from_mean = difference(ground.centre_m[a], mean_centre);
            product += m_place[a].x * from_mean.x + m_place[a].y * from_mean.y;
            square += m_place[a].x * m_place[a].x + m_place[a].y * m_place[a].y;
        }
        // One area alone, or a layout turned round, fits at no width: then that of equal area has to do.
        m_width_m = product > 0.0 ? product / square : hex_width_m(ground);
        m_mean_centre = mean_centre;
    }

    [[nodiscard]] bool is_there(std::size_t area) const { return m_hexagons[area] > 0.0; }
    [[nodiscard]] double width_m() const { return m_width_m; }
    [[nodiscard]] geo::Point place(std::size_t area) const { return m_place[area]; }

    [[nodiscard]] double displacement(std::size_t area) const {
        const geo::Point from_mean = difference(m_ground.centre_m[area], m_mean_centre);
        return std::hypot(m_place[area].x - from_mean.x / m_width_m,
                          m_place[area].y - from_mean.y / m_width_m);
    }

    /// Between the direction from a to b on the ground and that in the layout; nothing where one has none.
    [[nodiscard]] std::optional<double> turn_degrees(std::size_t a, std::size_t b) const {
        const geo::Point ground = difference(m_ground.centre_m[b], m_ground.centre_m[a]);
        const geo::Point layout = difference(m_place[b], m_place[a]);
        if ((ground.x == 0.0 && ground.y == 0.0) || (layout.x == 0.0 && layout.y == 0.0)) return std::nullopt;
        const double cross = ground.x * layout.y - ground.y * layout.x;
        const double dot = ground.x * layout.x + ground.y * layout.y;
        return std::abs(std::atan2(cross, dot)) * 180.0 / std::numbers::pi;
    }

private:
    const HexGround& m_ground;
    std::vector<geo::Point> m_place;
    std::vector<double> m_hexagons;
    geo::Point m_mean_centre;
    double m_width_m = 0.0;
};

}  // namespace

HexMeasures measure_layout(const HexGround& ground, std::span<const std::int32_t> area_of,
                           std::span<const geo::Point> centre) {
    HexMeasures result;
    const std::vector<Pair> sides = sides_of(centre);
    std::vector<Pair> touching;
    for (const auto& [i, j] : sides) {
        const auto [a, b] =
            std::minmax(area_of[static_cast<std::size_t>(i)], area_of[static_cast<std::size_t>(j)]);
        if (a != b) touching.push_back({a, b});
    }
    std::ranges::sort(touching);
    touching.erase(std::unique(touching.begin(), touching.end()), touching.end());
    result.neighbours = ground.neighbours.size();
    result.touching = touching.size();
    for (const Pair& pair : ground.neighbours)
        if (std::ranges::binary_search(touching, pair)) ++result.kept;
    if (result.neighbours > 0)
        result.kept_share = static_cast<double>(result.kept) / static_cast<double>(result.neighbours);
    if (result.touching > 0)
        result.false_share =
            static_cast<double>(result.touching - result.kept) / static_cast<double>(result.touching);

    const Fit fit(ground, area_of, centre);
    result.fitted_width_m = fit.width_m();
    double sum = 0.0;
    std::size_t areas = 0;
    for (std::size_t a = 0; a < ground.centre_m.size(); ++a) {
        result.displacement.emplace_back();
        if (!fit.is_there(a)) continue;
        const double displacement = fit.displacement(a);
        result.displacement.back() = displacement;
        sum += displacement;
        ++areas;
        if (result.furthest < 0 || displacement > result.greatest_displacement) {
            result.furthest = static_cast<std::int32_t>(a);
            result.greatest_displacement = displacement;
        }
    }
    result.mean_displacement = sum / static_cast<double>(areas);
    double turns = 0.0;
    std::size_t turned = 0;
    for (const auto& [a, b] : ground.neighbours) {
        const auto turn = fit.turn_degrees(static_cast<std::size_t>(a), static_cast<std::size_t>(b));
        if (!turn) continue;
        turns += *turn;
        ++turned;
    }
    if (turned > 0) result.mean_turn_degrees = turns / static_cast<double>(turned);

    std::vector<std::int32_t> ground_group = ground.footprint_of;
    for (std::size_t a = 0; a < ground_group.size(); ++a)
        if (!fit.is_there(a)) ground_group[a] = no_footprint;
    std::vector<std::int32_t> hexagon_group;
    for (const std::int32_t area : area_of)
        hexagon_group.push_back(ground_group[static_cast<std::size_t>(area)]);
    const auto on_ground = count_pieces(ground_group, ground.footprints, ground.neighbours);
    const auto in_layout = count_pieces(hexagon_group, ground.footprints, sides);
    for (std::size_t f = 0; f < ground.footprints; ++f) {
        if (on_ground[f] == 1) ++result.footprints_in_one;
        if (on_ground[f] == 1 && in_layout[f] == 1) ++result.footprints_whole;
        if (in_layout[f] > on_ground[f])
            result.footprints_apart.push_back({static_cast<std::int32_t>(f), on_ground[f], in_layout[f]});
    }
    const auto of_area = count_pieces(area_of, ground.centre_m.size(), sides);
    for (std::size_t a = 0; a < of_area.size(); ++a)
        if (of_area[a] > 1) result.areas_apart.push_back({static_cast<std::int32_t>(a), 1, of_area[a]});
    return result;
}

}  // namespace shapes
