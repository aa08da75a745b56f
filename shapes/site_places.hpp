// Where sites lie: a table of sites by footprint, by area or by position, with several rows for a site that
// has several places.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/area_locator.hpp"
#include "geo/finding.hpp"
#include "geo/point.hpp"
#include "geo/table.hpp"
#include "shapes/placement.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// Columns of a site table, and what is meant by them. Empty names are found out.
struct SiteColumns {
    std::string site = {};
    std::string footprint = {};
    std::string area = {};
    std::string x = {};  ///< or longitude
    std::string y = {};  ///< or latitude
    std::string weight = {};
    std::string crs = {};            ///< of x and y; empty: EPSG:4326 for `lon`, else the working CRS
    bool has_equal_weights = false;  ///< several rows without weights count equally, and that is meant
};

enum class SiteBasis { footprint, area, position };

/// The rows of a site table.
struct SiteTable {
    struct Row {
        std::string site;
        std::string place;  ///< code of the footprint or area; empty for positions
        std::optional<geo::Point> position;
        std::optional<double> weight;
        std::string where;  ///< "sites.csv, line 3"
    };
    std::string path;
    std::string site_column;
    std::string place_column;  ///< or that of x
    SiteBasis basis = SiteBasis::footprint;
    std::string crs;  ///< of positions; empty: the working CRS
    bool has_weights = false;
    bool has_equal_weights = false;
    bool basis_is_guessed = false;  ///< from an ONS name: what it holds may be areas after all
    std::vector<Row> rows;
    std::vector<geo::Finding> findings;
};

/// Takes a table apart. The column of sites is the one named, `site`, or the one that holds most of `sites`.
/// Places are taken from the columns named; else from `footprint`; `area`; `x` and `y` (or `easting` and
/// `northing`); `lon` and `lat` (or `longitude` and `latitude`); else from the one column of an ONS lookup
/// that make_lookup() recognises. Rows without a code of site give a warning.
/// @throws InputError when columns do not exist or cannot be told; for a weight that is negative or not a
///   number; for a coordinate that is not a number or stands alone, or a longitude or latitude off the globe;
///   naming line and site.
[[nodiscard]] SiteTable make_site_table(const geo::Table& table, const SiteColumns& columns,
                                        std::span<const std::string> sites);

/// What positions are placed by.
struct SiteAreas {
    const geo::AreaLocator* locator = nullptr;
    std::span<const std::string> codes;  ///< of the areas of the locator
    std::string crs;                     ///< of the locator
    geo::Box box;                        ///< of the areas, in that CRS
    double reach_m = 0.0;                ///< a position outside every area goes to the nearest one this near
};

/// The footprints of sites. A site on several rows is divided by their weights; without weights its rows
/// count equally, which is a violation where they lie in several footprints, unless the table says that it is
/// meant. Findings, about `wanted` sites: no footprint, one the plan does not have, an area that is not of
/// the plan, no coordinates (of all rows), outside every area, on a border, within reach (with the greatest
/// distance).
/// @throws InputError when a site has several rows and not all have a weight, naming line and site; for
///   positions without areas. O(rows log rows), and a search of each position.
[[nodiscard]] KnownPlaces known_sites(const SiteTable& table, const Plan& plan,
                                      std::span<const std::string> area_codes, const SiteAreas& areas,
                                      std::span<const std::string> wanted);

}  // namespace shapes
