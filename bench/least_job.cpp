// least_job: what a job takes before anything is snapped, cut or dissolved. A whole process that reads areas,
// projects them, hashes each point once, and writes as many areas and vertices as the answer of the job has.
// It gives no answer; it is the limit of every program that leaves reading and writing to the same libraries.
//
// usage: least_job AREAS OUTPUT AREAS_WRITTEN ONE_VERTEX_IN
#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <future>
#include <span>
#include <string>
#include <vector>

#include "bench/hash_points.hpp"
#include "geo/grid.hpp"
#include "geo/layer.hpp"
#include "geo/transform_ahead.hpp"
#include "geo/write_layer.hpp"

namespace {

constexpr const char* metric = "EPSG:27700";

/// Each nth vertex of each ring, and three at least.
geo::GridRings some_vertices(const geo::GridRings& rings, std::size_t areas, std::size_t one_in) {
    geo::GridRings some;
    for (std::size_t area = 0; area < std::min(areas, rings.areas()); ++area) {
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            const std::span<const geo::GridPoint> ring = rings.ring(r);
            const std::size_t step = std::max<std::size_t>(1, std::min(one_in, ring.size() / 3));
            for (std::size_t i = 0; i < ring.size(); i += step)
                some.points.push_back(ring[i]);
            some.close_ring();
        }
        some.close_area();
    }
    return some;
}

geo::GridRings read_and_project(geo::Layer& layer, geo::Grid& grid) {
    const geo::Box box = geo::bounds(layer.rings);
    geo::Transform transform = *layer.transform->take(layer.crs, metric, box);
    transform.apply(layer.rings.points, box);
    grid = geo::choose_grid(geo::bounds(layer.rings));
    geo::GridRings rounded = geo::round_to_grid(layer.rings, grid);
    layer.rings = geo::Rings();
    return rounded;
}

void run(std::span<char*> arguments) {
    // As footprint does (cli/main.cpp).
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 16 << 20);
    mallopt(M_ARENA_MAX, 1);
    geo::ReadOptions options;
    options.target_crs = metric;
    geo::Layer layer = geo::read_layer(arguments[1], options);
    geo::Grid grid;
    const geo::GridRings rings = read_and_project(layer, grid);

    const std::span<const geo::GridPoint> points = rings.points;
    auto second = std::async(std::launch::async,
                             [&] { return bench::hash_points(points.subspan(points.size() / 2)).size(); });
    const std::size_t slots = bench::hash_points(points.first(points.size() / 2)).size() + second.get();
    std::printf("%zu points, %zu slots\n", points.size(), slots);

    const std::size_t areas = std::stoul(arguments[3]);
    geo::OutputLayer output;
    output.name = layer.name;
    output.crs = metric;
    output.geometry = geo::GridOutlines{some_vertices(rings, areas, std::stoul(arguments[4])), grid};
    output.attributes = std::move(layer.attributes);
    for (geo::Column& column : output.attributes.columns)
        column.cells.resize(std::min(areas, column.cells.size()));
    geo::write_layers(arguments[2], {&output, 1}, true);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fputs("usage: least_job AREAS OUTPUT AREAS_WRITTEN ONE_VERTEX_IN\n", stderr);
        return 2;
    }
    try {
        run({argv, static_cast<std::size_t>(argc)});
    } catch (const std::exception& e) {
        std::fprintf(stderr, "least_job: %s\n", e.what());
        return 1;
    }
    std::fflush(nullptr);
    std::quick_exit(0);
}
