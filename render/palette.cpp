#include "render/palette.hpp"

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
constexpr Series viridis = {0x440154, 0x21908c, 0xfde725, 0x440154, 0x31688e, 0x35b779, 0xfde725,
                            0x440154, 0x3b528b, 0x21908c, 0x5dc863, 0xfde725, 0x440154, 0x414487,
                            0x2a788e, 0x22a884, 0x7ad151, 0xfde725, 0x440154, 0x443a83, 0x31688e,
                            0x21908c, 0x35b779, 0x8fd744, 0xfde725, 0x440154, 0x46337e, 0x365c8d,
                            0x277f8e, 0x1fa187, 0x4ac16d, 0x9fda3a, 0xfde725, 0x440154, 0x472d7b,
                            0x3b528b, 0x2c728e, 0x21908c, 0x27ad81, 0x5dc863, 0xaadc32, 0xfde725};

constexpr std::array<std::uint32_t, 8> okabe_ito = {0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442,
                                                    0x0072b2, 0xd55e00, 0xcc79a7, 0x000000};
constexpr std::array<std::uint32_t, 6> af_categorical = {0x12436d, 0x28a197, 0x801650,
                                                         0xf46a25, 0x3d3d3d, 0xa285d1};
// Published from dark to light; here from low to high, so that more is darker.
constexpr std::array<std::uint32_t, 3> af_sequential = {0x6bace6, 0x2073bc, 0x12436d};
// Dark blue, mid blue, sand, burnt orange: lightness tells good from poor, hue only helps.
constexpr std::array<std::uint32_t, 4> ratings = {0x0b4f6c, 0x6fb1c8, 0xf3d58c, 0xc8553d};

/// A palette is either a table for each number of classes or one list of which the first colours are taken.
struct Entry {
    std::string_view name;
    PaletteKind kind;
    std::span<const std::uint32_t> colours;
    bool series;
};

// A ground that lets what is drawn over it speak.
constexpr std::array<std::uint32_t, 1> ground = {0xe6e9ed};

constexpr std::array<Entry, 11> table = {{
    {"YlGnBu", PaletteKind::sequential, YlGnBu, true},
    {"Blues", PaletteKind::sequential, Blues, true},
    {"viridis", PaletteKind::sequential, viridis, true},
    {"PuOr", PaletteKind::diverging, PuOr, true},
    {"RdBu", PaletteKind::diverging, RdBu, true},
    {"BrBG", PaletteKind::diverging, BrBG, true},
    {"Okabe-Ito", PaletteKind::categorical, okabe_ito, false},
    {"af_categorical", PaletteKind::categorical, af_categorical, false},
    {"af_sequential", PaletteKind::sequential, af_sequential, false},
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

}  // namespace render
