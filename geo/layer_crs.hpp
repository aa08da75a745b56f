// Which CRS the coordinates of a layer are in: stated, assumed, or to be asked for. For .cpp files of geo
// alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/point.hpp"

class OGRSpatialReference;

namespace geo {

/// The CRS that a layer states, as an authority code or else as WKT 2; empty for none or an undefined one.
[[nodiscard]] std::string stated_crs(const OGRSpatialReference* reference);

/// What stated_crs() gives for a GeoJSON file in which a CRS of that name, or none, is stated; nothing when
/// the name is no plain EPSG code.
[[nodiscard]] std::optional<std::string> crs_named_in_geojson(const std::optional<std::string>& name);

/// The CRS to take for coordinates that lie in `extent`: what the user says, else what the file states, else
/// for TopoJSON longitude and latitude if they fit, with a finding.
/// @throws InputError when nothing says it, or when coordinates said to be degrees are none.
[[nodiscard]] std::string decide_crs(const std::string& path, const std::string& format,
                                     const std::string& stated, const std::string& wanted, const Box& extent,
                                     std::vector<Finding>& findings);

}  // namespace geo
