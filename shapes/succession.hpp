// Succession of organisations: which codes came before and after a merger, so that flows and lookups of
// different years can be joined.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/code_index.hpp"

namespace shapes {

/// A table of successions, as a graph from old codes to new ones. Rows from a code to itself say that the
/// code goes on and are no part of the graph.
struct Succession {
    struct Step {
        std::int32_t from;             ///< index of the old code
        std::int32_t to;               ///< index of the new code
        std::optional<double> weight;  ///< not negative
        std::string event;             ///< kind and date in brackets, or empty: " (merger, 2019-04-01)"
    };
    std::string path;
    std::size_t rows = 0;
    CodeIndex index;
    std::vector<std::string> codes;
    std::vector<std::size_t> rank;  ///< of each code: every step goes from a lower to a higher rank
    std::vector<Step> steps;        ///< in the order of the table
    std::vector<std::vector<std::size_t>> before;  ///< of each code: the steps that lead to it
    std::vector<std::vector<std::size_t>> after;   ///< of each code: the steps that lead away
    std::vector<std::string> footprint;  ///< of each code: where it lies when nothing else tells; or empty
    std::vector<geo::Finding> findings;
};

/// Makes a succession of a table with the columns `old` and `new`, and if they are there `date`, `kind`,
/// `weight`, `footprint` and `source`. A row without `old` gives the footprint of a code that has no
/// predecessor; rows of kind `begun` without `old`, or `ended` without `new`, give nothing. Weights divide a
/// code with several predecessors, or several successors, and need not add up to 1. Findings: rows without a
/// new code (a warning), repeated rows (a note). O(rows log rows).
/// @throws InputError, with line and codes: for a row with neither `old` nor `footprint`, or with both; for a
///   weight that is negative or not a number; when some of several predecessors (or successors) have a weight
///   and others have none, or all weights are 0; for two footprints of one code; for a code that is its own
///   predecessor over others (the cycle is named); when there is no row.
[[nodiscard]] Succession make_succession(const geo::Table& table);

/// Reads the table and makes the succession; findings of reading come first.
[[nodiscard]] Succession read_succession(const std::filesystem::path& path);

/// What a succession knows of a code that a lookup lacks.
struct Succeeded {
    std::vector<std::pair<std::string, double>> parts;  ///< known codes and their shares, which add up to 1
    std::string footprint;                              ///< its own, when there are no parts
    std::string path;                  ///< in words: "R0B from RLN and RE9 (merger, 2019-04-01)"
    std::vector<std::string> unknown;  ///< codes at the ends of the path that are not known either
    std::vector<std::string> other;    ///< known successors, when the parts are predecessors
    bool is_earlier = true;            ///< the parts are predecessors, not successors
};

/// Looks a code up through its predecessors, as far back as need be until they are known; where none is
/// known, through its successors; where none of those is known either, by the footprint the table gives. A
/// code with several predecessors is divided by their weights, else equally; those that are not known are
/// left out and named. nullopt when the succession does not tell. O(steps on the way, log of them each).
[[nodiscard]] std::optional<Succeeded> succeed(const Succession& succession, std::string_view code,
                                               const std::function<bool(std::string_view)>& is_known);

/// The nearest known predecessors of a code, whether or not the code itself is known; empty when there are
/// none. Cost as succeed().
[[nodiscard]] std::vector<std::string> known_predecessors(
    const Succession& succession, std::string_view code,
    const std::function<bool(std::string_view)>& is_known);

}  // namespace shapes
