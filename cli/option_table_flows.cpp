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
         .inputs = {{.metavar = "FLOWS", .help = "Table of patients by origin and site."}},
         .options = joined({{lookup(true), area_column, footprint_column},
                            flow_places(),
                            flow_areas(),
                            flow_columns(),
                            flow_population(),
                            flow_parameters(),
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
                       "Origins finer than the areas, and codes of hospitals that merged since."}}});
    return table;
}

}  // namespace cli
