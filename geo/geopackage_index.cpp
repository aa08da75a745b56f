#include "geo/geopackage_index.hpp"

#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/error.hpp"

namespace geo {

namespace {

// The node format of SQLite's R-tree module: 51 cells of a row id and four floats after a header of four
// bytes, everything big-endian. Node 1 is the root and holds the depth.
constexpr std::size_t cells_a_node = 51;
constexpr std::size_t bytes_a_node = 4 + 24 * cells_a_node;
constexpr std::int64_t root = 1;
// SQLite takes statements of up to a million bytes.
constexpr std::size_t longest_statement = 500'000;

std::string quoted(const std::string& text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote) out += c;
        out += c;
    }
    return out + quote;
}

struct Entry {
    std::int64_t id;  ///< of a row, or of a node below
    float min_x;
    float max_x;
    float min_y;
    float max_y;
};

float rounded_down(double value) {
    const auto nearest = static_cast<float>(value);
    return nearest > value ? std::nextafter(nearest, -std::numeric_limits<float>::infinity()) : nearest;
}

float rounded_up(double value) {
    const auto nearest = static_cast<float>(value);
    return nearest < value ? std::nextafter(nearest, std::numeric_limits<float>::infinity()) : nearest;
}

/// Sorts entries so that each run of a node's size is compact: slices by x, and within a slice by y.
void sort_into_tiles(std::vector<Entry>& entries) {
    const auto by_x = [](const Entry& a, const Entry& b) {
        return std::pair(a.min_x + a.max_x, a.id) < std::pair(b.min_x + b.max_x, b.id);
    };
    const auto by_y = [](const Entry& a, const Entry& b) {
        return std::pair(a.min_y + a.max_y, a.id) < std::pair(b.min_y + b.max_y, b.id);
    };
    const double nodes = std::ceil(static_cast<double>(entries.size()) / cells_a_node);
    const std::size_t slice = static_cast<std::size_t>(std::ceil(std::sqrt(nodes))) * cells_a_node;
    std::ranges::sort(entries, by_x);
    for (std::size_t begin = 0; begin < entries.size(); begin += slice) {
        const std::size_t end = std::min(begin + slice, entries.size());
        std::sort(entries.begin() + static_cast<std::ptrdiff_t>(begin),
                  entries.begin() + static_cast<std::ptrdiff_t>(end), by_y);
    }
}

void append_hex(std::string& out, std::uint64_t value, int bytes) {
    constexpr char digits[] = "0123456789abcdef";
    for (int shift = 8 * bytes - 4; shift >= 0; shift -= 4)
        out += digits[(value >> shift) & 0xF];
}

std::string node_literal(std::span<const Entry> cells, std::size_t depth) {
    std::string out = "x'";
    append_hex(out, depth, 2);
    append_hex(out, cells.size(), 2);
    for (const Entry& cell : cells) {
        append_hex(out, static_cast<std::uint64_t>(cell.id), 8);
        for (const float value : {cell.min_x, cell.max_x, cell.min_y, cell.max_y})
            append_hex(out, std::bit_cast<std::uint32_t>(value), 4);
    }
    out.append(2 * (bytes_a_node - 4 - 24 * cells.size()), '0');
    return out + '\'';
}

Entry around(std::int64_t id, std::span<const Entry> cells) {
    Entry all = cells.front();
    all.id = id;
    for (const Entry& cell : cells) {
        all.min_x = std::min(all.min_x, cell.min_x);
        all.max_x = std::max(all.max_x, cell.max_x);
        all.min_y = std::min(all.min_y, cell.min_y);
        all.max_y = std::max(all.max_y, cell.max_y);
    }
    return all;
}

/// Rows of one table, gathered into statements of a handy length.
class Insertion {
public:
    Insertion(std::string table, std::vector<std::string>& statements)
        : m_head("INSERT INTO " + std::move(table) + " VALUES "), m_statements(statements) {}
    ~Insertion() { end(); }
    Insertion(const Insertion&) = delete;
    Insertion& operator=(const Insertion&) = delete;

    void add(std::int64_t key, const std::string& value) {
        m_text += m_text.empty() ? m_head : ",";
        m_text += '(' + std::to_string(key) + ',' + value + ')';
        if (m_text.size() > longest_statement) end();
    }

private:
    void end() {
        if (!m_text.empty()) m_statements.push_back(std::move(m_text));
        m_text.clear();
    }

    std::string m_head;
    std::string m_text;
    std::vector<std::string>& m_statements;
};

}  // namespace

GeopackageIndex::GeopackageIndex(GDALDataset& dataset, const std::string& table,
                                 const std::string& geometry_column)
    : m_dataset(dataset), m_index("rtree_" + table + "_" + geometry_column) {
    run("SELECT CreateSpatialIndex(" + quoted(table, '\'') + "," + quoted(geometry_column, '\'') + ")");
    const std::string name = m_index + "_insert";
    OGRLayer* found = m_dataset.ExecuteSQL(
        ("SELECT sql FROM sqlite_master WHERE type='trigger' AND name=" + quoted(name, '\'')).c_str(),
        nullptr, nullptr);
    if (found) {
        const OGRFeatureUniquePtr row(found->GetNextFeature());
        if (row) m_trigger = row->GetFieldAsString(0);
        m_dataset.ReleaseResultSet(found);
    }
    if (m_trigger.empty()) throw OutputError(table, "the spatial index cannot be made");
    run("DROP TRIGGER " + quoted(name, '"'));
}

void GeopackageIndex::fill(std::span<const Box> boxes) {
    std::vector<Entry> entries;
    for (std::size_t row = 0; row < boxes.size(); ++row) {
        const Box& box = boxes[row];
        if (box.empty()) continue;
        entries.push_back({static_cast<std::int64_t>(row + 1), rounded_down(box.min_x), rounded_up(box.max_x),
                           rounded_down(box.min_y), rounded_up(box.max_y)});
    }

    std::vector<std::string> statements;
    {
        Insertion nodes(quoted(m_index + "_node", '"'), statements);
        Insertion leaf_of_row(quoted(m_index + "_rowid", '"') + "(rowid,nodeno)", statements);
        Insertion parents(quoted(m_index + "_parent", '"'), statements);
        std::size_t depth = 0;
        std::int64_t next_node = root + 1;
        const auto point_to = [&](std::span<const Entry> cells, std::int64_t node) {
            for (const Entry& cell : cells)
                (depth == 0 ? leaf_of_row : parents).add(cell.id, std::to_string(node));
        };
        for (; entries.size() > cells_a_node; ++depth) {
            sort_into_tiles(entries);
            std::vector<Entry> above;
            for (std::size_t begin = 0; begin < entries.size(); begin += cells_a_node) {
                const auto cells = std::span<const Entry>(entries).subspan(
                    begin, std::min(cells_a_node, entries.size() - begin));
                nodes.add(next_node, node_literal(cells, 0));
                point_to(cells, next_node);
                above.push_back(around(next_node, cells));
                ++next_node;
            }
            entries = std::move(above);
        }
        point_to(entries, root);
        nodes.add(root, node_literal(entries, depth));
    }
    run("DELETE FROM " + quoted(m_index + "_node", '"'));
    for (const std::string& statement : statements)
        run(statement);
    run(m_trigger);
}

void GeopackageIndex::run(const std::string& sql) {
    CPLErrorReset();
    if (OGRLayer* result = m_dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr))
        m_dataset.ReleaseResultSet(result);
    if (CPLGetLastErrorType() >= CE_Failure)
        throw OutputError(m_index, "the spatial index cannot be written", CPLGetLastErrorMsg());
}

}  // namespace geo
