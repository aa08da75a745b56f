#include "shapes/flow_table.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

struct Cell {
    std::int32_t origin;
    std::int32_t site;
    double patients;
};

/// Sorted codes of an index, and the rank of each interned code among them.
std::vector<std::string> sort_codes(const CodeIndex& index, std::vector<std::int32_t>& rank) {
    const std::vector<std::string> codes = index.codes();
    std::vector<std::int32_t> order(codes.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return codes[static_cast<std::size_t>(a)] < codes[static_cast<std::size_t>(b)];
    });
    std::vector<std::string> sorted;
    sorted.reserve(codes.size());
    rank.resize(codes.size());
    for (const std::int32_t i : order) {
        rank[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(sorted.size());
        sorted.push_back(codes[static_cast<std::size_t>(i)]);
    }
    return sorted;
}

FlowTable build(const CodeIndex& origins, const CodeIndex& sites, std::vector<Cell> cells, std::string path) {
    FlowTable table;
    table.path = std::move(path);
    table.rows = cells.size();
    std::vector<std::int32_t> origin_rank;
    std::vector<std::int32_t> site_rank;
    table.origins = sort_codes(origins, origin_rank);
    table.sites = sort_codes(sites, site_rank);
    for (Cell& cell : cells) {
        cell.origin = origin_rank[static_cast<std::size_t>(cell.origin)];
        cell.site = site_rank[static_cast<std::size_t>(cell.site)];
    }
    // Stable, so that repeated pairs are added up in the order of the file.
    std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
        return a.origin != b.origin ? a.origin < b.origin : a.site < b.site;
    });
    table.row_start.assign(table.origins.size() + 1, 0);
    CompensatedSum total;
    std::size_t repeated_pairs = 0;
    std::size_t previous_rows = 0;
    const Cell* previous = nullptr;
    for (const Cell& cell : cells) {
        total.add(cell.patients);
        if (previous != nullptr && previous->origin == cell.origin && previous->site == cell.site) {
            table.patients.back() += cell.patients;
            if (previous_rows++ == 1) ++repeated_pairs;
            continue;
        }
        previous = &cell;
        previous_rows = 1;
        table.site.push_back(cell.site);
        table.patients.push_back(cell.patients);
        ++table.row_start[static_cast<std::size_t>(cell.origin) + 1];
    }
    std::partial_sum(table.row_start.begin(), table.row_start.end(), table.row_start.begin());
    table.total = total.value();
    if (repeated_pairs > 0) {
        table.findings.push_back(table_finding(geo::FindingKind::duplicate_code, geo::Severity::note, {},
                                               (table.path.empty() ? "flows" : table.path) + ": " +
                                                   count_of(repeated_pairs, "pair") +
                                                   " of origin and site on several rows, added up",
                                               static_cast<double>(repeated_pairs)));
    }
    return table;
}

const geo::Column& require(const geo::Table& table, const std::string& named, const std::string& usual,
                           const char* option) {
    if (!named.empty()) return table.require(named);
    try {
        return table.require(usual);
    } catch (const geo::InputError& error) {
        throw geo::InputError({}, error.what(), std::string("name the column with ") + option);
    }
}

std::string shown(std::string_view code) {
    return code.empty() ? "unknown" : std::string(code);
}

/// The number of a row, which must be a count or a share.
double read_amount(const geo::Table& table, std::size_t row, const geo::Column& column,
                   std::string_view origin, std::string_view site, bool is_share) {
    const std::string& cell = column.cells[row];
    const std::optional<double> amount = geo::parse_number(cell);
    std::string wrong;
    if (!amount)
        wrong = "not a finite number";
    else if (*amount < 0.0)
        wrong = "negative";
    else if (is_share && *amount > 1.0)
        wrong = "a share above 1";
    if (!wrong.empty())
        throw geo::InputError(table.place(row),
                              "`" + cell + "` in column " + column.name + " is " + wrong + ", from origin " +
                                  shown(origin) + " to site " + shown(site),
                              "correct it or leave the row out");
    return *amount;
}

/// Turns shares into patients and says what the population file could not serve.
class ShareScale {
public:
    ShareScale(const AreaValues& population, std::string path)
        : m_population(population),
          m_index(population.codes),
          m_path(std::move(path)),
          m_sums(population.codes.size()) {}

    /// nullopt when the origin has no population.
    std::optional<double> patients(const std::string& origin, double share) {
        m_origins.push_back(origin);
        const std::int32_t entry = m_index.find(origin);
        if (entry < 0 || !m_population.values[static_cast<std::size_t>(entry)]) {
            ++m_rows_left_out;
            m_left_out.push_back(origin);
            return std::nullopt;
        }
        m_sums[static_cast<std::size_t>(entry)].add(share);
        return share * *m_population.values[static_cast<std::size_t>(entry)];
    }

    void report(FlowTable& flows) {
        make_distinct(m_origins);
        make_distinct(m_left_out);
        flows.joins.push_back(join_codes("origins to population", m_origins, m_population.codes));
        if (!m_left_out.empty()) {
            std::vector<std::string> names = m_left_out;
            for (std::string& name : names)
                name = shown(name);
            add(flows, geo::FindingKind::unmatched, geo::Severity::violation, names,
                static_cast<double>(m_rows_left_out),
                count_of(m_rows_left_out, "row") + " left out, of " + count_of(names.size(), "origin") +
                    " without a population in " + m_population.path + ": " + list_codes(names));
        }
        report_sums(flows);
    }

private:
    static void make_distinct(std::vector<std::string>& codes) {
        std::sort(codes.begin(), codes.end());
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    }

    void report_sums(FlowTable& flows) const {
        constexpr double rounding = 1e-6;  // shares are published with six or more digits
        std::vector<std::string> above;
        std::size_t below = 0;
        CompensatedSum uncovered;
        for (const std::string& origin : m_origins) {
            const std::int32_t entry = m_index.find(origin);
            if (entry < 0 || !m_population.values[static_cast<std::size_t>(entry)]) continue;
            const double sum = m_sums[static_cast<std::size_t>(entry)].value();
            if (sum > 1.0 + rounding) above.push_back(origin);
            if (sum >= 1.0 - rounding) continue;
            ++below;
            uncovered.add((1.0 - sum) * *m_population.values[static_cast<std::size_t>(entry)]);
        }
        if (!above.empty())
            add(flows, geo::FindingKind::bad_value, geo::Severity::warning, above,
                static_cast<double>(above.size()),
                count_of(above.size(), "origin") + " whose shares exceed 1 in sum: " + list_codes(above));
        if (below > 0)
            add(flows, geo::FindingKind::assumption, geo::Severity::note, {}, uncovered.value(),
                count_of(below, "origin") + " whose shares add up to less than 1; " +
                    geo::format_fixed(uncovered.value(), 0) + " of their people are in no flow");
    }

    void add(FlowTable& flows, geo::FindingKind kind, geo::Severity severity, std::vector<std::string> codes,
             double size, const std::string& text) const {
        flows.findings.push_back(table_finding(kind, severity, std::move(codes), m_path + ": " + text, size));
    }

    const AreaValues& m_population;
    CodeIndex m_index;
    std::string m_path;
    std::vector<CompensatedSum> m_sums;  // of the shares of each code of the population
    std::vector<std::string> m_origins;
    std::vector<std::string> m_left_out;
    std::size_t m_rows_left_out = 0;
};

}  // namespace

FlowTable make_flow_table(std::span<const FlowRow> rows, std::string path) {
    CodeIndex origins;
    CodeIndex sites;
    std::vector<Cell> cells;
    cells.reserve(rows.size());
    for (const FlowRow& row : rows)
        cells.push_back({origins.intern(row.origin), sites.intern(row.site), row.patients});
    return build(origins, sites, std::move(cells), std::move(path));
}

FlowTable make_flow_table(const geo::Table& table, const FlowColumns& columns, const AreaValues* population) {
    const bool is_share = !columns.share.empty();
    if (is_share && population == nullptr)
        throw geo::UsageError("--share-column", "shares need the population of their origins",
                              "give --population");
    if (!is_share && population != nullptr)
        throw geo::UsageError("--population", "counts of patients need no population",
                              "name the column of shares with --share-column");
    const geo::Column& origin_column = require(table, columns.origin, "origin", "--origin-column");
    const geo::Column& site_column = require(table, columns.site, "site", "--site-column");
    const geo::Column& amount_column =
        is_share ? table.require(columns.share) : require(table, columns.count, "patients", "--count-column");
    if (table.rows() == 0)
        throw geo::InputError(table.path, "no flows", "the table has a header and no rows");

    std::optional<ShareScale> scale;
    if (is_share) scale.emplace(*population, table.path);
    CodeIndex origins;
    CodeIndex sites;
    std::vector<Cell> cells;
    cells.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view origin = trim_code(origin_column.cells[row]);
        const std::string_view site = trim_code(site_column.cells[row]);
        const double amount = read_amount(table, row, amount_column, origin, site, is_share);
        const std::optional<double> patients =
            scale ? scale->patients(std::string(origin), amount) : std::optional<double>(amount);
        if (patients) cells.push_back({origins.intern(origin), sites.intern(site), *patients});
    }
    FlowTable flows = build(origins, sites, std::move(cells), table.path);
    flows.rows = table.rows();
    if (scale) scale->report(flows);
    return flows;
}

FlowTable read_flow_table(const std::filesystem::path& path, const FlowColumns& columns,
                          const AreaValues* population) {
    std::vector<geo::Finding> findings;
    const geo::Table table = geo::read_table(path, findings);
    FlowTable flows = make_flow_table(table, columns, population);
    flows.findings.insert(flows.findings.begin(), std::make_move_iterator(findings.begin()),
                          std::make_move_iterator(findings.end()));
    return flows;
}

}  // namespace shapes
