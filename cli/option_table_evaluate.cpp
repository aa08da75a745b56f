// The command that evaluates proposals: nothing but data.
#include "cli/flow_options.hpp"
#include "cli/option_tables.hpp"
#include "cli/shared_options.hpp"

namespace cli {

using enum ValueKind;

using namespace shared;

namespace {

/// What is proposed, and which codes its steps may name.
std::vector<Option> proposals() {
    return {
        {.name = "--proposal",
         .kind = file,
         .metavar = "TOML",
         .help = "A proposal: its name and its steps. See docs/proposals.md.",
         .required = true,
         .repeatable = true},
        {.name = "--together",
         .kind = text,
         .metavar = "HOW",
         .help = "Whether several proposals are alternatives, side by side, or stacked, one after the other.",
         .fallback = "alternatives",
         .choices = {"alternatives", "stacked"}},
        {.name = "--groups",
         .kind = file,
         .metavar = "CSV",
         .help =
             "Table whose columns of codes group the areas, for steps that name a CCG or a district where "
             "the areas are smaller.",
         .fallback_note = "the columns of codes of the lookup",
         .repeatable = true},
        {.name = "--member-column",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Column of the lookup with the member, such as the CCG, that each area is a part of.",
         .fallback_note = "each area is a member"}};
}

/// What is measured beside the guidance.
std::vector<Option> further_measures() {
    return {{.name = "--sum",
             .kind = text,
             .metavar = "COLUMN",
             .help = "Column of the areas to add up for each footprint, before and after.",
             .repeatable = true},
            {.name = "--values",
             .kind = file,
             .metavar = "CSV",
             .help = "Table of areas with the columns of --sum, where these are not columns of the areas."},
            {.name = "--align",
             .kind = file,
             .metavar = "CSV",
             .help = "Lookup of areas, or of small areas, to a further geography that footprints should not "
                     "split.",
             .repeatable = true},
            {.name = "--align-column",
             .kind = text,
             .metavar = "COLUMN",
             .help = "Column with the codes of that geography, one for each --align.",
             .fallback_note = "authority, or LAD or LTLA of an ONS lookup",
             .repeatable = true}};
}

std::vector<Option> evaluation_outputs() {
    return {
        {.name = "--map",
         .kind = file,
         .metavar = "FILE",
         .help = "Draw what changes hands, as .png, .svg or .pdf, with patients newly inside and outside."},
        {.name = "--map-pair",
         .kind = file,
         .metavar = "FILE",
         .help = "Draw before and after side by side, as .png, .svg or .pdf."},
        {.name = "--page",
         .kind = text,
         .metavar = "SIZE",
         .help = "Page of the maps: a4, a4-landscape, a3, a3-landscape, or WxH in mm.",
         .fallback = "a4-landscape"},
        {.name = "--source", .kind = text, .metavar = "TEXT", .help = "Source line of the maps."},
        {.name = "--output",
         .letter = 'o',
         .kind = file,
         .metavar = "FILE",
         .help = "Write every figure of the plan and of the footprints touched, before and after, as "
                 ".csv or .xlsx; - for CSV on standard output."}};
}

}  // namespace

std::vector<Command> evaluate_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "evaluate",
         .summary = "before and after of a proposed change of boundaries",
         .description =
             "Applies a proposal to a plan and measures both: population, members, patient flows, "
             "contiguity, local authorities, roadmaps, compactness, borders and summed columns, for the plan "
             "and for each footprint touched. Each criterion is better, worse, unchanged, or breaks or mends "
             "a limit; there is no total score. Exit 3 when a required limit breaks that held before.",
         .inputs = {areas},
         .options = joined({{lookup(true), area_column, footprint_column},
                            proposals(),
                            guidance_table_options(),
                            further_measures(),
                            flows_of_a_plan(),
                            guidance_threshold_options(),
                            {gap_width, allowed_gaps, snap, source_crs},
                            evaluation_outputs()}),
         .examples = {
             {"footprint evaluate ccg.geojson --lookup ccg_stp.csv --proposal bassetlaw.toml --population "
              "ccg_population.csv --flows flows.csv --site-lookup trust_stp.csv",
              "One proposal."},
             {"footprint evaluate lsoa_2011.shp --lookup lsoa11_ccg17_stp17_lad17.csv --member-column "
              "CCG17CD "
              "--proposal glossop.toml --map glossop.png",
              "A part of a CCG, by small areas."},
             {"footprint evaluate ccg.geojson --lookup ccg_stp.csv --proposal a.toml --proposal b.toml "
              "--together stacked -o figures.csv",
              "Two proposals, one after the other."}}});
    return table;
}

}  // namespace cli
