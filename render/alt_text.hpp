// Alternative text: the map in sentences, for those who cannot see it.
#pragma once

#include <string>

#include "render/map.hpp"

namespace render {

/// Title, number of areas, spread, highest and lowest with their names, how many areas each class or category
/// has, and how many have no value; all written from the data.
[[nodiscard]] std::string alt_text(const MapSpec& spec, const MapData& data, const MapResult& result);

/// A value for readers: as it is when it has at most three decimals, else to three significant digits.
[[nodiscard]] std::string value_text(double value);

}  // namespace render
