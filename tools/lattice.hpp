// Regular sample points inside polygons, row by row.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/point.hpp"
#include "geo/ring_set.hpp"

namespace tools {

/// Calls `visit(point)` for each centre of the cells of a square lattice (`step_m` wide, with a corner at 0,
/// 0) that lies inside area `area` of `rings`, even-odd rule. O(rows x points + cells).
template <class Visit>
void for_lattice(const geo::Rings& rings, std::size_t area, double step_m, Visit visit) {
    geo::Box box;
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        for (const geo::Point p : rings.ring(r))
            box.add(p);
    }
    std::vector<double> crossings;
    const auto last_row = static_cast<std::int64_t>(std::floor(box.max_y / step_m - 0.5));
    for (auto row = static_cast<std::int64_t>(std::ceil(box.min_y / step_m - 0.5)); row <= last_row; ++row) {
        const double y = (static_cast<double>(row) + 0.5) * step_m;
        crossings.clear();
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            const auto ring = rings.ring(r);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const geo::Point p = ring[i];
                const geo::Point q = ring[i + 1 == ring.size() ? 0 : i + 1];
                if ((p.y <= y) != (q.y <= y))
                    crossings.push_back(p.x + (y - p.y) / (q.y - p.y) * (q.x - p.x));
            }
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
            const auto last = static_cast<std::int64_t>(std::floor(crossings[k + 1] / step_m - 0.5));
            for (auto i = static_cast<std::int64_t>(std::ceil(crossings[k] / step_m - 0.5)); i <= last; ++i) {
                visit(geo::Point{(static_cast<double>(i) + 0.5) * step_m, y});
            }
        }
    }
}

/// The ground inside areas as a bitmap over Great Britain in EPSG:27700.
class Mask {
public:
    explicit Mask(double step_m)
        : m_step_m(step_m), m_wide(static_cast<std::size_t>(700'000.0 / step_m)), m_bits(m_wide * m_wide) {}

    void add(const geo::Rings& rings) {
        for (std::size_t a = 0; a < rings.areas(); ++a) {
            for_lattice(rings, a, m_step_m, [&](geo::Point p) { m_bits[index(p)] = true; });
        }
    }
    [[nodiscard]] bool holds(geo::Point p) const { return m_bits[index(p)]; }

private:
    [[nodiscard]] std::size_t index(geo::Point p) const {
        return static_cast<std::size_t>(p.y / m_step_m) * m_wide + static_cast<std::size_t>(p.x / m_step_m);
    }

    double m_step_m;
    std::size_t m_wide;
    std::vector<bool> m_bits;
};

}  // namespace tools
