#include "shapes/flow_amounts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/flow_rows.hpp"
#include "shapes/join.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// Tells where a row stands, for people: "line 12".
using Where = std::function<std::string(FlowPlace)>;

/// Index of a column by its name or by the usual one.
std::size_t column_index(const geo::Table& table, const std::string& named, const std::string& usual,
                         const char* option) {
    try {
        const geo::Column& column = table.require(named.empty() ? usual : named);
        return static_cast<std::size_t>(&column - table.columns.data());
    } catch (const geo::InputError& error) {
        if (!named.empty() && named != usual) throw;
        throw geo::InputError({}, error.what(), std::string("name the column with ") + option);
    }
}

/// Columns of origin, site and amount.
std::array<std::size_t, 3> column_indices(const geo::Table& table, const FlowColumns& columns) {
    return {column_index(table, columns.origin, "origin", "--origin-column"),
            column_index(table, columns.site, "site", "--site-column"),
            columns.share.empty() ? column_index(table, columns.count, "patients", "--count-column")
                                  : column_index(table, columns.share, "share", "--share-column")};
}

/// Rank of each code among all, sorted.
std::vector<std::size_t> ranks_of(const std::vector<std::string>& codes, std::vector<std::string>& sorted) {
    std::vector<std::size_t> order(codes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return codes[a] < codes[b]; });
    std::vector<std::size_t> rank(codes.size());
    sorted.reserve(codes.size());
    for (const std::size_t i : order) {
        rank[i] = sorted.size();
        sorted.push_back(codes[i]);
    }
    return rank;
}

struct RankedCell {
    std::uint32_t origin;
    std::uint32_t site;
    double amount;
    std::uint32_t suppressed;
};

/// The pairs sorted by site alone; a second pass by origin, in which equals keep their order, makes the
/// matrix.
std::vector<RankedCell> cells_by_site(const FlowSums& sums, const std::vector<std::size_t>& origin_rank,
                                      const std::vector<std::size_t>& site_rank) {
    std::vector<std::size_t> next(site_rank.size() + 1, 0);
    sums.for_each([&](std::int32_t, std::int32_t site, const FlowSum&) {
        ++next[site_rank[static_cast<std::size_t>(site)] + 1];
    });
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<RankedCell> cells(sums.size());
    sums.for_each([&](std::int32_t origin, std::int32_t site, const FlowSum& sum) {
        const std::size_t rank = site_rank[static_cast<std::size_t>(site)];
        cells[next[rank]++] = {static_cast<std::uint32_t>(origin_rank[static_cast<std::size_t>(origin)]),
                               static_cast<std::uint32_t>(rank), sum.amount, sum.suppressed};
    });
    return cells;
}

void set_matrix(FlowTable& table, const std::vector<RankedCell>& cells, bool has_suppressed) {
    table.row_start.assign(table.origins.size() + 1, 0);
    for (const RankedCell& cell : cells)
        ++table.row_start[cell.origin + 1];
    std::partial_sum(table.row_start.begin(), table.row_start.end(), table.row_start.begin());
    std::vector<std::size_t> next(table.row_start.begin(), table.row_start.end() - 1);
    table.site.resize(cells.size());
    table.patients.resize(cells.size());
    table.suppressed.resize(has_suppressed ? cells.size() : 0);
    for (const RankedCell& cell : cells) {
        const std::size_t at = next[cell.origin]++;
        table.site[at] = static_cast<std::int32_t>(cell.site);
        table.patients[at] = cell.amount;
        if (has_suppressed) table.suppressed[at] = cell.suppressed;
    }
}

std::vector<std::int32_t> by_rank(const std::vector<std::size_t>& ranks) {
    std::vector<std::int32_t> order(ranks.size());
    for (std::size_t number = 0; number < ranks.size(); ++number)
        order[ranks[number]] = static_cast<std::int32_t>(number);
    return order;
}

/// The matrix straight from a table of all pairs; false when there is none.
bool set_matrix_in_order(FlowTable& table, const FlowSums& sums, const std::vector<std::size_t>& origin_rank,
                         const std::vector<std::size_t>& site_rank, bool has_suppressed) {
    table.row_start.assign(table.origins.size() + 1, 0);
    table.site.reserve(sums.size());
    table.patients.reserve(sums.size());
    const bool done = sums.for_each_in_order(
        by_rank(origin_rank), by_rank(site_rank),
        [&](std::int32_t origin, std::int32_t site, const FlowSum& sum) {
            ++table.row_start[origin_rank[static_cast<std::size_t>(origin)] + 1];
            table.site.push_back(static_cast<std::int32_t>(site_rank[static_cast<std::size_t>(site)]));
            table.patients.push_back(sum.amount);
            if (has_suppressed) table.suppressed.push_back(sum.suppressed);
        });
    if (done) std::partial_sum(table.row_start.begin(), table.row_start.end(), table.row_start.begin());
    return done;
}

/// What the matrix no longer shows of its rows.
class RowFindings {
public:
    RowFindings(const FlowRows& rows, FlowTable& table, const Where& where)
        : m_rows(rows), m_table(table), m_where(where) {}

    void add_all() {
        refuse_overflow();
        add_suppressed();
        add_fractions();
        add_repeated();
    }

private:
    void refuse_overflow() const {
        // Sums that round to less than 2^53 are less, and none is greater than the total.
        if (m_rows.are_shares() || m_table.total < most_patients) return;
        FlowPlace first = 0;
        std::string pair;
        m_rows.sums().for_each([&](std::int32_t origin, std::int32_t site, const FlowSum& sum) {
            if (sum.amount < most_patients || (first != 0 && first < sum.first)) return;
            first = sum.first;
            pair = pair_text(origin, site);
        });
        if (first != 0)
            throw geo::InputError(m_table.path + ", " + m_where(first),
                                  "overflow: the patients from " + pair +
                                      " add up to 2^53 or more, which cannot be counted exactly",
                                  "check the column of counts");
        throw geo::InputError(
            m_table.path, "overflow: all patients add up to 2^53 or more, which cannot be counted exactly",
            "check the column of counts");
    }

    void add_suppressed() {
        const OddRows& odd = m_rows.suppressed();
        if (odd.rows == 0) return;
        add(geo::FindingKind::assumption, geo::Severity::note, {}, odd.rows,
            count_of(odd.rows, "row") + " suppressed (`*`), the first on " + m_where(odd.first) +
                ", from origin " + odd.origin + " to site " + odd.site +
                (m_rows.are_shares() ? ": shares that are not told and are in no sum"
                                     : ": small numbers of patients that are not told; sums hold the known "
                                       "patients, and bounds what the rows may hide"));
    }

    void add_fractions() {
        const OddRows& odd = m_rows.fractions();
        if (odd.rows == 0) return;
        add(geo::FindingKind::bad_value, geo::Severity::warning, {}, odd.rows,
            count_of(odd.rows, "row") + " with counts that are not whole, the first on " +
                m_where(odd.first) + ": " + odd.value + " from origin " + odd.origin + " to site " +
                odd.site + "; they are kept, as expected patients rather than counts");
    }

    void add_repeated() {
        std::size_t pairs = 0;
        m_rows.sums().for_each([&](std::int32_t, std::int32_t, const FlowSum& sum) {
            if (sum.is_repeated) ++pairs;
        });
        if (pairs == 0) return;
        const FlowRepeat& repeat = m_rows.sums().first_repeat();
        add(geo::FindingKind::duplicate_code,
            m_rows.are_shares() ? geo::Severity::note : geo::Severity::warning, {}, pairs,
            count_of(pairs, "pair") + " of origin and site on several rows, added up; the first is from " +
                pair_text(repeat.origin, repeat.site) + ", on " + m_where(repeat.earlier) + " and " +
                m_where(repeat.place) +
                (m_rows.are_shares() ? "" : "; an extract that is in the file twice doubles its patients"));
    }

    [[nodiscard]] std::string pair_text(std::int32_t origin, std::int32_t site) const {
        return "origin " + shown_code(m_rows.origins()[static_cast<std::size_t>(origin)]) + " to site " +
               shown_code(m_rows.sites()[static_cast<std::size_t>(site)]);
    }

    void add(geo::FindingKind kind, geo::Severity severity, std::vector<std::string> codes, std::size_t size,
             const std::string& text) {
        const std::string source = m_table.path.empty() ? "flows" : m_table.path;
        m_table.findings.push_back(
            table_finding(kind, severity, std::move(codes), source + ": " + text, static_cast<double>(size)));
    }

    const FlowRows& m_rows;
    FlowTable& m_table;
    const Where& m_where;
};

FlowAmounts to_matrix(const FlowRows& rows, std::string path, const Where& where) {
    FlowAmounts result;
    result.are_shares = rows.are_shares();
    FlowTable& table = result.flows;
    table.path = std::move(path);
    table.rows = rows.rows();
    const std::vector<std::size_t> origin_rank = ranks_of(rows.origins(), table.origins);
    const std::vector<std::size_t> site_rank = ranks_of(rows.sites(), table.sites);
    const bool has_suppressed = rows.suppressed().rows > 0;
    if (!set_matrix_in_order(table, rows.sums(), origin_rank, site_rank, has_suppressed))
        set_matrix(table, cells_by_site(rows.sums(), origin_rank, site_rank), has_suppressed);
    CompensatedSum total;
    for (const double amount : table.patients)
        total.add(amount);
    table.total = total.value();
    RowFindings(rows, table, where).add_all();
    if (result.are_shares) {
        result.rows_of_origin.resize(table.origins.size());
        result.first_row_of_origin.resize(table.origins.size());
        for (std::size_t i = 0; i < origin_rank.size(); ++i) {
            result.rows_of_origin[origin_rank[i]] = rows.rows_of_origin()[i].rows;
            result.first_row_of_origin[origin_rank[i]] = where(rows.rows_of_origin()[i].first);
        }
    }
    return result;
}

void refuse_no_rows(const std::string& path, std::size_t rows) {
    if (rows == 0) throw geo::InputError(path, "no flows", "the table has a header and no rows");
}

std::string row_name(FlowPlace place) {
    return "row " + std::to_string(place);
}

}  // namespace

FlowTable make_flow_table(std::span<const FlowRow> rows, std::string path) {
    FlowRows added(false, {});
    for (std::size_t i = 0; i < rows.size(); ++i)
        added.add(rows[i].origin, rows[i].site, rows[i].patients, i + 1);
    return to_matrix(added, std::move(path), row_name).flows;
}

FlowAmounts make_flow_amounts(const geo::Table& table, const FlowColumns& columns) {
    const std::array<std::size_t, 3> chosen = column_indices(table, columns);
    refuse_no_rows(table.path, table.rows());
    FlowRows rows(!columns.share.empty(), table.columns[chosen[2]].name);
    try {
        for (std::size_t i = 0; i < table.rows(); ++i) {
            const std::array<std::string_view, 3> row{table.columns[chosen[0]].cells[i],
                                                      table.columns[chosen[1]].cells[i],
                                                      table.columns[chosen[2]].cells[i]};
            const geo::CsvPlace place = i + 1;
            rows.add({row.size(), row, {&place, 1}});
        }
    } catch (const geo::CsvRowError& error) {
        throw geo::InputError(table.place(static_cast<std::size_t>(error.place) - 1), error.what,
                              error.remedy);
    }
    return to_matrix(rows, table.path, [&](FlowPlace place) {
        const auto row = static_cast<std::size_t>(place) - 1;
        return row < table.lines.size() ? "line " + std::to_string(table.lines[row]) : row_name(place);
    });
}

FlowAmounts make_flow_amounts(geo::CsvStream& stream, const FlowColumns& columns) {
    const std::array<std::size_t, 3> chosen = column_indices(stream.header(), columns);
    const std::string amount = stream.header().columns[chosen[2]].name;
    std::vector<FlowRows> lanes(geo::CsvStream::lanes, FlowRows(!columns.share.empty(), amount));
    stream.read(chosen, [&](std::size_t lane, const geo::CsvRows& rows) { lanes[lane].add(rows); });
    for (std::size_t lane = 1; lane < lanes.size(); ++lane)
        lanes[0].merge(lanes[lane]);
    const std::string& path = stream.header().path;
    refuse_no_rows(path, lanes[0].rows());
    if (stream.is_windows_1252()) lanes[0].recode();
    lanes.resize(1, FlowRows(false, {}));
    FlowAmounts amounts = to_matrix(
        lanes[0], path, [&](FlowPlace place) { return "line " + std::to_string(stream.line_of(place)); });
    if (stream.is_windows_1252()) {
        amounts.flows.findings.insert(amounts.flows.findings.begin(),
                                      table_finding(geo::FindingKind::assumption, geo::Severity::note, {},
                                                    path + " is not UTF-8 and is read as Windows-1252."));
    }
    return amounts;
}

FlowAmounts read_flow_amounts(const std::filesystem::path& path, const FlowColumns& columns) {
    if (geo::CsvStream::is_delimited_text(path)) {
        geo::CsvStream stream(path);
        return make_flow_amounts(stream, columns);
    }
    std::vector<geo::Finding> findings;
    const geo::Table table = geo::read_table(path, findings);
    FlowAmounts amounts = make_flow_amounts(table, columns);
    std::vector<geo::Finding>& all = amounts.flows.findings;
    all.insert(all.begin(), std::make_move_iterator(findings.begin()),
               std::make_move_iterator(findings.end()));
    return amounts;
}

}  // namespace shapes
