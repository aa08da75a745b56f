#include "cli/measure_tables.hpp"

#include "cli/text_table.hpp"

namespace cli {
namespace {

geo::Column column(std::string name, geo::ColumnType type = geo::ColumnType::real) {
    return {std::move(name), type, {}};
}

}  // namespace

std::string cell(const std::optional<double>& value) {
    return value ? geo::format_number(*value) : "";
}

std::string cell(const std::optional<double>& value, int decimals) {
    return value ? geo::format_fixed(*value, decimals) : "";
}

geo::Table measure_table(std::span<const std::string> codes, std::span<const std::string> names,
                         std::span<const shapes::ShapeMeasure> measures) {
    using enum geo::ColumnType;
    geo::Table table;
    table.columns = {column("code", text),     column("name", text),        column("area_m2"),
                     column("perimeter_m"),    column("polsby_popper"),     column("schwartzberg"),
                     column("reock"),          column("convex_hull_ratio"), column("length_width"),
                     column("parts", integer), column("holes", integer),    column("neighbours", integer)};
    for (std::size_t a = 0; a < measures.size(); ++a) {
        const shapes::ShapeMeasure& m = measures[a];
        const std::string cells[] = {codes[a],
                                     names[a],
                                     geo::format_number(m.area_m2),
                                     geo::format_number(m.perimeter_m),
                                     cell(m.polsby_popper),
                                     cell(m.schwartzberg),
                                     cell(m.reock),
                                     cell(m.convex_hull_ratio),
                                     cell(m.length_width),
                                     std::to_string(m.parts),
                                     std::to_string(m.holes),
                                     std::to_string(m.neighbours.size())};
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            table.columns[c].cells.push_back(cells[c]);
    }
    return table;
}

geo::Table measure_table_for_people(std::span<const std::string> codes,
                                    std::span<const shapes::ShapeMeasure> measures) {
    geo::Table table;
    table.columns = {column("code"),          column("area km2"), column("perimeter km"),
                     column("polsby_popper"), column("reock"),    column("convex_hull_ratio"),
                     column("length_width"),  column("parts"),    column("holes"),
                     column("neighbours")};
    for (std::size_t a = 0; a < measures.size(); ++a) {
        const shapes::ShapeMeasure& m = measures[a];
        const std::string cells[] = {codes[a],
                                     grouped(m.area_m2 / 1e6, 1),
                                     grouped(m.perimeter_m / 1e3, 1),
                                     cell(m.polsby_popper, 3),
                                     cell(m.reock, 3),
                                     cell(m.convex_hull_ratio, 3),
                                     cell(m.length_width, 3),
                                     std::to_string(m.parts),
                                     std::to_string(m.holes),
                                     std::to_string(m.neighbours.size())};
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            table.columns[c].cells.push_back(cells[c]);
    }
    return table;
}

}  // namespace cli
