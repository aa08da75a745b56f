#include "render/detail.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

#include "geo/flat_map.hpp"

namespace render {

namespace {

using Line = std::span<const geo::GridPoint>;

std::uint64_t key_of(geo::GridPoint p) {
    return (std::uint64_t{static_cast<std::uint32_t>(p.x)} << 32U) | static_cast<std::uint32_t>(p.y);
}

/// Square of the distance of a point from a segment, in cells.
double distance_squared(geo::GridPoint p, geo::GridPoint from, geo::GridPoint to) {
    const double along_x = double(to.x) - from.x;
    const double along_y = double(to.y) - from.y;
    double x = double(p.x) - from.x;
    double y = double(p.y) - from.y;
    const double length_squared = along_x * along_x + along_y * along_y;
    if (length_squared > 0.0) {
        const double share = std::clamp((x * along_x + y * along_y) / length_squared, 0.0, 1.0);
        x -= share * along_x;
        y -= share * along_y;
    }
    return x * x + y * y;
}

/// Tells which points of a line stay.
class LineThinning {
public:
    explicit LineThinning(double tolerance_cells) : m_limit(tolerance_cells * tolerance_cells) {}

    const std::vector<bool>& thin(Line line) {
        m_stays.assign(line.size(), line.size() < 3);
        if (line.size() < 3) return m_stays;
        m_stays.front() = m_stays.back() = true;
        m_spans.assign(1, {0, line.size() - 1});
        while (!m_spans.empty()) {
            const auto [first, last] = m_spans.back();
            m_spans.pop_back();
            split(line, first, last);
        }
        const bool is_closed = line.front() == line.back();
        if (is_closed && std::ranges::count(m_stays, true) < 4) m_stays.assign(line.size(), true);
        return m_stays;
    }

private:
    void split(Line line, std::size_t first, std::size_t last) {
        std::size_t farthest = first;
        double greatest = m_limit;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double distance = distance_squared(line[i], line[first], line[last]);
            if (distance > greatest) {
                greatest = distance;
                farthest = i;
            }
        }
        if (farthest == first) return;
        m_stays[farthest] = true;
        m_spans.emplace_back(first, farthest);
        m_spans.emplace_back(farthest, last);
    }

    double m_limit;
    std::vector<bool> m_stays;
    std::vector<std::pair<std::size_t, std::size_t>> m_spans;
};

/// The points that no line needs. One that any line needs stays in all.
class SuperfluousPoints {
public:
    SuperfluousPoints(const std::vector<Line>& lines, double tolerance_cells) : m_points(points_of(lines)) {
        std::vector<geo::GridPoint> going;
        LineThinning thinning(tolerance_cells);
        for (const Line line : lines) {
            const std::vector<bool>& stays = thinning.thin(line);
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (!stays[i]) {
                    going.push_back(line[i]);
                } else {
                    m_points.find_or_insert(key_of(line[i]), needed);
                }
            }
        }
        for (const geo::GridPoint p : going)
            m_points.find_or_insert(key_of(p), superfluous);
    }

    template <class Points>
    void append_others(Line line, Points& points) const {
        std::ranges::copy_if(line, std::back_inserter(points),
                             [&](geo::GridPoint p) { return m_points.find(key_of(p)) != superfluous; });
    }

private:
    static constexpr std::uint32_t needed = 0;
    static constexpr std::uint32_t superfluous = 1;

    static std::size_t points_of(const std::vector<Line>& lines) {
        std::size_t points = 0;
        for (const Line line : lines)
            points += line.size();
        return points;
    }

    geo::FlatMap m_points;
};

Line line_of(const Outlines& outlines, std::size_t i) {
    return Line(outlines.points).subspan(outlines.start[i], outlines.start[i + 1] - outlines.start[i]);
}

bool comes_into(Line points, const geo::Grid& grid, const geo::Box& box_m) {
    geo::Box own;
    for (const geo::GridPoint p : points)
        own.add(grid.to_point(p));
    return own.min_x <= box_m.max_x && own.max_x >= box_m.min_x && own.min_y <= box_m.max_y &&
           own.max_y >= box_m.min_y;
}

void append_ring(Line ring, const SuperfluousPoints& superfluous, geo::GridRings& areas) {
    const std::size_t before = areas.points.size();
    superfluous.append_others(ring, areas.points);
    if (areas.points.size() - before < 3) {
        areas.points.resize(before);
        areas.points.insert(areas.points.end(), ring.begin(), ring.end());
    }
    areas.close_ring();
}

std::vector<Outlines> thinned_outlines(const MapData& data, const geo::Box& box_m,
                                       const SuperfluousPoints& superfluous) {
    std::vector<Outlines> thinned;
    for (const Outlines& outlines : data.outlines) {
        Outlines& own = thinned.emplace_back();
        own.kind = outlines.kind;
        own.label = outlines.label;
        for (std::size_t i = 0; i + 1 < outlines.start.size(); ++i) {
            if (!comes_into(line_of(outlines, i), data.grid, box_m)) continue;
            superfluous.append_others(line_of(outlines, i), own.points);
            own.start.push_back(static_cast<std::uint32_t>(own.points.size()));
            if (i < outlines.sides.size()) own.sides.push_back(outlines.sides[i]);
            if (i < outlines.breadth_m.size()) own.breadth_m.push_back(outlines.breadth_m[i]);
        }
    }
    return thinned;
}

geo::GridRings thinned_areas(const MapData& data, const geo::Box& box_m,
                             const SuperfluousPoints& superfluous) {
    const geo::GridRings& areas = data.areas;
    geo::GridRings thinned;
    for (std::size_t a = 0; a < areas.areas(); ++a) {
        const std::uint32_t first = areas.area_start[a];
        const std::uint32_t end = areas.area_start[a + 1];
        const Line all(areas.points.data() + areas.ring_start[first],
                       areas.points.data() + areas.ring_start[end]);
        if (comes_into(all, data.grid, box_m)) {
            for (std::uint32_t r = first; r < end; ++r)
                append_ring(areas.ring(r), superfluous, thinned);
        }
        thinned.close_area();
    }
    return thinned;
}

}  // namespace

PanelShapes shapes_in(const MapData& data, const geo::Box& box_m, double tolerance_m) {
    std::vector<Line> lines;
    for (const Outlines& outlines : data.outlines) {
        for (std::size_t i = 0; tolerance_m > 0.0 && i + 1 < outlines.start.size(); ++i) {
            if (comes_into(line_of(outlines, i), data.grid, box_m)) lines.push_back(line_of(outlines, i));
        }
    }
    const SuperfluousPoints superfluous(lines, tolerance_m / data.grid.cell_m());
    return {thinned_areas(data, box_m, superfluous), thinned_outlines(data, box_m, superfluous)};
}

}  // namespace render
