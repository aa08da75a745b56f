// Column names of ONS lookups: which geography a column is about, and whether it holds codes or names.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"

namespace shapes {

enum class OnsKind {
    code,  ///< GSS codes: CCG17CD, ccg17_code, STP_code
    ods,   ///< ODS codes of health geographies: CCG17CDH
    name,  ///< CCG17NM, ccg17_name
};

/// A column name taken apart: "CCG17CDH" is the geography "CCG" of 2017, kind ods.
struct OnsColumn {
    std::string geography;  ///< upper case, without the year: "CCG", "STP", "LSOA"; empty for a plain "code"
    std::string year;       ///< two digits, or empty
    OnsKind kind = OnsKind::code;
    std::size_t column = 0;  ///< index in the table

    [[nodiscard]] bool same_geography(const OnsColumn& other) const {
        return geography == other.geography && year == other.year;
    }
};

/// Takes a name apart, in any case; nullopt when it does not follow the ONS pattern.
[[nodiscard]] std::optional<OnsColumn> parse_ons_column(std::string_view name);

/// All columns of the table that follow the pattern, in the table's order.
[[nodiscard]] std::vector<OnsColumn> ons_columns(const geo::Table& table);

/// Number of distinct non-empty codes in a column, blanks trimmed. O(rows).
[[nodiscard]] std::size_t distinct_codes(const geo::Column& column);

/// Number of distinct `codes` that stand in the column. O(rows + codes).
[[nodiscard]] std::size_t matching_codes(const geo::Column& column, std::span<const std::string> codes);

/// The same for each of several columns, as far as it decides which holds the most: one that cannot hold as
/// many as one before it is counted no further. O(rows) a column.
[[nodiscard]] std::vector<std::size_t> matching_codes(const geo::Table& table,
                                                      std::span<const OnsColumn> columns,
                                                      std::span<const std::string> codes);

}  // namespace shapes
