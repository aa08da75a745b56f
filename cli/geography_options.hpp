// Options of the commands that take two geographies, declared once: where A and B come from, and the people
// to weigh them by. For the option table alone.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/shared_options.hpp"

namespace cli::shared {

/// A and B by position: two area layers, two lookups, or one lookup with a column of each.
inline std::vector<Input> two_geographies() {
    return {
        {.metavar = "A",
         .help = "Areas, or a lookup of common units such as LSOAs (.csv, .tsv, .txt, .xlsx, .xls, .ods)."},
        {.metavar = "B",
         .help = "The same; without it A is one lookup with a column of each geography.",
         .required = false}};
}

inline Option geography_column(std::string option, std::string help, std::string note = {}) {
    return {.name = std::move(option),
            .kind = ValueKind::text,
            .metavar = "COLUMN",
            .help = std::move(help),
            .fallback_note = std::move(note)};
}

/// Columns of lookups, and lookups that group the units of A or B. --layer, --code and --name take a list
/// with commas where A and B are both areas.
inline std::vector<Option> geography_options() {
    const std::string found = "found by its codes";
    const Option grouped_a{.name = "--a-lookup",
                           .kind = ValueKind::file,
                           .metavar = "CSV",
                           .help =
                               "Groups the units of A to larger ones: areas to footprints, districts to "
                               "upper-tier authorities."};
    Option grouped_b = grouped_a;
    grouped_b.name = "--b-lookup";
    grouped_b.help = "The same for B.";
    return {
        geography_column("--a-column", "Column of the lookup A with the codes of the geography A.",
                         "the only one, if there is one"),
        geography_column("--b-column", "Column with the codes of the geography B.",
                         "the only one, if there is one"),
        geography_column("--a-unit-column", "Column of A with the codes of the common units.", found),
        geography_column("--b-unit-column", "Column of B with the codes of the common units.", found),
        grouped_a,
        geography_column("--a-lookup-column", "Column of --a-lookup with the codes of the groups.", found),
        grouped_b,
        geography_column("--b-lookup-column", "Column of --b-lookup with the codes of the groups.", found),
        snap,
        source_crs};
}

/// What is noise between two layers of areas, and within one.
inline std::vector<Option> noise_options() {
    return {
        {.name = "--sliver-width",
         .kind = ValueKind::text,
         .metavar = "M|auto",
         .help = "Pieces of the overlay narrower than M metres (diameter of the largest circle inside) that "
                 "are the best match of neither area are noise. auto measures it: twice the distance within "
                 "which 99 % of the borders drawn in both layers lie.",
         .fallback = "auto"},
        {.name = "--clean", .help = "Clean overlaps within a layer first, instead of refusing them."}};
}

/// People: by place, by finer unit, or by common unit.
inline std::vector<Option> people_options() {
    return {{.name = "--population",
             .kind = ValueKind::file,
             .metavar = "FILE",
             .help = "People by place (a table with x,y or lon,lat, or a layer of points), by finer unit (a "
                     "table, with --units), or by common unit of the lookups."},
            geography_column("--population-column", "Column with the people.", "people, population or value"),
            geography_column("--population-code-column",
                             "Column of --population with the codes of the units.", "found by its codes"),
            {.name = "--units",
             .kind = ValueKind::file,
             .metavar = "AREAS",
             .help = "Areas of the finer units of --population, or with people in a column of their own: the "
                     "middle of the widest place in a unit stands for the whole unit."},
            geography_column("--units-code", "Column of --units with the codes.",
                             "the one column that holds GSS or ODS codes"),
            {.name = "--units-layer",
             .kind = ValueKind::text,
             .metavar = "NAME",
             .help = "Layer of --units, or of the points of --population, where the file has several."}};
}

}  // namespace cli::shared
