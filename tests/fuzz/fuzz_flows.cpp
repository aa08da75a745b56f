// Any bytes as a CSV file of flows: the stream gives the flows of the table in memory or its own InputError,
// whatever the size of its blocks, and the matrix keeps its promises.
#include <unistd.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/flow_amounts.hpp"

namespace {

void require(bool promise) {
    if (!promise) std::abort();
}

void check(const shapes::FlowTable& flows) {
    require(flows.row_start.size() == flows.origins.size() + 1);
    require(flows.row_start.back() == flows.cells() && flows.site.size() == flows.cells());
    require(flows.suppressed.empty() || flows.suppressed.size() == flows.cells());
    for (std::size_t o = 0; o < flows.origins.size(); ++o) {
        require(flows.row_start[o] < flows.row_start[o + 1]);
        for (std::size_t c = flows.row_start[o]; c < flows.row_start[o + 1]; ++c) {
            require(c == flows.row_start[o] || flows.site[c - 1] < flows.site[c]);
            require(static_cast<std::size_t>(flows.site[c]) < flows.sites.size());
            require(flows.patients[c] >= 0.0 && std::isfinite(flows.patients[c]));
        }
    }
}

bool near(double a, double b) {
    return std::abs(a - b) <= 1e-12 * std::abs(a) + 1e-12;
}

void require_same(const shapes::FlowTable& a, const shapes::FlowTable& b) {
    require(a.origins == b.origins && a.sites == b.sites && a.rows == b.rows);
    require(a.row_start == b.row_start && a.site == b.site && a.suppressed == b.suppressed);
    for (std::size_t c = 0; c < a.cells(); ++c)
        require(near(a.patients[c], b.patients[c]));
    require(a.findings.size() == b.findings.size());
}

template <class Read>
std::optional<shapes::FlowTable> read_or_refuse(Read read) {
    try {
        return read().flows;
    } catch (const geo::InputError&) {
        return std::nullopt;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("fuzz_flows." + std::to_string(::getpid()) + ".csv");
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    std::ofstream(path, std::ios::binary) << text;
    shapes::FlowColumns columns;
    if (data[1] % 4 == 2) columns.share = "share";
    const auto streamed = read_or_refuse([&] {
        geo::CsvStream stream(path, data[0] == 0 ? geo::CsvStream::usual_block_bytes : data[0]);
        return shapes::make_flow_amounts(stream, columns);
    });
    if (streamed) check(*streamed);
    // Gzip by its magic number is read by the stream alone.
    if (!text.starts_with("\x1F\x8B")) {
        const auto table = read_or_refuse([&] {
            std::vector<geo::Finding> findings;
            const geo::Table rows = geo::read_table(path, findings);
            shapes::FlowAmounts amounts = shapes::make_flow_amounts(rows, columns);
            amounts.flows.findings.insert(amounts.flows.findings.begin(), findings.begin(), findings.end());
            return amounts;
        });
        require(streamed.has_value() == table.has_value());
        if (streamed) require_same(*streamed, *table);
    }
    std::filesystem::remove(path);
    return 0;
}
