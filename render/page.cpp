#include "render/page.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "geo/error.hpp"
#include "geo/table.hpp"

namespace render {

namespace {

constexpr double least_side_mm = 40.0;
constexpr double greatest_side_mm = 2000.0;

struct NamedPage {
    std::string_view name;
    PageSize size;
};
constexpr double mm_per_css_px = 25.4 / 96.0;
constexpr std::array<NamedPage, 6> named_pages = {{
    {"a4", {210.0, 297.0}},
    {"a4-landscape", {297.0, 210.0}},
    {"a3", {297.0, 420.0}},
    {"a3-landscape", {420.0, 297.0}},
    {"web", {960.0 * mm_per_css_px, 1200.0 * mm_per_css_px}},
    {"web-half", {480.0 * mm_per_css_px, 600.0 * mm_per_css_px}},
}};

}  // namespace

PageSize page_from_name(std::string_view name) {
    std::string lower;
    for (const char c : name)
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const NamedPage& page : named_pages) {
        if (page.name == lower) return page.size;
    }
    const std::string where = "page \"" + std::string(name) + "\"";
    const std::size_t cross = lower.find('x');
    const auto width = geo::parse_number(std::string_view(lower).substr(0, cross));
    const auto height = geo::parse_number(
        cross == std::string::npos ? std::string_view() : std::string_view(lower).substr(cross + 1));
    if (!width || !height) {
        throw geo::UsageError(
            where, "not a page size",
            "say a4, a4-landscape, a3, a3-landscape, web, web-half, or width x height in mm such as 180x120");
    }
    const PageSize size{width.value_or(0.0), height.value_or(0.0)};
    const auto [shorter, longer] = std::minmax({size.width_mm, size.height_mm});
    if (shorter < least_side_mm || longer > greatest_side_mm) {
        throw geo::UsageError(where, "a page of this size cannot be drawn", "sides are 40 to 2,000 mm");
    }
    return size;
}

}  // namespace render
