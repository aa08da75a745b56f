// The command that lays areas out as hexagons: nothing but data.
#include <string>

#include "cli/option_tables.hpp"
#include "cli/shared_options.hpp"

namespace cli {

using enum ValueKind;

using namespace shared;

std::vector<Command> cartogram_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "cartogram",
         .summary = "hexagonal equal-area layout, as areas and as HexJSON",
         .description =
             "Lays the areas out as hexagons of one size on a honeycomb, so that neighbours stay side by "
             "side "
             "as far as can be, each area stays near its place, and footprints that are in one piece on the "
             "ground are in one piece in the layout. Says which share of neighbours is kept, how far areas "
             "moved, and which footprints are apart. docs/cartogram.md has the definitions.",
         .inputs = {areas},
         .options = {{.name = "--output",
                      .letter = 'o',
                      .kind = file,
                      .metavar = "FILE",
                      .help = "Layout to write: as areas (.gpkg, .fgb, .geojson, .topojson, .shp) or as "
                              ".hexjson; several are the same layout. - for GeoJSON on standard output.",
                      .required = true,
                      .repeatable = true},
                     lookup(false),
                     area_column,
                     footprint_column,
                     {.name = "--per",
                      .kind = number,
                      .metavar = "PEOPLE",
                      .help =
                          "One hexagon for so many people, rounded, and at least one for each area; needs "
                          "a population.",
                      .fallback_note = "one hexagon for each area",
                      .minimum = 1},
                     {.name = "--population",
                      .kind = file,
                      .metavar = "CSV",
                      .help = "Table with the population of each area."},
                     {.name = "--population-code-column",
                      .kind = text,
                      .metavar = "COLUMN",
                      .help = "Column of that table with the code of the area.",
                      .fallback_note = "the one that holds the codes"},
                     {.name = "--population-column",
                      .kind = text,
                      .metavar = "COLUMN",
                      .help = "Column with the population: of that table, or without one of the areas.",
                      .fallback_note = "population or value, of the table"},
                     {.name = "--compare",
                      .kind = file,
                      .metavar = "HEXJSON",
                      .help = "Measure another layout of the same areas beside this one."},
                     {.name = "--seed",
                      .kind = integer,
                      .metavar = "N",
                      .help = "Begins the random numbers.",
                      .fallback = "1",
                      .minimum = 0,
                      .maximum = 4294967295.0},
                     {.name = "--restarts",
                      .kind = integer,
                      .metavar = "N",
                      .help = "Searches from different places of the honeycomb; the best is taken.",
                      .fallback = "4",
                      .minimum = 1,
                      .maximum = 1000},
                     {.name = "--sweeps",
                      .kind = integer,
                      .metavar = "N",
                      .help = "Changes tried for each hexagon in each search.",
                      .fallback = "1500",
                      .minimum = 0,
                      .maximum = 1e6},
                     snap,
                     source_crs},
         .examples = {
             {"footprint cartogram ccg.gpkg --lookup ccg_stp.csv -o hexagons.gpkg -o ccg.hexjson",
              "Each CCG a hexagon, footprints in one piece."},
             {"footprint cartogram ccg.gpkg --per 50000 --population ccg.csv -o people.gpkg",
              "A hexagon for every 50,000 people."},
             {"footprint map hexagons.gpkg --lookup ccg_stp.csv --values ratings.csv --column rating "
              "--scheme categories -o ratings.svg",
              "A map on the layout."}}});
    return table;
}

}  // namespace cli
