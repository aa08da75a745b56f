// The command that carries values between geographies: nothing but data.
#include "cli/flow_options.hpp"
#include "cli/geography_options.hpp"
#include "cli/option_tables.hpp"
#include "cli/shared_options.hpp"

namespace cli {

using enum ValueKind;

using namespace shared;

namespace {

std::vector<Option> value_options() {
    return {
        {.name = "--values", .kind = file, .metavar = "CSV", .help = "Table with the values of A."},
        {.name = "--key",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Its column with the codes of the units of A.",
         .fallback_note = "the one that holds them"},
        {.name = "--column",
         .kind = text,
         .metavar = "NAME",
         .help = "Column to carry.",
         .fallback_note = "population or value",
         .repeatable = true},
        {.name = "--kind",
         .kind = text,
         .metavar = "KIND",
         .help = "What the values are: counts that add up, means that do not, or a rate, whose two "
                 "counts are carried and then divided.",
         .fallback = "extensive",
         .choices = {"extensive", "intensive", "rate"}},
        {.name = "--numerator", .kind = text, .metavar = "COLUMN", .help = "Count over the line of a rate."},
        {.name = "--denominator",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Count under the line of a rate; or what means are means of, to weigh them by."},
        {.name = "--outside",
         .kind = text,
         .metavar = "RULE",
         .help = "What becomes of the part of a unit of A that lies in no unit of B: it keeps its share "
                 "and is told apart, or is spread over the units of B that the unit lies in.",
         .fallback = "apart",
         .choices = {"apart", "spread"}}};
}

std::vector<Option> year_options() {
    return {{.name = "--succession",
             .kind = file,
             .metavar = "CSV",
             .help = "Carry values from year to year by a table old,new,date,kind,weight; A is the table of "
                     "values and there is no B."},
            {.name = "--after",
             .kind = text,
             .metavar = "DATE",
             .help = "Date of the values: only later successions count.",
             .fallback_note = "all"},
            {.name = "--until",
             .kind = text,
             .metavar = "DATE",
             .help = "Date that is wanted: only successions up to it count.",
             .fallback_note = "all"},
            {.name = "--succession-output",
             .kind = file,
             .metavar = "FILE",
             .help = "Write the successions from A, an earlier vintage, to B, as .csv or .xlsx."},
            {.name = "--date", .kind = text, .metavar = "DATE", .help = "Date to write into them."}};
}

}  // namespace

std::vector<Command> crosswalk_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "crosswalk",
         .summary = "values carried from one geography to another, totals conserved and printed",
         .description =
             "Carries values of the units of A to the units of B by the people, the common units or the "
             "ground that two units have in common, or from year to year by a table of successions. Totals "
             "before and after are printed, and what lies outside, has no value or cannot be placed. "
             "Missing stays missing.",
         .inputs = two_geographies(),
         .options = joined(
             {value_options(),
              people_options(),
              {{.name = "--best-fit",
                .help = "Each unit of A goes whole to the unit of B that contains its population-weighted "
                        "centroid."},
               {.name = "--lookup-output",
                .kind = file,
                .metavar = "FILE",
                .help = "Write the lookup of the best fit, as .csv or .xlsx."}},
              year_options(),
              geography_options(),
              noise_options(),
              {{.name = "--output",
                .letter = 'o',
                .kind = file,
                .metavar = "FILE",
                .help = "Write the values of B, as .csv or .xlsx; - for CSV on standard output; with areas "
                        "also as .gpkg, .fgb or .geojson, with the outlines of B."}}}),
         .examples = {{"footprint crosswalk lsoa_ccg_stp.csv --a-column CCG17CD --b-column STP17CD --values "
                       "ccg.csv --population lsoa.csv -o stp.csv",
                       "Counts of CCGs to footprints, by the people of LSOAs."},
                      {"footprint crosswalk ccg_2016.geojson lad.gpkg --values imd.csv --column score --kind "
                       "intensive --units msoa.geojson --population msoa.csv",
                       "Means of CCGs to districts, by the people of MSOAs."},
                      {"footprint crosswalk ccg_2016.csv --succession ccg_2016_2017.csv -o ccg_2017.csv",
                       "Counts of one year on the codes of the next."}}});
    return table;
}

}  // namespace cli
