#include "shapes/succession.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/join.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

std::string cell(const geo::Table& table, std::optional<std::size_t> column, std::size_t row) {
    return column ? std::string(trim_code(table.columns[*column].cells[row])) : std::string();
}

/// Reads the rows one by one into the graph.
class Reader {
public:
    explicit Reader(const geo::Table& table)
        : m_table(table),
          m_old(static_cast<std::size_t>(&table.require("old") - table.columns.data())),
          m_new(static_cast<std::size_t>(&table.require("new") - table.columns.data())),
          m_date(table.find("date")),
          m_kind(table.find("kind")),
          m_weight(table.find("weight")),
          m_footprint(table.find("footprint")) {}

    Succession read() {
        m_succession.path = m_table.path;
        m_succession.rows = m_table.rows();
        if (m_table.rows() == 0)
            throw geo::InputError(m_table.path, "no succession", "the table has a header and no rows");
        for (std::size_t row = 0; row < m_table.rows(); ++row)
            add_row(row);
        report();
        for (const auto* groups : {&m_succession.before, &m_succession.after}) {
            for (const std::vector<std::size_t>& group : *groups)
                require_weights(group);
        }
        rank_codes();
        return std::move(m_succession);
    }

private:
    std::int32_t intern(const std::string& code) {
        const std::int32_t index = m_succession.index.intern(code);
        if (static_cast<std::size_t>(index) == m_succession.codes.size()) {
            m_succession.codes.push_back(code);
            m_succession.before.emplace_back();
            m_succession.after.emplace_back();
            m_succession.footprint.emplace_back();
        }
        return index;
    }

    void add_row(std::size_t row) {
        const std::string old_code = cell(m_table, m_old, row);
        const std::string new_code = cell(m_table, m_new, row);
        const std::string footprint = cell(m_table, m_footprint, row);
        // A derived table also lists codes that have nothing before or after them.
        const std::string kind = cell(m_table, m_kind, row);
        if (new_code.empty() ? kind == "ended" : old_code.empty() && kind == "begun") return;
        if (new_code.empty()) {
            ++m_without_code;
            return;
        }
        if (old_code.empty() == footprint.empty()) {
            throw geo::InputError(
                m_table.place(row),
                old_code.empty() ? new_code + " has neither a predecessor nor a footprint"
                                 : new_code + " has both a predecessor and a footprint",
                "a row gives the predecessor in `old`, or the `footprint` of a code that has none");
        }
        if (old_code.empty()) {
            std::string& own = m_succession.footprint[static_cast<std::size_t>(intern(new_code))];
            if (!own.empty() && own != footprint)
                throw geo::InputError(m_table.place(row),
                                      new_code + " has two footprints, " + own + " and " + footprint,
                                      "leave one row a code");
            own = footprint;
            return;
        }
        const std::optional<double> weight = read_weight(row, old_code, new_code);
        if (old_code == new_code) return;
        const std::int32_t from = intern(old_code);
        const std::int32_t to = intern(new_code);
        if (!m_seen.emplace(from, to).second) {
            m_repeated.push_back(new_code);
            return;
        }
        m_succession.before[static_cast<std::size_t>(to)].push_back(m_succession.steps.size());
        m_succession.after[static_cast<std::size_t>(from)].push_back(m_succession.steps.size());
        m_succession.steps.push_back({from, to, weight, event(row)});
        m_row_of_step.push_back(row);
    }

    std::string event(std::size_t row) const {
        const std::string kind = cell(m_table, m_kind, row);
        const std::string date = cell(m_table, m_date, row);
        if (kind.empty() && date.empty()) return {};
        return " (" + kind + (kind.empty() || date.empty() ? "" : ", ") + date + ")";
    }

    std::optional<double> read_weight(std::size_t row, const std::string& from, const std::string& to) const {
        const std::string text = cell(m_table, m_weight, row);
        if (text.empty()) return std::nullopt;
        const std::optional<double> weight = geo::parse_number(text);
        if (!weight || *weight < 0.0)
            throw geo::InputError(m_table.place(row),
                                  "weight `" + text + "` of " + from + " to " + to +
                                      (weight ? " is negative" : " is not a finite number"),
                                  "give a number of 0 or more, or leave it empty");
        return weight;
    }

    void require_weights(const std::vector<std::size_t>& group) const {
        if (group.size() < 2) return;
        const auto weight_of = [&](std::size_t step) { return m_succession.steps[step].weight; };
        const auto without = std::find_if_not(group.begin(), group.end(), weight_of);
        const auto with = std::find_if(group.begin(), group.end(), weight_of);
        const auto name = [&](std::size_t step) {
            const Succession::Step& s = m_succession.steps[step];
            return m_succession.codes[static_cast<std::size_t>(s.from)] + " to " +
                   m_succession.codes[static_cast<std::size_t>(s.to)];
        };
        if (with == group.end()) return;
        if (without != group.end())
            throw geo::InputError(m_table.place(m_row_of_step[*without]),
                                  name(*without) + " has no weight, but " + name(*with) + " in " +
                                      m_table.place(m_row_of_step[*with]) + " has one",
                                  "give both a weight, or neither");
        if (std::none_of(group.begin(), group.end(), [&](std::size_t s) { return *weight_of(s) > 0.0; }))
            throw geo::InputError(m_table.place(m_row_of_step[group.front()]),
                                  "all weights beside " + name(group.front()) + " are 0",
                                  "give at least one a weight above 0");
    }

    void report() {
        if (m_without_code > 0)
            m_succession.findings.push_back(table_finding(
                geo::FindingKind::missing_code, geo::Severity::warning, {},
                m_table.path + ": " + count_of(m_without_code, "row") + " without a new code, left out",
                static_cast<double>(m_without_code)));
        if (m_repeated.empty()) return;
        std::string text = m_table.path + ": " + count_of(m_repeated.size(), "succession") +
                           " on more than one row, of which the first is used, to " + list_codes(m_repeated);
        m_succession.findings.push_back(table_finding(geo::FindingKind::duplicate_code, geo::Severity::note,
                                                      std::move(m_repeated), std::move(text)));
    }

    /// Ranks by taking codes without remaining predecessors away (Kahn 1962); what stays lies on cycles or
    /// behind one.
    void rank_codes() {
        const std::size_t count = m_succession.codes.size();
        m_succession.rank.assign(count, 0);
        std::vector<std::size_t> waiting_for(count);
        std::vector<std::size_t> free;
        for (std::size_t c = 0; c < count; ++c) {
            waiting_for[c] = m_succession.before[c].size();
            if (waiting_for[c] == 0) free.push_back(c);
        }
        for (std::size_t next = 0; next < free.size(); ++next) {
            m_succession.rank[free[next]] = next;
            for (const std::size_t step : m_succession.after[free[next]]) {
                const auto to = static_cast<std::size_t>(m_succession.steps[step].to);
                if (--waiting_for[to] == 0) free.push_back(to);
            }
        }
        if (free.size() < count) refuse_cycle(waiting_for);
    }

    [[noreturn]] void refuse_cycle(const std::vector<std::size_t>& waiting_for) const {
        // Each code that waits has a predecessor that waits, so going back must come round.
        std::size_t at = 0;
        while (waiting_for[at] == 0)
            ++at;
        std::vector<std::size_t> way;
        std::vector<bool> seen(waiting_for.size());
        std::size_t step_in = 0;
        while (!seen[at]) {
            seen[at] = true;
            way.push_back(at);
            for (const std::size_t step : m_succession.before[at]) {
                const auto from = static_cast<std::size_t>(m_succession.steps[step].from);
                if (waiting_for[from] == 0) continue;
                step_in = step;
                at = from;
                break;
            }
        }
        const auto begin = std::find(way.begin(), way.end(), at);
        std::vector<std::string> names;
        for (auto code = way.rbegin(); code != std::make_reverse_iterator(begin); ++code)
            names.push_back(m_succession.codes[*code]);
        names.push_back(names.front());
        std::string text;
        for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 10); ++i)
            text += (i == 0 ? "" : " to ") + names[i];
        if (names.size() > 10) text += " ...";
        throw geo::InputError(m_table.place(m_row_of_step[step_in]), "succession in a circle: " + text,
                              "a code cannot come before itself; take one of these rows out");
    }

    const geo::Table& m_table;
    std::size_t m_old;
    std::size_t m_new;
    std::optional<std::size_t> m_date;
    std::optional<std::size_t> m_kind;
    std::optional<std::size_t> m_weight;
    std::optional<std::size_t> m_footprint;
    Succession m_succession;
    std::set<std::pair<std::int32_t, std::int32_t>> m_seen;
    std::vector<std::size_t> m_row_of_step;
    std::vector<std::string> m_repeated;
    std::size_t m_without_code = 0;
};

/// Follows the steps of one direction to the nearest known codes.
Succeeded follow(const Succession& succession, std::int32_t start, bool to_earlier,
                 const std::function<bool(std::string_view)>& is_known) {
    Succeeded result;
    result.is_earlier = to_earlier;
    // By rank, so that a code that is reached by several ways is taken up once, with the sum of their shares.
    std::map<std::size_t, std::pair<std::size_t, double>> open;
    const auto key = [&](std::size_t code) {
        return to_earlier ? succession.codes.size() - succession.rank[code] : succession.rank[code];
    };
    const auto first = static_cast<std::size_t>(start);
    open[key(first)] = {first, 1.0};
    double known_share = 0.0;
    std::size_t told = 0;
    while (!open.empty()) {
        const auto [code, share] = open.begin()->second;
        open.erase(open.begin());
        if (code != first && is_known(succession.codes[code])) {
            result.parts.emplace_back(succession.codes[code], share);
            known_share += share;
            continue;
        }
        const std::vector<std::size_t>& steps = to_earlier ? succession.before[code] : succession.after[code];
        if (steps.empty()) {
            if (code != first) result.unknown.push_back(succession.codes[code]);
            continue;
        }
        const bool is_weighted = steps.size() > 1 && succession.steps[steps.front()].weight.has_value();
        double sum = 0.0;
        for (const std::size_t step : steps)
            sum += is_weighted ? *succession.steps[step].weight : 1.0;
        std::vector<std::string> names;
        for (const std::size_t step : steps) {
            const Succession::Step& s = succession.steps[step];
            const auto next = static_cast<std::size_t>(to_earlier ? s.from : s.to);
            names.push_back(succession.codes[next]);
            auto& entry = open.try_emplace(key(next), next, 0.0).first->second;
            entry.second += share * (is_weighted ? *s.weight : 1.0) / sum;
        }
        constexpr std::size_t most_told = 10;
        if (++told == most_told) result.path += "; and so on";
        if (told >= most_told) continue;
        result.path += (result.path.empty() ? "" : "; ") + succession.codes[code] +
                       (to_earlier ? " from " : " to ") + list_codes(names, 10) +
                       succession.steps[steps.front()].event;
    }
    // A predecessor of weight 0 is known and has no share.
    std::erase_if(result.parts, [](const auto& part) { return !(part.second > 0.0); });
    for (auto& [code, share] : result.parts)
        share /= known_share;
    return result;
}

}  // namespace

Succession make_succession(const geo::Table& table) {
    return Reader(table).read();
}

Succession read_succession(const std::filesystem::path& path) {
    std::vector<geo::Finding> findings;
    Succession succession = make_succession(geo::read_table(path, findings));
    succession.findings.insert(succession.findings.begin(), std::make_move_iterator(findings.begin()),
                               std::make_move_iterator(findings.end()));
    return succession;
}

std::optional<Succeeded> succeed(const Succession& succession, std::string_view code,
                                 const std::function<bool(std::string_view)>& is_known) {
    const std::int32_t start = succession.index.find(code);
    if (start == CodeIndex::none) return std::nullopt;
    Succeeded earlier = follow(succession, start, true, is_known);
    Succeeded later = follow(succession, start, false, is_known);
    if (!earlier.parts.empty()) {
        for (auto& part : later.parts)
            earlier.other.push_back(std::move(part.first));
        return earlier;
    }
    if (!later.parts.empty()) return later;
    Succeeded own;
    own.footprint = succession.footprint[static_cast<std::size_t>(start)];
    if (own.footprint.empty()) return std::nullopt;
    own.path = std::string(code) + " in " + own.footprint;
    return own;
}

std::vector<std::string> known_predecessors(const Succession& succession, std::string_view code,
                                            const std::function<bool(std::string_view)>& is_known) {
    std::vector<std::string> codes;
    const std::int32_t start = succession.index.find(code);
    if (start == CodeIndex::none) return codes;
    for (auto& part : follow(succession, start, true, is_known).parts)
        codes.push_back(std::move(part.first));
    return codes;
}

}  // namespace shapes
