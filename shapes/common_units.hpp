// Two geographies over common units: which unit of A and which unit of B each common unit, such as an LSOA,
// lies in, from one lookup with two columns or from two lookups. Needs no geometry.
//
// common unit  the small area that both geographies are made of
// geography    a set of units that each common unit lies in one of, or in none
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/join.hpp"

namespace shapes {

/// Columns of a lookup as the user named them; empty ones are found out as make_lookup() does.
struct GeographyColumns {
    std::string unit;       ///< with the codes of the common units
    std::string geography;  ///< with the codes of the geography
    /// Options to recommend in errors.
    std::string unit_option;
    std::string geography_option;
};

/// One of the two geographies, over the common units.
struct UnitGeography {
    std::string path;
    std::string title;                         ///< the column with its codes
    std::string unit_column;                   ///< the column with the codes of the common units
    std::vector<std::string> of_unit;          ///< code of each common unit's unit; empty: in none
    std::map<std::string, std::string> names;  ///< by code; the code where there is no name

    /// The name of a unit, or its code.
    [[nodiscard]] const std::string& name_of(const std::string& code) const;
};

struct CommonUnits {
    std::vector<std::string> codes;  ///< of the common units, sorted, each once
    UnitGeography a;
    UnitGeography b;
    JoinReport join;  ///< common units of A to those of B; all of them match when one lookup gives both
    std::vector<geo::Finding> findings;
};

/// Both geographies from one lookup. A geography may be the common units themselves (CCGs to STPs: A is the
/// column of the areas).
/// @throws InputError as make_lookup() does.
[[nodiscard]] CommonUnits make_common_units(const geo::Table& lookup, const GeographyColumns& a,
                                            const GeographyColumns& b);

/// Whether the lookup of B is to have all common units of A, or is known to have some only.
enum class UnitsOfB { all, some };

/// Each from a lookup of its own, joined by the codes of the common units. Units that one lookup lacks are in
/// none of its units: a warning that names them, but for those of A where B has only some.
/// @throws InputError as make_lookup() does, and when the lookups have no common unit, with codes of either.
[[nodiscard]] CommonUnits make_common_units(const geo::Table& a_lookup, const GeographyColumns& a,
                                            const geo::Table& b_lookup, const GeographyColumns& b,
                                            UnitsOfB units_of_b = UnitsOfB::all);

}  // namespace shapes
