// What crosswalk stands on: the cross table of A and B and what it was measured by, from areas, from lookups
// over common units or from a table of successions; and the values of A.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/flow_input.hpp"
#include "cli/geography_input.hpp"
#include "cli/people_input.hpp"
#include "shapes/best_fit.hpp"
#include "shapes/code_changes.hpp"
#include "shapes/cross_table.hpp"
#include "shapes/join.hpp"

namespace cli {

class Console;

struct CrosswalkBasis {
    shapes::CrossTable table;
    std::string a_title;  ///< the column of the codes of A, or "old codes"
    std::string b_title;
    std::vector<std::string> b_names;           ///< by row of B; the code where there is no name
    std::string spread_by;                      ///< people, area, common_units, succession or best_fit
    std::string assumption;                     ///< a sentence on what values are spread by
    double tolerance_share = 0.0;               ///< of a unit, below which two units do not count as linked
    std::vector<shapes::UnitFit> fits;          ///< of the units of A; empty without best fit
    std::optional<double> sliver_width_m = {};  ///< of the overlay; nothing without geometry
    std::string crs = {};
    geo::Rings b_rings = {};  ///< of the units of B, where their outlines are wanted
};

struct CrosswalkGeography {
    GeographyInputs inputs;
    PeopleInput people;
    std::optional<double> sliver_width_m;  ///< nothing: measured
    bool clean_overlaps = false;
    bool best_fit = false;
    bool wants_outlines = false;  ///< of B
};

/// The cross table of two geographies, by people where they are given, else by area or by common units, which
/// is a warning. @pre best_fit comes with areas and people
/// @throws InputError as the readers, overlay_layers() and cross_table() do; when nobody lives in A.
[[nodiscard]] CrosswalkBasis read_crosswalk_basis(const CrosswalkGeography& options,
                                                  const FlowRecords& records, Console& console);

/// The cross table of codes and what they have become.
[[nodiscard]] CrosswalkBasis crosswalk_basis(const shapes::CodeChanges& changes,
                                             std::span<const std::string> codes);

/// Columns of values in the order of the units of A.
struct UnitColumns {
    std::string path;
    std::vector<std::string> names;
    std::vector<std::vector<std::optional<double>>> values;  ///< of each column, by row of A
    std::vector<double> in_no_unit;  ///< of each column: sum over codes that are no unit of A
    shapes::JoinReport join;
};

struct ValueCodes {
    std::string column;
    std::vector<std::string> codes;  ///< of each row that has one
};

/// The codes of a table of values: of the column named, or that which holds most of `likely`, or `code`.
/// @throws InputError when there is none, or several may be meant.
[[nodiscard]] ValueCodes codes_of_values(const geo::Table& table, const std::string& key,
                                         std::span<const std::string> likely);

/// Joins columns of a table to the units of A. An empty list of columns stands for the one called population
/// or value. Findings: cells that are no number, codes of no unit, as the readers make them.
/// @throws InputError when a column does not exist or has no number at all; when a code has two different
///   values; when no code is a unit of A, with codes of either, and their years where they tell them.
[[nodiscard]] UnitColumns join_columns(const geo::Table& table, const std::string& key,
                                       const std::vector<std::string>& columns, const CrosswalkBasis& basis,
                                       const FlowRecords& records);

}  // namespace cli
