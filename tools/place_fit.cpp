#include "tools/place_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tools {
namespace {

// Squares that cover Great Britain in EPSG:27700.
constexpr double cell_m = 2'000.0;
constexpr int cells_wide = 350;
constexpr double square_m = 10'000.0;
constexpr int squares_wide = 70;
constexpr std::size_t neighbours_kept = 45;

int clamp_index(double value, double size, int wide) {
    return std::clamp(static_cast<int>(value / size), 0, wide - 1);
}

std::size_t cell_of(geo::Point p) {
    return static_cast<std::size_t>(clamp_index(p.y, cell_m, cells_wide) * cells_wide +
                                    clamp_index(p.x, cell_m, cells_wide));
}

std::size_t square_of(geo::Point p) {
    return static_cast<std::size_t>(clamp_index(p.y, square_m, squares_wide) * squares_wide +
                                    clamp_index(p.x, square_m, squares_wide));
}

double distance_m2(geo::Point a, geo::Point b) {
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

double distance_to_cell_m2(geo::Point p, int column, int row) {
    const double dx = std::max({column * cell_m - p.x, 0.0, p.x - (column + 1) * cell_m});
    const double dy = std::max({row * cell_m - p.y, 0.0, p.y - (row + 1) * cell_m});
    return dx * dx + dy * dy;
}

double worth(double size, double shared, double made) {
    const double iou = shared / (size + made - shared);
    return iou - 1.5 * (1.0 - iou) * (1.0 - iou);
}

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Calls `visit(square)` for the squares at ring `radius` around the one that holds `p`.
template <class Visit>
void for_squares_at(geo::Point p, int radius, Visit visit) {
    const int column = clamp_index(p.x, square_m, squares_wide);
    const int row = clamp_index(p.y, square_m, squares_wide);
    for (int j = std::max(0, row - radius); j <= std::min(squares_wide - 1, row + radius); ++j) {
        for (int i = std::max(0, column - radius); i <= std::min(squares_wide - 1, column + radius); ++i) {
            if (std::max(std::abs(i - column), std::abs(j - row)) == radius) visit(at(j * squares_wide + i));
        }
    }
}

}  // namespace

PlaceFit::PlaceFit(Geography geography, std::vector<Sample> samples, double group_weight)
    : m_geography(std::move(geography)),
      m_group_weight(group_weight),
      m_samples(std::move(samples)),
      m_cell_start(at(cells_wide * cells_wide) + 1, 0),
      m_cell_reach_m2(at(cells_wide * cells_wide), 0.0),
      m_place_index(at(squares_wide * squares_wide)),
      m_area_tally(m_geography.area_km2.size()),
      m_group_tally(at(m_geography.groups)) {
    std::stable_sort(m_samples.begin(), m_samples.end(),
                     [](const Sample& a, const Sample& b) { return cell_of(a.at) < cell_of(b.at); });
    for (const Sample& sample : m_samples)
        ++m_cell_start[cell_of(sample.at) + 1];
    for (std::size_t c = 1; c < m_cell_start.size(); ++c)
        m_cell_start[c] += m_cell_start[c - 1];
    for (std::size_t a = 0; a < m_area_tally.size(); ++a) {
        m_area_tally[a].size = m_geography.area_km2[a];
        m_group_tally[at(m_geography.group_of[a])].size += m_geography.area_km2[a];
    }
}

void PlaceFit::reset(std::vector<Place> places) {
    m_places = std::move(places);
    for (auto& square : m_place_index)
        square.clear();
    for (std::size_t p = 0; p < m_places.size(); ++p)
        index_place(static_cast<int>(p));
    std::fill(m_cell_reach_m2.begin(), m_cell_reach_m2.end(), 0.0);
    for (Sample& sample : m_samples) {
        find_nearest(sample);
        double& reach = m_cell_reach_m2[cell_of(sample.at)];
        reach = std::max(reach, sample.distance_m2);
        shift(sample, m_places[at(sample.nearest)].area, 1.0);
    }
    for (auto* tallies : {&m_area_tally, &m_group_tally}) {
        for (Tally& tally : *tallies)
            tally.shared = tally.made = 0.0;
    }
    static_cast<void>(settle());
    forget_changes(true);
    m_reach_m2 = *std::max_element(m_cell_reach_m2.begin(), m_cell_reach_m2.end());
}

void PlaceFit::find_nearest(Sample& sample) const {
    sample.nearest = nearest_place(sample.at, -1, -1);
    sample.distance_m2 = distance_m2(sample.at, m_places[at(sample.nearest)].at);
}

int PlaceFit::nearest_place(geo::Point from, int area, int except) const {
    int best = -1;
    double best_m2 = std::numeric_limits<double>::infinity();
    for (int radius = 0; radius < squares_wide; ++radius) {
        const double cleared_m = (radius - 1) * square_m;
        if (best >= 0 && cleared_m > 0.0 && best_m2 < cleared_m * cleared_m) break;
        for_squares_at(from, radius, [&](std::size_t square) {
            for (const int p : m_place_index[square]) {
                if (p == except || (area >= 0 && m_places[at(p)].area != area)) continue;
                const double d = distance_m2(from, m_places[at(p)].at);
                if (d < best_m2 || (d == best_m2 && p < best)) {
                    best_m2 = d;
                    best = p;
                }
            }
        });
    }
    return best;
}

bool PlaceFit::occupied(geo::Point p) const {
    const auto& square = m_place_index[square_of(p)];
    return std::any_of(square.begin(), square.end(), [&](int q) { return m_places[at(q)].at == p; });
}

double PlaceFit::propose_move(int moved, geo::Point to) {
    return propose(moved, moved, Place{to, m_places[at(moved)].area});
}

double PlaceFit::propose_add(const Place& place) {
    return propose(-1, static_cast<int>(m_places.size()), place);
}

double PlaceFit::propose_remove(int removed) {
    return propose(removed, -1, Place{});
}

double PlaceFit::propose(int removed, int added, const Place& place) {
    m_removed = removed;
    m_added = added;
    m_proposed = place;
    m_reassigned.clear();
    const geo::Point old = removed >= 0 ? m_places[at(removed)].at : place.at;
    const geo::Point now = added >= 0 ? place.at : old;
    const double reach = std::sqrt(m_reach_m2);
    if (removed >= 0) collect_neighbours(removed);

    const int row_end = clamp_index(std::max(old.y, now.y) + reach, cell_m, cells_wide);
    const int column_end = clamp_index(std::max(old.x, now.x) + reach, cell_m, cells_wide);
    for (int row = clamp_index(std::min(old.y, now.y) - reach, cell_m, cells_wide); row <= row_end; ++row) {
        for (int column = clamp_index(std::min(old.x, now.x) - reach, cell_m, cells_wide);
             column <= column_end; ++column) {
            const std::size_t cell = at(row * cells_wide + column);
            if (m_cell_start[cell] == m_cell_start[cell + 1]) continue;
            const bool near_old =
                removed >= 0 && distance_to_cell_m2(old, column, row) <= m_cell_reach_m2[cell];
            const bool near_now =
                added >= 0 && distance_to_cell_m2(now, column, row) <= m_cell_reach_m2[cell];
            if (!near_old && !near_now) continue;
            for (std::uint32_t s = m_cell_start[cell]; s < m_cell_start[cell + 1]; ++s) {
                const Sample& sample = m_samples[s];
                const double now_m2 =
                    added >= 0 ? distance_m2(sample.at, now) : std::numeric_limits<double>::infinity();
                int nearest = added;
                double nearest_m2 = now_m2;
                if (removed >= 0 && sample.nearest == removed) {
                    const double from_old_m = std::sqrt(sample.distance_m2);
                    for (const auto& [apart_m, q] : m_neighbours) {
                        // The triangle inequality: no later neighbour can be nearer than this.
                        const double least_m = apart_m - from_old_m;
                        if (least_m > 0.0 && least_m * least_m > nearest_m2) break;
                        const double d = distance_m2(sample.at, m_places[at(q)].at);
                        if (d < nearest_m2) {
                            nearest_m2 = d;
                            nearest = q;
                        }
                    }
                } else if (now_m2 >= sample.distance_m2) {
                    continue;
                }
                reassign(sample, m_places[at(sample.nearest)].area,
                         nearest == added ? place.area : m_places[at(nearest)].area);
                m_reassigned.push_back({s, nearest, nearest_m2});
            }
        }
    }
    return settle();
}

void PlaceFit::collect_neighbours(int place) {
    m_neighbours.clear();
    const geo::Point from = m_places[at(place)].at;
    std::size_t enough_radius = 0;
    for (int radius = 0; radius < squares_wide; ++radius) {
        for_squares_at(from, radius, [&](std::size_t square) {
            for (const int q : m_place_index[square]) {
                if (q != place)
                    m_neighbours.emplace_back(std::sqrt(distance_m2(from, m_places[at(q)].at)), q);
            }
        });
        // One ring more than needed, because a square's corner is farther away than its sides.
        if (m_neighbours.size() >= neighbours_kept && ++enough_radius == 2) break;
    }
    std::sort(m_neighbours.begin(), m_neighbours.end());
    if (m_neighbours.size() > neighbours_kept) m_neighbours.resize(neighbours_kept);
}

void PlaceFit::reassign(const Sample& sample, int from_area, int to_area) {
    if (from_area == to_area) return;
    shift(sample, from_area, -1.0);
    shift(sample, to_area, 1.0);
}

void PlaceFit::shift(const Sample& sample, int area, double sign) {
    const int group = m_geography.group_of[at(area)];
    Tally& of_area = m_area_tally[at(area)];
    Tally& of_group = m_group_tally[at(group)];
    if (!std::exchange(of_area.touched, true)) m_touched_areas.push_back(area);
    if (!std::exchange(of_group.touched, true)) m_touched_groups.push_back(group);
    of_area.made_change += sign * sample.weight_km2;
    of_group.made_change += sign * sample.weight_km2;
    if (sample.area == area) of_area.shared_change += sign * sample.weight_km2;
    if (sample.area >= 0 && m_geography.group_of[at(sample.area)] == group) {
        of_group.shared_change += sign * sample.weight_km2;
    }
}

double PlaceFit::settle() {
    double gain = 0.0;
    const auto apply = [&](Tally& tally, double weight) {
        const double before = worth(tally.size, tally.shared, tally.made);
        tally.shared += tally.shared_change;
        tally.made += tally.made_change;
        gain += weight * (worth(tally.size, tally.shared, tally.made) - before);
    };
    for (const int a : m_touched_areas)
        apply(m_area_tally[at(a)], 1.0);
    for (const int g : m_touched_groups)
        apply(m_group_tally[at(g)], m_group_weight);
    return gain;
}

void PlaceFit::forget_changes(bool kept) {
    const auto forget = [kept](Tally& tally) {
        if (!kept) {
            tally.shared -= tally.shared_change;
            tally.made -= tally.made_change;
        }
        tally.shared_change = tally.made_change = 0.0;
        tally.touched = false;
    };
    for (const int a : m_touched_areas)
        forget(m_area_tally[at(a)]);
    for (const int g : m_touched_groups)
        forget(m_group_tally[at(g)]);
    m_touched_areas.clear();
    m_touched_groups.clear();
}

void PlaceFit::keep() {
    forget_changes(true);
    for (const auto& change : m_reassigned) {
        Sample& sample = m_samples[change.sample];
        sample.nearest = change.nearest;
        sample.distance_m2 = change.distance_m2;
        double& reach = m_cell_reach_m2[cell_of(sample.at)];
        reach = std::max(reach, sample.distance_m2);
        m_reach_m2 = std::max(m_reach_m2, sample.distance_m2);
    }
    if (m_removed >= 0) unindex_place(m_removed);
    if (m_added >= 0) {
        if (at(m_added) == m_places.size()) m_places.emplace_back();
        m_places[at(m_added)] = m_proposed;
        index_place(m_added);
    }
}

void PlaceFit::undo() {
    forget_changes(false);
}

void PlaceFit::index_place(int place) {
    m_place_index[square_of(m_places[at(place)].at)].push_back(place);
}

void PlaceFit::unindex_place(int place) {
    std::erase(m_place_index[square_of(m_places[at(place)].at)], place);
}

std::vector<double> PlaceFit::area_iou() const {
    std::vector<double> iou;
    for (const Tally& t : m_area_tally)
        iou.push_back(t.shared / (t.size + t.made - t.shared));
    return iou;
}

std::vector<double> PlaceFit::group_iou() const {
    std::vector<double> iou;
    for (const Tally& t : m_group_tally)
        iou.push_back(t.shared / (t.size + t.made - t.shared));
    return iou;
}

}  // namespace tools
