// Categories: values that are words, such as ratings, in the order the reader expects.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace render {

/// The categories of a set of values, in order. An empty or absent value is missing and in none.
struct Categories {
    std::vector<std::string> names;
    std::vector<std::size_t> counts;  ///< categories of the given order that nobody has are kept, with 0
    std::size_t missing = 0;
    std::vector<std::string> notes;

    /// Index of the category of a value, or nullopt when it is missing.
    [[nodiscard]] std::optional<std::size_t> category_of(const std::optional<std::string>& value) const;
};

/// Categories in the order given; without one, sorted by name. Values that the order does not name follow it,
/// sorted, and a note names them. O(n log n).
/// @throws UsageError when the order names a category twice or an empty one.
[[nodiscard]] Categories categorise(std::span<const std::optional<std::string>> values,
                                    std::span<const std::string> order);

}  // namespace render
