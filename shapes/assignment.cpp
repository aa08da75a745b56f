#include "shapes/assignment.hpp"

#include <limits>
#include <numeric>

namespace shapes {

namespace {

constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

/// Costs are benefits below nothing. A reduced cost, less the potentials of row and column, is never
/// negative, and is zero where a row has a column.
class Assigner {
public:
    Assigner(std::span<const double> benefit, std::size_t rows, std::size_t columns)
        : m_benefit(benefit),
          m_columns(columns),
          m_row_potential(rows, 0.0),
          m_column_potential(columns, 0.0),
          m_row_of(columns, nothing),
          m_least(columns),
          m_before(columns),
          m_is_reached(rows, 0),
          m_distance(rows),
          m_entry(rows) {}

    /// One column more for a row, along the path on which that costs least.
    void give(std::size_t row) {
        const std::size_t column = find_free_column(row);
        const double step = m_least[column];
        for (std::size_t j = 0; j < m_columns; ++j)
            if (m_row_of[j] != nothing && m_is_reached[m_row_of[j]] != 0)
                m_column_potential[j] -= step - m_distance[m_row_of[j]];
        for (const std::size_t reached : m_reached) {
            m_row_potential[reached] += step - m_distance[reached];
            m_is_reached[reached] = 0;
        }
        std::size_t at = column;
        while (m_before[at] != row) {
            m_row_of[at] = m_before[at];
            at = m_entry[m_before[at]];
        }
        m_row_of[at] = row;
    }

    [[nodiscard]] const std::vector<std::size_t>& row_of() const { return m_row_of; }

private:
    /// From the row to columns, from a column that is taken to the row that has it, and so on to the nearest
    /// free column.
    std::size_t find_free_column(std::size_t row) {
        m_reached.clear();
        m_open.resize(m_columns);
        std::iota(m_open.begin(), m_open.end(), std::size_t{0});
        m_least.assign(m_columns, std::numeric_limits<double>::infinity());
        m_distance[row] = 0.0;
        while (true) {
            const std::size_t column = go_on_from(row);
            if (m_row_of[column] == nothing) return column;
            row = m_row_of[column];
            m_entry[row] = column;
            m_distance[row] = m_least[column];
        }
    }

    /// The nearest open column after those beyond a row are reached, which closes the row's own.
    std::size_t go_on_from(std::size_t row) {
        m_reached.push_back(row);
        m_is_reached[row] = 1;
        const double* const benefit = &m_benefit[row * m_columns];
        const double base = m_distance[row] - m_row_potential[row];
        double step = std::numeric_limits<double>::infinity();
        std::size_t next = nothing;
        std::size_t open = 0;
        for (const std::size_t column : m_open) {
            if (m_row_of[column] == row) continue;
            m_open[open++] = column;
            const double reached = base - benefit[column] - m_column_potential[column];
            if (reached < m_least[column]) {
                m_least[column] = reached;
                m_before[column] = row;
            }
            if (m_least[column] < step) {
                step = m_least[column];
                next = column;
            }
        }
        m_open.resize(open);
        return next;
    }

    std::span<const double> m_benefit;
    std::size_t m_columns;
    std::vector<double> m_row_potential;
    std::vector<double> m_column_potential;
    std::vector<std::size_t> m_row_of;  // of each column
    // Of the path that is looked for.
    std::vector<double> m_least;         // distance of each column, as far as is known
    std::vector<std::size_t> m_before;   // the row from which it was reached
    std::vector<std::size_t> m_open;     // columns of rows that are not reached, and free ones
    std::vector<std::size_t> m_reached;  // rows
    std::vector<char> m_is_reached;
    std::vector<double> m_distance;    // of each row reached
    std::vector<std::size_t> m_entry;  // the column by which it was reached
};

}  // namespace

std::vector<std::int32_t> assign_many(std::span<const double> benefit, std::span<const std::int32_t> wanted,
                                      std::size_t columns) {
    Assigner assigner(benefit, wanted.size(), columns);
    for (std::size_t row = 0; row < wanted.size(); ++row)
        for (std::int32_t i = 0; i < wanted[row]; ++i)
            assigner.give(row);
    std::vector<std::int32_t> row_of;
    for (const std::size_t row : assigner.row_of())
        row_of.push_back(row == nothing ? -1 : static_cast<std::int32_t>(row));
    return row_of;
}

std::vector<std::int32_t> assign(std::span<const double> benefit, std::size_t rows, std::size_t columns) {
    if (rows > columns) {
        std::vector<double> turned;
        for (std::size_t column = 0; column < columns; ++column)
            for (std::size_t row = 0; row < rows; ++row)
                turned.push_back(benefit[row * columns + column]);
        return assign_many(turned, std::vector<std::int32_t>(columns, 1), rows);
    }
    const std::vector<std::int32_t> row_of =
        assign_many(benefit, std::vector<std::int32_t>(rows, 1), columns);
    std::vector<std::int32_t> column_of(rows, -1);
    for (std::size_t column = 0; column < columns; ++column)
        if (row_of[column] >= 0)
            column_of[static_cast<std::size_t>(row_of[column])] = static_cast<std::int32_t>(column);
    return column_of;
}

}  // namespace shapes
