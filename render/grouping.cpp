#include "render/grouping.hpp"

#include <array>

#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "render/hatch.hpp"

namespace render {

namespace {

// Apart from each other, from the ink of borders and from blue, green and orange fills.
constexpr std::array<Colour, 3> colours = {rgb(0xa3195f), rgb(0xd9480f), rgb(0x1b6e3c)};

Colour colour_of(std::size_t number) {
    return colours[number % colours.size()];
}

Path borders_on_page(const Grouping& grouping, const geo::Grid& grid, const MapFit& fit) {
    Path path;
    for (std::size_t i = 0; i + 1 < grouping.start.size(); ++i) {
        for (std::uint32_t p = grouping.start[i]; p < grouping.start[i + 1]; ++p)
            path.points.push_back(fit.to_page(grid.to_point(grouping.points[p])));
        path.close_line();
    }
    return path;
}

Path ground_on_page(const Grouping& grouping, const geo::Grid& grid, const MapFit& fit) {
    Path path;
    for (std::size_t r = 0; r < grouping.groups.rings(); ++r) {
        for (const geo::GridPoint p : grouping.groups.ring(r))
            path.points.push_back(fit.to_page(grid.to_point(p)));
        path.close_line();
    }
    return path;
}

}  // namespace

GroupingStyle grouping_style_from_name(std::string_view name) {
    if (name == "outline") return GroupingStyle::outline;
    if (name == "hatch") return GroupingStyle::hatch;
    throw geo::UsageError("\"" + std::string(name) + "\"", "is no style of an overlay",
                          "use outline or hatch");
}

Grouping grouping_of(const geo::Topology& topology, std::span<const std::int32_t> group_of,
                     std::vector<std::string> names) {
    if (group_of.size() != topology.areas())
        throw geo::InternalError("grouping: one group an area is needed");
    const auto group = [&](geo::AreaIndex area) {
        return area == geo::no_area ? geo::no_group : group_of[static_cast<std::size_t>(area)];
    };
    Grouping grouping;
    grouping.groups = geo::dissolve(topology, group_of, names.size());
    grouping.names = std::move(names);
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        if (group(topology.left[a]) == group(topology.right[a])) continue;
        for (const geo::VertexId v : topology.arc(a))
            grouping.points.push_back(topology.vertex(v));
        grouping.start.push_back(static_cast<std::uint32_t>(grouping.points.size()));
    }
    return grouping;
}

DrawnGrouping draw_grouping(const Grouping& grouping, std::size_t number, const geo::Grid& grid,
                            const MapFit& fit, const Style& style) {
    DrawnGrouping drawn;
    drawn.title = grouping_text(grouping);
    const Path borders = borders_on_page(grouping, grid, fit);
    const Colour colour = colour_of(number);
    if (grouping.style == GroupingStyle::outline) {
        drawn.strokes = {{borders, style.grouping_casing()}, {borders, style.grouping_border(colour)}};
        return drawn;
    }
    const Path lines =
        falling_lines_within(ground_on_page(grouping, grid, fit), style.pt(falling_spacing_pt));
    drawn.strokes = {{lines, style.grouping_hatch_casing()},
                     {lines, style.grouping_hatch(colour)},
                     {borders, style.grouping_hatch(colour)}};
    return drawn;
}

LegendRow grouping_key(const Grouping& grouping, std::size_t number, const Style& style) {
    const Colour colour = colour_of(number);
    LegendRow row;
    row.label = grouping.label;
    row.mark = grouping.style == GroupingStyle::hatch ? KeyMark::falling_lines : KeyMark::line;
    row.line = row.mark == KeyMark::line ? style.grouping_border(colour) : style.grouping_hatch(colour);
    return row;
}

std::string grouping_text(const Grouping& grouping) {
    std::string text = grouping.label;
    for (std::size_t i = 0; i < grouping.names.size(); ++i)
        text += (i == 0 ? ": " : ", ") + grouping.names[i];
    return text + ".";
}

}  // namespace render
