#include "shapes/link_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "shapes/code_index.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

constexpr std::array<std::string_view, 5> kinds{"bridge", "tunnel", "ferry", "estuary", "island"};

void warn(LinkTable& links, geo::FindingKind kind, std::vector<std::string> codes, std::string text) {
    links.findings.push_back(table_finding(kind, geo::Severity::warning, std::move(codes), std::move(text)));
}

/// Finds areas by code or by name.
class Ends {
public:
    Ends(std::span<const std::string> codes, std::span<const std::string> names) : m_codes(codes) {
        for (std::size_t area = 0; area < names.size(); ++area)
            m_names[names[area]].push_back(static_cast<std::int32_t>(area));
    }

    /// The area of an end, or nothing and a finding.
    std::optional<std::int32_t> find(const std::string& end, const std::string& place, LinkTable& links) {
        if (const std::int32_t area = m_codes.find(end); area != CodeIndex::none) return area;
        const auto named = m_names.find(end);
        if (named != m_names.end() && named->second.size() == 1) return named->second.front();
        if (named != m_names.end()) {
            warn(links, geo::FindingKind::bad_value, {end},
                 place + ": several areas are called " + end + ", so the link is left out; give the code");
        } else {
            warn(links, geo::FindingKind::unmatched, {end},
                 place + ": " + (end.empty() ? "an end without a code" : end + " is no area") +
                     ", so the link is left out");
        }
        return std::nullopt;
    }

private:
    CodeIndex m_codes;
    std::map<std::string, std::vector<std::int32_t>, std::less<>> m_names;
};

}  // namespace

LinkTable make_links(const geo::Table& table, std::span<const std::string> area_codes,
                     std::span<const std::string> area_names) {
    const geo::Column& a = table.require("a");
    const geo::Column& b = table.require("b");
    const auto cell = [&](std::string_view name, std::size_t row) {
        const auto column = table.find(name);
        return column ? std::string(trim_code(table.columns[*column].cells[row])) : std::string();
    };
    LinkTable links;
    links.path = table.path;
    links.rows = table.rows();
    Ends ends(area_codes, area_names);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string place = table.place(row);
        const auto from = ends.find(std::string(trim_code(a.cells[row])), place, links);
        const auto to = ends.find(std::string(trim_code(b.cells[row])), place, links);
        if (!from || !to) continue;
        const std::string& from_code = area_codes[static_cast<std::size_t>(*from)];
        const std::string& to_code = area_codes[static_cast<std::size_t>(*to)];
        NamedLink link{*from, *to, cell("name", row), cell("kind", row)};
        if (link.name.empty()) link.name = from_code + " to " + to_code;
        if (*from == *to) {
            warn(links, geo::FindingKind::bad_value, {from_code},
                 place + ": " + link.name + " links " + from_code +
                     " to itself, so it is left out; the parts of one area count as joined anyhow");
            continue;
        }
        if (!link.kind.empty() && std::ranges::find(kinds, link.kind) == kinds.end()) {
            warn(links, geo::FindingKind::bad_value, {from_code, to_code},
                 place + ": " + link.name + " is a " + link.kind +
                     ", none of bridge, tunnel, ferry, estuary and island; it is used as it is");
        }
        links.links.push_back(std::move(link));
    }
    if (table.rows() == 0) warn(links, geo::FindingKind::empty, {}, table.path + ": no link in it");
    return links;
}

}  // namespace shapes
