// Options that the commands about patient flows share, declared once. For the option table alone.
#pragma once

#include <initializer_list>
#include <vector>

#include "cli/options.hpp"

namespace cli::shared {

/// Lists of options one after the other.
inline std::vector<Option> joined(std::initializer_list<std::vector<Option>> lists) {
    std::vector<Option> all;
    for (const std::vector<Option>& list : lists)
        all.insert(all.end(), list.begin(), list.end());
    return all;
}

/// How a flow table is got from a database, and what its columns are called.
inline std::vector<Option> flow_columns() {
    return {{.name = "--flows-query",
             .kind = ValueKind::text,
             .metavar = "SQL",
             .help = "Query that gives the flows, where FLOWS is a database: \"PG:\" with a connection, or a "
                     ".gpkg, .sqlite or .db file. See docs/databases.md."},
            {.name = "--origin-column",
             .kind = ValueKind::text,
             .metavar = "COLUMN",
             .help = "Column with the code of the area where patients live.",
             .fallback = "origin"},
            {.name = "--site-column",
             .kind = ValueKind::text,
             .metavar = "COLUMN",
             .help = "Column with the code of the site where they are treated.",
             .fallback = "site"},
            {.name = "--count-column",
             .kind = ValueKind::text,
             .metavar = "COLUMN",
             .help = "Column with the number of patients.",
             .fallback = "patients"},
            {.name = "--share-column",
             .kind = ValueKind::text,
             .metavar = "COLUMN",
             .help = "Column with the share of an area's people that goes to the site, instead of counts; "
                     "needs --population."}};
}

/// Where the population of origins is read.
inline std::vector<Option> flow_population() {
    return {{.name = "--population",
             .kind = ValueKind::file,
             .metavar = "CSV",
             .help = "Table with the population of each area of residence, for shares."}};
}

/// Where origins and sites lie.
inline std::vector<Option> flow_places() {
    return {{.name = "--site-lookup",
             .kind = ValueKind::file,
             .metavar = "CSV",
             .help = "Table that gives the footprint of each site, in columns site and footprint.",
             .fallback_note = "the lookup itself"}};
}

/// What a suppressed row of the flows stands for.
inline std::vector<Option> suppressed_rows() {
    return {{.name = "--suppressed-low",
             .kind = ValueKind::number,
             .metavar = "N",
             .help = "Fewest patients for whom a suppressed row (*) of the flows stands.",
             .fallback = "1",
             .minimum = 0},
            {.name = "--suppressed-high",
             .kind = ValueKind::number,
             .metavar = "N",
             .help = "Most patients for whom a suppressed row (*) of the flows stands.",
             .fallback = "7",
             .minimum = 0}};
}

/// Disclosure control.
inline std::vector<Option> disclosure() {
    return {{.name = "--no-disclosure-control",
             .help = "Show every count as it is, instead of 1 to 7 as * and the others rounded to the "
                     "nearest 5. The report records it."}};
}

/// Parameters of the measures.
inline std::vector<Option> flow_parameters() {
    return {{.name = "--x-equation",
             .kind = ValueKind::text,
             .metavar = "FORM",
             .help = "Form of the trade-off between size and self-containment.",
             .fallback = "hyperbola",
             .choices = {"hyperbola", "line"}},
            {.name = "--min-size",
             .kind = ValueKind::number,
             .metavar = "N",
             .help = "Least number of resident patients.",
             .fallback = "3500",
             .minimum = 0},
            {.name = "--target-size",
             .kind = ValueKind::number,
             .metavar = "N",
             .help = "Number of resident patients from which the least self-containment is enough.",
             .fallback = "25000",
             .minimum = 0},
            {.name = "--min-containment",
             .kind = ValueKind::number,
             .metavar = "SHARE",
             .help = "Least self-containment, of large footprints.",
             .fallback = "0.667",
             .minimum = 0,
             .maximum = 1},
            {.name = "--target-containment",
             .kind = ValueKind::number,
             .metavar = "SHARE",
             .help = "Self-containment that the smallest footprints need.",
             .fallback = "0.75",
             .minimum = 0,
             .maximum = 1},
            {.name = "--resolution",
             .kind = ValueKind::number,
             .metavar = "GAMMA",
             .help = "Resolution of modularity.",
             .fallback = "1",
             .minimum = 0}};
}

}  // namespace cli::shared
