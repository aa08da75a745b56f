#include "geo/gdal_support.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <future>
#include <system_error>

#include "geo/encoding.hpp"
#include "geo/error.hpp"
#include "geo/file_bytes.hpp"
#include "geo/late_library.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

constexpr std::size_t most_warnings = 10;
constexpr std::size_t longest_message = 160;

void CPL_STDCALL keep_message(CPLErr severity, CPLErrorNum, const char* text) {
    if (severity != CE_Warning && severity != CE_Failure && severity != CE_Fatal) return;
    static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())->keep(severity != CE_Warning, text);
}

// The first line, up to the advice that GDAL adds for people who run its own programs.
std::string shortened(const char* text) {
    std::string message(text ? text : "");
    // What follows in the next line is the reason, in libpq's words.
    if (constexpr std::string_view no_reason = "PQconnectdb failed.\n"; message.starts_with(no_reason))
        message.erase(0, no_reason.size());
    message = message.substr(0, message.find_first_of("\r\n"));
    for (const char* advice :
         {". Set SHAPE_RESTORE_SHX", ". This warning will not be", ". You may try", ". Set "})
        message = message.substr(0, message.find(advice));
    if (message.size() > longest_message) {
        message.resize(longest_message);
        // Not in the middle of a UTF-8 sequence.
        while (!message.empty() && (static_cast<unsigned char>(message.back()) & 0xC0) == 0x80)
            message.pop_back();
        if (!message.empty() && static_cast<unsigned char>(message.back()) >= 0xC0) message.pop_back();
        message += "...";
    }
    while (!message.empty() && (message.back() == '.' || message.back() == ' '))
        message.pop_back();
    return message;
}

void check_input(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    const std::string extension = lower_extension(path);
    if (!std::filesystem::exists(status)) throw InputError(path.string(), "no such file");
    if (std::filesystem::is_directory(status) && extension != ".gdb")
        throw InputError(path.string(), "is a folder", "name a file in it");
    if (std::filesystem::is_other(status))
        throw InputError(path.string(), "is a pipe or a device, which cannot be read here and there",
                         "write it into a file first");
    if (std::filesystem::is_regular_file(status)) {
        if (std::filesystem::file_size(path, error) == 0)
            throw InputError(path.string(), "the file is empty");
        const bool parquet = extension == ".parquet" || extension == ".geoparquet";
        if (parquet && !GetGDALDriverManager()->GetDriverByName("Parquet"))
            throw InputError(path.string(),
                             "GeoParquet is not readable with this GDAL (" +
                                 std::string(GDALVersionInfo("RELEASE_NAME")) + ")",
                             "convert it to GeoPackage");
    }
}

// Registers drivers; what GDAL had to say.
std::vector<std::string> said_at_start(void (*register_drivers)()) {
    const GdalMessages messages;
    register_drivers();
    OSRSetPROJEnableNetwork(0);
    std::vector<std::string> all = messages.warnings();
    if (!messages.failure().empty()) all.insert(all.begin(), messages.failure());
    return all;
}

// The beginning of an ordinary file.
std::string beginning_of(const std::filesystem::path& path) {
    constexpr std::size_t enough = 4096;
    const FileBytes file(path);
    std::string text(std::min(file.size(), enough), '\0');
    return file.is_open() && file.read(0, text) ? text : std::string();
}

// The names of drivers of JSON, for a file that begins as an object of it; else none, which means all.
const char* const* names_of_drivers(const std::filesystem::path& path) {
    static constexpr std::array<const char*, 6> json{"GeoJSON",  "GeoJSONSeq", "ESRIJSON",
                                                     "TopoJSON", "JSONFG",     nullptr};
    std::string text = beginning_of(path);
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return text.starts_with("{\"") ? json.data() : nullptr;
}

}  // namespace

GdalMessages::GdalMessages() {
    load_gdal();
    CPLPushErrorHandlerEx(keep_message, this);
}

GdalMessages::~GdalMessages() {
    CPLPopErrorHandler();
}

void GdalMessages::keep(bool failed, const char* text) {
    std::string message = shortened(text);
    if (failed) {
        if (m_failure.empty()) m_failure = message.empty() ? "unknown failure" : std::move(message);
    } else if (m_warnings.size() < most_warnings && !std::ranges::count(m_warnings, message)) {
        m_warnings.push_back(std::move(message));
    }
}

GdalOption::GdalOption(const char* key, const char* value) : m_key(key), m_was_set(false) {
    load_gdal();
    if (const char* before = CPLGetThreadLocalConfigOption(key, nullptr)) {
        m_before = before;
        m_was_set = true;
    }
    CPLSetThreadLocalConfigOption(key, value);
}

GdalOption::~GdalOption() {
    CPLSetThreadLocalConfigOption(m_key, m_was_set ? m_before.c_str() : nullptr);
}

void CloseDataset::operator()(GDALDataset* dataset) const {
    GDALClose(GDALDataset::ToHandle(dataset));
}

void load_gdal() {
    load_library(FOOTPRINT_GDAL, FOOTPRINT_GDAL_NEEDED);
}

Drivers drivers_to_read(const std::filesystem::path& file) {
    return beginning_of(file).starts_with("fgb\3") ? Drivers::flatgeobuf : Drivers::all;
}

Drivers drivers_to_write(const std::filesystem::path& file) {
    return lower_extension(file) == ".fgb" ? Drivers::flatgeobuf : Drivers::all;
}

const std::vector<std::string>& start_gdal(Drivers wanted) {
    // A static of a function is made by one thread, for which others wait; FlatGeobuf's comes first in any
    // case, so that no two threads register it at once.
    static const std::vector<std::string> said_of_one = said_at_start([] { RegisterOGRFlatGeobuf(); });
    if (wanted == Drivers::flatgeobuf) return said_of_one;
    static const std::vector<std::string> said_of_all = said_at_start([] { GDALAllRegister(); });
    return said_of_all;
}

void start_gdal_ahead(Drivers wanted) {
    static const std::future<void> starting = std::async(std::launch::async, [=] { start_gdal(wanted); });
}

std::string driver_of(const std::filesystem::path& path) {
    start_gdal(drivers_to_read(path));
    const GdalMessages unheard;
    GDALDriverH driver = GDALIdentifyDriverEx(path.c_str(), GDAL_OF_VECTOR, names_of_drivers(path), nullptr);
    return driver ? GDALGetDriverShortName(driver) : "";
}

Dataset open_vector(const std::filesystem::path& path, const GdalMessages& messages) {
    start_gdal(drivers_to_read(path));
    check_input(path);
    Dataset dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, names_of_drivers(path)));
    if (!dataset) {
        if (!messages.failure().empty())
            throw InputError(path.string(),
                             "is damaged, cut short or not a vector file (" + messages.failure() + ")");
        throw InputError(path.string(), "is not a vector file of a known format",
                         "use GeoPackage, GeoJSON, TopoJSON, Shapefile, FlatGeobuf, MapInfo or KML");
    }
    return dataset;
}

}  // namespace geo
