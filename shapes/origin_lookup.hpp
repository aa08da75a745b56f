// Origins finer than the areas of a plan, or across them: a chain of lookups takes each origin to areas, in
// parts where it lies in several.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/code_index.hpp"
#include "shapes/placement.hpp"
#include "shapes/succession.hpp"

namespace shapes {

/// One lookup of a chain: from codes to units, which are the codes of the next lookup or of areas.
struct OriginLink {
    struct Part {
        std::int32_t unit;  ///< index into `units`; none where the lookup has no unit
        double weight;      ///< 1 without weights
    };
    static constexpr std::int32_t none = -1;

    std::string path;
    std::string from_column;
    std::string to_column;
    bool is_weighted = false;  ///< by a column `weight`
    std::size_t rows = 0;
    std::vector<std::string> codes;     ///< each once, in the order of the table
    std::vector<std::size_t> start{0};  ///< code i has the parts [start[i], start[i + 1])
    std::vector<Part> parts;            ///< one a row
    std::vector<std::string> units;     ///< each once
    std::vector<geo::Finding> findings;
};

/// Makes a link of a table. Its two columns are those that hold most of `from_codes` and, of the others, most
/// of `to_codes`; of columns that hold equally many, one called `origin` or `area` comes first, then ONS
/// codes (MSOA11CD, msoa11_code), then ODS codes. Weights stand in a column `weight`; where all weights of a
/// code are 0 its rows count equally, which gives a violation. A row without a code gives a warning.
/// O(cells).
/// @throws InputError when no column holds any of the codes of one side, or two hold equally many and nothing
///   tells them apart; for a weight that is missing where a code has several rows, negative or not a number,
///   naming line and code.
[[nodiscard]] OriginLink make_origin_link(const geo::Table& table, std::span<const std::string> from_codes,
                                          std::span<const std::string> to_codes);

/// Population, or another weight, of units of a chain.
struct OriginWeights {
    std::string path;
    std::string column;
    std::size_t rows = 0;
    CodeIndex index;
    std::vector<std::optional<double>>
        values;  ///< in the order of the index; nullopt where the cell is empty
};

/// Reads weights by code. The column of codes is the one that holds most of `unit_codes`; the other is
/// `column`, or `population`, `weight`, `value` or one that begins with `pop_`.
/// @throws InputError for a value that is negative or not a number, naming line and code; for a code with two
///   values; when columns cannot be told, or none of the codes is there.
[[nodiscard]] OriginWeights make_origin_weights(const geo::Table& table, const std::string& column,
                                                std::span<const std::string> unit_codes);

struct OriginOptions {
    std::string name = "origins to areas";
    std::span<const double> patients = {};   ///< of each origin
    const OriginWeights* weights = nullptr;  ///< of the units of one of the links
    const Succession* succession = nullptr;  ///< for origins that the first lookup (or the plan) lacks
};

/// Places origins in areas through the chain. A code with several rows is divided by the weights of its link;
/// with `weights` it is divided by the weights of the finest units they know, whatever the rows before those
/// say; else each row counts equally, and a finding says so where that divides an origin between areas.
/// Findings: codes that a link, or the plan, does not have, with the patients concerned (warnings), units
/// without weight (a warning; violations where that leaves a code without any), and how many origins and
/// patients are divided (a note). Joins: of every link. O(parts).
/// @throws InputError when a link has none of the codes, or the plan none of the units, naming codes of both;
///   when weights are given twice.
[[nodiscard]] Placement place_origins(std::span<const std::string> origins, std::span<const OriginLink> chain,
                                      std::span<const std::string> area_codes, const OriginOptions& options);

}  // namespace shapes
