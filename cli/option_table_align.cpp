// The command that tells how two geographies fit: nothing but data.
#include "cli/flow_options.hpp"
#include "cli/geography_options.hpp"
#include "cli/option_tables.hpp"
#include "cli/shared_options.hpp"

namespace cli {

using enum ValueKind;

using namespace shared;

namespace {

std::vector<Option> how_to_align() {
    return {
        {.name = "--tolerance",
         .kind = number,
         .metavar = "SHARE",
         .help = "Share of a unit that may lie elsewhere without a verdict changing, below 0.5.",
         .fallback_note = "0 for common units, 0.01 for areas",
         .minimum = 0,
         .maximum = 0.499},
        {.name = "--partial",
         .help = "Only some units of B are known, as of digital roadmaps: what of A lies in none of them is "
                 "unknown, is counted, and never reads as misaligned."}};
}

std::vector<Option> alignment_outputs() {
    return {
        {.name = "--output",
         .letter = 'o',
         .kind = file,
         .metavar = "FILE",
         .help =
             "Write the pairs, as .csv or .xlsx; - for CSV on standard output; to a .gpkg also the pieces "
             "of the overlay, slivers marked, and the units of both."},
        {.name = "--a-output",
         .kind = file,
         .metavar = "FILE",
         .help = "Write the units of A with their verdicts and measures, as .csv or .xlsx."},
        {.name = "--b-output", .kind = file, .metavar = "FILE", .help = "The same for the units of B."},
        {.name = "--map",
         .kind = file,
         .metavar = "FILE",
         .help = "Draw the areas of A by inhomogeneity, as .png, .svg or .pdf: where alignment fails."},
        {.name = "--title",
         .kind = text,
         .metavar = "TEXT",
         .help = "Title of the map.",
         .fallback_note = "made from the names of A and B"},
        {.name = "--source", .kind = text, .metavar = "TEXT", .help = "Source line of the map."},
        {.name = "--page",
         .kind = text,
         .metavar = "SIZE",
         .help = "Page of the map: a4, a4-landscape, a3, a3-landscape, or WxH in mm.",
         .fallback = "a4"}};
}

}  // namespace

std::vector<Command> align_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "align",
         .summary = "how two geographies fit: nesting, splits, V-measure, displacement",
         .description = "Lays two sets of areas over one another, or joins two lookups over common units, "
                        "and tells for each "
                        "pair what they have in common, for each unit whether it is coterminous with one of "
                        "the other, nests "
                        "in one, is made of whole units or straddles them, and for the two maps homogeneity, "
                        "completeness, "
                        "V-measure, Mapcurves, lambda, square-root entropy and the displacement of borders. "
                        "Give as A the "
                        "units that should not be split. Amounts are people where a population is given, "
                        "else area or the "
                        "count of common units. Thin slivers between outlines of different detail are told "
                        "apart as noise. "
                        "See docs/alignment.md.",
         .inputs = two_geographies(),
         .options = joined(
             {geography_options(), people_options(), noise_options(), how_to_align(), alignment_outputs()}),
         .examples = {{"footprint align lsoa11_ccg17_stp17_lad17.csv --a-column LAD17CD --b-column STP17CD",
                       "Districts against footprints, by the LSOAs that both are made of."},
                      {"footprint align utla.geojson stp.gpkg --population population.csv --units msoa.gpkg "
                       "--map splits.png",
                       "Authorities against footprints by their boundaries, with the people of MSOAs."},
                      {"footprint align ccg17_stp17.csv roadmaps.csv --a-column STP17CD --partial",
                       "Footprints against the digital roadmaps that are known."}}});
    return table;
}

}  // namespace cli
