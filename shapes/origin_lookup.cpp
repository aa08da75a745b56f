#include "shapes/origin_lookup.hpp"

#include <optional>
#include <utility>

#include "geo/error.hpp"
#include "geo/text.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/code_index.hpp"
#include "shapes/join.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// The number in a cell of weights; nullopt when it is empty.
std::optional<double> read_weight(const geo::Table& table, const geo::Column& column, std::size_t row,
                                  std::string_view code) {
    const std::string& cell = column.cells[row];
    if (trim_code(cell).empty()) return std::nullopt;
    const std::optional<double> weight = geo::parse_number(cell);
    if (!weight || *weight < 0.0)
        throw geo::InputError(table.place(row),
                              "`" + cell + "` in column " + column.name + ", the weight of " +
                                  std::string(code) + ", is " + (weight ? "negative" : "not a finite number"),
                              "give a number of 0 or more");
    return weight;
}

/// The rows of a table by code, in the order in which the codes come.
class LinkReader {
public:
    LinkReader(const geo::Table& table, std::size_t from, std::size_t to)
        : m_table(table), m_from(table.columns[from]), m_to(table.columns[to]) {
        if (const auto weight = table.find("weight"); weight && *weight != from && *weight != to)
            m_weight = &table.columns[*weight];
        m_link.path = table.path;
        m_link.from_column = m_from.name;
        m_link.to_column = m_to.name;
        m_link.is_weighted = m_weight != nullptr;
        m_link.rows = table.rows();
    }

    OriginLink read() {
        CodeIndex codes;
        std::vector<std::vector<std::size_t>> rows;
        std::size_t without_code = 0;
        for (std::size_t row = 0; row < m_table.rows(); ++row) {
            const std::string_view code = trim_code(m_from.cells[row]);
            if (code.empty()) {
                ++without_code;
                continue;
            }
            const auto entry = static_cast<std::size_t>(codes.intern(code));
            if (entry == rows.size()) rows.emplace_back();
            rows[entry].push_back(row);
        }
        m_link.codes = codes.codes();
        for (std::size_t code = 0; code < rows.size(); ++code)
            add_code(m_link.codes[code], rows[code]);
        m_link.units = m_units.codes();
        if (without_code > 0)
            m_link.findings.push_back(
                table_finding(geo::FindingKind::missing_code, geo::Severity::warning, {},
                              m_link.path + ": " + count_of(without_code, "row") +
                                  " without a code in column " + m_from.name + ", left out",
                              static_cast<double>(without_code)));
        return std::move(m_link);
    }

private:
    void add_code(const std::string& code, const std::vector<std::size_t>& rows) {
        double sum = 0.0;
        const std::size_t first = m_link.parts.size();
        for (const std::size_t row : rows) {
            const std::string_view unit = trim_code(m_to.cells[row]);
            double weight = 1.0;
            if (m_weight != nullptr) {
                const std::optional<double> stated = read_weight(m_table, *m_weight, row, code);
                if (!stated && rows.size() > 1)
                    throw geo::InputError(
                        m_table.place(row),
                        code + " stands on " + count_of(rows.size(), "row") + " and this one has no weight",
                        "fill column " + m_weight->name + ", or take it out");
                weight = stated.value_or(1.0);
            }
            sum += weight;
            m_link.parts.push_back({unit.empty() ? OriginLink::none : m_units.intern(unit), weight});
        }
        if (!(sum > 0.0)) {
            for (std::size_t p = first; p < m_link.parts.size(); ++p)
                m_link.parts[p].weight = 1.0;
            m_link.findings.push_back(table_finding(geo::FindingKind::bad_value, geo::Severity::violation,
                                                    {code},
                                                    m_table.place(rows.front()) + ": the weights of " + code +
                                                        " add up to 0; its rows count equally"));
        }
        m_link.start.push_back(m_link.parts.size());
    }

    const geo::Table& m_table;
    const geo::Column& m_from;
    const geo::Column& m_to;
    const geo::Column* m_weight = nullptr;
    OriginLink m_link;
    CodeIndex m_units;
};

}  // namespace

OriginLink make_origin_link(const geo::Table& table, std::span<const std::string> from_codes,
                            std::span<const std::string> to_codes) {
    const auto from = column_with(table, from_codes, "origin");
    if (!from)
        throw geo::InputError(table.path,
                              "none of the " + count_of(from_codes.size(), "code") +
                                  " to look up is in any column (" + column_names(table) + ")",
                              "they are codes such as " + list_codes(from_codes) +
                                  "; check the order of --origin-lookup and --origin-column");
    const auto to = column_with(table, to_codes, "area", from);
    if (!to)
        throw geo::InputError(table.path,
                              "no column but " + table.columns[*from].name +
                                  " holds a code that the next lookup or the plan has",
                              "those are codes such as " + list_codes(to_codes) +
                                  "; check --lookup and --area-column, or add the lookup between with "
                                  "--origin-lookup");
    return LinkReader(table, *from, *to).read();
}

OriginWeights make_origin_weights(const geo::Table& table, const std::string& column,
                                  std::span<const std::string> unit_codes) {
    const auto codes = column_with(table, unit_codes, "code");
    if (!codes)
        throw geo::InputError(table.path, "none of the units of the origin lookups is in any column",
                              "they are codes such as " + list_codes(unit_codes));
    OriginWeights weights;
    weights.path = table.path;
    weights.rows = table.rows();
    const geo::Column* values = nullptr;
    if (!column.empty()) {
        values = &table.require(column);
    } else {
        for (const char* usual : {"population", "weight", "value"}) {
            const auto found = table.find(usual);
            if (found && values == nullptr) values = &table.columns[*found];
        }
        for (const geo::Column& other : table.columns)
            if (values == nullptr && geo::to_lower(other.name).starts_with("pop_")) values = &other;
        if (values == nullptr) values = &table.require("population");
    }
    weights.column = values->name;
    std::vector<std::size_t> row_of;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view code = trim_code(table.columns[*codes].cells[row]);
        if (code.empty()) continue;
        const std::optional<double> value = read_weight(table, *values, row, code);
        const auto entry = static_cast<std::size_t>(weights.index.intern(code));
        if (entry == weights.values.size()) {
            weights.values.push_back(value);
            row_of.push_back(row);
        } else if (weights.values[entry] != value) {
            throw geo::InputError(
                table.place(row),
                std::string(code) + " has another weight than in " + table.place(row_of[entry]),
                "leave one row a code");
        }
    }
    return weights;
}

}  // namespace shapes
