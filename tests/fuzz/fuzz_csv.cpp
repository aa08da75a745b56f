// Any bytes as a CSV file: a table or an InputError, and what was read is written and read again as the same
// cells.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "geo/csv.hpp"
#include "geo/error.hpp"

namespace {

std::filesystem::path scratch_file(const char* name) {
    return std::filesystem::temp_directory_path() / ("fuzz_csv." + std::to_string(::getpid()) + "." + name);
}

void write(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void require(bool promise) {
    if (!promise) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::filesystem::path first = scratch_file("first.csv");
    static const std::filesystem::path second = scratch_file("second.csv");
    write(first, {reinterpret_cast<const char*>(data), size});
    std::vector<geo::Finding> findings;
    try {
        const geo::Table table = geo::read_table(first, findings);
        for (const geo::Column& column : table.columns)
            require(column.cells.size() == table.rows());
        require(table.lines.size() == table.rows());
        write(second, geo::to_csv(table));
        const geo::Table again = geo::read_table(second, findings);
        require(again.rows() == table.rows() && again.columns.size() == table.columns.size());
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            require(again.columns[i].cells == table.columns[i].cells);
    } catch (const geo::InputError&) {
    }
    std::filesystem::remove(first);
    std::filesystem::remove(second);
    return 0;
}
