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

/// What an option says of one of several inputs: a list with commas has one entry for each, empty to find
/// out.
/// @throws UsageError when it lists more.
[[nodiscard]] std::string text_of_input(const Arguments& arguments, const std::string& option,
                                        std::size_t input);

/// The CRS to work in. @throws UsageError when it is unknown or not in metres.
void require_metric(const std::string& crs, const std::string& where);

struct Areas {
    geo::Layer layer;
    geo::Coverage coverage;
};

/// What becomes of the outlines as the file has them, once the coverage is cut.
enum class FileOutlines { dropped, kept };

/// Reads the layer. @throws InputError as geo::read_layer() does.
[[nodiscard]] geo::Layer read_area_layer(const AreasOptions& options, Console& console);

/// Projects, snaps and cuts what was read. @throws InputError as geo::build_coverage() does.
[[nodiscard]] geo::Coverage cut_areas(geo::Layer& layer, const AreasOptions& options, FileOutlines outlines,
                                      Console& console);

/// Both, one after the other.
[[nodiscard]] Areas read_areas(const AreasOptions& options, FileOutlines outlines, Console& console);

/// Places from a table with columns x and y, in the CRS of --crs; none when `path` is empty.
/// @throws InputError for a table without those columns, or with a cell that is no number.
[[nodiscard]] std::vector<geo::Point> read_places(const std::string& path,
                                                  std::vector<geo::Finding>& findings);

/// All that geo/check.hpp finds. @pre the outlines of the file were kept.
[[nodiscard]] std::vector<geo::Finding> check_areas(const Areas& areas, const geo::CheckOptions& options);

}  // namespace cli
