#include "cli/shown_figures.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/measure_tables.hpp"
#include "cli/text_table.hpp"

namespace cli {

using Json = nlohmann::ordered_json;

Json ShownFigures::count(double patients, bool is_hidden) const {
    const std::optional<double> shown = m_rule.shown(patients);
    if (!shown || (m_rule.is_on && is_hidden)) return suppressed_mark;
    return *shown;
}

std::string ShownFigures::count_text(double patients, bool is_hidden) const {
    const std::optional<double> shown = m_rule.shown(patients);
    return !shown || (m_rule.is_on && is_hidden) ? suppressed_mark : grouped(*shown);
}

std::string ShownFigures::count_cell(double patients, bool is_hidden, const std::string& mark) const {
    const std::optional<double> shown = m_rule.shown(patients);
    return !shown || (m_rule.is_on && is_hidden) ? mark : geo::format_number(*shown);
}

shapes::Range ShownFigures::outward(shapes::Range range) const {
    if (!m_rule.is_on) return range;
    const double step = m_rule.round_to;
    return {std::floor(range.low / step) * step, std::ceil(range.high / step) * step};
}

Json ShownFigures::count_range(shapes::Range range, double patients, bool is_hidden) const {
    if (m_rule.is_on && (is_hidden || m_rule.is_small(patients))) return suppressed_mark;
    const shapes::Range shown = outward(range);
    return {shown.low, shown.high};
}

Json ShownFigures::rate(const std::optional<double>& value, bool may_show) const {
    if (!value) return nullptr;
    if (!may_show) return suppressed_mark;
    return *value;
}

std::string ShownFigures::rate_text(const std::optional<double>& value, bool may_show) const {
    if (!value) return "";
    return may_show ? geo::format_fixed(*value, 3) : suppressed_mark;
}

std::string ShownFigures::rate_cell(const std::optional<double>& value, bool may_show,
                                    const std::string& mark) const {
    if (!value) return "";
    return may_show ? geo::format_number(*value) : mark;
}

Json ShownFigures::rate_range(const shapes::RatioRange& range, bool may_show) const {
    if (!may_show) return suppressed_mark;
    Json ends = Json::array();
    for (const auto& end : {range.low, range.high})
        ends.push_back(end ? Json(*end) : Json(nullptr));
    return ends;
}

std::string ShownFigures::range_text(const shapes::RatioRange& range, bool may_show) const {
    if (!range.low && !range.high) return "";
    if (!may_show) return suppressed_mark;
    const auto end = [](const std::optional<double>& value) {
        return value ? geo::format_fixed(*value, 3) : std::string("undefined");
    };
    return end(range.low) + " to " + end(range.high);
}

Json ShownFigures::rule_json() const {
    if (!m_rule.is_on) return "off";
    return {{"suppressed", {1, m_rule.suppress_to}},
            {"rounded_to", m_rule.round_to},
            {"secondary_suppression", true},
            {"rates", "from exact counts"},
            {"source", "NHS Digital, hospital episode statistics, since September 2018"}};
}

std::string ShownFigures::rule_text() const {
    if (!m_rule.is_on) return "disclosure control: off, every count as it is";
    return fmt::format(
        "disclosure control: counts of 1 to {} are *, others rounded to the nearest {}; a * "
        "beside larger counts protects another; rates are from exact counts",
        m_rule.suppress_to, m_rule.round_to);
}

}  // namespace cli
