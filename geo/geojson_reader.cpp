#include "geo/geojson_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

#include "geo/file_bytes.hpp"
#include "geo/geojson_cut.hpp"
#include "geo/parts_in_order.hpp"
#include "geo/table.hpp"

namespace geo {

namespace {

namespace json = simdjson::ondemand;

// Thrown where GDAL has to decide; it never leaves this file.
struct NotPlain {};

void require(bool plain) {
    if (!plain) throw NotPlain{};
}

// From here on whole numbers and doubles differ, and GDAL's ways with them part.
constexpr std::int64_t largest_plain_integer = 1'000'000'000'000'000;

// The kinds of values that a column has held.
struct Kinds {
    bool text = false;
    bool whole = false;
    bool real = false;
    bool truth = false;
    bool large = false;  // a whole number that loses digits as a double
};

class Collection {
public:
    /// `columns`, without cells, are those that came before in the file.
    explicit Collection(const std::function<bool(const std::string&)>& is_date,
                        std::vector<Column> columns = {})
        : m_is_date(is_date), m_kinds(columns.size()) {
        m_result.features.attributes.columns = std::move(columns);
    }

    // A whole collection, or a part of one that is a collection of its own.
    void read(json::document& document) {
        bool has_features = false;
        for (auto member : document.get_object()) {
            const std::string key(std::string_view(member.unescaped_key()));
            json::value value = member.value();
            if (key == "type") {
                require(!m_has_type && std::string_view(value.get_string()) == "FeatureCollection");
                m_has_type = true;
            } else if (key == "features") {
                require(!has_features);
                has_features = true;
                for (auto feature : value.get_array())
                    read_feature(feature.get_object());
            } else if (key == "name") {
                require(!m_result.name);
                m_result.name = text_of(value);
            } else if (key == "crs") {
                require(!m_result.crs_name);
                m_result.crs_name = read_crs(value.get_object());
            } else {
                require(key == "bbox");
                read_bbox(value.get_array());
            }
        }
        require(has_features && document.current_location().error() == simdjson::OUT_OF_BOUNDS);
    }

    void reserve_points(std::size_t points) { m_result.features.rings.points.reserve(points); }

    void reserve_rows(std::size_t rows) {
        m_result.features.geometries.reserve(rows);
        m_result.features.rings.area_start.reserve(rows + 1);
        for (Column& column : m_result.features.attributes.columns)
            column.cells.reserve(rows);
    }

    // Takes the features that come after these in the file.
    void append(Collection&& later) {
        require(!(m_has_type && later.m_has_type) && !(m_result.name && later.m_result.name) &&
                !(m_result.crs_name && later.m_result.crs_name));
        m_has_type = m_has_type || later.m_has_type;
        m_result.has_polygons = m_result.has_polygons || later.m_result.has_polygons;
        m_result.has_multi_polygons = m_result.has_multi_polygons || later.m_result.has_multi_polygons;
        if (later.m_result.name) m_result.name = std::move(later.m_result.name);
        if (later.m_result.crs_name) m_result.crs_name = std::move(later.m_result.crs_name);
        const bool all_or_none = (m_rows_with_id == 0) == (later.m_rows_with_id == 0);
        require(all_or_none && (later.m_rows_with_id == 0 || later.m_first_id > m_last_id));
        m_last_id = later.m_last_id;
        m_rows_with_id += later.m_rows_with_id;
        append_kinds(later);
        append_features(m_result.features, std::move(later.m_result.features));
    }

    [[nodiscard]] std::vector<Column> columns_without_cells() const {
        std::vector<Column> columns;
        for (const Column& column : m_result.features.attributes.columns)
            columns.push_back({column.name, column.type, {}});
        return columns;
    }

    GeoJson finish() {
        require(m_has_type && !m_result.features.geometries.empty());
        finish_columns();
        return std::move(m_result);
    }

private:
    // GDAL ends a text at a NUL.
    static std::string text_of(json::value value) {
        const std::string_view text = value.get_string();
        require(text.find('\0') == std::string_view::npos);
        return std::string(text);
    }

    static std::string read_crs(json::object crs) {
        std::string name;
        int members = 0;
        for (auto member : crs) {
            const std::string_view key = member.unescaped_key();
            ++members;
            if (key == "type") {
                require(std::string_view(member.value().get_string()) == "name");
                continue;
            }
            require(key == "properties");
            for (auto property : json::object(member.value().get_object())) {
                require(std::string_view(property.unescaped_key()) == "name" && name.empty());
                name = text_of(property.value());
            }
        }
        require(members == 2 && !name.empty());
        return name;
    }

    static void read_bbox(json::array box) {
        for (auto number : box)
            require(std::isfinite(number.get_double().value()));
    }

    void read_feature(json::object feature) {
        bool has_type = false;
        bool has_geometry = false;
        bool has_properties = false;
        bool has_id = false;
        for (auto member : feature) {
            const std::string_view key = member.unescaped_key();
            json::value value = member.value();
            if (key == "type") {
                require(!has_type && std::string_view(value.get_string()) == "Feature");
                has_type = true;
            } else if (key == "geometry") {
                require(!has_geometry);
                has_geometry = true;
                read_geometry(value);
            } else if (key == "properties") {
                require(!has_properties);
                has_properties = true;
                read_properties(value.get_object());
            } else if (key == "id") {
                require(!has_id);
                has_id = true;
                read_id(value);
            } else {
                require(key == "bbox");
                read_bbox(value.get_array());
            }
        }
        const std::size_t rows = m_result.features.geometries.size();
        require(has_type && has_geometry && has_properties);
        require(m_rows_with_id == 0 || m_rows_with_id == rows);
        for (Column& column : m_result.features.attributes.columns)
            column.cells.resize(rows);
    }

    // GDAL sorts by these numbers and alters those that repeat.
    void read_id(json::value value) {
        const std::int64_t id = value.get_int64();
        require(id > m_last_id && id < largest_plain_integer);
        if (m_rows_with_id == 0) m_first_id = id;
        m_last_id = id;
        ++m_rows_with_id;
    }

    void read_geometry(json::value value) {
        Features& features = m_result.features;
        AreaBuilder area(features.rings);
        if (!value.is_null()) {
            json::object geometry = value.get_object();
            std::string type;
            bool has_coordinates = false;
            for (auto member : geometry) {
                const std::string_view key = member.unescaped_key();
                if (key == "type") {
                    require(type.empty());
                    type = std::string_view(member.value().get_string());
                    require(type == "Polygon" || type == "MultiPolygon");
                    continue;
                }
                // Coordinates before their type are left to GDAL.
                require(key == "coordinates" && !type.empty() && !has_coordinates);
                has_coordinates = true;
                if (type == "Polygon") {
                    m_result.has_polygons = true;
                    read_polygon(member.value().get_array(), area);
                } else {
                    m_result.has_multi_polygons = true;
                    for (auto polygon : json::array(member.value().get_array()))
                        read_polygon(polygon.get_array(), area);
                }
            }
            require(has_coordinates);
        }
        area.end_area();
        features.geometries.push_back(area.report);
    }

    void read_polygon(json::array rings, AreaBuilder& area) {
        bool first = true;
        std::vector<Point>& points = m_result.features.rings.points;
        Box& extent = m_result.features.extent;
        for (auto ring : rings) {
            const std::size_t begin = points.size();
            for (auto position : json::array(ring.get_array())) {
                double numbers[2];
                std::size_t count = 0;
                for (auto number : json::array(position.get_array())) {
                    require(count < 2);
                    const double value = number.get_double();
                    require(std::abs(value) < static_cast<double>(largest_plain_integer));
                    numbers[count++] = value;
                }
                require(count == 2);
                points.push_back({numbers[0], numbers[1]});
                extent.add(points.back());
            }
            // GDAL warns of rings that are left open.
            require(points.size() > begin && points.back() == points[begin]);
            if (first) area.begin_polygon();
            first = false;
            area.end_ring();
        }
    }

    void read_properties(json::object properties) {
        std::vector<Column>& columns = m_result.features.attributes.columns;
        std::size_t next = 0;
        for (auto member : properties) {
            const std::string_view key = member.unescaped_key();
            // Columns stand in one order in all features, so that the order is nobody's choice.
            std::size_t column = next;
            while (column < columns.size() && columns[column].name != key)
                ++column;
            if (column == columns.size()) {
                require(next == columns.size() && !key.empty() && key.find('\0') == std::string_view::npos);
                for (const Column& known : columns)
                    require(known.name != key);
                columns.push_back({std::string(key), ColumnType::text, {}});
                m_kinds.emplace_back();
            }
            next = column + 1;
            columns[column].cells.resize(m_row_of_properties);
            columns[column].cells.push_back(read_cell(member.value(), m_kinds[column]));
        }
        ++m_row_of_properties;
    }

    std::string read_cell(json::value value, Kinds& kinds) {
        switch (value.type()) {
            case json::json_type::null:
                require(value.is_null());
                return {};
            case json::json_type::boolean:
                kinds.truth = true;
                return value.get_bool() ? "1" : "0";
            case json::json_type::string: {
                kinds.text = true;
                std::string text = text_of(value);
                require(text.find_first_of("-/:") == std::string::npos || !m_is_date(text));
                return text;
            }
            case json::json_type::number: {
                const json::number number = value.get_number();
                if (number.is_int64()) {
                    kinds.whole = true;
                    const std::int64_t whole = number.get_int64();
                    kinds.large =
                        kinds.large || whole >= largest_plain_integer || whole <= -largest_plain_integer;
                    return std::to_string(whole);
                }
                require(number.is_double());
                kinds.real = true;
                return format_number(number.get_double());
            }
            default:
                throw NotPlain{};
        }
    }

    // Columns that are new in later features stand behind the others, or their order is not known.
    void append_kinds(const Collection& later) {
        const std::vector<Column>& columns = m_result.features.attributes.columns;
        const std::vector<Column>& added = later.m_result.features.attributes.columns;
        m_kinds.resize(std::max(columns.size(), added.size()));
        for (std::size_t i = 0; i < added.size(); ++i) {
            require(i >= columns.size() || columns[i].name == added[i].name);
            m_kinds[i].text = m_kinds[i].text || later.m_kinds[i].text;
            m_kinds[i].whole = m_kinds[i].whole || later.m_kinds[i].whole;
            m_kinds[i].real = m_kinds[i].real || later.m_kinds[i].real;
            m_kinds[i].truth = m_kinds[i].truth || later.m_kinds[i].truth;
            m_kinds[i].large = m_kinds[i].large || later.m_kinds[i].large;
        }
    }

    void finish_columns() {
        std::vector<Column>& columns = m_result.features.attributes.columns;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Kinds& kinds = m_kinds[i];
            const bool number = kinds.whole || kinds.real;
            require(int(kinds.text) + int(number) + int(kinds.truth) <= 1 && !(kinds.real && kinds.large));
            columns[i].type = kinds.real                   ? ColumnType::real
                              : kinds.whole || kinds.truth ? ColumnType::integer
                                                           : ColumnType::text;
        }
    }

    const std::function<bool(const std::string&)>& m_is_date;
    GeoJson m_result;
    std::vector<Kinds> m_kinds;  // one a column
    std::size_t m_row_of_properties = 0;
    std::size_t m_rows_with_id = 0;
    std::int64_t m_first_id = -1;
    std::int64_t m_last_id = -1;
    bool m_has_type = false;
};

// A run of features, between two commas or an end of the file.
struct Part {
    std::size_t begin;
    std::size_t end;
};

// Reads parts, one at a time, as collections of their own.
class PartReader {
public:
    void read(const FileBytes& file, const Part& part, Collection& collection) {
        // What makes a collection of a part.
        constexpr std::string_view opening = "{\"features\":[";
        constexpr std::string_view closing = "]}";
        const std::string_view before = part.begin == 0 ? "" : opening;
        const std::string_view after = part.end == file.size() ? "" : closing;
        const std::size_t bytes = part.end - part.begin;
        const std::size_t length = before.size() + bytes + after.size();
        m_text.resize(std::max(m_text.size(), length + simdjson::SIMDJSON_PADDING));
        std::ranges::copy(before, m_text.data());
        require(file.read(part.begin, {m_text.data() + before.size(), bytes}));
        std::ranges::copy(after, m_text.data() + before.size() + bytes);
        json::document document =
            m_parser.iterate(simdjson::padded_string_view(m_text.data(), length, m_text.size()));
        collection.read(document);
    }

private:
    json::parser m_parser;
    std::string m_text;
};

struct Contents {
    std::size_t positions;
    std::size_t features;
};

// About as much as there is, by samples from all over the file: with too much room, what comes behind would
// use fresh memory in place of this when it is free again.
Contents likely_contents(const FileBytes& file) {
    constexpr std::size_t samples = 64;
    constexpr std::size_t sample_bytes = 4096;
    constexpr std::string_view feature = "\"Feature\"";
    require(file.size() > 0);
    std::string sample(std::min(sample_bytes, file.size()), '\0');
    Contents seen{0, 0};
    for (std::size_t i = 0; i < samples; ++i) {
        require(file.read((file.size() - sample.size()) / samples * i, sample));
        // A position is an array within which no other opens.
        for (std::size_t at = 0; at + 1 < sample.size(); ++at)
            if (sample[at] == '[' && sample[at + 1] != '[') ++seen.positions;
        for (std::size_t at = sample.find(feature); at != std::string::npos;
             at = sample.find(feature, at + 1))
            ++seen.features;
    }
    const double share = static_cast<double>(samples * sample.size()) / static_cast<double>(file.size());
    // Some more than that; but no more than as many of the shortest kind would fill the file.
    const auto likely = [&](std::size_t count, double margin, std::size_t least_bytes) {
        return std::min(static_cast<std::size_t>(margin * static_cast<double>(count) / share),
                        file.size() / least_bytes);
    };
    return {likely(seen.positions, 1.05, 6), likely(seen.features, 1.3, 60)};
}

Collection read_whole(const FileBytes& file, const std::function<bool(const std::string&)>& is_date) {
    Collection collection(is_date);
    collection.reserve_points(likely_contents(file).positions);
    PartReader().read(file, {0, file.size()}, collection);
    return collection;
}

Collection read_on_two_threads(const FileBytes& file,
                               const std::function<bool(const std::string&)>& is_date) {
    constexpr std::size_t bytes_of_a_part = std::size_t{1} << 18;
    std::vector<Part> parts;
    std::size_t begin = 0;
    for (const std::size_t comma : commas_between_features(file, bytes_of_a_part)) {
        parts.push_back({begin, comma});
        begin = comma + 1;
    }
    parts.push_back({begin, file.size()});
    require(parts.size() > 1);
    Collection all(is_date);
    const Contents likely = likely_contents(file);
    all.reserve_points(likely.positions);
    // Its columns are what those of the others are compared with.
    PartReader().read(file, parts.front(), all);
    const std::vector<Column> columns = all.columns_without_cells();
    all.reserve_rows(likely.features);
    struct Worker {
        PartReader reader;
        Part part{};
        std::optional<Collection> read;
    };
    std::size_t next = 1;
    in_order_of_parts<Worker>(
        file.size(),
        [&](Worker& worker) {
            if (next == parts.size()) return false;
            worker.part = parts[next++];
            return true;
        },
        [&](Worker& worker) {
            worker.read.emplace(is_date, columns);
            worker.reader.read(file, worker.part, *worker.read);
        },
        [&](Worker& worker) { all.append(std::move(*worker.read)); });
    return all;
}

}  // namespace

std::optional<GeoJson> read_plain_geojson(const std::filesystem::path& path,
                                          const std::function<bool(const std::string&)>& is_date) {
    constexpr std::size_t worth_two_threads = std::size_t{1} << 20;
    const auto attempt = [&](auto&& read) -> std::optional<GeoJson> {
        try {
            const FileBytes file(path);
            require(file.is_open());
            return read(file, is_date).finish();
        } catch (const simdjson::simdjson_error&) {
        } catch (const NotPlain&) {
        }
        return std::nullopt;
    };
    std::error_code error;
    if (std::filesystem::file_size(path, error) >= worth_two_threads && !error) {
        if (auto result = attempt(read_on_two_threads)) return result;
    }
    return attempt(read_whole);
}

}  // namespace geo
