// Writing areas, lines and points to vector files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "geo/grid.hpp"
#include "geo/point.hpp"
#include "geo/ring_set.hpp"
#include "geo/table.hpp"

namespace geo {

/// How a layer is drawn by the programs that look into a GeoPackage for it.
struct OutputStyle {
    std::string name;  ///< 30 bytes are kept
    std::string qml;   ///< of QGIS
    std::string sld;   ///< OGC Styled Layer Descriptor
    std::string description;
};

/// Outlines on a grid, for a layer whose CRS is in metres.
struct GridOutlines {
    GridRings rings;
    Grid grid;
};

/// One layer to write: geometry of each row, or none, and its attributes (column types are honoured).
struct OutputLayer {
    std::string name;
    std::string crs;  ///< CRS of the coordinates, "EPSG:27700" or WKT
    std::variant<std::monostate, Rings, std::vector<Point>, GridOutlines>
        geometry;  ///< points that are NaN are written as null
    Table attributes;
    std::optional<OutputStyle> style = {};  ///< written to .gpkg alone, as the layer's default
    /// Operation::from_degrees where one brought the coordinates into the CRS, so that formats in degrees
    /// have them by the same way back; else the way is looked up.
    std::string from_degrees = {};
};

/// What writing changed.
struct WriteReport {
    std::int64_t quantisation = 0;    ///< of TopoJSON, as used; 0 for other formats
    std::size_t merged_vertices = 0;  ///< that fell on the position of another one in TopoJSON
};

/// Whether write_layers() has GDAL write a file of that name.
[[nodiscard]] bool is_written_by_gdal(const std::filesystem::path& path);

/// Writes the layers by the ending of `path`: `.gpkg` and `.topojson` (any number of layers), `.fgb`,
/// `.geojson`, `.shp` (one each), and `.xlsx` (one table without geometry; text columns stay text). GeoJSON
/// is always RFC 7946 (see write_geojson()), TopoJSON quantised as finely as its vertices need (see
/// write_topojson()). The file is written under a temporary name and renamed at the end, its bytes depend on
/// the contents alone. A Shapefile is several files, renamed one by one with the main one last.
/// @throws OutputError when the file exists and `overwrite` is false, the folder is missing or not writable,
///   the disk is full, the format is not known (naming those that are), holds fewer layers, or cannot hold a
///   layer (Shapefile) or a row (FlatGeobuf) without geometry.
/// `last_check` is called when all is written, before the file bears its name: what it throws leaves no file.
WriteReport write_layers(const std::filesystem::path& path, std::span<const OutputLayer> layers,
                         bool overwrite, std::int64_t quantisation = 0,
                         const std::function<void()>& last_check = {});

}  // namespace geo
