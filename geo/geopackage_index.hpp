// The spatial index of a GeoPackage layer, packed in one go. For .cpp files of geo alone.
#pragma once

#include <span>
#include <string>

#include "geo/point.hpp"

class GDALDataset;

namespace geo {

/// The R-tree that the GeoPackage standard names (extension gpkg_rtree_index). GDAL makes it, its triggers
/// and its entry among the extensions while the table is empty; rows are then written without the trigger of
/// insertion, and fill() writes the nodes of a tree packed by sort-tile-recursive (Leutenegger, Lopez and
/// Edgington, 1997), which is some ten times as quick as SQLite's insertion one by one.
class GeopackageIndex {
public:
    /// @pre the table has its columns and no row. @throws OutputError when SQLite refuses.
    GeopackageIndex(GDALDataset& dataset, const std::string& table, const std::string& geometry_column);

    /// Fills the index and brings the trigger back. `boxes` are those of rows 1, 2, ...; rows whose box is
    /// empty have no entry. O(n log n). @throws OutputError when SQLite refuses.
    void fill(std::span<const Box> boxes);

private:
    void run(const std::string& sql);

    GDALDataset& m_dataset;
    std::string m_index;    ///< name of the virtual table
    std::string m_trigger;  ///< the statement that makes the trigger of insertion
};

}  // namespace geo
