// overlay_job: from two files of areas to the table of their overlay, for bench/overlay_peers.py and for
// trying out slivers.
//
// usage: overlay_job A B SLIVER_WIDTH_M OUTPUT.csv [--clean]
//
// A row for each pair, with codes (empty for none), m2, and m2 of slivers.
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/output_file.hpp"
#include "geo/overlay_layers.hpp"

namespace {

using Clock = std::chrono::steady_clock;

geo::Table to_table(const geo::Overlay& overlay, const std::array<geo::Layer, 2>& layers) {
    geo::Table table;
    for (const char* name : {"a", "b", "area_m2", "slivers_m2"})
        table.columns.push_back({name, geo::ColumnType::text, {}});
    const auto code = [&](std::size_t layer, geo::AreaIndex row) {
        return row == geo::no_area ? std::string() : layers[layer].codes[static_cast<std::size_t>(row)];
    };
    const geo::Grid& grid = overlay.topology.grid;
    for (const geo::OverlayPair& pair : overlay.pairs) {
        table.columns[0].cells.push_back(code(0, pair.a));
        table.columns[1].cells.push_back(code(1, pair.b));
        table.columns[2].cells.push_back(geo::format_number(grid.area_m2(pair.twice_area)));
        table.columns[3].cells.push_back(geo::format_number(grid.area_m2(pair.twice_slivers)));
    }
    return table;
}

void run(std::span<char*> arguments) {
    const auto start = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    std::array<geo::Layer, 2> layers{geo::read_layer(arguments[1], {}), geo::read_layer(arguments[2], {})};
    const std::optional<double> width_m = geo::parse_number(arguments[3]);
    if (!width_m) throw geo::UsageError(arguments[3], "not a number");
    const double read_s = seconds();
    geo::OverlayOptions options;
    options.sliver_width_m = *width_m;
    options.clean_overlaps = arguments.size() > 5 && std::string_view(arguments[5]) == "--clean";
    const geo::OverlaidLayers overlaid = geo::overlay_layers(layers, options);
    const double overlaid_s = seconds();
    geo::write_text(arguments[4], geo::to_csv(to_table(overlaid.overlay, layers)), true);
    for (const geo::Finding& finding : overlaid.findings) {
        if (finding.severity == geo::Severity::note || finding.kind == geo::FindingKind::overlap)
            std::printf("%s\n", finding.text.c_str());
    }
    const geo::SliverTotal slivers = geo::total_slivers(overlaid.overlay);
    std::printf(
        "%zu pairs, %zu pieces, %zu slivers of %.0f m2; read in %.2f s, overlaid in %.2f s, written in %.2f "
        "s\n",
        overlaid.overlay.pairs.size(), overlaid.overlay.pieces.size(), slivers.slivers,
        overlaid.overlay.topology.grid.area_m2(slivers.twice_area), read_s, overlaid_s - read_s,
        seconds() - overlaid_s);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5 || argc > 6) {
        std::fputs("usage: overlay_job A B SLIVER_WIDTH_M OUTPUT.csv [--clean]\n", stderr);
        return 2;
    }
    try {
        run({argv, static_cast<std::size_t>(argc)});
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "overlay_job: %s\n", e.what());
        return 1;
    }
}
