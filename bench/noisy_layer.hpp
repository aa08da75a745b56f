// Areas as official files publish them: taken back to WGS 84 feature by feature, so that neighbours describe
// one border with numbers that differ in the last digits.
#pragma once

#include <cstdint>
#include <filesystem>

#include "geo/ring_set.hpp"
#include "geo/table.hpp"
#include "geo/topology.hpp"

namespace bench {

/// The outlines of a topology with points put evenly on its arcs until the rings have about `vertices` points
/// together. A point goes on an arc once, so both neighbours get it. Metres. O(vertices log vertices).
/// @pre vertices is not below the number the rings have already.
[[nodiscard]] geo::Rings densified_outlines(const geo::Topology& topology, std::size_t vertices);

/// British National Grid to longitude and latitude, then uniform noise of up to 1e-7 degrees each way on
/// every coordinate of every ring: the same corner gets other noise in each area. The seed decides.
/// O(points).
[[nodiscard]] geo::Rings to_noisy_wgs84(geo::Rings rings, std::uint64_t seed);

/// Writes longitude and latitude by the ending of `path`: `.fgb` as the tool writes it, `.geojson` with as
/// many digits as a double has. A file that exists is replaced. @throws geo::OutputError.
void write_wgs84(const std::filesystem::path& path, const geo::Rings& rings, const geo::Table& attributes);

/// Writes metres of the British National Grid as GeoJSON of 2008, with its crs member, for peers that
/// calculate in the plane. A file that exists is replaced. @throws geo::OutputError.
void write_metres(const std::filesystem::path& path, const geo::Rings& rings, const geo::Table& attributes);

}  // namespace bench
