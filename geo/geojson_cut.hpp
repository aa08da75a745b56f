// Where a GeoJSON file can be cut, so that two threads read it, a part at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "geo/file_bytes.hpp"

namespace geo {

/// Places of commas that look as if they stood between two features, in order: the first after each multiple
/// of `bytes` that has one within 256 KiB and before the next multiple. Whether they do stand there, the
/// parts show: cut anywhere else, one of them is no collection. O(size / bytes) places, 16 KiB each where
/// features are small.
[[nodiscard]] std::vector<std::size_t> commas_between_features(const FileBytes& file, std::size_t bytes);

}  // namespace geo
