// GDAL inside geo: loaded when it is first needed, drivers registered once, data sets closed by themselves,
// and messages kept instead of printed. For .cpp files of geo alone.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class GDALDataset;

namespace geo {

/// While it lives, GDAL prints nothing on this thread and its messages are kept here. Loads GDAL.
class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    /// The first failure in one short line, without paths and advice to programmers; empty when there is
    /// none.
    [[nodiscard]] const std::string& failure() const { return m_failure; }
    /// Distinct warnings in order, the first ten.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return m_warnings; }

    /// Called by GDAL.
    void keep(bool failed, const char* text);

private:
    std::string m_failure;
    std::vector<std::string> m_warnings;
};

/// Sets one of GDAL's options for this thread and puts back what it was. Loads GDAL.
class GdalOption {
public:
    GdalOption(const char* key, const char* value);
    ~GdalOption();
    GdalOption(const GdalOption&) = delete;
    GdalOption& operator=(const GdalOption&) = delete;

private:
    const char* m_key;
    std::string m_before;
    bool m_was_set;
};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const;
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// Loads GDAL and the hundred libraries that it needs, once in a process; 50 ms. Whatever calls GDAL calls
/// this, or what says that it does so, before: the tool itself is linked without GDAL.
/// @throws InputError as load_library() does.
void load_gdal();

/// Drivers of GDAL. All of them take 2 ms and up to 8 MiB, of which a FlatGeobuf needs almost nothing.
enum class Drivers { flatgeobuf, all };

/// Those that reading a file needs, by its first bytes.
[[nodiscard]] Drivers drivers_to_read(const std::filesystem::path& file);
/// Those that writing one needs, by its ending.
[[nodiscard]] Drivers drivers_to_write(const std::filesystem::path& file);

/// Loads GDAL, registers the drivers, each once in a process, and keeps GDAL off the network. Returns what
/// GDAL had to say, such as of a plugin that it cannot load.
const std::vector<std::string>& start_gdal(Drivers wanted = Drivers::all);

/// Lets another thread do so.
void start_gdal_ahead(Drivers wanted);

/// The short name of the driver that would read the file; empty when there is none. A file that begins as a
/// JSON object is left to drivers of JSON, here and in open_vector(): GDAL's for virtual layers would take
/// any file that has the name of its root element in a text, and read the files named there.
[[nodiscard]] std::string driver_of(const std::filesystem::path& path);

/// Opens a vector file for reading.
/// @throws InputError for a file that is missing, an ordinary folder, empty, damaged, of a format that this
///   GDAL does not read, or not a vector file.
[[nodiscard]] Dataset open_vector(const std::filesystem::path& path, const GdalMessages& messages);

}  // namespace geo
