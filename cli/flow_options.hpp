// Options that the commands about patient flows share, declared once.
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
             .help = "Table with the population of each area of residence, for shares."},
            {.name = "--population-code-column",
             .kind = ValueKind::text,
             .metavar = "COLUMN",
             .help = "Column of --population with the codes of the areas of residence.",
             .fallback_note = "the one that holds most of them"},
            {.name = "--population-column",
             .kind = ValueKind::text,
             .metavar = "COLUMN",
             .help = "Column of --population with the number of people.",
             .fallback_note = "population, value, or pop_ and the geography of the codes"}};
}

/// How origins lead to areas.
inline std::vector<Option> flow_origins() {
    return {
        {.name = "--origin-lookup",
         .kind = ValueKind::file,
         .metavar = "CSV",
         .help =
             "Table that takes origins finer than the areas, or across them, to areas, or to units that the "
             "next --origin-lookup takes there. A column weight divides origins that lie in several.",
         .fallback_note = "origins are areas",
         .repeatable = true},
        {.name = "--origin-weights",
         .kind = ValueKind::file,
         .metavar = "CSV",
         .help = "Table with the population of the finest units of the origin lookups, to divide origins by.",
         .fallback_note = "each row of an origin lookup counts equally"},
        {.name = "--origin-weights-column",
         .kind = ValueKind::text,
         .metavar = "COLUMN",
         .help = "Column of --origin-weights with the number of people.",
         .fallback_note = "population, weight, value, or the first that begins with pop_"},
        {.name = "--origin-succession",
         .kind = ValueKind::file,
         .metavar = "CSV",
         .help = "Table of old and new codes, for origins that the first lookup lacks."}};
}

/// Where sites lie.
inline std::vector<Option> flow_sites() {
    return {
        {.name = "--site-lookup",
         .kind = ValueKind::file,
         .metavar = "CSV",
         .help = "Table that gives each site a footprint, an area, or a position (x and y in the CRS of "
                 "--crs, or lon and lat), on several rows with a weight where it has several places.",
         .fallback_note = "sites are areas"},
        {.name = "--site-code-column",
         .kind = ValueKind::text,
         .metavar = "COLUMN",
         .help = "Column of the site lookup with the code of the site.",
         .fallback_note = "site, or the one that holds most of the sites of the flows"},
        {.name = "--site-footprint-column",
         .kind = ValueKind::text,
         .metavar = "COLUMN",
         .help = "Column of the site lookup with the code of the footprint.",
         .fallback_note = "footprint, or a column of an ONS lookup that is recognised"},
        {.name = "--site-area-column",
         .kind = ValueKind::text,
         .metavar = "COLUMN",
         .help = "Column of the site lookup with the code of an area of the plan.",
         .fallback_note = "area"},
        {.name = "--x-column",
         .kind = ValueKind::text,
         .metavar = "COLUMN",
         .help = "Column of the site lookup with the x, easting or longitude of the site.",
         .fallback_note = "x, easting, lon or longitude"},
        {.name = "--y-column",
         .kind = ValueKind::text,
         .metavar = "COLUMN",
         .help = "Column of the site lookup with the y, northing or latitude of the site.",
         .fallback_note = "the fellow of --x-column"},
        {.name = "--site-crs",
         .kind = ValueKind::text,
         .metavar = "EPSG:n",
         .help = "CRS of the positions of sites.",
         .fallback_note = "EPSG:4326 for a longitude, else that of --crs"},
        {.name = "--site-weight-column",
         .kind = ValueKind::text,
         .metavar = "COLUMN",
         .help = "Column of the site lookup with the weight of a row.",
         .fallback_note = "weight"},
        {.name = "--site-weights",
         .kind = ValueKind::text,
         .metavar = "HOW",
         .help = "Whether sites on several rows without weights are an error in the table, or their rows are "
                 "meant to count equally.",
         .fallback = "stated",
         .choices = {"stated", "equal"}},
        {.name = "--site-reach",
         .kind = ValueKind::number,
         .metavar = "M",
         .help = "A position outside every area goes to the nearest one within M metres.",
         .fallback = "0",
         .minimum = 0},
        {.name = "--succession",
         .kind = ValueKind::file,
         .metavar = "CSV",
         .help = "Table of old and new codes of sites (columns old and new; date, kind, weight, footprint, "
                 "source), for codes that the site lookup lacks."}};
}

/// Where origins and sites lie.
inline std::vector<Option> flow_places() {
    return joined({flow_origins(), flow_sites()});
}

/// Areas in which sites are placed by position, for commands that have no areas of their own.
inline std::vector<Option> flow_areas() {
    return {{.name = "--areas",
             .kind = ValueKind::file,
             .metavar = "AREAS",
             .help = "Areas of the plan, to place sites given by position in; the codes are those of the "
                     "lookup."}};
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

/// The flows of a command that has areas: they are an option, and so is the population for shares, since
/// --population is that of the areas.
inline std::vector<Option> flows_of_a_plan() {
    std::vector<Option> options =
        joined({{{.name = "--flows",
                  .kind = ValueKind::file,
                  .metavar = "CSV",
                  .help = "Patients by origin and site."}},
                flow_places(),
                flow_columns(),
                {{.name = "--share-population",
                  .kind = ValueKind::file,
                  .metavar = "CSV",
                  .help = "Table with the population of each area of residence, for shares."},
                 {.name = "--share-population-code-column",
                  .kind = ValueKind::text,
                  .metavar = "COLUMN",
                  .help = "Its column with the code of the area of residence.",
                  .fallback_note = "the one that holds the codes"},
                 {.name = "--share-population-column",
                  .kind = ValueKind::text,
                  .metavar = "COLUMN",
                  .help = "Its column with the population.",
                  .fallback_note = "population or value"}},
                flow_parameters(),
                suppressed_rows(),
                disclosure()});
    for (Option& option : options) {
        if (option.name == "--share-column")
            option.help =
                "Column with the share of an area's people that goes to the site, instead of "
                "counts; needs --share-population.";
    }
    return options;
}

}  // namespace cli::shared
