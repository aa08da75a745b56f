// What the quick way to read GeoJSON leaves to GDAL. For .cpp files of geo alone.
#pragma once

#include <cstdint>

namespace geo {

/// Thrown where GDAL has to decide; read_plain_geojson() catches it.
struct NotPlain {};

inline void require_plain(bool plain) {
    if (!plain) throw NotPlain{};
}

/// From here on whole numbers and doubles differ, and GDAL's ways with them part.
inline constexpr std::int64_t largest_plain_integer = 1'000'000'000'000'000;

}  // namespace geo
