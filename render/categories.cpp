#include "render/categories.hpp"

#include <algorithm>
#include <set>

#include "geo/error.hpp"

namespace render {

std::optional<std::size_t> Categories::category_of(const std::optional<std::string>& value) const {
    if (!value || value->empty()) return std::nullopt;
    const auto found = std::find(names.begin(), names.end(), *value);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

Categories categorise(std::span<const std::optional<std::string>> values,
                      std::span<const std::string> order) {
    Categories result;
    for (const std::string& name : order) {
        if (name.empty()) {
            throw geo::UsageError("category order", "one of the categories is empty",
                                  "an empty value means missing and needs no place in the order");
        }
        if (result.category_of(name)) {
            throw geo::UsageError("category order", "\"" + name + "\" is named twice",
                                  "name each category once");
        }
        result.names.push_back(name);
    }

    std::set<std::string> others;
    for (const auto& value : values) {
        if (value && !value->empty() && !result.category_of(value)) others.insert(*value);
    }
    if (!order.empty() && !others.empty()) {
        std::string list;
        for (const std::string& name : others)
            list.append(list.empty() ? "" : ", ").append("\"" + name + "\"");
        result.notes.push_back("the category order does not name " + list + ": put after those it names");
    }
    result.names.insert(result.names.end(), others.begin(), others.end());

    result.counts.assign(result.names.size(), 0);
    for (const auto& value : values) {
        if (const auto category = result.category_of(value)) {
            ++result.counts[*category];
        } else {
            ++result.missing;
        }
    }
    if (result.names.empty()) result.notes.emplace_back("no area has a value: there is no category");
    return result;
}

}  // namespace render
