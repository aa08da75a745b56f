#include "shapes/hex_cost.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace shapes {

namespace {

// Weights, beside a lost border, which counts 1. Found by trial on England's CCGs, footprints and districts.
constexpr double weight_of_gap = 0.08;        // for each width that neighbours are further apart than need be
constexpr double weight_of_turn = 0.5;        // for 1 - cos of the turn between neighbours
constexpr double weight_of_distance = 0.02;   // for each squared width from the cartogram
constexpr double weight_of_touch = 1.0;       // for two hexagons of different land masses side by side
constexpr double weight_of_own_side = -0.15;  // for two hexagons of one area side by side

// Of sides between areas that are no neighbours.
constexpr std::int32_t strange_side = -1;
constexpr std::int32_t own_side = -2;
constexpr std::int32_t far_side = -3;  // of different land masses

constexpr double side_weight(std::int32_t kind) {
    return kind == own_side ? weight_of_own_side : kind == far_side ? weight_of_touch : 0.0;
}

constexpr double row_height = geo::hexagon_area;  // in widths

}  // namespace

HexCost::HexCost(const HexProblem& problem, std::vector<std::int32_t> area_in)
    : m_problem(problem),
      m_areas(problem.target.size()),
      m_area_in(std::move(area_in)),
      m_outline(problem.comb, m_area_in),
      m_pairs_of(m_areas),
      m_kind(m_areas * m_areas, strange_side),
      m_sides(problem.neighbours.size(), 0),
      m_count(m_areas, 0.0),
      m_sum(m_areas),
      m_mean(m_areas),
      m_place_in_touched(m_areas, -1) {
    for (std::size_t cell = 0; cell < m_area_in.size(); ++cell) {
        const geo::Point centre = problem.comb.centre(cell);
        m_in_rows.push_back({centre.x, std::round(centre.y / row_height)});
        if (m_area_in[cell] < 0) continue;
        m_count[static_cast<std::size_t>(m_area_in[cell])] += 1.0;
        add_to_sum(m_area_in[cell], cell, 1.0);
    }
    add_pairs();
    for (std::size_t cell = 0; cell < m_area_in.size(); ++cell) {
        if (m_area_in[cell] < 0) continue;
        // Half of the directions: each side once.
        for (std::size_t d = 0; d < 3; ++d) {
            const std::int32_t other = m_area_in[m_problem.comb.beside(cell, d)];
            if (other < 0) continue;
            const std::int32_t kind = kind_of_side(m_area_in[cell], other);
            if (kind >= 0) ++m_sides[static_cast<std::size_t>(kind)];
        }
    }
    for (std::size_t area = 0; area < m_areas; ++area)
        if (m_count[area] > 0.0) move_mean(area);
    for (const Pair& pair : m_pairs)
        m_pair_cost.push_back(pair_cost(pair));
}

void HexCost::add_pairs() {
    for (std::size_t a = 0; a < m_areas; ++a) {
        for (std::size_t b = 0; b < m_areas; ++b)
            if (m_problem.mass_of[a] != m_problem.mass_of[b]) m_kind[a * m_areas + b] = far_side;
        m_kind[a * m_areas + a] = own_side;
    }
    for (std::size_t p = 0; p < m_problem.neighbours.size(); ++p) {
        const auto a = static_cast<std::size_t>(m_problem.neighbours[p][0]);
        const auto b = static_cast<std::size_t>(m_problem.neighbours[p][1]);
        const double dx = m_problem.ground[b].x - m_problem.ground[a].x;
        const double dy = m_problem.ground[b].y - m_problem.ground[a].y;
        const double length = std::hypot(dx, dy);
        // Areas around one another may have one centre; no direction is then as good as any.
        const geo::Point direction = length > 0.0 ? geo::Point{dx / length, dy / length} : geo::Point{};
        m_pairs.push_back({a, b, direction, (std::sqrt(m_count[a]) + std::sqrt(m_count[b])) / 2.0});
        m_pairs_of[a].push_back({p, b});
        m_pairs_of[b].push_back({p, a});
        m_kind[a * m_areas + b] = static_cast<std::int32_t>(p);
        m_kind[b * m_areas + a] = static_cast<std::int32_t>(p);
    }
}

double HexCost::distance_cost(std::size_t cell, std::int32_t area) const {
    if (area < 0) return 0.0;
    const geo::Point centre = m_problem.comb.centre(cell);
    const geo::Point target = m_problem.target[static_cast<std::size_t>(area)];
    const double dx = centre.x - target.x;
    const double dy = centre.y - target.y;
    return weight_of_distance * (dx * dx + dy * dy);
}

double HexCost::pair_cost(const Pair& pair) const {
    const double dx = m_mean[pair.to].x - m_mean[pair.from].x;
    const double dy = m_mean[pair.to].y - m_mean[pair.from].y;
    const double distance = std::sqrt(dx * dx + dy * dy);
    double cost = weight_of_gap * std::max(0.0, distance - pair.least);
    if (distance > 0.0)
        cost += weight_of_turn * (1.0 - (dx * pair.direction.x + dy * pair.direction.y) / distance);
    return cost;
}

void HexCost::move_mean(std::size_t area) {
    m_mean[area] = {m_sum[area].x / m_count[area], m_sum[area].y / m_count[area] * row_height};
}

void HexCost::add_to_sum(std::int32_t area, std::size_t cell, double sign) {
    if (area < 0) return;
    m_sum[static_cast<std::size_t>(area)].x += sign * m_in_rows[cell].x;
    m_sum[static_cast<std::size_t>(area)].y += sign * m_in_rows[cell].y;
}

void HexCost::touch(std::int32_t area) {
    if (area < 0) return;
    const auto a = static_cast<std::size_t>(area);
    if (m_place_in_touched[a] >= 0) return;
    m_place_in_touched[a] = static_cast<std::int32_t>(m_touched.size());
    m_touched.push_back({a, m_sum[a], m_mean[a]});
}

/// The sides around a cell go from one area to another.
double HexCost::change_sides(const CellChange& change) {
    double cost = 0.0;
    for (std::size_t d = 0; d < 6; ++d) {
        const std::int32_t other = m_area_in[m_problem.comb.beside(change.cell, d)];
        if (other < 0) continue;
        if (change.before >= 0) {
            const std::int32_t kind = kind_of_side(change.before, other);
            if (kind < 0) {
                cost -= side_weight(kind);
            } else {
                m_sides_lost.push_back(kind);
                if (--m_sides[static_cast<std::size_t>(kind)] == 0) cost += 1.0;
            }
        }
        if (change.after >= 0) {
            const std::int32_t kind = kind_of_side(change.after, other);
            if (kind < 0) {
                cost += side_weight(kind);
            } else {
                m_sides_gained.push_back(kind);
                if (++m_sides[static_cast<std::size_t>(kind)] == 1) cost -= 1.0;
            }
        }
    }
    return cost;
}

double HexCost::make(std::span<const CellChange> changes, double most) {
    m_made.assign(changes.begin(), changes.end());
    m_sides_gained.clear();
    m_sides_lost.clear();
    m_touched.clear();
    m_touched_pairs.clear();
    m_cost_after.clear();
    double cost = 0.0;
    for (const auto& [cell, before, after] : changes) {
        cost += distance_cost(cell, after) - distance_cost(cell, before);
        cost += change_sides({cell, before, after});
        if ((before < 0) != (after < 0)) cost += m_outline.turn(cell);
        m_area_in[cell] = after;
        touch(before);
        touch(after);
    }
    // No pair costs less than nothing: first as if all that are touched did so, then each as it is, until it
    // is known that the sum is too great.
    for (std::size_t t = 0; t < m_touched.size(); ++t) {
        for (const auto& [pair, other] : m_pairs_of[m_touched[t].area]) {
            const std::int32_t place = m_place_in_touched[other];
            if (place >= 0 && place < static_cast<std::int32_t>(t)) continue;  // counted with the other
            m_touched_pairs.push_back(pair);
            cost -= m_pair_cost[pair];
        }
    }
    if (cost > most) return cost;
    for (const auto& [cell, before, after] : changes) {
        add_to_sum(before, cell, -1.0);
        add_to_sum(after, cell, 1.0);
    }
    for (const Touched& of : m_touched)
        move_mean(of.area);
    for (const std::size_t pair : m_touched_pairs) {
        m_cost_after.push_back(pair_cost(m_pairs[pair]));
        cost += m_cost_after.back();
        if (cost > most) break;
    }
    return cost;
}

void HexCost::keep() {
    for (std::size_t i = 0; i < m_touched_pairs.size(); ++i)
        m_pair_cost[m_touched_pairs[i]] = m_cost_after[i];
    for (const Touched& of : m_touched)
        m_place_in_touched[of.area] = -1;
}

void HexCost::undo() {
    for (const auto& [cell, before, after] : m_made) {
        m_area_in[cell] = before;
        if ((before < 0) != (after < 0)) m_outline.turn(cell);
    }
    for (const std::int32_t pair : m_sides_gained)
        --m_sides[static_cast<std::size_t>(pair)];
    for (const std::int32_t pair : m_sides_lost)
        ++m_sides[static_cast<std::size_t>(pair)];
    for (const auto& [area, sum, mean] : m_touched) {
        m_sum[area] = sum;
        m_mean[area] = mean;
        m_place_in_touched[area] = -1;
    }
}

double HexCost::total() const {
    double cost = m_outline.cost();
    for (std::size_t pair = 0; pair < m_pairs.size(); ++pair)
        cost += pair_cost(m_pairs[pair]) + (touches(pair) ? 0.0 : 1.0);
    for (std::size_t cell = 0; cell < m_area_in.size(); ++cell) {
        const std::int32_t area = m_area_in[cell];
        if (area < 0) continue;
        cost += distance_cost(cell, area);
        for (std::size_t d = 0; d < 3; ++d) {
            const std::int32_t other = m_area_in[m_problem.comb.beside(cell, d)];
            if (other < 0) continue;
            const std::int32_t kind = kind_of_side(area, other);
            if (kind < 0) cost += side_weight(kind);
        }
    }
    return cost;
}

}  // namespace shapes
