// Reading areas and points from vector files.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "geo/point.hpp"
#include "geo/ring_set.hpp"
#include "geo/table.hpp"

namespace geo {

class TransformAhead;

/// What the user said about an input; empty fields are found out.
struct ReadOptions {
    std::string layer;            ///< --layer
    std::string code_column;      ///< --code
    std::string name_column;      ///< --name
    std::string source_crs;       ///< --source-crs: the CRS of a file that states none
    std::string target_crs = {};  ///< where the layer is carried later: Layer::transform is for that
    bool by_gdal_alone = false;   ///< without the quick ways of our own; slower, the same layer
};

/// Areas as a file has them: outlines in the file's own CRS, codes, names, all attributes.
struct Layer {
    std::string path;
    std::string name;
    std::string crs;  ///< WKT or authority code
    std::string code_column;
    std::string name_column;         ///< empty when there is none
    std::vector<std::string> codes;  ///< trimmed; rows without one get "row 17" and a finding
    std::vector<std::string> names;  ///< the codes when there is no name column
    Table attributes;                ///< every column, one row an area
    Rings rings;  ///< one area a row, without geometry for null, empty, point and line features
    std::optional<Box> box = {};  ///< of the rings, when it is known and all their points are finite
    std::vector<Finding> findings;
    std::shared_ptr<TransformAhead> transform;  ///< null unless asked for
};

/// Lets other threads start GDAL, which takes some 40 ms, if it reads that input or writes one of the
/// outputs, and PROJ, which takes 20. What reads, projects and writes does it if nobody has.
void start_ahead(const std::filesystem::path& input, std::span<const std::string> outputs,
                 const std::string& target_crs);

/// Reads the polygons of one layer of anything GDAL reads. Rings are opened and turned (shells
/// counter-clockwise), Z and M are dropped, curves are made into lines. A KML description table becomes
/// columns. The code column is the one column whose values look like GSS codes (E38000001) or ODS codes (00C)
/// unless named. TopoJSON states no CRS: its coordinates are taken as WGS 84 longitude and latitude when they
/// fit, with a finding.
/// @throws InputError for a file that is missing, a folder, empty, truncated, not a vector file, without the
///   layer or column asked for (naming what there is), with several layers or candidate columns and none
///   named, without a CRS, or without any area.
[[nodiscard]] Layer read_layer(const std::filesystem::path& path, const ReadOptions& options);

/// What `info` tells of one layer, without reading the whole where the format allows.
struct LayerSummary {
    std::string name;
    std::string geometry_type;
    std::string crs;  ///< described, or empty
    std::size_t features = 0;
    std::size_t vertices = 0;
    Box extent;
    std::vector<Column> columns;               ///< names and types, no cells
    std::vector<std::string> code_candidates;  ///< columns that look like codes, best first
};

struct FileSummary {
    std::string path;
    std::string format;  ///< GDAL's name of the driver
    std::vector<LayerSummary> layers;
};

/// @throws InputError as read_layer() does for a file that cannot be read.
[[nodiscard]] FileSummary summarise(const std::filesystem::path& path);

}  // namespace geo
