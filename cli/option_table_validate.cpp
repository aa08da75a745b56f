// The command that judges a plan by the guidance: nothing but data.
#include "cli/flow_options.hpp"
#include "cli/option_tables.hpp"
#include "cli/shared_options.hpp"

namespace cli {

using enum ValueKind;

using namespace shared;

std::vector<Option> guidance_table_options() {
    return {
        {.name = "--links",
         .kind = file,
         .metavar = "CSV",
         .help = "Bridges, tunnels, ferries and the like that join areas, in columns a, b, name and kind."},
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
        {.name = "--authorities",
         .kind = file,
         .metavar = "CSV",
         .help =
             "Lookup of small areas to areas and lower-tier authorities (ONS: LSOA11CD, CCG17CD, LAD17CD)."},
        {.name = "--authority-area-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the code of the area.",
         .fallback_note = "the one that holds the codes"},
        {.name = "--authority-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the code of the authority.",
         .fallback_note = "authority, or LAD or LTLA of an ONS lookup"},
        {.name = "--people-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the people of each small area.",
         .fallback_note = "the population of each area, spread evenly over its small areas"},
        {.name = "--upper-authorities",
         .kind = file,
         .metavar = "CSV",
         .help = "Lookup to upper-tier authorities, of small areas or of lower-tier authorities (LTLA17CD, "
                 "UTLA17CD)."},
        {.name = "--upper-authority-area-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the code of the area or lower-tier authority.",
         .fallback_note = "the one that holds the codes"},
        {.name = "--upper-authority-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the code of the upper-tier authority.",
         .fallback_note = "authority, or UTLA, CTYUA, CTY or UA of an ONS lookup"},
        {.name = "--roadmaps",
         .kind = file,
         .metavar = "CSV",
         .help = "Lookup of areas to local digital roadmaps; areas that it lacks are unknown."},
        {.name = "--roadmap-area-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the code of the area.",
         .fallback_note = "area, or a column of codes"},
        {.name = "--roadmap-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the roadmap.",
         .fallback_note = "footprint"}};
}

namespace {

Option threshold(std::string name, ValueKind kind, std::string metavar, std::string help,
                 std::string published, double maximum = std::numeric_limits<double>::infinity()) {
    return {.name = std::move(name),
            .kind = kind,
            .metavar = std::move(metavar),
            .help = std::move(help),
            .fallback_note = std::move(published),
            .minimum = 0,
            .maximum = maximum};
}

}  // namespace

std::vector<Option> guidance_threshold_options() {
    return {
        {.name = "--guidance",
         .kind = file,
         .metavar = "TOML",
         .help = "Thresholds and tables from the section [guidance] of a review file; options override it."},
        {.name = "--required",
         .kind = text,
         .metavar = "LIST",
         .help = "Criteria whose failure fails the plan, separated by commas; none for none.",
         .fallback_note = "cover,contiguity,population"},
        threshold("--least-population", number, "N", "Least population of a footprint.",
                  "300000, as published"),
        threshold("--greatest-population", number, "N", "Greatest population of a footprint.",
                  "2800000, as published"),
        threshold("--fewest-members", integer, "N", "Fewest areas of a footprint.", "1, as published", 1e9),
        threshold("--most-members", integer, "N", "Most areas of a footprint.", "12, as published", 1e9),
        threshold("--least-li", number, "SHARE", "Least localisation index of a footprint.",
                  "0.75, Elzinga-Hogarty weak", 1),
        threshold("--least-lofi", number, "SHARE", "Least LOFI of a footprint.", "0.75, Elzinga-Hogarty weak",
                  1),
        threshold("--least-validity", number, "N", "Least validity by the X-equation.", "1"),
        threshold("--most-split-lower", integer, "N",
                  "Lower-tier authorities that may lie in several footprints.", "0", 1e9),
        threshold("--most-split-upper", integer, "N",
                  "Upper-tier authorities that may lie in several footprints.", "0", 1e9),
        threshold("--greatest-deviation", number, "SHARE",
                  "Greatest distance from the ideal population, as a share of it.", "none")};
}

std::vector<Command> validate_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "validate",
         .summary = "every criterion of the footprint guidance: figure, threshold, pass or fail",
         .description =
             "Judges a plan: cover, contiguity over borders and named links, population, members, "
             "self-containment of patient flows, whole local authorities, fit to digital roadmaps and "
             "distance from the ideal population. A criterion whose input is missing is not judged. Exit 3 "
             "when a required criterion fails.",
         .inputs = {areas},
         .options = joined({{lookup(true), area_column, footprint_column},
                            guidance_table_options(),
                            flows_of_a_plan(),
                            guidance_threshold_options(),
                            {gap_width,
                             allowed_gaps,
                             snap,
                             source_crs,
                             findings("Write the findings as points with their attributes."),
                             {.name = "--output",
                              .letter = 'o',
                              .kind = file,
                              .metavar = "FILE",
                              .help = "Write the table of footprints, as .csv or .xlsx; - for CSV on "
                                      "standard output."}}}),
         .examples = {
             {"footprint validate ccg.geojson --lookup ccg_stp.csv --population ccg_population.csv --links "
              "links.csv",
              "Cover, contiguity, population and members."},
             {"footprint validate ccg.geojson --lookup ccg_stp.csv --flows flows.csv --site-lookup "
              "trust_stp.csv --guidance review.toml -o footprints.csv",
              "Patient flows too, with the thresholds of a review."}}});
    return table;
}

}  // namespace cli
