// A little country for tests of commands: square kilometres drawn as letters, with a lookup, flows and
// values.
#pragma once

#include <string>
#include <vector>

#include "geo/write_layer.hpp"
#include "tests/support/ascii_coverage.hpp"
#include "tests/support/run_footprint.hpp"
#include "tests/support/temp_folder.hpp"

namespace support {

/// "A" is E06000001, "B" E06000002, ...
inline std::string code_of(const std::string& letter) {
    return "E0600000" + std::to_string(letter[0] - 'A' + 1);
}

/// Writes a drawing as a layer on the National Grid, with the columns code, name and population (1000 an
/// area).
inline void write_areas(const std::filesystem::path& path, const std::vector<std::string>& rows) {
    const AsciiCoverage drawing = draw(rows);
    geo::OutputLayer layer;
    layer.name = "areas";
    layer.crs = "EPSG:27700";
    geo::Rings rings;
    rings.ring_start = drawing.rings.ring_start;
    rings.area_start = drawing.rings.area_start;
    for (const geo::GridPoint p : drawing.rings.points)
        rings.points.push_back({400000.0 + p.x, 300000.0 + p.y});
    geo::Column code{"code", geo::ColumnType::text, {}};
    geo::Column name{"name", geo::ColumnType::text, {}};
    geo::Column population{"population", geo::ColumnType::integer, {}};
    for (const std::string& letter : drawing.codes) {
        code.cells.push_back(code_of(letter));
        name.cells.push_back("Area " + letter);
        population.cells.emplace_back("1000");
    }
    layer.geometry = std::move(rings);
    layer.attributes.columns = {code, name, population};
    geo::write_layers(path, std::span(&layer, 1), true);
}

inline const char* const small_lookup =
    "area,footprint,footprint_name\nE06000001,W,West\nE06000002,W,West\nE06000003,E,East\nE06000004,E,East\n";

/// A folder with areas.gpkg (A, B, C, D in a row of two by two), lookup.csv, flows.csv, sites.csv, gaps.csv
/// and review.toml.
class SmallEngland {
public:
    SmallEngland() {
        write_areas(folder.path("areas.gpkg"), {"AAC", "BDD"});
        folder.write("lookup.csv", small_lookup);
        folder.write(
            "flows.csv",
            "origin,site,patients\nE06000001,S1,80\nE06000001,S2,20\nE06000002,S1,100\nE06000003,S2,90\n"
            "E06000004,S1,30\nE06000004,S2,50\nE06000004,S9,5\n,S2,7\n");
        folder.write("sites.csv", "site,footprint\nS1,W\nS2,E\n");
        folder.write("gaps.csv", "code,value\nW,12.5\nE,40\n");
        folder.write("review.toml", R"([review]
title = "Small England"
notes = ["approximate areas", "modelled flows"]
[areas]
file = "areas.gpkg"
population = "population"
source = "a drawing"
[lookup]
file = "lookup.csv"
[flows]
file = "flows.csv"
source = "a model"
[sites]
file = "sites.csv"
[[values]]
name = "gap"
file = "gaps.csv"
column = "value"
unit = "GBP million"
[[map]]
name = "footprints"
what = "footprints"
[[map]]
name = "gaps"
what = "value:gap"
[[map]]
name = "localisation"
what = "localisation_index"
[published]
footprints = 2
)");
    }

    [[nodiscard]] RunResult run(std::vector<std::string> words) const {
        return run_footprint(folder.root(), std::move(words));
    }

    TempFolder folder;
};

/// True when `text` is exactly one line.
inline bool is_one_line(const std::string& text) {
    return !text.empty() && text.find('\n') == text.size() - 1;
}

}  // namespace support
