// Options that several commands share, declared once. For the option table alone.
#pragma once

#include <string>
#include <utility>

#include "cli/options.hpp"
#include "geo/quantise.hpp"

namespace cli::shared {

inline const Input areas{.metavar = "AREAS", .help = "Areas, in any vector format that GDAL reads."};

inline Option output(std::string help) {
    return {.name = "--output",
            .letter = 'o',
            .kind = ValueKind::file,
            .metavar = "FILE",
            .help = std::move(help),
            .required = true};
}

inline const Option source_crs{.name = "--source-crs",
                               .kind = ValueKind::text,
                               .metavar = "EPSG:n",
                               .help = "CRS of a file that states none."};

inline const Option snap{
    .name = "--snap",
    .kind = ValueKind::number,
    .metavar = "M",
    .help = "Move points closer than M metres together, so that neighbours share their border.",
    .fallback_note = "0.1, and never under two cells of the grid",
    .minimum = 0};

inline const Option quantisation{
    .name = "--quantisation",
    .kind = ValueKind::integer,
    .metavar = "N",
    .help = "Positions along each side of the box of a .topojson.",
    .fallback_note = "the least power of ten from 10^6 on that keeps vertices apart",
    .minimum = static_cast<double>(geo::coarsest_quantisation),
    .maximum = static_cast<double>(geo::finest_quantisation)};

inline const Option gap_width{
    .name = "--gap-width",
    .kind = ValueKind::number,
    .metavar = "M",
    .help =
        "Gaps at most M metres wide (diameter of the largest circle inside) are violations, wider ones "
        "notes.",
    .fallback = "10",
    .minimum = 0};

inline const Option allowed_gaps{
    .name = "--allowed-gaps",
    .kind = ValueKind::file,
    .metavar = "CSV",
    .help = "Table with columns x and y of places in gaps that are meant (lakes, enclaves)."};

inline Option lookup(bool required) {
    return {.name = "--lookup",
            .kind = ValueKind::file,
            .metavar = "CSV",
            .help = "Table that gives the footprint of each area: CSV, plain or gzip, or a workbook.",
            .required = required};
}

inline const Option area_column{.name = "--area-column",
                                .kind = ValueKind::text,
                                .metavar = "COLUMN",
                                .help = "Column of the lookup with the code of the area.",
                                .fallback_note = "area, or a column of an ONS lookup that is recognised"};

inline const Option footprint_column{
    .name = "--footprint-column",
    .kind = ValueKind::text,
    .metavar = "COLUMN",
    .help = "Column of the lookup with the code of the footprint.",
    .fallback_note = "footprint, or a column of an ONS lookup that is recognised"};

inline const Option scheme{.name = "--scheme",
                           .kind = ValueKind::text,
                           .metavar = "S",
                           .help = "How the range of values is cut into classes.",
                           .fallback = "fisher_jenks",
                           .choices = {"equal_interval", "quantiles", "fisher_jenks", "user", "pretty",
                                       "maximum_breaks", "head_tail", "std_mean", "box_plot", "percentiles"}};

inline const Option map_scheme{
    .name = "--scheme",
    .kind = ValueKind::text,
    .metavar = "S",
    .help = "How the range of values is cut into classes; categories are values that are words.",
    .fallback = "fisher_jenks",
    .choices = {"equal_interval", "quantiles", "fisher_jenks", "user", "pretty", "maximum_breaks",
                "head_tail", "std_mean", "box_plot", "percentiles", "categories"}};

inline const Option classes{.name = "--classes",
                            .letter = 'k',
                            .kind = ValueKind::integer,
                            .metavar = "N",
                            .help = "Number of classes.",
                            .fallback = "5",
                            .minimum = 1,
                            .maximum = 64};

inline const Option breaks{
    .name = "--breaks",
    .kind = ValueKind::text,
    .metavar = "LIST",
    .help = "Upper bounds of the classes, separated by commas; implies the scheme user."};

inline const Option closed{.name = "--closed",
                           .kind = ValueKind::text,
                           .metavar = "SIDE",
                           .help = "Which end of a class belongs to it.",
                           .fallback = "right",
                           .choices = {"left", "right"}};

inline const Option head_share{
    .name = "--head-share",
    .kind = ValueKind::number,
    .metavar = "S",
    .help = "Scheme head_tail: a head that is a greater share than this is not cut again.",
    .fallback = "0.4",
    .minimum = 0,
    .maximum = 1};

inline const Option midpoint{.name = "--midpoint",
                             .kind = ValueKind::number,
                             .metavar = "M",
                             .help = "Value that becomes a bound, from which the colours diverge."};

inline Option findings(std::string help) {
    return {.name = "--findings", .kind = ValueKind::file, .metavar = "FILE", .help = std::move(help)};
}

}  // namespace cli::shared
