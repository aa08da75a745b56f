// Areas as commands take them: which file, which columns, which CRS; and read to a coverage.
#pragma once

#include <string>
#include <vector>

#include "geo/check.hpp"
#include "geo/coverage.hpp"
#include "geo/layer.hpp"

namespace cli {

class Arguments;
class Console;

struct AreasOptions {
    std::string path;
    geo::ReadOptions read;
    geo::CoverageOptions coverage;
};

/// Options of a command whose first input is areas. @throws UsageError when --crs is unknown or not in
/// metres.
[[nodiscard]] AreasOptions areas_options(const Arguments& arguments);

/// The CRS to work in. @throws UsageError when it is unknown or not in metres.
void require_metric(const std::string& crs, const std::string& where);

struct Areas {
    geo::Layer layer;
    geo::Coverage coverage;
};

/// Reads, projects, snaps and cuts. @throws InputError as geo::read_layer() and geo::build_coverage() do.
[[nodiscard]] Areas read_areas(const AreasOptions& options, Console& console);

/// Places from a table with columns x and y, in the CRS of --crs; none when `path` is empty.
/// @throws InputError for a table without those columns, or with a cell that is no number.
[[nodiscard]] std::vector<geo::Point> read_places(const std::string& path,
                                                  std::vector<geo::Finding>& findings);

/// All that geo/check.hpp finds.
[[nodiscard]] std::vector<geo::Finding> check_areas(const Areas& areas, const geo::CheckOptions& options);

}  // namespace cli
