#include "geo/flatgeobuf_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "geo/two_threads.hpp"

namespace geo {

namespace {

static_assert(std::endian::native == std::endian::little, "FlatGeobuf is little-endian");

/// As it lies in the file.
struct Node {
    Box box;
    std::uint64_t begin = 0;
};
static_assert(sizeof(Node) == flatgeobuf_leaf_bytes);

constexpr std::size_t node_size = 16;
constexpr std::uint32_t sides = 1U << 16;  // of the curve

Box box_of(std::span<const Box> boxes) {
    Box all;
    for (const Box& box : boxes)
        all.unite(box);
    return all;
}

/// Nothing when the bytes end before.
template <class Number>
std::optional<Number> number_at(std::string_view bytes, std::size_t place) {
    Number number{};
    if (place > bytes.size() || bytes.size() - place < sizeof number) return std::nullopt;
    std::memcpy(&number, bytes.data() + place, sizeof number);
    return number;
}

/// Where what an offset at that place leads to begins; at the end when there is none.
std::size_t led_to_from(std::string_view bytes, std::size_t place) {
    const auto offset = number_at<std::uint32_t>(bytes, place);
    return offset ? place + *offset : bytes.size();
}

/// Where a field of a table in a flat buffer lies; at the end when it has none.
std::size_t place_of_field(std::string_view bytes, std::size_t table, std::size_t field) {
    const auto back = number_at<std::int32_t>(bytes, table);
    if (!back) return bytes.size();
    const std::size_t offsets = table - static_cast<std::size_t>(*back);
    const std::size_t slot = 2 * (2 + field);
    if (slot >= number_at<std::uint16_t>(bytes, offsets).value_or(0)) return bytes.size();
    const std::uint16_t offset = number_at<std::uint16_t>(bytes, offsets + slot).value_or(0);
    return offset == 0 ? bytes.size() : table + offset;
}

/// How far along the Hilbert curve a cell lies (Hilbert 1891; the turns of each quarter as in Warren,
/// Hacker's Delight, chapter 16).
std::uint32_t along_curve(std::uint32_t x, std::uint32_t y) {
    std::uint32_t place = 0;
    for (std::uint32_t half = sides / 2; half > 0; half /= 2) {
        const bool right = (x & half) != 0;
        const bool upper = (y & half) != 0;
        place += half * half * (right ? (upper ? 2U : 3U) : (upper ? 1U : 0U));
        if (upper) continue;
        if (right) {
            x = sides - 1 - x;
            y = sides - 1 - y;
        }
        std::swap(x, y);
    }
    return place;
}

std::uint32_t cell_at(double middle, double least, double extent) {
    return extent == 0 ? 0 : static_cast<std::uint32_t>(std::floor((sides - 1) * (middle - least) / extent));
}

/// Of each level of the tree, the leaves first, how many nodes it has.
std::vector<std::size_t> levels_of(std::size_t rows) {
    std::vector<std::size_t> levels{rows};
    do {
        levels.push_back((levels.back() + node_size - 1) / node_size);
    } while (levels.back() > 1);
    return levels;
}

}  // namespace

std::vector<std::uint32_t> hilbert_order(std::span<const Box> boxes) {
    const Box all = box_of(boxes);
    std::vector<std::uint64_t> places(boxes.size());  // what is left of the curve, and the row
    const auto middle = places.begin() + static_cast<std::ptrdiff_t>(range_of_half(places.size(), 0).end);
    in_two_halves(boxes.size(), [&](std::size_t half) {
        const ItemRange own = range_of_half(boxes.size(), half);
        for (std::size_t row = own.begin; row < own.end; ++row) {
            const Box& box = boxes[row];
            const std::uint32_t x = cell_at((box.min_x + box.max_x) / 2, all.min_x, all.width());
            const std::uint32_t y = cell_at((box.min_y + box.max_y) / 2, all.min_y, all.height());
            places[row] = std::uint64_t{~along_curve(x, y)} << 32 | row;
        }
        std::sort(half == 0 ? places.begin() : middle, half == 0 ? middle : places.end());
    });
    std::inplace_merge(places.begin(), middle, places.end());
    std::vector<std::uint32_t> rows;
    rows.reserve(places.size());
    for (const std::uint64_t place : places)
        rows.push_back(static_cast<std::uint32_t>(place));
    return rows;
}

std::optional<std::size_t> flatgeobuf_header_end(std::string_view beginning) {
    const auto bytes =
        number_at<std::uint32_t>(beginning, flatgeobuf_beginning_bytes - sizeof(std::uint32_t));
    if (!bytes) return std::nullopt;
    return flatgeobuf_beginning_bytes + *bytes;
}

std::optional<std::string> flatgeobuf_header(std::string_view file_of_one_row, std::span<const Box> boxes) {
    constexpr std::size_t envelope = 1;  // fields of the schema of FlatGeobuf 3
    constexpr std::size_t features_count = 8;
    const std::optional<std::size_t> end = flatgeobuf_header_end(file_of_one_row);
    if (!end || file_of_one_row.size() < *end) return std::nullopt;
    std::string header(file_of_one_row.substr(0, *end));
    const std::size_t table = led_to_from(header, flatgeobuf_beginning_bytes);
    const std::size_t count = place_of_field(header, table, features_count);
    const std::size_t numbers = led_to_from(header, place_of_field(header, table, envelope));
    const Box all = box_of(boxes);
    const std::uint64_t rows = boxes.size();
    const std::size_t box_at = numbers + sizeof(std::uint32_t);
    const bool is_known = number_at<std::uint64_t>(header, count) == 1U &&
                          number_at<std::uint32_t>(header, numbers) == sizeof all / sizeof all.min_x &&
                          number_at<Box>(header, box_at).has_value();
    if (!is_known) return std::nullopt;
    std::memcpy(header.data() + count, &rows, sizeof rows);
    std::memcpy(header.data() + box_at, &all, sizeof all);
    return header;
}

bool flatgeobuf_has_index_of_16(std::string_view header) {
    constexpr std::size_t index_node_size = 9;
    const std::size_t table = led_to_from(header, flatgeobuf_beginning_bytes);
    if (!number_at<std::int32_t>(header, table)) return false;
    // What is not said is 16.
    return number_at<std::uint16_t>(header, place_of_field(header, table, index_node_size))
               .value_or(node_size) == node_size;
}

std::size_t flatgeobuf_index_bytes(std::size_t rows) {
    std::size_t nodes = 0;
    for (const std::size_t of_level : levels_of(rows))
        nodes += of_level;
    return nodes * sizeof(Node);
}

std::string flatgeobuf_index(std::span<const Box> boxes, std::span<const std::uint64_t> begins) {
    std::vector<Node> nodes(flatgeobuf_index_bytes(boxes.size()) / sizeof(Node));
    std::size_t begin = nodes.size() - boxes.size();  // of the level that is there
    for (std::size_t row = 0; row < boxes.size(); ++row)
        nodes[begin + row] = {boxes[row], begins[row]};
    std::size_t end = nodes.size();
    while (end - begin > 1 || end == nodes.size()) {
        const std::size_t parents = (end - begin + node_size - 1) / node_size;
        for (std::size_t i = begin; i < end; ++i) {
            Node& parent = nodes[begin - parents + (i - begin) / node_size];
            if ((i - begin) % node_size == 0) parent.begin = i;
            parent.box.unite(nodes[i].box);
        }
        end = begin;
        begin -= parents;
    }
    std::string bytes(nodes.size() * sizeof(Node), '\0');
    std::memcpy(bytes.data(), nodes.data(), bytes.size());
    return bytes;
}

std::uint64_t flatgeobuf_begin_in_leaf(std::string_view leaf) {
    Node node;
    std::memcpy(&node, leaf.data(), sizeof node);
    return node.begin;
}

}  // namespace geo
