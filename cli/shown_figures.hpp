// Figures about patients as outputs show them: under disclosure control, or as they are.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "shapes/disclosure.hpp"
#include "shapes/ranges.hpp"

namespace cli {

/// Stands for a suppressed figure, in text and in JSON.
inline constexpr const char* suppressed_mark = "*";

class ShownFigures {
public:
    explicit ShownFigures(const shapes::DisclosureRule& rule) : m_rule(rule) {}

    [[nodiscard]] const shapes::DisclosureRule& rule() const { return m_rule; }

    /// A count of patients: a number, or "*" when it is small or its caller hides it for another's sake.
    [[nodiscard]] nlohmann::ordered_json count(double patients, bool is_hidden = false) const;
    /// The same for people, its thousands set apart.
    [[nodiscard]] std::string count_text(double patients, bool is_hidden = false) const;
    /// The same for a column of a table of numbers; `mark` stands for a suppressed one.
    [[nodiscard]] std::string count_cell(double patients, bool is_hidden = false,
                                         const std::string& mark = suppressed_mark) const;

    /// A range rounded outwards to the step of the rule, so that it still holds; as it is when the rule is
    /// off.
    [[nodiscard]] shapes::Range outward(shapes::Range range) const;
    /// The range of a count: [low, high], rounded outwards under disclosure control; "*" for a hidden one.
    [[nodiscard]] nlohmann::ordered_json count_range(shapes::Range range, double patients,
                                                     bool is_hidden = false) const;

    /// A rate from exact counts: a number, null when undefined, "*" when it may not be shown, see
    /// DisclosureRule::may_show_rate().
    [[nodiscard]] nlohmann::ordered_json rate(const std::optional<double>& value, bool may_show = true) const;
    /// The same with three decimals, empty when undefined.
    [[nodiscard]] std::string rate_text(const std::optional<double>& value, bool may_show = true) const;
    [[nodiscard]] std::string rate_cell(const std::optional<double>& value, bool may_show,
                                        const std::string& mark = suppressed_mark) const;
    /// The range of a rate: [low, high], each null where it is undefined or without bound.
    [[nodiscard]] nlohmann::ordered_json rate_range(const shapes::RatioRange& range,
                                                    bool may_show = true) const;
    /// "0.812 to 0.874", "undefined" for an end without a value, or "*".
    [[nodiscard]] std::string range_text(const shapes::RatioRange& range, bool may_show = true) const;

    /// The rule for reports: an object, or "off".
    [[nodiscard]] nlohmann::ordered_json rule_json() const;
    /// The rule in a sentence.
    [[nodiscard]] std::string rule_text() const;

private:
    shapes::DisclosureRule m_rule;
};

}  // namespace cli
