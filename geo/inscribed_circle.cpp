#include "geo/inscribed_circle.hpp"

#include <algorithm>
#include <array>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "geo/assemble.hpp"
#include "geo/wide_int.hpp"

namespace geo {

namespace {

using Diagram = boost::polygon::voronoi_diagram<double>;

/// A side of the polygon, with its interior on the left.
struct Side {
    GridPoint from;
    GridPoint to;
};

/// A corner that bends inwards, with the sides that meet there.
struct Corner {
    GridPoint at;
    std::size_t before;
    std::size_t after;
};

/// The sides of the polygon moved so that their box is centred on the origin: the sweep takes 32 bits, and
/// the rounding of its vertices goes with the size of their coordinates.
struct Outline {
    std::vector<Side> sides;
    std::vector<Corner> inward_corners;
    std::int64_t shift_x = 0;
    std::int64_t shift_y = 0;
};

/// True at a corner whose inner angle is over 180 degrees.
bool bends_inwards(const Side& before, const Side& after) {
    const std::int64_t ax = std::int64_t{before.to.x} - before.from.x;
    const std::int64_t ay = std::int64_t{before.to.y} - before.from.y;
    const std::int64_t bx = std::int64_t{after.to.x} - after.from.x;
    const std::int64_t by = std::int64_t{after.to.y} - after.from.y;
    return Int128{ax} * by < Int128{ay} * bx;
}

Outline centred_sides(std::span<const std::vector<GridPoint>> rings) {
    Outline outline;
    GridPoint low{std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::max()};
    GridPoint high{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min()};
    std::size_t points = 0;
    for (const std::vector<GridPoint>& ring : rings) {
        points += ring.size();
        for (const GridPoint p : ring) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    }
    if (points == 0) return outline;
    outline.shift_x = (std::int64_t{low.x} + high.x) / 2;
    outline.shift_y = (std::int64_t{low.y} + high.y) / 2;
    const auto shifted = [&](GridPoint p) {
        return GridPoint{static_cast<std::int32_t>(p.x - outline.shift_x),
                         static_cast<std::int32_t>(p.y - outline.shift_y)};
    };
    outline.sides.reserve(points);
    for (const std::vector<GridPoint>& ring : rings) {
        if (twice_area(ring) == 0) continue;
        const std::size_t first = outline.sides.size();
        GridPoint from = shifted(ring.back());
        for (const GridPoint p : ring) {
            const GridPoint to = shifted(p);
            if (from != to) outline.sides.push_back({from, to});
            from = to;
        }
        for (std::size_t s = first; s < outline.sides.size(); ++s) {
            const std::size_t before = s == first ? outline.sides.size() - 1 : s - 1;
            if (bends_inwards(outline.sides[before], outline.sides[s]))
                outline.inward_corners.push_back({outline.sides[s].from, before, s});
        }
    }
    return outline;
}

/// Distance of `p` from the line of a side, positive on its left.
double signed_distance(const Side& side, Point p) {
    const double dx = static_cast<double>(side.to.x) - side.from.x;
    const double dy = static_cast<double>(side.to.y) - side.from.y;
    return (dx * (p.y - side.from.y) - dy * (p.x - side.from.x)) / std::sqrt(dx * dx + dy * dy);
}

double distance(GridPoint a, Point p) {
    const double dx = p.x - a.x;
    const double dy = p.y - a.y;
    return std::sqrt(dx * dx + dy * dy);
}

/// Even-odd rule, for points that keep clear of the sides.
bool inside(std::span<const Side> sides, Point p) {
    bool odd = false;
    for (const Side& side : sides) {
        if ((side.from.y > p.y) == (side.to.y > p.y)) continue;
        odd ^= (signed_distance(side, p) > 0) == (side.to.y > side.from.y);
    }
    return odd;
}

/// What the cells around a vertex of the diagram say about it.
struct Clearance {
    double radius = std::numeric_limits<double>::infinity();
    std::optional<bool> inside;  ///< unknown when only corners are near
};

Clearance clearance(const Diagram::vertex_type& vertex, std::span<const Side> sides) {
    const Point p{vertex.x(), vertex.y()};
    Clearance result;
    const Diagram::edge_type* edge = vertex.incident_edge();
    do {
        const Diagram::cell_type& cell = *edge->cell();
        const Side& side = sides[cell.source_index()];
        if (cell.contains_segment()) {
            const double left = signed_distance(side, p);
            result.radius = std::min(result.radius, std::abs(left));
            result.inside = left > 0;
        } else {
            const bool first = cell.source_category() == boost::polygon::SOURCE_CATEGORY_SEGMENT_START_POINT;
            result.radius = std::min(result.radius, distance(first ? side.from : side.to, p));
        }
        edge = edge->rot_next();
    } while (edge != vertex.incident_edge());
    return result;
}

InscribedCircle best_vertex_of_the_diagram(std::span<const Side> sides) {
    boost::polygon::default_voronoi_builder builder;
    for (const Side& side : sides)
        builder.insert_segment(side.from.x, side.from.y, side.to.x, side.to.y);
    Diagram diagram;
    builder.construct(&diagram);

    InscribedCircle largest;
    for (const Diagram::vertex_type& vertex : diagram.vertices()) {
        if (vertex.incident_edge() == nullptr) continue;
        const Clearance clear = clearance(vertex, sides);
        if (!(clear.radius > largest.radius_cells)) continue;
        const Point p{vertex.x(), vertex.y()};
        if (clear.inside ? *clear.inside : inside(sides, p)) largest = {p, clear.radius};
    }
    return largest;
}

/// Up to this many sides, the circles through all triples are quicker than the sweep, which needs long
/// integers to tell the near-parallel sides of a sliver apart.
constexpr std::size_t few_sides = 32;

struct Vector3 {
    double x;
    double y;
    double r;
};

Vector3 operator+(Vector3 a, Vector3 b) {
    return {a.x + b.x, a.y + b.y, a.r + b.r};
}
Vector3 operator*(double f, Vector3 a) {
    return {f * a.x, f * a.y, f * a.r};
}
double dot(Vector3 a, Vector3 b) {
    return a.x * b.x + a.y * b.y + a.r * b.r;
}
Vector3 cross(Vector3 a, Vector3 b) {
    return {a.y * b.r - a.r * b.y, a.r * b.x - a.x * b.r, a.x * b.y - a.y * b.x};
}

/// In the space of circles (x, y, r), those that touch the line of a side from within form a plane, and
/// those equally far from two corners another: normal . circle = offset.
struct Plane {
    Vector3 normal;
    double offset;
};

/// A side as seen by circles. A circle touches it where `along` of its centre lies between 0 and length.
struct Reach {
    double along_x;
    double along_y;
    double start;
    double length;
};

/// Part of the line in which two planes meet: point + t direction for t in [low, high].
struct Line {
    Vector3 point;
    Vector3 direction;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();

    /// Leaves the circles that touch the side between its ends; with some slack, as a circle too many does
    /// no harm.
    void keep_touching(const Reach& side) {
        const double slack = 0.01 + 1e-9 * side.length;
        const double slope = side.along_x * direction.x + side.along_y * direction.y;
        const double at_0 = side.along_x * point.x + side.along_y * point.y - side.start;
        if (std::abs(slope) < 1e-12) {
            const bool touches = at_0 >= -slack && at_0 <= side.length + slack;
            if (!touches) {
                low = std::numeric_limits<double>::infinity();
                high = -low;
            }
            return;
        }
        const double a = (-slack - at_0) / slope;
        const double b = (side.length + slack - at_0) / slope;
        low = std::max(low, std::min(a, b));
        high = std::min(high, std::max(a, b));
    }

    [[nodiscard]] bool empty() const { return !(low <= high); }
    [[nodiscard]] double largest_radius() const {
        return direction.r == 0 ? point.r : point.r + direction.r * (direction.r > 0 ? high : low);
    }
};

std::optional<Line> meet(const Plane& a, const Plane& b) {
    const Vector3 d = cross(a.normal, b.normal);
    const double square = dot(d, d);
    if (square == 0) return std::nullopt;
    return Line{(1 / square) * (a.offset * cross(b.normal, d) + b.offset * cross(d, a.normal)), d};
}

Plane equally_far(Point a, Point b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    return {{dx, dy, 0}, (dx * (b.x + a.x) + dy * (b.y + a.y)) / 2};
}

/// Looks at the circles that touch three things: sides, or corners that bend inwards (an inscribed circle
/// touches no other corner). Whatever centre the equations give is measured against all sides, so rounding
/// can cost the last digits and never the truth.
class CirclesOfTriples {
public:
    explicit CirclesOfTriples(const Outline& outline) : m_sides(outline.sides) {
        m_planes.reserve(m_sides.size());
        m_reaches.reserve(m_sides.size());
        for (const Side& side : m_sides) {
            const double dx = static_cast<double>(side.to.x) - side.from.x;
            const double dy = static_cast<double>(side.to.y) - side.from.y;
            const double length = std::sqrt(dx * dx + dy * dy);
            const double ux = dx / length;
            const double uy = dy / length;
            m_planes.push_back({{-uy, ux, -1}, ux * side.from.y - uy * side.from.x});
            m_reaches.push_back({ux, uy, ux * side.from.x + uy * side.from.y, length});
        }
        m_corners.reserve(outline.inward_corners.size());
        for (const Corner& corner : outline.inward_corners) {
            m_corners.push_back({{static_cast<double>(corner.at.x), static_cast<double>(corner.at.y)},
                                 corner.before,
                                 corner.after});
        }
    }

    InscribedCircle largest() {
        for (std::size_t i = 0; i < m_planes.size(); ++i) {
            for (std::size_t j = i + 1; j < m_planes.size(); ++j)
                try_sides(i, j);
        }
        for (std::size_t i = 0; i < m_corners.size(); ++i) {
            for (std::size_t j = i + 1; j < m_corners.size(); ++j)
                try_corners(i, j);
        }
        return m_largest;
    }

private:
    struct CornerPoint {
        Point at;
        std::size_t before;
        std::size_t after;
        /// A circle that touches a side at its very end has a larger one beside it, or is found elsewhere.
        [[nodiscard]] bool ends(std::size_t side) const { return side == before || side == after; }
    };

    void try_sides(std::size_t i, std::size_t j) {
        std::optional<Line> line = meet(m_planes[i], m_planes[j]);
        if (!line) return;
        line->keep_touching(m_reaches[i]);
        line->keep_touching(m_reaches[j]);
        if (line->empty() || !may_improve(line->largest_radius())) return;
        for (std::size_t k = j + 1; k < m_planes.size(); ++k) {
            const double slope = dot(m_planes[k].normal, line->direction);
            if (slope != 0)
                try_circle(*line, (m_planes[k].offset - dot(m_planes[k].normal, line->point)) / slope);
        }
        for (const CornerPoint& corner : m_corners) {
            if (!corner.ends(i) && !corner.ends(j)) try_through(*line, corner.at);
        }
    }

    void try_corners(std::size_t i, std::size_t j) {
        const Plane plane = equally_far(m_corners[i].at, m_corners[j].at);
        for (std::size_t k = 0; k < m_planes.size(); ++k) {
            if (m_corners[i].ends(k) || m_corners[j].ends(k)) continue;
            std::optional<Line> line = meet(plane, m_planes[k]);
            if (!line) continue;
            line->keep_touching(m_reaches[k]);
            if (!line->empty()) try_through(*line, m_corners[i].at);
        }
        for (std::size_t k = j + 1; k < m_corners.size(); ++k) {
            const std::optional<Line> line = meet(plane, equally_far(m_corners[i].at, m_corners[k].at));
            if (line) try_through(*line, m_corners[i].at);
        }
    }

    /// Circles through a corner form a cone: |centre - corner| = r.
    void try_through(const Line& line, Point corner) {
        const Vector3 d = line.direction;
        const Vector3 p{line.point.x - corner.x, line.point.y - corner.y, line.point.r};
        const double a = d.x * d.x + d.y * d.y - d.r * d.r;
        const double half_b = d.x * p.x + d.y * p.y - d.r * p.r;
        const double c = p.x * p.x + p.y * p.y - p.r * p.r;
        // Rounding may leave a touching line just beside the cone.
        const double root = std::sqrt(std::max(half_b * half_b - a * c, 0.0));
        const double q = -(half_b + std::copysign(root, half_b));
        if (a != 0) try_circle(line, q / a);
        if (q != 0) try_circle(line, c / q);
    }

    /// The radius as measured may come out a little above that of the equations.
    [[nodiscard]] bool may_improve(double radius) const {
        return radius * (1 + 1e-9) + 1e-9 > m_largest.radius_cells;
    }

    void try_circle(const Line& line, double t) {
        if (!(t >= line.low && t <= line.high)) return;
        const Vector3 circle = line.point + t * line.direction;
        if (!may_improve(circle.r)) return;
        const Point centre{circle.x, circle.y};
        // Most circles fail at the side where the last one did.
        double square = square_of_distance(m_last_in_the_way, centre);
        if (!(square > m_largest_square)) return;
        for (std::size_t s = 0; s < m_sides.size(); ++s) {
            square = std::min(square, square_of_distance(s, centre));
            if (square > m_largest_square) continue;
            m_last_in_the_way = s;
            return;
        }
        if (!inside(m_sides, centre)) return;
        m_largest = {centre, std::sqrt(square)};
        m_largest_square = square;
    }

    [[nodiscard]] double square_of_distance(std::size_t s, Point p) const {
        const Reach& side = m_reaches[s];
        const double along = side.along_x * p.x + side.along_y * p.y - side.start;
        if (along >= 0 && along <= side.length) {
            const double across =
                m_planes[s].normal.x * p.x + m_planes[s].normal.y * p.y - m_planes[s].offset;
            return across * across;
        }
        const GridPoint end = along < 0 ? m_sides[s].from : m_sides[s].to;
        const double dx = p.x - end.x;
        const double dy = p.y - end.y;
        return dx * dx + dy * dy;
    }

    std::span<const Side> m_sides;
    std::vector<Plane> m_planes;
    std::vector<Reach> m_reaches;
    std::vector<CornerPoint> m_corners;
    InscribedCircle m_largest;
    double m_largest_square = 0;
    std::size_t m_last_in_the_way = 0;
};

}  // namespace

InscribedCircle largest_inscribed_circle(std::span<const std::vector<GridPoint>> rings) {
    const Outline outline = centred_sides(rings);
    InscribedCircle largest;
    for (const std::vector<GridPoint>& ring : rings) {
        if (ring.empty()) continue;
        largest.centre_cells = {static_cast<double>(ring.front().x), static_cast<double>(ring.front().y)};
        break;
    }
    if (outline.sides.empty()) return largest;

    InscribedCircle circle = outline.sides.size() <= few_sides ? CirclesOfTriples(outline).largest()
                                                               : best_vertex_of_the_diagram(outline.sides);
    circle.centre_cells.x += static_cast<double>(outline.shift_x);
    circle.centre_cells.y += static_cast<double>(outline.shift_y);
    return circle;
}

}  // namespace geo
