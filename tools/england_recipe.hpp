// The approximate areas and modelled flows of data/england-2017, from its tables and Natural Earth's outline
// of England.
#pragma once

#include <filesystem>

namespace tools {

/// Writes areas.geojson and flows.csv into `output`, replacing them, from `data`'s ccg.csv, places.csv,
/// residents.csv and sites.csv and the world map of QGIS. The same inputs and the same coordinate operation
/// give the same bytes.
/// @throws InputError for an input that is missing or does not fit the others, or a CCG that is left without
/// ground;
///   OutputError when a file cannot be written.
void make_england(const std::filesystem::path& world_map, const std::filesystem::path& data,
                  const std::filesystem::path& output);

}  // namespace tools
