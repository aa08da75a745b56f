// make_coverage: makes the large inputs of the benchmarks. None of them belongs into the repository.
//
// usage: make_coverage lsoa AREAS.shp LOOKUP.csv OUTPUT...
//        make_coverage national AREAS VERTICES OUTPUT...
//        make_coverage metres AREAS TOLERANCE_M OUTPUT.geojson
//
// The third takes any areas to the British National Grid and the tool's own grid, snapped within the
// tolerance (0: not at all), for peers that calculate in the plane. Else each OUTPUT is a .fgb or a .geojson;
// of the national coverage also a .csv, its lookup of areas to groups.
#include <array>
#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "bench/honeycomb.hpp"
#include "bench/noisy_layer.hpp"
#include "geo/coverage.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/output_file.hpp"

namespace {

constexpr std::uint64_t seed = 2017;
constexpr std::size_t lsoa_vertices = 1'900'000;
constexpr std::size_t groups = 44;  // as many as there are footprints
constexpr std::string_view usage =
    "usage: make_coverage lsoa AREAS.shp LOOKUP.csv OUTPUT...\n"
    "       make_coverage national AREAS VERTICES OUTPUT...\n"
    "       make_coverage metres AREAS TOLERANCE_M OUTPUT.geojson\n";

struct Areas {
    geo::Rings rings;
    geo::Table attributes;
};

/// The columns that groups of LSOAs are made by, in the order of `codes`.
geo::Table columns_for(const std::vector<std::string>& codes, const geo::Table& lookup) {
    constexpr std::array names{"LSOA11CD", "CCG17CD", "STP17CD", "LAD17CD"};
    const geo::Column& key = lookup.require(names[0]);
    std::unordered_map<std::string_view, std::size_t> row_of;
    for (std::size_t row = 0; row < lookup.rows(); ++row)
        row_of.emplace(key.cells[row], row);
    geo::Table table;
    for (const char* name : names) {
        const geo::Column& from = lookup.require(name);
        geo::Column& to = table.columns.emplace_back();
        to.name = name;
        for (const std::string& code : codes) {
            const auto found = row_of.find(code);
            if (found == row_of.end()) throw geo::InputError(lookup.path, "no row for area " + code);
            to.cells.push_back(from.cells[found->second]);
        }
    }
    return table;
}

Areas noisy_lsoas(const std::filesystem::path& boundaries, const std::filesystem::path& lookup_path) {
    const geo::Layer layer = geo::read_layer(boundaries, {});
    std::vector<geo::Finding> findings;
    const geo::Table lookup = geo::read_table(lookup_path, findings);
    const geo::Coverage coverage = geo::build_coverage(layer, {});
    return {bench::to_noisy_wgs84(bench::densified_outlines(coverage.topology, lsoa_vertices), seed),
            columns_for(layer.codes, lookup)};
}

std::string numbered(char letter, int digits, std::size_t number) {
    std::string text = std::to_string(number);
    text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
    return letter + text;
}

Areas national(std::size_t areas, std::size_t vertices) {
    if (areas == 0 || vertices < 6 * areas)
        throw geo::UsageError("national", "an area needs six vertices at least");
    bench::Country country = bench::honeycomb(areas, vertices, groups, seed);
    geo::Table table;
    table.columns.resize(2);
    table.columns[0].name = "CODE";
    table.columns[1].name = "GROUP";
    for (std::size_t a = 0; a < areas; ++a) {
        table.columns[0].cells.push_back(numbered('E', 8, a + 1));
        table.columns[1].cells.push_back("group " + std::to_string(country.region[a] + 1));
    }
    return {bench::to_noisy_wgs84(std::move(country.rings), seed), std::move(table)};
}

/// The areas as the topology sees them, with their codes.
Areas areas_in_metres(const std::filesystem::path& path, double tolerance_m) {
    const geo::Layer layer = geo::read_layer(path, {});
    geo::CoverageOptions options;
    options.snap_tolerance_m = tolerance_m;
    const geo::Coverage coverage = geo::build_coverage(layer, options);
    geo::Table table;
    table.columns.push_back({"CODE", geo::ColumnType::text, layer.codes});
    return {geo::to_rings(geo::outlines(coverage.topology), coverage.topology.grid), std::move(table)};
}

void print_size(const Areas& areas) {
    std::printf("%zu areas, %zu vertices\n", areas.rings.areas(), areas.rings.points.size());
}

void write(const Areas& areas, std::span<char*> outputs) {
    for (const std::filesystem::path path : outputs) {
        if (path.extension() == ".csv") {
            geo::Table lookup = areas.attributes;
            lookup.columns.at(0).name = "area";
            lookup.columns.at(1).name = "footprint";
            geo::write_text(path, geo::to_csv(lookup), true);
        } else {
            bench::write_wgs84(path, areas.rings, areas.attributes);
        }
    }
    print_size(areas);
}

double parse_tolerance_m(std::string_view text) {
    const std::optional<double> value = geo::parse_number(text);
    if (!value) throw geo::UsageError(text, "not a number");
    return *value;
}

std::size_t parse_count(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw geo::UsageError(text, "not a whole number");
    return value;
}

}  // namespace

int main(int argc, char** argv) {
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    const std::string_view mode = argc > 4 ? argv[1] : "";
    try {
        if (mode == "lsoa") {
            write(noisy_lsoas(argv[2], argv[3]), arguments.subspan(4));
        } else if (mode == "national") {
            write(national(parse_count(argv[2]), parse_count(argv[3])), arguments.subspan(4));
        } else if (mode == "metres" && argc == 5) {
            const Areas areas = areas_in_metres(argv[2], parse_tolerance_m(argv[3]));
            bench::write_metres(argv[4], areas.rings, areas.attributes);
            print_size(areas);
        } else {
            std::fputs(usage.data(), stderr);
            return 2;
        }
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "make_coverage: %s\n", e.what());
        return 1;
    }
}
