// FlatGeobuf files read by GDAL on two threads. For .cpp files of geo alone.
#pragma once

#include <filesystem>
#include <optional>

#include "geo/features.hpp"

namespace geo {

/// What read_features() gives of the layer of such a file, which GDAL has opened, in a good half of the
/// time: its index says where rows begin, so that two threads can have GDAL read parts of them. Nothing for
/// a file without an index of 16 children a node, one that is not worth two threads, or one of which GDAL has
/// anything to say; whoever reads it in one go then hears of it. O(features + points).
[[nodiscard]] std::optional<Features> read_flatgeobuf_in_parts(OGRLayer& layer,
                                                               const std::filesystem::path& path);

}  // namespace geo
