#include "cli/draw_map.hpp"

#include <algorithm>
#include <cmath>

#include "geo/dissolve.hpp"
#include "geo/inscribed_circle.hpp"
#include "geo/output_file.hpp"

namespace cli {

render::MapData map_of_areas(const Areas& areas) {
    const geo::Topology& topology = areas.coverage.topology;
    render::MapData data;
    data.grid = topology.grid;
    data.areas = geo::outlines(topology);
    data.codes = areas.layer.codes;
    data.names = areas.layer.names;
    data.outlines = render::outlines_of(topology, {});
    return data;
}

render::MapData map_of_footprints(const Areas& areas, const shapes::Plan& plan) {
    const geo::Topology& topology = areas.coverage.topology;
    render::MapData data;
    data.grid = topology.grid;
    data.codes = plan.codes;
    data.names = plan.names;
    std::vector<geo::GroupIndex> group_of = plan.footprint_of;
    if (std::ranges::find(group_of, geo::no_group) != group_of.end()) {
        std::ranges::replace(group_of, geo::no_group, static_cast<geo::GroupIndex>(plan.footprints()));
        data.codes.emplace_back();
        data.names.emplace_back("in no footprint");
    }
    data.areas = geo::dissolve(topology, group_of, data.codes.size());
    data.outlines = render::outlines_of(topology, group_of);
    for (render::Outlines& outlines : data.outlines) {
        if (outlines.kind == render::OutlineKind::footprint) outlines.label = "Footprint border";
        if (outlines.kind == render::OutlineKind::member) outlines.label = "Border between members";
    }
    return data;
}

geo::Box extent_of(const render::MapData& map) {
    geo::Box box;
    for (const geo::GridPoint p : map.areas.points)
        box.add(map.grid.to_point(p));
    return box;
}

std::vector<geo::Point> anchors_of(const render::MapData& map) {
    std::vector<geo::Point> anchors;
    for (std::size_t area = 0; area < map.areas.areas(); ++area) {
        std::vector<std::vector<geo::GridPoint>> rings;
        for (std::uint32_t r = map.areas.area_start[area]; r < map.areas.area_start[area + 1]; ++r) {
            const auto ring = map.areas.ring(r);
            rings.emplace_back(ring.begin(), ring.end());
        }
        if (rings.empty()) {
            anchors.emplace_back();
            continue;
        }
        const geo::Point centre = geo::largest_inscribed_circle(rings).centre_cells;
        const geo::Grid& grid = map.grid;
        anchors.push_back(grid.to_point({static_cast<std::int32_t>(std::lround(centre.x)),
                                         static_cast<std::int32_t>(std::lround(centre.y))}));
    }
    return anchors;
}

void write_map_file(const render::MapPlan& map, const std::filesystem::path& path, bool overwrite) {
    geo::OutputFile file(path, overwrite);
    render::write_map(map, render::format_from_path(path), file.temporary());
    file.commit();
}

}  // namespace cli
