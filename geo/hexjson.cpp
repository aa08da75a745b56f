#include "geo/hexjson.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include "geo/error.hpp"
#include "geo/grid.hpp"
#include "geo/json_text.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

namespace json = simdjson::dom;

constexpr const char* form = R"(HexJSON reads {"layout": "odd-r", "hexes": {"E38000001": {"q": 0, "r": 0}}})";

/// Cells of a property; its column has text as soon as one of them is no number.
class PropertyTable {
public:
    explicit PropertyTable(const std::string& path) { m_table.path = path; }

    void begin_row() {
        for (Column& column : m_table.columns)
            column.cells.emplace_back();
        ++m_rows;
    }

    void set(std::string_view name, std::string cell, ColumnType type) {
        auto found = m_column_of.find(name);
        if (found == m_column_of.end()) {
            found = m_column_of.emplace(std::string(name), m_table.columns.size()).first;
            m_table.columns.push_back({std::string(name), ColumnType::integer, {}});
            m_table.columns.back().cells.resize(m_rows);
        }
        Column& column = m_table.columns[found->second];
        if (cell.empty()) return;
        if (type == ColumnType::text || column.type == ColumnType::text) {
            column.type = ColumnType::text;
        } else if (type == ColumnType::real) {
            column.type = ColumnType::real;
        }
        column.cells.back() = std::move(cell);
    }

    [[nodiscard]] bool has(std::string_view name) const {
        return std::ranges::any_of(m_column_of,
                                   [&](const auto& column) { return to_lower(column.first) == name; });
    }

    [[nodiscard]] Table take() {
        for (Column& column : m_table.columns) {
            // A column without any value says nothing about its type.
            if (std::ranges::all_of(column.cells, &std::string::empty)) column.type = ColumnType::text;
        }
        return std::move(m_table);
    }

private:
    Table m_table;
    std::size_t m_rows = 0;
    std::map<std::string, std::size_t, std::less<>> m_column_of;
};

void set_property(PropertyTable& table, std::string_view name, json::element value) {
    switch (value.type()) {
        case json::element_type::INT64:
        case json::element_type::UINT64:
            table.set(name, simdjson::minify(value), ColumnType::integer);
            return;
        case json::element_type::DOUBLE:
            table.set(name, format_number(value.get_double()), ColumnType::real);
            return;
        case json::element_type::STRING:
            table.set(name, std::string(std::string_view(value.get_string())), ColumnType::text);
            return;
        case json::element_type::NULL_VALUE:
            table.set(name, {}, ColumnType::text);
            return;
        default:
            table.set(name, simdjson::minify(value), ColumnType::text);
    }
}

std::int32_t position_of(json::object hexagon, std::string_view key, const std::string& where) {
    json::element value;
    const std::string name(key);
    if (hexagon.at_key(key).get(value) != simdjson::SUCCESS)
        throw InputError(where, "has no " + name, "give each hexagon a column q and a row r");
    double number = 0.0;
    if (!value.is_number() || value.get_double().get(number) != simdjson::SUCCESS)
        throw InputError(where,
                         name + " is " + std::string(simdjson::minify(value)) + ", not a whole number");
    if (number != std::floor(number))
        throw InputError(where, name + " is " + format_number(number) + ", not a whole number");
    if (std::abs(number) > greatest_hex_position) {
        throw InputError(where, name + " is " + format_number(number) + ", further than " +
                                    std::to_string(greatest_hex_position) + " from 0");
    }
    return static_cast<std::int32_t>(number);
}

HexLayout layout_of(json::object file, const std::string& path) {
    std::string_view name;
    json::element value;
    if (file.at_key("layout").get(value) != simdjson::SUCCESS)
        throw InputError(path, "has no layout", "say \"layout\": \"odd-r\", even-r, odd-q or even-q");
    if (value.get(name) != simdjson::SUCCESS)
        throw InputError(path, "its layout is " + std::string(simdjson::minify(value)) + ", not a name",
                         "known are odd-r, even-r, odd-q and even-q");
    const auto layout = hex_layout_from(name);
    if (!layout)
        throw InputError(path, "its layout '" + std::string(name) + "' is not known",
                         "known are odd-r, even-r, odd-q and even-q");
    return *layout;
}

}  // namespace

bool is_hexjson(const std::filesystem::path& path) {
    return lower_extension(path) == ".hexjson";
}

HexJson read_hexjson(const std::filesystem::path& path) {
    const std::string file = path.string();
    json::parser parser;
    json::element document;
    if (const auto error = parser.load(file).get(document); error != simdjson::SUCCESS)
        throw InputError(file, std::string("is not JSON: ") + simdjson::error_message(error), form);
    json::object members;
    if (document.get(members) != simdjson::SUCCESS)
        throw InputError(file, "is JSON, but not an object", form);
    HexJson result;
    result.layout = layout_of(members, file);
    json::object hexes;
    if (members.at_key("hexes").get(hexes) != simdjson::SUCCESS) throw InputError(file, "has no hexes", form);

    std::vector<std::string> codes;
    std::map<HexCell, std::string> taken;
    PropertyTable table(file);
    for (const auto& [key, value] : hexes) {
        const std::string code(key);
        const std::string where = file + ", hexagon " + code;
        json::object hexagon;
        if (value.get(hexagon) != simdjson::SUCCESS)
            throw InputError(where, "is not an object with q and r", form);
        const HexCell cell{position_of(hexagon, "q", where), position_of(hexagon, "r", where)};
        const auto [other, is_free] = taken.emplace(cell, code);
        if (!is_free) {
            throw InputError(where, "q " + std::to_string(cell.q) + ", r " + std::to_string(cell.r) +
                                        " is the place of " + other->second + " as well");
        }
        result.cells.push_back(cell);
        codes.push_back(code);
        table.begin_row();
        table.set("q", std::to_string(cell.q), ColumnType::integer);
        table.set("r", std::to_string(cell.r), ColumnType::integer);
        for (const auto& [name, property] : hexagon)
            if (name != "q" && name != "r") set_property(table, name, property);
    }
    if (codes.empty()) throw InputError(file, "its hexes are empty", form);
    const std::string name = table.has("code") ? "hex" : "code";
    result.attributes = table.take();
    result.attributes.columns.insert(result.attributes.columns.begin(),
                                     {name, ColumnType::text, std::move(codes)});
    return result;
}

Rings place_hexjson(const HexJson& layout) {
    constexpr double room_m = 600'000.0;
    constexpr Point middle_m = {325'000.0, 325'000.0};
    const Rings in_widths = hexagons(layout.layout, layout.cells, 1.0, {});
    const Box box = bounds(in_widths);
    const double width_m = std::floor(room_m / std::max(box.width(), box.height()));
    const Point centre = box.centre();
    return hexagons(
        layout.layout, layout.cells, width_m,
        {std::round(middle_m.x - width_m * centre.x), std::round(middle_m.y - width_m * centre.y)});
}

std::string to_hexjson(HexLayout layout, std::span<const std::string> keys, std::span<const HexCell> cells,
                       const Table& attributes) {
    std::string out = "{\n  \"layout\": ";
    append_json_string(out, to_string(layout));
    out += ",\n  \"hexes\": {\n";
    std::vector<std::string> names;
    for (const Column& column : attributes.columns)
        names.push_back(column.name);
    const std::vector<std::string> columns = json_keys(names);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out += "    ";
        append_json_string(out, keys[i]);
        out += ": { \"q\": ";
        append_json_number(out, std::int64_t{cells[i].q});
        out += ", \"r\": ";
        append_json_number(out, std::int64_t{cells[i].r});
        if (!columns.empty()) {
            out += ", ";
            append_json_properties(out, attributes, columns, i);
        }
        out += i + 1 < keys.size() ? " },\n" : " }\n";
    }
    return out + "  }\n}\n";
}

}  // namespace geo
