// HexJSON, the exchange format of hexagonal layouts (Open Data Institute Leeds): a layout, and for each code
// a column and a row, with whatever else is known of it.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "geo/hexagons.hpp"
#include "geo/ring_set.hpp"
#include "geo/table.hpp"

namespace geo {

/// A layout as a file has it.
struct HexJson {
    HexLayout layout = HexLayout::odd_r;
    std::vector<HexCell> cells;  ///< of each row
    /// The codes first, in a column "code" ("hex" where a property has that name), then q, r and the other
    /// properties in the order in which they first come.
    Table attributes;
};

/// Whether a path is meant as HexJSON, by its ending.
[[nodiscard]] bool is_hexjson(const std::filesystem::path& path);

/// Reads one; layouts odd-r, even-r, odd-q and even-q. O(bytes).
/// @throws InputError when the file cannot be read, is not JSON in UTF-8, has no layout or one of another
/// name, no
///   hexes, a hexagon without q or r or with one that is no whole number or beyond greatest_hex_position, or
///   two hexagons in one place; hexagons are named by their code.
[[nodiscard]] HexJson read_hexjson(const std::filesystem::path& path);

/// The layout as areas on the ground that a map needs: it has none of its own, and is fitted into a square of
/// 600 km that is within reach of the British National Grid. O(hexagons).
[[nodiscard]] Rings place_hexjson(const HexJson& layout);

/// A layout as text: one line a hexagon, its key, q, r and the columns of the table, by their types.
/// O(cells).
/// @pre keys are distinct; all have one entry a hexagon, and no column is called q or r.
[[nodiscard]] std::string to_hexjson(HexLayout layout, std::span<const std::string> keys,
                                     std::span<const HexCell> cells, const Table& attributes);

}  // namespace geo
