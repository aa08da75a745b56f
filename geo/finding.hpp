// Findings: defects in data that do not stop the work, as values that can be printed, counted and mapped.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "geo/point.hpp"

namespace geo {

/// A note needs no action; a warning may; a violation means that a check has failed (exit code 3).
enum class Severity { note, warning, violation };

enum class FindingKind {
    invalid_ring,      ///< a ring crosses or touches itself, or has under three distinct points
    overlap,           ///< two areas claim the same ground; size in m2
    duplicate,         ///< two areas have the same outline; size in m2
    contained,         ///< one area lies wholly within another; size in m2
    gap,               ///< ground enclosed by areas that belongs to none; size in m2
    unmatched_vertex,  ///< neighbours describe one border with different vertices; size: number of vertices,
                       ///< or length in m where they enclose a sliver
    inlet,             ///< open ground between two areas, narrow and deep; size: depth in m
    empty,             ///< an area with no geometry, or none left
    missing_code,      ///< a row with no code
    duplicate_code,    ///< a code on more than one row; size: number of rows
    not_an_area,       ///< a point or line where an area is needed
    unmatched,         ///< a code of one input that the other does not have
    bad_value,         ///< a value that is not a number where one is needed
    assumption,        ///< something the input does not say and the tool assumed (CRS, encoding)
    detached,          ///< areas apart from the rest of their group; size in m2
    criterion,         ///< a rule set for groups of areas that they do not meet
    unlabelled,        ///< an area or a point for whose label a map has no room
    uncovered,         ///< ground of one layer where another has none; size in m2
    different_crs,     ///< layers whose coordinates are in different CRSs; they are projected to one
};

/// Name of a kind as it stands in reports, for example "unmatched_vertex".
[[nodiscard]] std::string_view to_string(FindingKind kind);
[[nodiscard]] std::string_view to_string(Severity severity);

/// One defect: what, how bad, which areas, where and how large.
struct Finding {
    FindingKind kind;
    Severity severity;
    std::vector<std::string> codes;                       ///< the areas concerned, by code
    double x = std::numeric_limits<double>::quiet_NaN();  ///< place in the working CRS, NaN if it has none
    double y = std::numeric_limits<double>::quiet_NaN();
    double size =
        std::numeric_limits<double>::quiet_NaN();  ///< unit by kind, see FindingKind; NaN if it has none
    std::string text;                              ///< one sentence in the reader's words
    double width_m = std::numeric_limits<double>::quiet_NaN();  ///< of ground: its largest inscribed circle's
    double perimeter_m = std::numeric_limits<double>::quiet_NaN();  ///< of ground, holes included
    std::vector<std::vector<Point>> outline = {};  ///< of ground: open rings in the working CRS, each shell
                                                   ///< followed by its holes
};

}  // namespace geo
