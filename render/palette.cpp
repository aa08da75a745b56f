#include "render/palette.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "geo/error.hpp"
#include "geo/table.hpp"

namespace render {

namespace {

constexpr std::size_t least_series = 3;
constexpr std::size_t most_series = 9;

/// The colours for 3, 4, ... 9 classes one after the other.
using Series = std::array<std::uint32_t, 42>;

constexpr Series YlGnBu = {0xedf8b1, 0x7fcdbb, 0x2c7fb8, 0xffffcc, 0xa1dab4, 0x41b6c4, 0x225ea8,
                           0xffffcc, 0xa1dab4, 0x41b6c4, 0x2c7fb8, 0x253494, 0xffffcc, 0xc7e9b4,
                           0x7fcdbb, 0x41b6c4, 0x2c7fb8, 0x253494, 0xffffcc, 0xc7e9b4, 0x7fcdbb,
                           0x41b6c4, 0x1d91c0, 0x225ea8, 0x0c2c84, 0xffffd9, 0xedf8b1, 0xc7e9b4,
                           0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8, 0x0c2c84, 0xffffd9, 0xedf8b1,
                           0xc7e9b4, 0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8, 0x253494, 0x081d58};
constexpr Series Blues = {0xdeebf7, 0x9ecae1, 0x3182bd, 0xeff3ff, 0xbdd7e7, 0x6baed6, 0x2171b5,
                          0xeff3ff, 0xbdd7e7, 0x6baed6, 0x3182bd, 0x08519c, 0xeff3ff, 0xc6dbef,
                          0x9ecae1, 0x6baed6, 0x3182bd, 0x08519c, 0xeff3ff, 0xc6dbef, 0x9ecae1,
                          0x6baed6, 0x4292c6, 0x2171b5, 0x084594, 0xf7fbff, 0xdeebf7, 0xc6dbef,
                          0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x084594, 0xf7fbff, 0xdeebf7,
                          0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c, 0x08306b};
constexpr Series PuOr = {0xf1a340, 0xf7f7f7, 0x998ec3, 0xe66101, 0xfdb863, 0xb2abd2, 0x5e3c99,
                         0xe66101, 0xfdb863, 0xf7f7f7, 0xb2abd2, 0x5e3c99, 0xb35806, 0xf1a340,
                         0xfee0b6, 0xd8daeb, 0x998ec3, 0x542788, 0xb35806, 0xf1a340, 0xfee0b6,
                         0xf7f7f7, 0xd8daeb, 0x998ec3, 0x542788, 0xb35806, 0xe08214, 0xfdb863,
                         0xfee0b6, 0xd8daeb, 0xb2abd2, 0x8073ac, 0x542788, 0xb35806, 0xe08214,
                         0xfdb863, 0xfee0b6, 0xf7f7f7, 0xd8daeb, 0xb2abd2, 0x8073ac, 0x542788};
constexpr Series RdBu = {0xef8a62, 0xf7f7f7, 0x67a9cf, 0xca0020, 0xf4a582, 0x92c5de, 0x0571b0,
                         0xca0020, 0xf4a582, 0xf7f7f7, 0x92c5de, 0x0571b0, 0xb2182b, 0xef8a62,
                         0xfddbc7, 0xd1e5f0, 0x67a9cf, 0x2166ac, 0xb2182b, 0xef8a62, 0xfddbc7,
                         0xf7f7f7, 0xd1e5f0, 0x67a9cf, 0x2166ac, 0xb2182b, 0xd6604d, 0xf4a582,
                         0xfddbc7, 0xd1e5f0, 0x92c5de, 0x4393c3, 0x2166ac, 0xb2182b, 0xd6604d,
                         0xf4a582, 0xfddbc7, 0xf7f7f7, 0xd1e5f0, 0x92c5de, 0x4393c3, 0x2166ac};
constexpr Series BrBG = {0xd8b365, 0xf5f5f5, 0x5ab4ac, 0xa6611a, 0xdfc27d, 0x80cdc1, 0x018571,
                         0xa6611a, 0xdfc27d, 0xf5f5f5, 0x80cdc1, 0x018571, 0x8c510a, 0xd8b365,
                         0xf6e8c3, 0xc7eae5, 0x5ab4ac, 0x01665e, 0x8c510a, 0xd8b365, 0xf6e8c3,
                         0xf5f5f5, 0xc7eae5, 0x5ab4ac, 0x01665e, 0x8c510a, 0xbf812d, 0xdfc27d,
                         0xf6e8c3, 0xc7eae5, 0x80cdc1, 0x35978f, 0x01665e, 0x8c510a, 0xbf812d,
                         0xdfc27d, 0xf6e8c3, 0xf5f5f5, 0xc7eae5, 0x80cdc1, 0x35978f, 0x01665e};
constexpr Series Greens = {0xe5f5e0, 0xa1d99b, 0x31a354, 0xedf8e9, 0xbae4b3, 0x74c476, 0x238b45,
                           0xedf8e9, 0xbae4b3, 0x74c476, 0x31a354, 0x006d2c, 0xedf8e9, 0xc7e9c0,
                           0xa1d99b, 0x74c476, 0x31a354, 0x006d2c, 0xedf8e9, 0xc7e9c0, 0xa1d99b,
                           0x74c476, 0x41ab5d, 0x238b45, 0x005a32, 0xf7fcf5, 0xe5f5e0, 0xc7e9c0,
                           0xa1d99b, 0x74c476, 0x41ab5d, 0x238b45, 0x005a32, 0xf7fcf5, 0xe5f5e0,
                           0xc7e9c0, 0xa1d99b, 0x74c476, 0x41ab5d, 0x238b45, 0x006d2c, 0x00441b};
constexpr Series Oranges = {0xfee6ce, 0xfdae6b, 0xe6550d, 0xfeedde, 0xfdbe85, 0xfd8d3c, 0xd94701,
                            0xfeedde, 0xfdbe85, 0xfd8d3c, 0xe6550d, 0xa63603, 0xfeedde, 0xfdd0a2,
                            0xfdae6b, 0xfd8d3c, 0xe6550d, 0xa63603, 0xfeedde, 0xfdd0a2, 0xfdae6b,
                            0xfd8d3c, 0xf16913, 0xd94801, 0x8c2d04, 0xfff5eb, 0xfee6ce, 0xfdd0a2,
                            0xfdae6b, 0xfd8d3c, 0xf16913, 0xd94801, 0x8c2d04, 0xfff5eb, 0xfee6ce,
                            0xfdd0a2, 0xfdae6b, 0xfd8d3c, 0xf16913, 0xd94801, 0xa63603, 0x7f2704};
constexpr Series Purples = {0xefedf5, 0xbcbddc, 0x756bb1, 0xf2f0f7, 0xcbc9e2, 0x9e9ac8, 0x6a51a3,
                            0xf2f0f7, 0xcbc9e2, 0x9e9ac8, 0x756bb1, 0x54278f, 0xf2f0f7, 0xdadaeb,
                            0xbcbddc, 0x9e9ac8, 0x756bb1, 0x54278f, 0xf2f0f7, 0xdadaeb, 0xbcbddc,
                            0x9e9ac8, 0x807dba, 0x6a51a3, 0x4a1486, 0xfcfbfd, 0xefedf5, 0xdadaeb,
                            0xbcbddc, 0x9e9ac8, 0x807dba, 0x6a51a3, 0x4a1486, 0xfcfbfd, 0xefedf5,
                            0xdadaeb, 0xbcbddc, 0x9e9ac8, 0x807dba, 0x6a51a3, 0x54278f, 0x3f007d};
constexpr Series YlOrRd = {0xffeda0, 0xfeb24c, 0xf03b20, 0xffffb2, 0xfecc5c, 0xfd8d3c, 0xe31a1c,
                           0xffffb2, 0xfecc5c, 0xfd8d3c, 0xf03b20, 0xbd0026, 0xffffb2, 0xfed976,
                           0xfeb24c, 0xfd8d3c, 0xf03b20, 0xbd0026, 0xffffb2, 0xfed976, 0xfeb24c,
                           0xfd8d3c, 0xfc4e2a, 0xe31a1c, 0xb10026, 0xffffcc, 0xffeda0, 0xfed976,
                           0xfeb24c, 0xfd8d3c, 0xfc4e2a, 0xe31a1c, 0xb10026, 0xffffcc, 0xffeda0,
                           0xfed976, 0xfeb24c, 0xfd8d3c, 0xfc4e2a, 0xe31a1c, 0xbd0026, 0x800026};
constexpr Series PRGn = {0xaf8dc3, 0xf7f7f7, 0x7fbf7b, 0x7b3294, 0xc2a5cf, 0xa6dba0, 0x008837,
                         0x7b3294, 0xc2a5cf, 0xf7f7f7, 0xa6dba0, 0x008837, 0x762a83, 0xaf8dc3,
                         0xe7d4e8, 0xd9f0d3, 0x7fbf7b, 0x1b7837, 0x762a83, 0xaf8dc3, 0xe7d4e8,
                         0xf7f7f7, 0xd9f0d3, 0x7fbf7b, 0x1b7837, 0x762a83, 0x9970ab, 0xc2a5cf,
                         0xe7d4e8, 0xd9f0d3, 0xa6dba0, 0x5aae61, 0x1b7837, 0x762a83, 0x9970ab,
                         0xc2a5cf, 0xe7d4e8, 0xf7f7f7, 0xd9f0d3, 0xa6dba0, 0x5aae61, 0x1b7837};
constexpr Series RdYlBu = {0xfc8d59, 0xffffbf, 0x91bfdb, 0xd7191c, 0xfdae61, 0xabd9e9, 0x2c7bb6,
                           0xd7191c, 0xfdae61, 0xffffbf, 0xabd9e9, 0x2c7bb6, 0xd73027, 0xfc8d59,
                           0xfee090, 0xe0f3f8, 0x91bfdb, 0x4575b4, 0xd73027, 0xfc8d59, 0xfee090,
                           0xffffbf, 0xe0f3f8, 0x91bfdb, 0x4575b4, 0xd73027, 0xf46d43, 0xfdae61,
                           0xfee090, 0xe0f3f8, 0xabd9e9, 0x74add1, 0x4575b4, 0xd73027, 0xf46d43,
                           0xfdae61, 0xfee090, 0xffffbf, 0xe0f3f8, 0xabd9e9, 0x74add1, 0x4575b4};
constexpr Series viridis = {0x440154, 0x21908c, 0xfde725, 0x440154, 0x31688e, 0x35b779, 0xfde725,
                            0x440154, 0x3b528b, 0x21908c, 0x5dc863, 0xfde725, 0x440154, 0x414487,
                            0x2a788e, 0x22a884, 0x7ad151, 0xfde725, 0x440154, 0x443a83, 0x31688e,
                            0x21908c, 0x35b779, 0x8fd744, 0xfde725, 0x440154, 0x46337e, 0x365c8d,
                            0x277f8e, 0x1fa187, 0x4ac16d, 0x9fda3a, 0xfde725, 0x440154, 0x472d7b,
                            0x3b528b, 0x2c728e, 0x21908c, 0x27ad81, 0x5dc863, 0xaadc32, 0xfde725};

constexpr std::array<std::uint32_t, 8> okabe_ito = {0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442,
                                                    0x0072b2, 0xd55e00, 0xcc79a7, 0x000000};
constexpr std::array<std::uint32_t, 8> Set2 = {0x66c2a5, 0xfc8d62, 0x8da0cb, 0xe78ac3,
                                               0xa6d854, 0xffd92f, 0xe5c494, 0xb3b3b3};
constexpr std::array<std::uint32_t, 8> Dark2 = {0x1b9e77, 0xd95f02, 0x7570b3, 0xe7298a,
                                                0x66a61e, 0xe6ab02, 0xa6761d, 0x666666};
constexpr std::array<std::uint32_t, 12> Paired = {0xa6cee3, 0x1f78b4, 0xb2df8a, 0x33a02c, 0xfb9a99, 0xe31a1c,
                                                  0xfdbf6f, 0xff7f00, 0xcab2d6, 0x6a3d9a, 0xffff99, 0xb15928};
constexpr std::array<std::uint32_t, 6> af_categorical = {0x12436d, 0x28a197, 0x801650,
                                                         0xf46a25, 0x3d3d3d, 0xa285d1};
// Published from dark to light; here from low to high, so that more is darker.
constexpr std::array<std::uint32_t, 3> af_sequential = {0x6bace6, 0x2073bc, 0x12436d};
// Dark blue, mid blue, sand, burnt orange: lightness tells good from poor, hue only helps.
// Grey is not a grade: it is for what was not rated.
constexpr std::array<std::uint32_t, 5> ratings = {0x0b4f6c, 0x6fb1c8, 0xf3d58c, 0xc8553d, 0xbfbfbf};
// One category that matters beside the rest; two that are compared.
constexpr std::array<std::uint32_t, 2> af_focus = {0x12436d, 0xbfbfbf};
constexpr std::array<std::uint32_t, 2> af_duo = {0x12436d, 0xf46a25};

/// A palette is either a table for each number of classes or one list of which the first colours are taken.
struct Entry {
    std::string_view name;
    PaletteKind kind;
    std::span<const std::uint32_t> colours;
    bool series;
};

// A ground that lets what is drawn over it speak.
constexpr std::array<std::uint32_t, 1> ground = {0xe6e9ed};

constexpr std::array<Entry, 22> table = {{
    {"YlGnBu", PaletteKind::sequential, YlGnBu, true},
    {"Blues", PaletteKind::sequential, Blues, true},
    {"Greens", PaletteKind::sequential, Greens, true},
    {"Oranges", PaletteKind::sequential, Oranges, true},
    {"Purples", PaletteKind::sequential, Purples, true},
    {"YlOrRd", PaletteKind::sequential, YlOrRd, true},
    {"viridis", PaletteKind::sequential, viridis, true},
    {"PuOr", PaletteKind::diverging, PuOr, true},
    {"RdBu", PaletteKind::diverging, RdBu, true},
    {"BrBG", PaletteKind::diverging, BrBG, true},
    {"PRGn", PaletteKind::diverging, PRGn, true},
    {"RdYlBu", PaletteKind::diverging, RdYlBu, true},
    {"Okabe-Ito", PaletteKind::categorical, okabe_ito, false},
    {"Set2", PaletteKind::categorical, Set2, false},
    {"Dark2", PaletteKind::categorical, Dark2, false},
    {"Paired", PaletteKind::categorical, Paired, false},
    {"af_categorical", PaletteKind::categorical, af_categorical, false},
    {"af_sequential", PaletteKind::sequential, af_sequential, false},
    {"af_focus", PaletteKind::categorical, af_focus, false},
    {"af_duo", PaletteKind::categorical, af_duo, false},
    {"ratings", PaletteKind::ordered, ratings, false},
    {"ground", PaletteKind::categorical, ground, false},
}};

std::size_t most_classes(const Entry& entry) {
    return entry.series ? most_series : entry.colours.size();
}

std::vector<Colour> pick(const Entry& entry, std::size_t classes) {
    std::vector<Colour> result;
    const auto add = [&](std::size_t i) { result.push_back(rgb(entry.colours[i])); };
    if (entry.series && classes < least_series) {
        if (classes == 2) add(0);
        add(least_series - 1);
    } else if (entry.series) {
        // Series of 3, 4, ... n - 1 colours stand before that of n.
        const std::size_t first = (classes * (classes - 1) - least_series * (least_series - 1)) / 2;
        for (std::size_t i = 0; i < classes; ++i)
            add(first + i);
    } else if (entry.kind == PaletteKind::sequential && classes < entry.colours.size()) {
        // Few classes of a short sequence are told apart best by its ends.
        if (classes == 2) add(0);
        add(entry.colours.size() - 1);
    } else {
        for (std::size_t i = 0; i < classes; ++i)
            add(i);
    }
    return result;
}

const Entry& find(std::string_view name) {
    for (const Entry& entry : table) {
        if (entry.name == name) return entry;
    }
    const std::vector<std::string> names = palette_names();
    std::string all;
    for (const std::string& each : names)
        all.append(all.empty() ? "" : ", ").append(each);
    const std::string nearest = geo::nearest_name(name, names);
    throw geo::UsageError("palette", "\"" + std::string(name) + "\" is not known",
                          (nearest.empty() ? "" : "did you mean \"" + nearest + "\"? ") + "there are " + all);
}

}  // namespace

std::vector<std::string> palette_names() {
    std::vector<std::string> names;
    for (const Entry& entry : table)
        names.emplace_back(entry.name);
    return names;
}

Palette palette(std::string_view name, std::size_t classes) {
    const Entry& entry = find(name);
    if (classes == 0) {
        throw geo::UsageError("palette \"" + std::string(name) + "\"", "0 classes need no colour",
                              "ask for at least 1");
    }
    if (classes > most_classes(entry)) {
        std::string enough;
        for (const Entry& other : table) {
            if (most_classes(other) >= classes) {
                enough.append(enough.empty() ? "" : ", ").append(other.name);
            }
        }
        throw geo::UsageError(
            "palette \"" + std::string(name) + "\"",
            "it has " + std::to_string(most_classes(entry)) + " colours, not " + std::to_string(classes),
            enough.empty()
                ? "use fewer classes: more than " + std::to_string(most_series) + " cannot be told apart"
                : "use fewer classes, or one of " + enough);
    }
    return {std::string(entry.name), entry.kind, pick(entry, classes)};
}

Palette palette_from_midpoint(std::string_view name, std::size_t below, std::size_t above) {
    const Entry& entry = find(name);
    if (entry.kind != PaletteKind::diverging) {
        std::string diverging;
        for (const Entry& other : table) {
            if (other.kind == PaletteKind::diverging)
                diverging.append(diverging.empty() ? "" : ", ").append(other.name);
        }
        throw geo::UsageError("palette \"" + std::string(name) + "\"", "it does not diverge from a midpoint",
                              "use one of " + diverging);
    }
    const std::size_t arm = std::max(below, above);
    constexpr std::size_t longest_arm = most_series / 2;
    if (arm > longest_arm) {
        throw geo::UsageError("palette \"" + std::string(name) + "\"",
                              "it has " + std::to_string(longest_arm) +
                                  " colours on a side of the midpoint, not " + std::to_string(arm),
                              "use fewer classes");
    }
    Palette result = palette(name, std::max<std::size_t>(2 * arm, 1));
    const auto middle = result.colours.begin() + static_cast<std::ptrdiff_t>(arm);
    result.colours = {middle - static_cast<std::ptrdiff_t>(below),
                      middle + static_cast<std::ptrdiff_t>(above)};
    return result;
}

}  // namespace render
