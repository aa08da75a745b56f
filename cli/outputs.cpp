#include "cli/outputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/report.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/output_file.hpp"

namespace cli {
namespace {

bool is_file(const std::string& path) {
    return !path.empty() && path != "-";
}

}  // namespace

OutputOptions output_options(const Arguments& arguments) {
    OutputOptions options;
    for (const Option& option : arguments.command().options) {
        if (option.name == "--output") options.output = arguments.text("--output");
    }
    options.json = arguments.text("--json");
    options.overwrite = arguments.given("--overwrite");
    if (!options.json.empty() && options.json == options.output) {
        throw geo::UsageError(
            "--json",
            fmt::format("{} is the output as well", options.json == "-" ? "standard output" : options.json),
            "send one of them elsewhere");
    }
    return options;
}

void require_ending(const std::string& option, const std::string& path,
                    std::span<const std::string_view> endings) {
    if (path == "-" || path.empty()) return;
    std::string ending = std::filesystem::path(path).extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (std::ranges::find(endings, ending) != endings.end()) return;
    throw geo::UsageError(option, fmt::format("'{}' has no ending that names a format", path),
                          fmt::format("use one of {}", fmt::join(endings, ", ")));
}

void refuse_unwritable(const std::string& path, bool overwrite) {
    if (is_file(path)) geo::OutputFile(path, overwrite);
}

void refuse_unwritable(const OutputOptions& options) {
    refuse_unwritable(options.output, options.overwrite);
    refuse_unwritable(options.json, options.overwrite);
}

void write_output(const std::string& path, std::string_view text, bool overwrite, Console& console) {
    if (path.empty()) return;
    if (path == "-") {
        console.raw(text);
    } else {
        geo::write_text(path, text, overwrite);
    }
}

void write_output(const std::string& path, geo::Table table, bool overwrite, Console& console) {
    if (!path.ends_with(".xlsx")) {
        write_output(path, geo::to_csv(table), overwrite, console);
        return;
    }
    const geo::OutputLayer sheet{"table", {}, {}, std::move(table)};
    geo::write_layers(path, std::span(&sheet, 1), overwrite);
}

void write_output(const std::string& path, const geo::OutputLayer& layer, bool overwrite, Console& console,
                  std::int64_t quantisation, const std::function<void()>& last_check) {
    if (is_file(path)) {
        const geo::WriteReport written =
            geo::write_layers(path, std::span(&layer, 1), overwrite, quantisation, last_check);
        if (written.merged_vertices > 0)
            console.note(fmt::format("{}: {} vertices fall on others at a quantisation of {}", path,
                                     written.merged_vertices, written.quantisation));
        return;
    }
    // GDAL writes files only: one in a folder that is never committed, and so removed whatever happens.
    const geo::OutputFolder scratch(
        std::filesystem::temp_directory_path() / fmt::format("footprint-{}", ::getpid()), false);
    const std::filesystem::path file = scratch.temporary() / "areas.geojson";
    geo::write_layers(file, std::span(&layer, 1), true, 0, last_check);
    std::ifstream in(file, std::ios::binary);
    console.raw(std::string(std::istreambuf_iterator<char>(in), {}));
}

void write_report(const Report& report, const OutputOptions& options, Console& console) {
    if (!options.json.empty()) write_output(options.json, report.text(), options.overwrite, console);
}

}  // namespace cli
