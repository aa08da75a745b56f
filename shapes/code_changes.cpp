#include "shapes/code_changes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/join.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

bool is_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_dash = i == 4 || i == 7;
        if (is_dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    }
    return true;
}

/// Rows by date and old code.
class ChangeReader {
public:
    ChangeReader(const geo::Table& table, const ChangePeriod& period)
        : m_table(table),
          m_period(period),
          m_old(static_cast<std::size_t>(&table.require("old") - table.columns.data())),
          m_new(static_cast<std::size_t>(&table.require("new") - table.columns.data())),
          m_date(table.find("date")),
          m_weight(table.find("weight")) {}

    CodeChanges read() {
        m_changes.path = m_table.path;
        m_changes.rows = m_table.rows();
        for (std::size_t row = 0; row < m_table.rows(); ++row)
            add(row);
        if (m_rows.empty())
            throw geo::InputError(
                m_table.path,
                m_changes.rows_outside_period > 0 ? "no change in the period" : "no code changes",
                m_changes.rows_outside_period > 0 ? "give other dates, or leave them out"
                                                  : "a row has the codes `old` and `new`");
        for (const auto& [date, of_date] : m_rows) {
            if (date.empty()) refuse_chain(of_date);
            m_changes.changes.push_back(change(date, of_date));
        }
        report();
        m_changes.new_codes.assign(m_new_codes.begin(), m_new_codes.end());
        return std::move(m_changes);
    }

private:
    struct Row {
        std::string to;
        std::optional<double> weight;
        std::size_t row = 0;
    };
    using RowsOfDate = std::map<std::string, std::vector<Row>>;

    [[nodiscard]] std::string cell(std::optional<std::size_t> column, std::size_t row) const {
        return column ? std::string(trim_code(m_table.columns[*column].cells[row])) : std::string();
    }

    void add(std::size_t row) {
        const std::string from = cell(m_old, row);
        const std::string to = cell(m_new, row);
        const std::string date = cell(m_date, row);
        if (from.empty() && to.empty())
            throw geo::InputError(m_table.place(row), "neither an old nor a new code", "take the row out");
        if (!date.empty() && !is_date(date))
            throw geo::InputError(m_table.place(row), "date `" + date + "` of " + (from.empty() ? to : from),
                                  "write dates as 2017-04-01");
        const bool is_late = !m_period.until.empty() && date > m_period.until;
        const bool is_early = !m_period.after.empty() && !date.empty() && date <= m_period.after;
        if (is_late || is_early) {
            ++m_changes.rows_outside_period;
            return;
        }
        if (!to.empty()) m_new_codes.insert(to);
        if (from.empty()) return;
        std::vector<Row>& rows = m_rows[date][from];
        if (std::any_of(rows.begin(), rows.end(), [&](const Row& other) { return other.to == to; }))
            m_repeated.push_back(from);
        else
            rows.push_back({to, weight(row, from), row});
    }

    [[nodiscard]] std::optional<double> weight(std::size_t row, const std::string& code) const {
        const std::string text = cell(m_weight, row);
        if (text.empty()) return std::nullopt;
        const std::optional<double> weight = geo::parse_number(text);
        if (!weight || *weight < 0.0)
            throw geo::InputError(
                m_table.place(row),
                "weight `" + text + "` of " + code + (weight ? " is negative" : " is not a finite number"),
                "give a number of 0 or more, or leave it empty");
        return weight;
    }

    /// Without dates a code that is both an end and a beginning could come before or after; one that keeps
    /// its own part stands in rows of one day.
    void refuse_chain(const RowsOfDate& rows) const {
        for (const auto& [from, steps] : rows) {
            for (const Row& step : steps) {
                const auto next = rows.find(step.to);
                if (step.to == from || next == rows.end()) continue;
                const std::vector<Row>& further = next->second;
                if (std::none_of(further.begin(), further.end(),
                                 [&](const Row& other) { return other.to == step.to; }))
                    throw geo::InputError(m_table.place(step.row),
                                          from + " becomes " + step.to + ", which becomes " +
                                              further.front().to + " in " +
                                              m_table.place(further.front().row) +
                                              ", and no date tells which "
                                              "was first",
                                          "give both rows a date");
            }
        }
    }

    CodeChanges::Change change(const std::string& date, const RowsOfDate& rows) {
        CodeChanges::Change made{date, {}};
        for (const auto& [from, steps] : rows) {
            require_weights(from, steps);
            const bool is_weighted = steps.size() > 1 && steps.front().weight.has_value();
            if (steps.size() > 1 && !is_weighted) m_divided_equally.push_back(from);
            double sum = 0.0;
            for (const Row& step : steps)
                sum += is_weighted ? *step.weight : 1.0;
            for (const Row& step : steps)
                made.steps.push_back({from, step.to, (is_weighted ? *step.weight : 1.0) / sum});
        }
        return made;
    }

    void require_weights(const std::string& code, const std::vector<Row>& steps) const {
        if (steps.size() < 2) return;
        const auto with = static_cast<std::size_t>(std::count_if(
            steps.begin(), steps.end(), [](const Row& step) { return step.weight.has_value(); }));
        if (with == 0) return;
        if (with < steps.size())
            throw geo::InputError(m_table.place(steps.front().row),
                                  "of the " + count_of(steps.size(), "row") + " of " + code + ", " +
                                      std::to_string(with) + " have a weight and others none",
                                  "give all of them a weight, or none");
        if (std::all_of(steps.begin(), steps.end(), [](const Row& step) { return *step.weight == 0.0; }))
            throw geo::InputError(m_table.place(steps.front().row), "all weights of " + code + " are 0",
                                  "give at least one a weight above 0");
    }

    void report() {
        const auto tell = [&](geo::FindingKind kind, geo::Severity severity, std::vector<std::string>& codes,
                              const std::string& what) {
            if (codes.empty()) return;
            std::string text =
                m_table.path + ": " + count_of(codes.size(), "code") + what + list_codes(codes);
            m_changes.findings.push_back(table_finding(kind, severity, std::move(codes), std::move(text)));
        };
        tell(geo::FindingKind::assumption, geo::Severity::warning, m_divided_equally,
             " with several successors and no weights, divided into equal parts: ");
        tell(geo::FindingKind::duplicate_code, geo::Severity::note, m_repeated,
             " with one successor on several rows of one date, of which the first is used: ");
    }

    const geo::Table& m_table;
    const ChangePeriod& m_period;
    std::size_t m_old;
    std::size_t m_new;
    std::optional<std::size_t> m_date;
    std::optional<std::size_t> m_weight;
    CodeChanges m_changes;
    std::map<std::string, RowsOfDate> m_rows;
    std::set<std::string> m_new_codes;
    std::vector<std::string> m_divided_equally;
    std::vector<std::string> m_repeated;
};

/// Shares of one start code by the code they have become; the empty code is what ended.
using Shares = std::map<std::string, double>;

Shares after_change(const Shares& before, const CodeChanges::Change& change) {
    Shares after;
    for (const auto& [code, share] : before) {
        auto step =
            std::lower_bound(change.steps.begin(), change.steps.end(), code,
                             [](const CodeChanges::Step& s, const std::string& c) { return s.from < c; });
        if (code.empty() || step == change.steps.end() || step->from != code) {
            after[code] += share;
            continue;
        }
        for (; step != change.steps.end() && step->from == code; ++step)
            after[step->to] += share * step->share;
    }
    return after;
}

}  // namespace

CodeChanges make_code_changes(const geo::Table& table, const ChangePeriod& period) {
    return ChangeReader(table, period).read();
}

CrossTable follow_codes(const CodeChanges& changes, std::span<const std::string> codes) {
    CrossTable table;
    table.measured = CrossAmount::common_units;
    const std::set<std::string> starts(codes.begin(), codes.end());
    table.a_codes.assign(starts.begin(), starts.end());
    std::vector<Shares> ends;
    for (const std::string& code : table.a_codes) {
        Shares shares{{code, 1.0}};
        for (const CodeChanges::Change& change : changes.changes)
            shares = after_change(shares, change);
        ends.push_back(std::move(shares));
    }
    // A new code of the table stays one to the end unless a later change ends it.
    std::set<std::string> last;
    for (const Shares& shares : ends)
        for (const auto& [code, share] : shares)
            last.insert(code);
    for (const std::string& code : changes.new_codes) {
        Shares shares{{code, 1.0}};
        const bool goes_on =
            std::none_of(changes.changes.begin(), changes.changes.end(), [&](const auto& change) {
                const Shares next = after_change(shares, change);
                return next.find(code) == next.end();
            });
        if (goes_on) last.insert(code);
    }
    last.erase("");
    table.b_codes.assign(last.begin(), last.end());
    const CodeIndex index(table.b_codes);
    for (std::size_t a = 0; a < ends.size(); ++a) {
        const std::size_t first = table.cells.size();
        double ended = 0.0;
        for (const auto& [code, share] : ends[a]) {
            if (code.empty())
                ended = share;
            else
                table.cells.push_back({static_cast<UnitRow>(a), static_cast<UnitRow>(index.find(code)), share,
                                       0.0, std::nullopt});
        }
        if (ended > 0.0 || table.cells.size() == first)
            table.cells.push_back({static_cast<UnitRow>(a), no_unit, ended, 0.0, std::nullopt});
    }
    return table;
}

}  // namespace shapes
