// Local authorities on common ground with areas: tables of small areas that say in which area and in which
// authority each lies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/join.hpp"

namespace shapes {

enum class AuthorityTier { lower, upper };

/// Columns of a table of authorities; empty names are found out.
struct AuthorityColumns {
    std::string area;       ///< with the code of the area
    std::string authority;  ///< with the code of the authority
    std::string people;     ///< with the people of each row; without it rows are counted
};

/// Rows that one area and one authority share.
struct CommonGround {
    std::int32_t area;
    std::int32_t authority;
    double units;   ///< rows, each a small area
    double people;  ///< of those rows, 0 without a column of people
};

struct AuthorityTable {
    std::string path;
    std::string area_column;
    std::string authority_column;
    bool counts_people = false;
    std::size_t rows = 0;
    std::vector<std::string> codes;  ///< of authorities, sorted
    std::vector<std::string> names;  ///< the code where there is no name
    std::vector<CommonGround> ground;
    std::size_t units_outside = 0;  ///< rows of no area of the layer
    JoinReport join;
    std::vector<geo::Finding> findings;
};

/// Makes a table of authorities of an ONS lookup over common units, such as LSOA11CD, CCG17CD, LAD17CD: one
/// row a unit. The area column is the one that holds most of the areas' codes; the authority column is that
/// named LAD, LTLA or LAU (lower tier) or UTLA, CTYUA, CTY or UA (upper), or `authority`. Findings: areas
/// without any unit (a warning, with a hint when it is most of them), rows without a code, units that stand
/// more than once (each row counts), people that are not a number or negative (counted as 0). O(rows log
/// rows).
/// @throws InputError when a column is missing or cannot be told, when the table has no rows, and when none
/// of its
///   areas is in the layer.
[[nodiscard]] AuthorityTable make_authorities(const geo::Table& table, const AuthorityColumns& columns,
                                              AuthorityTier tier, std::span<const std::string> area_codes);

/// The upper tier from a lookup of lower-tier to upper-tier authorities, such as LTLA17CD, UTLA17CD. A lower
/// authority that it lacks stands for itself (unitary authorities are absent from lookups to counties), and
/// so does one that it puts into a metropolitan county or into Inner or Outer London, which have no council;
/// notes name them. O(n log n).
/// @throws InputError as make_authorities() does, and when the lookup has none of the lower authorities.
[[nodiscard]] AuthorityTable make_upper_authorities(const geo::Table& table, const AuthorityColumns& columns,
                                                    const AuthorityTable& lower);

/// Whether a table holds codes of the areas in the named column, or else in some column of codes, so that it
/// is one over common units.
[[nodiscard]] bool holds_areas(const geo::Table& table, const std::string& column,
                               std::span<const std::string> area_codes);

}  // namespace shapes
