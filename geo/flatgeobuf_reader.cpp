#include "geo/flatgeobuf_reader.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "geo/file_bytes.hpp"
#include "geo/flatgeobuf_index.hpp"
#include "geo/gdal_file.hpp"
#include "geo/parts_in_order.hpp"

namespace geo {

namespace {

/// The file is to be read in one go.
struct NotInParts {};

void require_parts(bool condition) {
    if (!condition) throw NotInParts{};
}

/// Rows that follow one another.
struct Part {
    std::size_t rows;
    std::uint64_t begin;  // in the file
    std::uint64_t end;
};

/// The file as GDAL sees it: rows that come before those of one part are not there.
class FileFrom : public GdalFile {
public:
    FileFrom(const FileBytes& file, std::uint64_t first_row)
        : GdalFile(Access::reading, ".fgb"), m_file(file), m_first_row(first_row) {}

    void leave_out_rows_before(std::uint64_t place) {
        m_left_out = place - m_first_row;
        m_at_hand = {};
    }
    /// Where in the file GDAL goes on.
    [[nodiscard]] std::uint64_t reached() const { return at() + m_left_out; }

private:
    [[nodiscard]] std::uint64_t bytes() const override { return m_file.size() - m_left_out; }

    std::size_t read_at(std::uint64_t place, std::span<char> into) override {
        std::size_t got = 0;
        while (got < into.size() && fetch(place + got)) {
            const std::span<const char> next = m_at_hand.subspan(place + got - m_at_hand_from);
            const std::size_t count = std::min(next.size(), into.size() - got);
            std::memcpy(into.data() + got, next.data(), count);
            got += count;
        }
        return got;
    }

    /// Has the byte at that place at hand; false when there is none, or when it cannot be read.
    bool fetch(std::uint64_t place) {
        if (place >= m_at_hand_from && place - m_at_hand_from < m_at_hand.size()) return true;
        const bool is_row = place >= m_first_row;
        const std::uint64_t end = is_row ? bytes() : m_first_row;
        if (place >= end) return false;
        m_at_hand_from = place;
        m_at_hand = {m_buffer.get(), std::min<std::uint64_t>(buffer_bytes, end - place)};
        if (m_file.read(is_row ? place + m_left_out : place, m_at_hand)) return true;
        m_at_hand = {};
        return false;
    }

    static constexpr std::size_t buffer_bytes = std::size_t{1} << 16;

    const FileBytes& m_file;
    std::uint64_t m_first_row;
    std::uint64_t m_left_out = 0;
    std::unique_ptr<char[]> m_buffer = std::make_unique_for_overwrite<char[]>(buffer_bytes);
    std::span<char> m_at_hand;
    std::uint64_t m_at_hand_from = 0;
};

/// Where the first row of a file begins.
std::uint64_t begin_of_rows(const FileBytes& file, std::size_t rows) {
    std::string beginning(flatgeobuf_beginning_bytes, '\0');
    require_parts(file.read(0, beginning));
    const std::size_t header_end = flatgeobuf_header_end(beginning).value();
    require_parts(header_end < file.size());
    std::string header(header_end, '\0');
    require_parts(file.read(0, header) && flatgeobuf_has_index_of_16(header));
    return header_end + flatgeobuf_index_bytes(rows);
}

std::vector<Part> parts_of(const FileBytes& file, std::size_t rows) {
    constexpr std::size_t bytes_of_a_part = std::size_t{1} << 18;
    const std::uint64_t first_row = begin_of_rows(file, rows);
    require_parts(first_row < file.size());
    const std::size_t count = std::min<std::size_t>(rows, (file.size() - first_row) / bytes_of_a_part);
    require_parts(count > 1);
    std::vector<Part> parts;
    for (std::size_t i = 0; i < count; ++i) {
        const ItemRange own = range_of_share(rows, i, count);
        // The leaves of the index end where the rows begin.
        std::string leaf(flatgeobuf_leaf_bytes, '\0');
        require_parts(file.read(first_row - (rows - own.begin) * leaf.size(), leaf));
        const std::uint64_t begin = first_row + flatgeobuf_begin_in_leaf(leaf);
        require_parts(i == 0 ? begin == first_row : begin > parts.back().begin);
        if (i > 0) parts.back().end = begin;
        parts.push_back({own.end - own.begin, begin, file.size()});
    }
    require_parts(parts.back().begin < file.size());
    return parts;
}

/// Has GDAL read parts, one at a time.
class PartReader {
public:
    Features read(const FileBytes& file, std::uint64_t first_row, const Part& part) {
        const GdalMessages messages;
        if (!m_file) m_file.emplace(file, first_row);
        m_file->leave_out_rows_before(part.begin);
        if (!m_dataset) m_dataset = opened(m_file->name());
        const std::size_t likely_points = (part.end - part.begin) / sizeof(Point);
        Features features = read_first_features(*m_dataset->GetLayer(0), part.rows, likely_points);
        // As many rows as the index says, of as many bytes, and nothing to be said of them.
        require_parts(features.geometries.size() == part.rows && m_file->reached() == part.end &&
                      messages.failure().empty() && messages.warnings().empty());
        return features;
    }

private:
    static Dataset opened(const std::string& name) {
        static constexpr const char* drivers[] = {"FlatGeobuf", nullptr};
        static constexpr const char* no_siblings[] = {nullptr};
        Dataset dataset(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr,
                                          no_siblings));
        require_parts(dataset && dataset->GetLayerCount() == 1);
        return dataset;
    }

    std::optional<FileFrom> m_file;
    Dataset m_dataset;  // closed before its file goes
};

Features read_in_parts(const FileBytes& file, std::size_t rows) {
    const std::vector<Part> parts = parts_of(file, rows);
    struct Worker {
        PartReader reader;
        const Part* part = nullptr;
        Features features;
    };
    Features all;
    all.rings.points.reserve(file.size() / sizeof(Point));
    all.rings.area_start.reserve(rows + 1);
    all.geometries.reserve(rows);
    std::size_t next = 0;
    in_order_of_parts<Worker>(
        file.size(),
        [&](Worker& worker) {
            if (next == parts.size()) return false;
            worker.part = &parts[next++];
            return true;
        },
        [&](Worker& worker) {
            worker.features = worker.reader.read(file, parts.front().begin, *worker.part);
        },
        [&](Worker& worker) { all.append(std::move(worker.features)); });
    return all;
}

}  // namespace

std::optional<Features> read_flatgeobuf_in_parts(OGRLayer& layer, const std::filesystem::path& path) {
    try {
        const FileBytes file(path);
        // A file may say anything of its rows.
        const GIntBig rows = layer.GetFeatureCount(FALSE);
        require_parts(rows > 0 && static_cast<std::uint64_t>(rows) < file.size() / flatgeobuf_leaf_bytes);
        Features features = read_in_parts(file, static_cast<std::size_t>(rows));
        features.attributes.path = path.string();
        return features;
    } catch (const NotInParts&) {
        return std::nullopt;
    }
}

}  // namespace geo
