#include "render/map_panels.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "geo/error.hpp"

namespace render {

namespace {

constexpr double gap_share = 0.06;      // between two maps, of the width of one
constexpr double caption_share = 0.07;  // above a map, of its height

/// A box in cells, edges included.
struct CellBox {
    std::int64_t min_x, min_y, max_x, max_y;
};

CellBox cells_of(const geo::Box& box, const geo::Grid& grid) {
    const auto cell = [&](double metres, std::int64_t origin_m) {
        return std::llround((metres - static_cast<double>(origin_m)) * grid.cells_per_m);
    };
    return {cell(box.min_x, grid.origin_x_m), cell(box.min_y, grid.origin_y_m),
            cell(box.max_x, grid.origin_x_m), cell(box.max_y, grid.origin_y_m)};
}

/// One side of a box: coordinates along its axis are inside up to the limit, times the sign.
struct Edge {
    bool is_x;
    int sign;
    std::int64_t limit;

    [[nodiscard]] std::int64_t beyond(geo::GridPoint p) const { return sign * ((is_x ? p.x : p.y) - limit); }
    [[nodiscard]] geo::GridPoint crossing(geo::GridPoint a, geo::GridPoint b) const {
        const double share = static_cast<double>(beyond(a)) / static_cast<double>(beyond(a) - beyond(b));
        const auto between = [share](std::int32_t from, std::int32_t to) {
            return static_cast<std::int32_t>(std::lround(std::lerp(from, to, share)));
        };
        const auto at = static_cast<std::int32_t>(limit);
        return is_x ? geo::GridPoint{at, between(a.y, b.y)} : geo::GridPoint{between(a.x, b.x), at};
    }
};

std::vector<Edge> edges_of(const CellBox& box) {
    return {{true, 1, box.max_x}, {true, -1, box.min_x}, {false, 1, box.max_y}, {false, -1, box.min_y}};
}

/// Sutherland and Hodgman (1974): a ring cut at one edge after the other. Parts stay joined along the edges,
/// which a fill does not show.
std::vector<geo::GridPoint> clip_ring(std::vector<geo::GridPoint> ring, const std::vector<Edge>& edges) {
    for (const Edge& edge : edges) {
        std::vector<geo::GridPoint> kept;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::GridPoint a = ring[i];
            const geo::GridPoint b = ring[(i + 1) % ring.size()];
            const bool a_inside = edge.beyond(a) <= 0;
            if (a_inside) kept.push_back(a);
            if (a_inside != (edge.beyond(b) <= 0)) kept.push_back(edge.crossing(a, b));
        }
        ring = std::move(kept);
    }
    if (ring.size() < 3) ring.clear();
    return ring;
}

/// The parts of a line within one edge.
std::vector<std::vector<geo::GridPoint>> clip_line(const std::vector<geo::GridPoint>& line,
                                                   const Edge& edge) {
    std::vector<std::vector<geo::GridPoint>> parts;
    bool is_open = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool inside = edge.beyond(line[i]) <= 0;
        if (i > 0 && inside != (edge.beyond(line[i - 1]) <= 0)) {
            if (!is_open) parts.emplace_back();
            parts.back().push_back(edge.crossing(line[i - 1], line[i]));
            is_open = inside;
        } else if (inside && !is_open) {
            parts.emplace_back();
            is_open = true;
        }
        if (inside) parts.back().push_back(line[i]);
    }
    return parts;
}

Outlines clip_outlines(const Outlines& outlines, const std::vector<Edge>& edges,
                       const std::vector<std::int32_t>& new_index) {
    const auto renumbered = [&](std::int32_t area) {
        return area < 0 ? area : new_index[static_cast<std::size_t>(area)];
    };
    Outlines result;
    result.kind = outlines.kind;
    result.label = outlines.label;
    for (std::size_t i = 0; i + 1 < outlines.start.size(); ++i) {
        std::vector<std::vector<geo::GridPoint>> lines{
            {outlines.points.begin() + outlines.start[i], outlines.points.begin() + outlines.start[i + 1]}};
        for (const Edge& edge : edges) {
            std::vector<std::vector<geo::GridPoint>> kept;
            for (const auto& line : lines)
                for (auto& part : clip_line(line, edge))
                    kept.push_back(std::move(part));
            lines = std::move(kept);
        }
        for (const auto& line : lines) {
            if (line.size() < 2) continue;
            result.points.insert(result.points.end(), line.begin(), line.end());
            result.start.push_back(static_cast<std::uint32_t>(result.points.size()));
            if (i < outlines.sides.size())
                result.sides.push_back({renumbered(outlines.sides[i][0]), renumbered(outlines.sides[i][1])});
            if (i < outlines.breadth_m.size()) result.breadth_m.push_back(outlines.breadth_m[i]);
        }
    }
    return result;
}

template <class T>
std::vector<T> pick(const std::vector<T>& list, const std::vector<std::size_t>& kept) {
    std::vector<T> picked;
    for (const std::size_t i : kept)
        picked.push_back(list[i]);
    return picked;
}

/// Appends a map whose points are moved east, on a grid of cells twice as wide: two maps of the widest ground
/// that a grid can hold stand side by side on that.
void append_panel(const MapData& from, std::int64_t east_cells, MapData& to) {
    const auto moved = [&](geo::GridPoint p) {
        return geo::GridPoint{static_cast<std::int32_t>((p.x + east_cells) / 2), p.y / 2};
    };
    const auto first = static_cast<std::int32_t>(to.areas.areas());
    for (std::size_t area = 0; area < from.areas.areas(); ++area) {
        for (std::uint32_t r = from.areas.area_start[area]; r < from.areas.area_start[area + 1]; ++r) {
            for (const geo::GridPoint p : from.areas.ring(r))
                to.areas.points.push_back(moved(p));
            to.areas.close_ring();
        }
        to.areas.close_area();
    }
    to.codes.insert(to.codes.end(), from.codes.begin(), from.codes.end());
    to.names.insert(to.names.end(), from.names.begin(), from.names.end());
    const auto& values = std::get<CategoryValues>(from.values);
    auto& all = std::get<CategoryValues>(to.values);
    all.insert(all.end(), values.begin(), values.end());
    for (Outlines outlines : from.outlines) {
        std::ranges::transform(outlines.points, outlines.points.begin(), moved);
        for (auto& sides : outlines.sides)
            for (std::int32_t& side : sides)
                if (side >= 0) side += first;
        // One key in the legend for the borders of both.
        if (std::ranges::any_of(to.outlines, [&](const Outlines& o) { return o.label == outlines.label; }))
            outlines.label.clear();
        to.outlines.push_back(std::move(outlines));
    }
}

}  // namespace

MapData clip_map(const MapData& data, const geo::Box& box_m) {
    if (data.flows) throw geo::InternalError("a map is cut before flows are drawn over it");
    const std::vector<Edge> edges = edges_of(cells_of(box_m, data.grid));
    MapData result;
    result.grid = data.grid;
    std::vector<std::size_t> kept;
    std::vector<std::int32_t> new_index(data.areas.areas(), geo::no_area);
    for (std::size_t area = 0; area < data.areas.areas(); ++area) {
        const std::size_t rings = result.areas.rings();
        for (std::uint32_t r = data.areas.area_start[area]; r < data.areas.area_start[area + 1]; ++r) {
            const auto ring = data.areas.ring(r);
            const auto clipped = clip_ring({ring.begin(), ring.end()}, edges);
            if (clipped.empty()) continue;
            result.areas.points.insert(result.areas.points.end(), clipped.begin(), clipped.end());
            result.areas.close_ring();
        }
        if (result.areas.rings() == rings) continue;
        result.areas.close_area();
        new_index[area] = static_cast<std::int32_t>(kept.size());
        kept.push_back(area);
    }
    result.codes = pick(data.codes, kept);
    result.names = pick(data.names, kept);
    std::visit([&](const auto& values) { result.values = pick(values, kept); }, data.values);
    for (const Outlines& outlines : data.outlines) {
        Outlines clipped = clip_outlines(outlines, edges, new_index);
        if (!clipped.points.empty()) result.outlines.push_back(std::move(clipped));
    }
    return result;
}

MapData side_by_side(const MapData& left, const std::string& left_caption, const MapData& right,
                     const std::string& right_caption, const geo::Box& box_m) {
    for (const MapData* panel : {&left, &right}) {
        if (panel->flows || !std::holds_alternative<CategoryValues>(panel->values) ||
            !(panel->grid == left.grid))
            throw geo::InternalError("maps side by side have categories, one grid and no flows");
    }
    MapData both;
    both.grid = left.grid;
    both.grid.cells_per_m /= 2;
    both.values = CategoryValues{};
    const double apart_m = box_m.width() * (1.0 + gap_share);
    const auto half_cells = static_cast<std::int64_t>(apart_m / 2.0 * left.grid.cells_per_m);
    append_panel(left, -half_cells, both);
    append_panel(right, half_cells, both);
    const double half_m = static_cast<double>(half_cells) / left.grid.cells_per_m;
    const auto caption = [&](const std::string& text, double east_m) {
        both.captions.push_back({text,
                                 {box_m.min_x + east_m, box_m.max_y, box_m.max_x + east_m,
                                  box_m.max_y + caption_share * box_m.height()}});
    };
    caption(left_caption, -half_m);
    caption(right_caption, half_m);
    return both;
}

}  // namespace render
