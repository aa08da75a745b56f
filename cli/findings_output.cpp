#include "cli/findings_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include "cli/text_table.hpp"
#include "shapes/join.hpp"

namespace cli {
namespace {

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes)
        text += (text.empty() ? "" : " ") + code;
    return text;
}

std::string number_or_blank(double value, int decimals) {
    return std::isfinite(value) ? geo::format_fixed(value, decimals) : "";
}

}  // namespace

std::vector<geo::Finding> worst_first(std::vector<geo::Finding> findings) {
    const auto rank = [](const geo::Finding& f) {
        return std::tuple(-static_cast<int>(f.severity), static_cast<int>(f.kind),
                          std::isfinite(f.size) ? -f.size : 0.0);
    };
    std::ranges::stable_sort(findings, [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return findings;
}

bool any_violation(std::span<const geo::Finding> findings) {
    return std::ranges::any_of(findings,
                               [](const auto& f) { return f.severity == geo::Severity::violation; });
}

std::string findings_text(std::span<const geo::Finding> findings, std::size_t most) {
    if (findings.empty()) return "";
    std::map<std::pair<int, int>, std::size_t> counts;
    for (const geo::Finding& f : findings)
        ++counts[{-static_cast<int>(f.severity), static_cast<int>(f.kind)}];
    TextTable summary({"finding", "severity", "count"});
    for (const auto& [key, count] : counts) {
        summary.add({std::string(geo::to_string(static_cast<geo::FindingKind>(key.second))),
                     std::string(geo::to_string(static_cast<geo::Severity>(-key.first))),
                     std::to_string(count)});
    }
    TextTable list({"finding", "severity", "x", "y", "size", "width m", "what"});
    const std::size_t shown = std::min(findings.size(), most);
    for (const geo::Finding& f : findings.first(shown)) {
        list.add({std::string(geo::to_string(f.kind)), std::string(geo::to_string(f.severity)),
                  number_or_blank(f.x, 1), number_or_blank(f.y, 1), number_or_blank(f.size, 1),
                  number_or_blank(f.width_m, 3), f.text});
    }
    std::string out = summary.text() + "\n" + list.text();
    if (shown < findings.size()) {
        out += fmt::format("and {} more; --json lists all\n", findings.size() - shown);
    }
    return out;
}

std::string count_findings(std::span<const geo::Finding> findings) {
    std::array<std::size_t, 3> counts{};
    for (const geo::Finding& f : findings)
        ++counts[static_cast<std::size_t>(f.severity)];
    return fmt::format("{}, {}, {}", shapes::count_of(counts[2], "violation"),
                       shapes::count_of(counts[1], "warning"), shapes::count_of(counts[0], "note"));
}

namespace {

geo::Table findings_table(std::span<const geo::Finding> findings) {
    geo::Column kind{"kind", geo::ColumnType::text, {}};
    geo::Column severity{"severity", geo::ColumnType::text, {}};
    geo::Column codes{"codes", geo::ColumnType::text, {}};
    geo::Column size{"size", geo::ColumnType::real, {}};
    geo::Column width{"width_m", geo::ColumnType::real, {}};
    geo::Column perimeter{"perimeter_m", geo::ColumnType::real, {}};
    geo::Column text{"text", geo::ColumnType::text, {}};
    const auto number = [](double value) { return std::isfinite(value) ? geo::format_number(value) : ""; };
    for (const geo::Finding& f : findings) {
        kind.cells.emplace_back(geo::to_string(f.kind));
        severity.cells.emplace_back(geo::to_string(f.severity));
        codes.cells.push_back(joined(f.codes));
        size.cells.push_back(number(f.size));
        width.cells.push_back(number(f.width_m));
        perimeter.cells.push_back(number(f.perimeter_m));
        text.cells.push_back(f.text);
    }
    geo::Table table;
    table.columns = {std::move(kind),  std::move(severity),  std::move(codes), std::move(size),
                     std::move(width), std::move(perimeter), std::move(text)};
    return table;
}

}  // namespace

geo::OutputLayer findings_layer(std::span<const geo::Finding> findings, const std::string& crs) {
    geo::OutputLayer layer;
    layer.name = "findings";
    layer.crs = crs;
    std::vector<geo::Point> places;
    for (const geo::Finding& f : findings)
        places.push_back({f.x, f.y});
    layer.geometry = std::move(places);
    layer.attributes = findings_table(findings);
    return layer;
}

namespace {

/// The findings that are ground (gaps, overlaps, inlets) as areas, with the same columns.
geo::OutputLayer finding_outlines_layer(std::span<const geo::Finding> findings, const std::string& crs) {
    std::vector<geo::Finding> of_ground;
    std::ranges::copy_if(findings, std::back_inserter(of_ground),
                         [](const geo::Finding& f) { return !f.outline.empty(); });
    geo::Rings rings;
    for (const geo::Finding& f : of_ground) {
        for (const std::vector<geo::Point>& ring : f.outline) {
            rings.points.insert(rings.points.end(), ring.begin(), ring.end());
            rings.close_ring();
        }
        rings.close_area();
    }
    geo::OutputLayer layer;
    layer.name = "finding_outlines";
    layer.crs = crs;
    layer.geometry = std::move(rings);
    layer.attributes = findings_table(of_ground);
    return layer;
}

}  // namespace

void write_findings(const std::string& path, std::span<const geo::Finding> findings, const std::string& crs,
                    bool overwrite) {
    std::vector<geo::OutputLayer> layers{findings_layer(findings, crs)};
    if (path.ends_with(".gpkg")) layers.push_back(finding_outlines_layer(findings, crs));
    geo::write_layers(path, layers, overwrite);
}

}  // namespace cli
