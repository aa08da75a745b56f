// What a FlatGeobuf says before its rows, which are for GDAL to write: header and spatial index; and the
// order of the rows. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/point.hpp"

namespace geo {

/// The rows in the order in which GDAL writes them: along a Hilbert curve of 2^16 steps a side through the
/// box of all, from its end to its beginning, by the centres of their boxes; ties by number. GDAL reckons
/// the place on the curve in each comparison, which takes it half of the time of writing a country.
/// O(n log n), on two threads. @pre no box is empty
[[nodiscard]] std::vector<std::uint32_t> hilbert_order(std::span<const Box> boxes);

/// A file begins with so many bytes before its header: eight of magic and the size of the header.
inline constexpr std::size_t flatgeobuf_beginning_bytes = 12;

/// Where the header of a file ends that begins so; nothing as long as its size is not there.
[[nodiscard]] std::optional<std::size_t> flatgeobuf_header_end(std::string_view beginning);

/// Magic bytes, size and header of a file of those rows, from a file of one row and an index that GDAL has
/// written; nothing when that does not say of itself what GDAL 3.6 has its header say.
[[nodiscard]] std::optional<std::string> flatgeobuf_header(std::string_view file_of_one_row,
                                                           std::span<const Box> boxes);

/// Whether the header of a file, with what is before it, says that an index of 16 children a node follows.
[[nodiscard]] bool flatgeobuf_has_index_of_16(std::string_view header);

/// Bytes of the index of so many rows. O(log n).
[[nodiscard]] std::size_t flatgeobuf_index_bytes(std::size_t rows);

/// The packed R-tree of the format, of 16 children a node: levels from the root down, of each node
/// its box and where its first child is; of each row its box and where it begins among the bytes of rows.
/// Both are given in the order of the file. O(n).
[[nodiscard]] std::string flatgeobuf_index(std::span<const Box> boxes, std::span<const std::uint64_t> begins);

/// Bytes of what the index says of one row; with these of all rows, in their order, it ends.
inline constexpr std::size_t flatgeobuf_leaf_bytes = 40;

/// Where that row begins among the bytes of rows. @pre as many bytes as a leaf has
[[nodiscard]] std::uint64_t flatgeobuf_begin_in_leaf(std::string_view leaf);

}  // namespace geo
