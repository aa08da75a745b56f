// Outputs of commands: refused before any work when they may not be written, and standard output as one of
// them.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/write_layer.hpp"

namespace cli {

class Arguments;
class Console;
class Report;

/// Where a command writes; empty for nowhere, "-" for standard output.
struct OutputOptions {
    std::string output;
    std::string json;
    bool overwrite = false;
};

/// @throws UsageError when two outputs go to one place.
[[nodiscard]] OutputOptions output_options(const Arguments& arguments);

/// @throws UsageError when the path's ending is none of `endings` (".gpkg", ...) and it is not "-".
void require_ending(const std::string& option, const std::string& path,
                    std::span<const std::string_view> endings);

/// Before any work. @throws OutputError when `path` exists and may not be replaced, or its folder is not
/// writable.
void refuse_unwritable(const std::string& path, bool overwrite);
/// The same for the output and the report.
void refuse_unwritable(const OutputOptions& options);

/// Writes text to a file or to standard output.
void write_output(const std::string& path, std::string_view text, bool overwrite, Console& console);

/// Writes a table as CSV to a file or to standard output, or as a workbook to a path that ends in .xlsx.
void write_output(const std::string& path, geo::Table table, bool overwrite, Console& console);

/// Writes one layer to a file, or as GeoJSON to standard output. Vertices that a TopoJSON's quantisation (0
/// for the writer's choice) could not keep apart are noted. What `last_check` throws leaves nothing written.
void write_output(const std::string& path, const geo::OutputLayer& layer, bool overwrite, Console& console,
                  std::int64_t quantisation = 0, const std::function<void()>& last_check = {});

/// Writes the report where --json says, if it says so.
void write_report(const Report& report, const OutputOptions& options, Console& console);

}  // namespace cli
