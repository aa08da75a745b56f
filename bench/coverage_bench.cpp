// coverage_bench: seconds of each step on areas in memory.
//
// usage: coverage_bench AREAS GROUP_COLUMN [--benchmark_OPTION...]
//
// `valid_from_rings` is what GEOSCoverageIsValid answers for: from areas in metres to the list of defects,
// first as read, then snapped. `limit_bytes` and `limit_points` are the least that any method has to do: take
// in the bytes of the file, look at each point and find its equals.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "bench/hash_points.hpp"
#include "geo/check.hpp"
#include "geo/coverage.hpp"
#include "geo/crs.hpp"
#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "geo/grid.hpp"
#include "geo/layer.hpp"
#include "geo/write_layer.hpp"

namespace {

constexpr double gap_width_m = 10;
constexpr const char* metric = "EPSG:27700";

struct Areas {
    geo::Layer layer;      ///< as read
    geo::Layer in_metres;  ///< projected
    geo::Layer snapped;    ///< the same, snapped
    geo::Coverage coverage;
    std::vector<geo::GroupIndex> group_of;
    std::vector<std::string> group_names;
    std::size_t groups = 0;
};

geo::Layer with_rings(const geo::Layer& layer, geo::Rings rings) {
    geo::Layer other;
    other.path = layer.path;
    other.crs = metric;
    other.codes = layer.codes;
    other.rings = std::move(rings);
    return other;
}

Areas prepare(const char* path, const char* group_column) {
    Areas areas;
    areas.layer = geo::read_layer(path, {});
    areas.coverage = geo::build_coverage(areas.layer, {});
    geo::Rings projected = areas.layer.rings;
    if (!geo::is_metric(areas.layer.crs)) {
        geo::Transform(areas.layer.crs, metric, geo::bounds(projected)).apply(projected.points);
    }
    areas.in_metres = with_rings(areas.layer, std::move(projected));
    const geo::Topology& topology = areas.coverage.topology;
    areas.snapped = with_rings(areas.layer, geo::to_rings(geo::outlines(topology), topology.grid));
    std::map<std::string, geo::GroupIndex> index_of;
    for (const std::string& group : areas.layer.attributes.require(group_column).cells) {
        const auto [found, is_new] =
            index_of.try_emplace(group, static_cast<geo::GroupIndex>(index_of.size()));
        if (is_new) areas.group_names.push_back(group);
        areas.group_of.push_back(found->second);
    }
    areas.groups = index_of.size();
    return areas;
}

/// Reports points a second besides the time.
void count_points(benchmark::State& state, const Areas& areas) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(areas.layer.rings.points.size()));
}

void project(benchmark::State& state, const Areas& areas) {
    geo::Transform transform(areas.layer.crs, metric, geo::bounds(areas.layer.rings));
    for ([[maybe_unused]] const auto _ : state) {
        state.PauseTiming();
        geo::Bulk<geo::Point> points = areas.layer.rings.points;
        state.ResumeTiming();
        transform.apply(points);
        benchmark::DoNotOptimize(points.data());
    }
    count_points(state, areas);
}

void snap_and_topology(benchmark::State& state, const Areas& areas) {
    for ([[maybe_unused]] const auto _ : state)
        benchmark::DoNotOptimize(geo::build_coverage(areas.in_metres, {}));
    count_points(state, areas);
}

void topology_alone(benchmark::State& state, const Areas& areas) {
    const geo::Grid grid = areas.coverage.topology.grid;
    const geo::GridRings rings = geo::outlines(areas.coverage.topology);
    for ([[maybe_unused]] const auto _ : state)
        benchmark::DoNotOptimize(geo::build_topology(rings, grid));
    count_points(state, areas);
}

void check(benchmark::State& state, const Areas& areas) {
    for ([[maybe_unused]] const auto _ : state) {
        benchmark::DoNotOptimize(
            geo::check_coverage(areas.coverage.topology, areas.layer.codes, gap_width_m));
    }
    count_points(state, areas);
}

void valid_from_rings(benchmark::State& state, const Areas& areas, const geo::Layer& layer) {
    for ([[maybe_unused]] const auto _ : state) {
        const geo::Coverage coverage = geo::build_coverage(layer, {});
        benchmark::DoNotOptimize(geo::check_coverage(coverage.topology, layer.codes, gap_width_m));
    }
    count_points(state, areas);
}

void dissolve(benchmark::State& state, const Areas& areas) {
    for ([[maybe_unused]] const auto _ : state)
        benchmark::DoNotOptimize(geo::dissolve(areas.coverage.topology, areas.group_of, areas.groups));
    count_points(state, areas);
}

void read(benchmark::State& state, const Areas& areas) {
    for ([[maybe_unused]] const auto _ : state)
        benchmark::DoNotOptimize(geo::read_layer(areas.layer.path, {}));
    count_points(state, areas);
}

/// The dissolved areas as FlatGeobuf, in the folder for temporary files.
void write(benchmark::State& state, const Areas& areas) {
    const geo::Topology& topology = areas.coverage.topology;
    geo::OutputLayer layer;
    layer.name = "dissolved";
    layer.crs = metric;
    layer.geometry = geo::to_rings(geo::dissolve(topology, areas.group_of, areas.groups), topology.grid);
    layer.attributes.columns.push_back({"group", geo::ColumnType::text, areas.group_names});
    const std::filesystem::path path = std::filesystem::temp_directory_path() / "coverage_bench.fgb";
    for ([[maybe_unused]] const auto _ : state)
        geo::write_layers(path, {&layer, 1}, true);
    std::filesystem::remove(path);
    count_points(state, areas);
}

void limit_bytes(benchmark::State& state, const Areas& areas) {
    const std::uintmax_t size = std::filesystem::file_size(areas.layer.path);
    for ([[maybe_unused]] const auto _ : state) {
        std::vector<char> bytes(size);
        std::ifstream file(areas.layer.path, std::ios::binary);
        file.read(bytes.data(), static_cast<std::streamsize>(size));
        benchmark::DoNotOptimize(bytes.data());
    }
    count_points(state, areas);
}

/// A table of the distinct positions, filled in the order of the rings.
void limit_points(benchmark::State& state, const Areas& areas) {
    const geo::GridRings rings = geo::outlines(areas.coverage.topology);
    for ([[maybe_unused]] const auto _ : state)
        benchmark::DoNotOptimize(bench::hash_points(rings.points).data());
    count_points(state, areas);
}

void add(const char* name, auto step) {
    benchmark::RegisterBenchmark(name, step)->Unit(benchmark::kMillisecond)->UseRealTime();
}

void add_all(const Areas& areas) {
    add("read", [&](benchmark::State& state) { read(state, areas); });
    add("project", [&](benchmark::State& state) { project(state, areas); });
    add("snap_and_topology", [&](benchmark::State& state) { snap_and_topology(state, areas); });
    add("topology_alone", [&](benchmark::State& state) { topology_alone(state, areas); });
    add("check", [&](benchmark::State& state) { check(state, areas); });
    add("valid_from_rings_noisy",
        [&](benchmark::State& state) { valid_from_rings(state, areas, areas.in_metres); });
    add("valid_from_rings_snapped",
        [&](benchmark::State& state) { valid_from_rings(state, areas, areas.snapped); });
    add("dissolve", [&](benchmark::State& state) { dissolve(state, areas); });
    add("write", [&](benchmark::State& state) { write(state, areas); });
    add("limit_bytes", [&](benchmark::State& state) { limit_bytes(state, areas); });
    add("limit_points", [&](benchmark::State& state) { limit_points(state, areas); });
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (argc != 3) {
        std::fputs("usage: coverage_bench AREAS GROUP_COLUMN [--benchmark_OPTION...]\n", stderr);
        return 2;
    }
    try {
        const Areas areas = prepare(argv[1], argv[2]);
        add_all(areas);
        benchmark::RunSpecifiedBenchmarks();
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "coverage_bench: %s\n", e.what());
        return 1;
    }
}
