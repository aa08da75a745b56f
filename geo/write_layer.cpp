#include "geo/write_layer.hpp"

#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <deque>
#include <optional>
#include <system_error>
#include <utility>

#include "geo/error.hpp"
#include "geo/flatgeobuf_file.hpp"
#include "geo/flatgeobuf_index.hpp"
#include "geo/gdal_support.hpp"
#include "geo/geopackage_index.hpp"
#include "geo/geopackage_styles.hpp"
#include "geo/layer_outlines.hpp"
#include "geo/output_file.hpp"
#include "geo/parts_in_order.hpp"
#include "geo/text.hpp"
#include "geo/write_features.hpp"
#include "geo/write_geojson.hpp"
#include "geo/write_topojson.hpp"

namespace geo {

namespace {

namespace fs = std::filesystem;

/// Where layers go, and what is asked before they are there.
struct Destination {
    const fs::path& path;
    bool overwrite;
    const std::function<void()>& last_check;

    void commit(OutputFile& file) const {
        if (last_check) {
            // The disk works while the check goes on.
            file.flush();
            last_check();
        }
        file.commit();
    }
};

// Formats keep the time of writing; identical contents must give identical bytes.
std::chrono::sys_seconds time_of_writing() {
    const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
    const auto seconds = epoch ? parse_number(epoch) : std::nullopt;
    constexpr double year_9999 = 253402300799.0;
    const bool usable = seconds && *seconds >= 0.0 && *seconds <= year_9999;
    return std::chrono::sys_seconds(std::chrono::seconds(usable ? static_cast<long long>(*seconds) : 0));
}

std::string two_digits(unsigned value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string iso_date(std::chrono::sys_seconds time) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    return std::to_string(static_cast<int>(date.year())) + "-" +
           two_digits(static_cast<unsigned>(date.month())) + "-" +
           two_digits(static_cast<unsigned>(date.day()));
}

std::string iso_time(std::chrono::sys_seconds time) {
    const std::chrono::hh_mm_ss clock(time - std::chrono::floor<std::chrono::days>(time));
    return iso_date(time) + "T" + two_digits(static_cast<unsigned>(clock.hours().count())) + ":" +
           two_digits(static_cast<unsigned>(clock.minutes().count())) + ":" +
           two_digits(static_cast<unsigned>(clock.seconds().count())) + ".000Z";
}

Dataset create_dataset(const char* driver_name, const std::string& path) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
    if (!driver) throw OutputError(path, std::string("this GDAL cannot write ") + driver_name);
    Dataset dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) throw OutputError(path, "cannot be made");
    return dataset;
}

bool has_column(const Table& table, std::string_view name) {
    return table.find(name).has_value();
}

// The name of GeoPackage's own key or geometry column that no attribute has.
std::string free_name(const Table& table, std::string name) {
    while (has_column(table, name))
        name = "ogc_" + name;
    return name;
}

void write_geopackage(const Destination& to, std::span<const OutputLayer> layers) {
    const fs::path& path = to.path;
    const std::string time = iso_time(time_of_writing());
    const GdalOption date("OGR_CURRENT_DATE", time.c_str());
    // commit() flushes the finished file once; a crash on the way leaves only a temporary one.
    const GdalOption no_flushing("OGR_SQLITE_SYNCHRONOUS", "OFF");
    OutputFile file(path, to.overwrite);
    const GdalMessages messages;
    try {
        Dataset dataset = create_dataset("GPKG", file.temporary().string());
        if (dataset->StartTransaction() != OGRERR_NONE) throw OutputError(path.string(), "cannot be written");
        for (const OutputLayer& layer : layers) {
            const std::string geometry = free_name(layer.attributes, "geom");
            FeatureFormat format;
            format.options = {"FID=" + free_name(layer.attributes, "fid"), "GEOMETRY_NAME=" + geometry,
                              "SPATIAL_INDEX=NO"};
            OGRLayer& target = create_target(*dataset, layer, format);
            if (std::holds_alternative<std::monostate>(layer.geometry)) {
                write_rows(target, layer, all_rows(layer));
                continue;
            }
            GeopackageIndex index(*dataset, layer.name, geometry);
            write_rows(target, layer, all_rows(layer));
            index.fill(boxes_of(layer));
            if (layer.style) write_geopackage_style(*dataset, layer.name, geometry, *layer.style, time);
        }
        if (dataset->CommitTransaction() != OGRERR_NONE)
            throw OutputError(path.string(), "cannot be written");
    } catch (const OutputError& error) {
        throw OutputError(path.string(), messages.failure().empty() ? error.what() : messages.failure());
    }
    // The extent is written on closing.
    if (!messages.failure().empty())
        throw OutputError(path.string(), "cannot be written", messages.failure());
    to.commit(file);
}

// A folder in memory for the drivers that do not notice a full disk; we write its files ourselves.
class MemoryFolder {
public:
    MemoryFolder() {
        static std::atomic<unsigned> counter{0};
        m_path = "/vsimem/footprint-" + std::to_string(++counter);
        VSIMkdir(m_path.c_str(), 0700);
    }
    ~MemoryFolder() { VSIRmdirRecursive(m_path.c_str()); }
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return m_path + "/" + name; }
    /// Bytes of a file in it; empty when there is none.
    [[nodiscard]] std::string_view bytes(const std::string& name) const {
        vsi_l_offset size = 0;
        const GByte* data = VSIGetMemFileBuffer(file(name).c_str(), &size, FALSE);
        return data ? std::string_view(reinterpret_cast<const char*>(data), size) : std::string_view();
    }

private:
    std::string m_path;
};

void write_in_memory(const MemoryFolder& folder, const std::string& name, const char* driver,
                     const OutputLayer& layer, const FeatureFormat& format, const fs::path& path,
                     std::span<const std::uint32_t> rows) {
    const GdalMessages messages;
    Dataset dataset = create_dataset(driver, folder.file(name));
    write_rows(create_target(*dataset, layer, format), layer, rows);
    // What cannot be written on closing is a failure too.
    dataset.reset();
    if (!messages.failure().empty())
        throw OutputError(path.string(), "cannot be written", messages.failure());
}

void write_workbook(const Destination& to, const OutputLayer& table) {
    const fs::path& path = to.path;
    OutputFile file(path, to.overwrite);
    const MemoryFolder folder;
    const std::string name = "layer" + lower_extension(path);
    write_in_memory(folder, name, "XLSX", table, {}, path, all_rows(table));
    write_new_file(file.temporary(), folder.bytes(name), path);
    to.commit(file);
}

// The driver of FlatGeobuf drops such rows without a word.
bool has_rows_without_geometry(const OutputLayer& layer) {
    if (const auto* points = std::get_if<std::vector<Point>>(&layer.geometry)) {
        return std::ranges::any_of(*points,
                                   [](Point p) { return !std::isfinite(p.x) || !std::isfinite(p.y); });
    }
    const std::span<const std::uint32_t> starts = LayerOutlines(layer).area_start();
    return !holds_areas(layer) || std::ranges::adjacent_find(starts) != starts.end();
}

/// Appends the rows of a layer in that order, which GDAL makes on two threads; returns where each begins.
std::vector<std::uint64_t> write_flatgeobuf_rows(FlatgeobufFile& file, const OutputLayer& layer,
                                                 std::span<const std::uint32_t> order, const fs::path& path) {
    constexpr std::size_t rows_of_a_part = 512;
    struct Worker {
        FlatgeobufRows file;
        Dataset dataset;  // closed before its file goes
        OGRLayer* target = nullptr;
        std::span<const std::uint32_t> part;
        std::vector<std::uint64_t> ends;  // of the rows of the part
    };
    const GdalMessages messages;  // of data sets when they are closed
    FeatureFormat format;
    format.options = {"SPATIAL_INDEX=NO"};
    format.names_crs = false;
    std::vector<std::uint64_t> begins{0};
    begins.reserve(order.size() + 1);
    std::span<const std::uint32_t> left = order;
    in_order_of_parts<Worker>(
        LayerOutlines(layer).points(),
        [&](Worker& worker) {
            worker.part = left.first(std::min(left.size(), rows_of_a_part));
            left = left.subspan(worker.part.size());
            return !worker.part.empty();
        },
        [&](Worker& worker) {
            const GdalMessages of_part;
            if (!worker.dataset) {
                worker.dataset = create_dataset("FlatGeobuf", worker.file.name());
                worker.target = &create_target(*worker.dataset, layer, format);
            }
            write_rows(*worker.target, layer, worker.part,
                       [&] { worker.ends.push_back(worker.file.rows.size()); });
            if (!of_part.failure().empty())
                throw OutputError(path.string(), "cannot be written", of_part.failure());
        },
        [&](Worker& worker) {
            for (const std::uint64_t end : worker.ends)
                begins.push_back(file.row_bytes() + end);
            file.append(worker.file.rows);
            worker.file.rows.clear();
            worker.ends.clear();
        });
    if (!messages.failure().empty())
        throw OutputError(path.string(), "cannot be written", messages.failure());
    return begins;
}

// GDAL writes header and rows; their order and the index are ours, in half of the time.
void write_flatgeobuf(const Destination& to, const OutputLayer& layer) {
    const fs::path& path = to.path;
    if (has_rows_without_geometry(layer))
        throw OutputError(path.string(), "FlatGeobuf holds no rows without geometry, and there are some",
                          "write .gpkg");
    OutputFile file(path, to.overwrite);
    const MemoryFolder folder;
    const std::string name = "layer.fgb";
    const std::vector<Box> boxes = boxes_of(layer);
    const std::vector<std::uint32_t> order = hilbert_order(boxes);
    std::vector<Box> ordered;
    for (const std::uint32_t row : order)
        ordered.push_back(boxes[row]);
    const std::size_t one = std::min<std::size_t>(order.size(), 1);
    write_in_memory(folder, name, "FlatGeobuf", layer, {}, path, std::span(order).first(one));
    std::optional<std::string> header;
    if (one == 1) header = flatgeobuf_header(folder.bytes(name), ordered);
    if (!header) {
        // Without rows, or by a GDAL whose header is another.
        const MemoryFolder whole;
        write_in_memory(whole, name, "FlatGeobuf", layer, {}, path, all_rows(layer));
        write_new_file(file.temporary(), whole.bytes(name), path);
        to.commit(file);
        return;
    }
    std::string before_rows = std::move(*header);
    FlatgeobufFile rows(file.temporary(), path, before_rows.size() + flatgeobuf_index_bytes(order.size()));
    before_rows += flatgeobuf_index(ordered, write_flatgeobuf_rows(rows, layer, order, path));
    rows.finish(before_rows);
    to.commit(file);
}

// The destination is refused before the work and not after it.
void write_text_file(const Destination& to, const std::function<void(const TextSink&)>& write) {
    OutputFile file(to.path, to.overwrite);
    write_new_file(file.temporary(), write, to.path);
    to.commit(file);
}

void write_shapefile(const Destination& to, const OutputLayer& layer) {
    const fs::path& path = to.path;
    if (std::holds_alternative<std::monostate>(layer.geometry))
        throw OutputError(path.string(), "a shapefile needs geometry", "write the table as .csv");
    FeatureFormat format;
    // dBASE names hold ten bytes.
    format.longest_name = 10;
    format.options = {"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=" + iso_date(time_of_writing())};
    const MemoryFolder folder;
    const std::string stem = path.stem().string();
    OutputLayer named = layer;
    named.name = stem;
    // The main file comes last, so that whoever finds it finds the others too.
    const std::vector<std::string> endings = {".cpg", ".dbf", ".prj", ".shx", path.extension().string()};
    std::deque<OutputFile> files;
    for (const std::string& ending : endings)
        files.emplace_back(fs::path(path).replace_extension(ending), to.overwrite);
    write_in_memory(folder, stem + ".shp", "ESRI Shapefile", named, format, path, all_rows(named));
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string ending = i + 1 == files.size() ? ".shp" : endings[i];
        write_new_file(files[i].temporary(), folder.bytes(stem + ending), path);
    }
    if (to.last_check) to.last_check();
    for (OutputFile& file : files)
        file.commit();
    // Indexes of the shapefile that stood here before would point into the new one.
    std::error_code error;
    for (const char* stale : {".qix", ".sbn", ".sbx"})
        fs::remove(fs::path(path).replace_extension(stale), error);
}

const OutputLayer& only_layer(const fs::path& path, std::span<const OutputLayer> layers) {
    if (layers.size() != 1)
        throw OutputError(path.string(),
                          "this format holds one layer, and there are " + std::to_string(layers.size()),
                          "write .gpkg");
    return layers.front();
}

}  // namespace

bool is_written_by_gdal(const fs::path& path) {
    const std::string extension = lower_extension(path);
    return extension == ".gpkg" || extension == ".fgb" || extension == ".shp" || extension == ".xlsx";
}

WriteReport write_layers(const fs::path& path, std::span<const OutputLayer> layers, bool overwrite,
                         std::int64_t quantisation, const std::function<void()>& last_check) {
    const Destination to{path, overwrite, last_check};
    WriteReport report;
    const std::string extension = lower_extension(path);
    if (is_written_by_gdal(path)) start_gdal(drivers_to_write(path));
    if (extension == ".gpkg") {
        write_geopackage(to, layers);
    } else if (extension == ".fgb") {
        write_flatgeobuf(to, only_layer(path, layers));
    } else if (extension == ".geojson") {
        const OutputLayer& layer = only_layer(path, layers);
        write_text_file(to, [&](const TextSink& write) { write_geojson(layer, write); });
    } else if (extension == ".topojson") {
        write_text_file(to, [&](const TextSink& write) {
            report = write_topojson(layers, {.quantisation = quantisation}, write);
        });
    } else if (extension == ".shp") {
        write_shapefile(to, only_layer(path, layers));
    } else if (extension == ".xlsx") {
        const OutputLayer& table = only_layer(path, layers);
        if (!std::holds_alternative<std::monostate>(table.geometry))
            throw OutputError(path.string(), "a workbook holds no geometry", "write .gpkg");
        write_workbook(to, table);
    } else {
        throw OutputError(path.string(), "'" + extension + "' is not a format this writes",
                          "known are .gpkg, .fgb, .geojson, .topojson, .shp and, for tables, .xlsx");
    }
    return report;
}

}  // namespace geo
