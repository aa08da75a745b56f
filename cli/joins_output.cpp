#include "cli/joins_output.hpp"

#include <fmt/format.h>

namespace cli {

std::string joins_text(std::span<const shapes::JoinReport> joins) {
    std::string out;
    for (const shapes::JoinReport& join : joins) {
        out += fmt::format("{}: {} of {} matched {} of {}", join.name, join.matched, join.left, join.matched,
                           join.right);
        const auto name_codes = [&](const char* what, const std::vector<std::string>& codes) {
            if (!codes.empty())
                out += fmt::format("; {} {} ({})", codes.size(), what, shapes::list_codes(codes));
        };
        name_codes("unmatched on the left", join.unmatched_left);
        name_codes("unmatched on the right", join.unmatched_right);
        name_codes("on several rows", join.duplicated);
        if (!join.left_vintage.empty()) out += "; the left has " + join.left_vintage;
        if (!join.right_vintage.empty()) out += "; the right has " + join.right_vintage;
        out += "\n";
    }
    return out;
}

}  // namespace cli
