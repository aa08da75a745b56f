// Where a GeoJSON file can be cut so that two threads read it.
#pragma once

#include <cstddef>
#include <optional>

#include "geo/file_bytes.hpp"

namespace geo {

/// Place of a comma near the middle of the file that looks as if it stood between two features; none when
/// there is no such. Whether it does stand there, the parts show: cut anywhere else, one of them is no
/// collection. O(256 KiB).
[[nodiscard]] std::optional<std::size_t> comma_between_features(const FileBytes& file);

}  // namespace geo
