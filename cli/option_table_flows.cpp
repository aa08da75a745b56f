// Commands about patient flows: nothing but data.
#include "cli/flow_options.hpp"
#include "cli/option_tables.hpp"
#include "cli/shared_options.hpp"

namespace cli {

using enum ValueKind;

using namespace shared;

std::vector<Command> flow_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "flows",
         .summary = "flow measures of a plan; needs no geometry",
         .description =
             "Adds the patients of a flow table up by footprint of residence and of treatment: "
             "localisation index (LI), local market share (LOFI), market share (MSI), net patient flow, "
             "and the matrix between footprints. An empty origin or site is unknown; a code in no lookup "
             "lies outside the study area.",
         .inputs = {{.metavar = "FLOWS",
                     .help = "Table of patients by origin and site: .csv, .tsv or .txt, also .gz, or "
                             ".xlsx, .xls or .ods; or a database."}},
         .options = joined({{lookup(true), area_column, footprint_column},
                            flow_places(),
                            flow_areas(),
                            flow_columns(),
                            flow_population(),
                            flow_parameters(),
                            suppressed_rows(),
                            disclosure(),
                            {{.name = "--top",
                              .kind = integer,
                              .metavar = "N",
                              .help = "Number of importers, exporters and pairs to print.",
                              .fallback = "10",
                              .minimum = 0}},
                            {{.name = "--output",
                              .letter = 'o',
                              .kind = file,
                              .metavar = "FILE",
                              .help = "Write the matrix between footprints, as .csv or .xlsx; - for CSV on "
                                      "standard output."}}}),
         .examples = {{"footprint flows flows.csv --lookup lookup.csv --site-lookup sites.csv",
                       "Measures of each footprint and of the plan."},
                      {"footprint flows msoa.csv --origin-lookup msoa_lsoa.csv --origin-lookup lsoa_ccg.csv "
                       "--lookup ccg_stp.csv --site-lookup sites.csv --succession succession.csv",
                       "Origins finer than the areas, and codes of hospitals that merged since."},
                      {"footprint flows PG:dbname=episodes --flows-query \"SELECT origin, site, count(*) AS "
                       "patients FROM spells GROUP BY 1, 2\" --lookup lookup.csv",
                       "The same from a database, which counts the patients."}}});
    std::vector<Option> population = flow_population();
    population.front().required = true;
    population.front().help = "Table with the population of each origin.";
    table.push_back(
        {.name = "catchments",
         .summary = "catchment populations of sites by three methods",
         .description =
             "How many people each site serves: an origin goes whole to the site with the greatest share of "
             "its patients (fptp, first past the post), whole to every site with at least a threshold "
             "(share; catchments overlap), or is divided by its shares (proportional). The three differ, so "
             "the method stands beside each figure. With --lookup the catchments are those of footprints.",
         .inputs = {{.metavar = "FLOWS", .help = "Table of patients by origin and site."}},
         .options = joined({population,
                            {{.name = "--method",
                              .kind = text,
                              .metavar = "METHOD",
                              .help = "How people are assigned.",
                              .fallback = "all",
                              .choices = {"fptp", "share", "proportional", "all"}},
                             {.name = "--threshold",
                              .kind = number,
                              .metavar = "SHARE",
                              .help = "Least share of an origin's patients, of the method share.",
                              .fallback = "0.3",
                              .minimum = 0,
                              .maximum = 1},
                             lookup(false),
                             area_column,
                             footprint_column},
                            flow_sites(),
                            flow_areas(),
                            flow_columns(),
                            suppressed_rows(),
                            disclosure(),
                            {{.name = "--output",
                              .letter = 'o',
                              .kind = file,
                              .metavar = "FILE",
                              .help = "Write one row a site and method, as .csv or .xlsx; - for CSV on "
                                      "standard output."}}}),
         .examples = {{"footprint catchments flows.csv --population population.csv",
                       "Each site by all three methods."},
                      {"footprint catchments flows.csv --population population.csv --method share "
                       "--threshold 0.2 -o catchments.csv",
                       "Origins that send a fifth of their patients or more."}}});
    return table;
}

}  // namespace cli
