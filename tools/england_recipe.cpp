#include "tools/england_recipe.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "geo/csv.hpp"
#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "geo/gaps.hpp"
#include "geo/grid.hpp"
#include "geo/output_file.hpp"
#include "geo/topology.hpp"
#include "geo/write_layer.hpp"
#include "tools/modelled_flows.hpp"
#include "tools/natural_earth.hpp"
#include "tools/voronoi_areas.hpp"

namespace tools {
namespace {

namespace fs = std::filesystem;

constexpr double lattice_m = 10.0;

geo::Table read(const fs::path& path) {
    std::vector<geo::Finding> findings;
    geo::Table table = geo::read_table(path, findings);
    if (!findings.empty()) throw geo::InputError(path.string(), findings.front().text);
    return table;
}

std::vector<geo::GroupIndex> areas_of_places(const geo::Table& ccg, const geo::Table& places) {
    std::map<std::string, geo::GroupIndex> index;
    for (const std::string& code : ccg.require("code").cells) {
        index.emplace(code, static_cast<geo::GroupIndex>(index.size()));
    }
    std::vector<geo::GroupIndex> areas;
    for (const std::string& code : places.require("code").cells) {
        const auto found = index.find(code);
        if (found == index.end())
            throw geo::InputError(places.place(areas.size()), "no CCG has the code " + code);
        areas.push_back(found->second);
    }
    return areas;
}

std::vector<geo::Point> positions(const geo::Table& places) {
    std::vector<geo::Point> points;
    for (std::size_t row = 0; row < places.rows(); ++row) {
        const auto x = geo::parse_number(places.require("easting").cells[row]);
        const auto y = geo::parse_number(places.require("northing").cells[row]);
        if (!x || !y) throw geo::InputError(places.place(row), "easting or northing is not a number");
        points.push_back({*x, *y});
    }
    return points;
}

geo::OutputLayer make_areas(const fs::path& world_map, const geo::Table& ccg, const geo::Table& places) {
    const geo::Layer england = read_england(world_map);
    const Pieces pieces = divide(england.rings, positions(places), lattice_m);
    const std::vector<geo::GroupIndex> area_of_place = areas_of_places(ccg, places);
    std::vector<geo::GroupIndex> area_of_piece;
    for (const std::size_t place : pieces.place_of)
        area_of_piece.push_back(area_of_place[place]);

    const geo::Grid grid = geo::choose_grid(geo::bounds(pieces.rings));
    const geo::Topology topology = geo::build_topology(geo::round_to_grid(pieces.rings, grid), grid);
    if (!topology.conflicts.empty() || !geo::find_gaps(topology).empty()) {
        throw geo::InternalError("the pieces overlap or leave gaps");
    }
    const geo::GridRings areas = geo::dissolve(topology, area_of_piece, ccg.rows());
    for (std::size_t a = 0; a < areas.areas(); ++a) {
        if (areas.area_start[a] == areas.area_start[a + 1]) {
            throw geo::InputError(ccg.place(a), "no ground is nearest to a place of this CCG");
        }
    }
    geo::OutputLayer layer{"ccg_2017_approximate_areas", "EPSG:27700", geo::to_rings(areas, grid), {}};
    layer.attributes.columns = {ccg.require("code"), ccg.require("name")};
    return layer;
}

}  // namespace

void make_england(const fs::path& world_map, const fs::path& data, const fs::path& output) {
    const geo::OutputLayer areas = make_areas(world_map, read(data / "ccg.csv"), read(data / "places.csv"));
    const geo::Table flows = model_flows(read(data / "residents.csv"), read(data / "sites.csv"));
    geo::write_layers(output / "areas.geojson", std::span(&areas, 1), true);
    geo::write_text(output / "flows.csv", geo::to_csv(flows), true);
}

}  // namespace tools
