#include "geo/geojson_columns.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "geo/geojson_plain.hpp"

namespace geo {

std::size_t GeoJsonColumns::column_of(std::string_view key) {
    const auto named = [&](const Column& column) { return column.name == key; };
    const auto from = m_columns.begin() + static_cast<std::ptrdiff_t>(m_next);
    auto column = static_cast<std::size_t>(std::find_if(from, m_columns.end(), named) - m_columns.begin());
    if (column == m_columns.size()) {
        require_plain(m_next == column && !key.empty() && key.find('\0') == std::string_view::npos);
        require_plain(std::ranges::none_of(m_columns, named));
        m_columns.push_back({std::string(key), ColumnType::text, {}});
        m_kinds.emplace_back();
    }
    m_next = column + 1;
    m_columns[column].cells.resize(m_rows);
    return column;
}

void GeoJsonColumns::add_text(std::size_t column, std::string text) {
    m_kinds[column].text = true;
    m_columns[column].cells.push_back(std::move(text));
}

void GeoJsonColumns::add_whole(std::size_t column, std::int64_t number) {
    m_kinds[column].whole = true;
    if (number >= largest_plain_integer || number <= -largest_plain_integer) m_kinds[column].large = true;
    m_columns[column].cells.push_back(std::to_string(number));
}

void GeoJsonColumns::add_real(std::size_t column, double number) {
    m_kinds[column].real = true;
    m_columns[column].cells.push_back(format_number(number));
}

void GeoJsonColumns::add_truth(std::size_t column, bool truth) {
    m_kinds[column].truth = true;
    m_columns[column].cells.emplace_back(truth ? "1" : "0");
}

void GeoJsonColumns::end_row() {
    ++m_rows;
    m_next = 0;
    for (Column& column : m_columns)
        column.cells.resize(m_rows);
}

void GeoJsonColumns::reserve(std::size_t rows) {
    for (Column& column : m_columns)
        column.cells.reserve(rows);
}

std::vector<Column> GeoJsonColumns::without_cells() const {
    std::vector<Column> columns;
    for (const Column& column : m_columns)
        columns.push_back({column.name, column.type, {}});
    return columns;
}

void GeoJsonColumns::append(GeoJsonColumns&& later) {
    for (std::size_t i = 0; i < later.m_columns.size(); ++i) {
        Column& added = later.m_columns[i];
        if (i == m_columns.size()) {
            m_columns.push_back({std::move(added.name), added.type, {}});
            m_kinds.emplace_back();
            m_columns[i].cells.resize(m_rows);
        } else {
            require_plain(m_columns[i].name == added.name);
        }
        std::ranges::move(added.cells, std::back_inserter(m_columns[i].cells));
        m_kinds[i].text = m_kinds[i].text || later.m_kinds[i].text;
        m_kinds[i].whole = m_kinds[i].whole || later.m_kinds[i].whole;
        m_kinds[i].real = m_kinds[i].real || later.m_kinds[i].real;
        m_kinds[i].truth = m_kinds[i].truth || later.m_kinds[i].truth;
        m_kinds[i].large = m_kinds[i].large || later.m_kinds[i].large;
    }
    m_rows += later.m_rows;
    for (Column& column : m_columns)
        column.cells.resize(m_rows);
}

std::vector<Column> GeoJsonColumns::finish() {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Kinds& kinds = m_kinds[i];
        const bool number = kinds.whole || kinds.real;
        require_plain(int(kinds.text) + int(number) + int(kinds.truth) <= 1 && !(kinds.real && kinds.large));
        m_columns[i].type = kinds.real                   ? ColumnType::real
                            : kinds.whole || kinds.truth ? ColumnType::integer
                                                         : ColumnType::text;
    }
    return std::move(m_columns);
}

}  // namespace geo
