#include "geo/geojson_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

#include "geo/file_bytes.hpp"
#include "geo/geojson_columns.hpp"
#include "geo/geojson_cut.hpp"
#include "geo/geojson_plain.hpp"
#include "geo/geojson_sample.hpp"
#include "geo/parts_in_order.hpp"

namespace geo {

namespace {

namespace json = simdjson::ondemand;

class Collection {
public:
    /// `columns`, without cells, are those that came before in the file.
    explicit Collection(const std::function<bool(const std::string&)>& is_date,
                        std::vector<Column> columns = {})
        : m_is_date(is_date), m_columns(std::move(columns)) {}

    // A whole collection, or a part of one that is a collection of its own.
    void read(json::document& document) {
        bool has_features = false;
        for (auto member : document.get_object()) {
            const std::string key(std::string_view(member.unescaped_key()));
            json::value value = member.value();
            if (key == "type") {
                require_plain(!m_has_type && std::string_view(value.get_string()) == "FeatureCollection");
                m_has_type = true;
            } else if (key == "features") {
                require_plain(!has_features);
                has_features = true;
                for (auto feature : value.get_array())
                    read_feature(feature.get_object());
            } else if (key == "name") {
                require_plain(!m_result.name);
                m_result.name = text_of(value);
            } else if (key == "crs") {
                require_plain(!m_result.crs_name);
                m_result.crs_name = read_crs(value.get_object());
            } else {
                require_plain(key == "bbox");
                read_bbox(value.get_array());
            }
        }
        require_plain(has_features && document.current_location().error() == simdjson::OUT_OF_BOUNDS);
    }

    void reserve_points(std::size_t points) { m_result.features.rings.points.reserve(points); }

    void reserve_rows(std::size_t rows) {
        m_result.features.geometries.reserve(rows);
        m_result.features.rings.area_start.reserve(rows + 1);
        m_columns.reserve(rows);
    }

    // Takes the features that come after these in the file.
    void append(Collection&& later) {
        require_plain(!(m_has_type && later.m_has_type) && !(m_result.name && later.m_result.name) &&
                      !(m_result.crs_name && later.m_result.crs_name));
        m_has_type = m_has_type || later.m_has_type;
        m_result.has_polygons = m_result.has_polygons || later.m_result.has_polygons;
        m_result.has_multi_polygons = m_result.has_multi_polygons || later.m_result.has_multi_polygons;
        if (later.m_result.name) m_result.name = std::move(later.m_result.name);
        if (later.m_result.crs_name) m_result.crs_name = std::move(later.m_result.crs_name);
        const bool all_or_none = (m_rows_with_id == 0) == (later.m_rows_with_id == 0);
        require_plain(all_or_none && (later.m_rows_with_id == 0 || later.m_first_id > m_last_id));
        m_last_id = later.m_last_id;
        m_rows_with_id += later.m_rows_with_id;
        m_columns.append(std::move(later.m_columns));
        m_result.features.append(std::move(later.m_result.features));
    }

    [[nodiscard]] std::vector<Column> columns_without_cells() const { return m_columns.without_cells(); }

    GeoJson finish() {
        require_plain(m_has_type && !m_result.features.geometries.empty());
        m_result.features.attributes.columns = m_columns.finish();
        return std::move(m_result);
    }

private:
    // GDAL ends a text at a NUL.
    static std::string text_of(json::value value) {
        const std::string_view text = value.get_string();
        require_plain(text.find('\0') == std::string_view::npos);
        return std::string(text);
    }

    static std::string read_crs(json::object crs) {
        std::string name;
        int members = 0;
        for (auto member : crs) {
            const std::string_view key = member.unescaped_key();
            ++members;
            if (key == "type") {
                require_plain(std::string_view(member.value().get_string()) == "name");
                continue;
            }
            require_plain(key == "properties");
            for (auto property : json::object(member.value().get_object())) {
                require_plain(std::string_view(property.unescaped_key()) == "name" && name.empty());
                name = text_of(property.value());
            }
        }
        require_plain(members == 2 && !name.empty());
        return name;
    }

    static void read_bbox(json::array box) {
        for (auto number : box)
            require_plain(std::isfinite(number.get_double().value()));
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
                require_plain(!has_type && std::string_view(value.get_string()) == "Feature");
                has_type = true;
            } else if (key == "geometry") {
                require_plain(!has_geometry);
                has_geometry = true;
                read_geometry(value);
            } else if (key == "properties") {
                require_plain(!has_properties);
                has_properties = true;
                read_properties(value.get_object());
            } else if (key == "id") {
                require_plain(!has_id);
                has_id = true;
                read_id(value);
            } else {
                require_plain(key == "bbox");
                read_bbox(value.get_array());
            }
        }
        const std::size_t rows = m_result.features.geometries.size();
        require_plain(has_type && has_geometry && has_properties);
        require_plain(m_rows_with_id == 0 || m_rows_with_id == rows);
    }

    // GDAL sorts by these numbers and alters those that repeat.
    void read_id(json::value value) {
        const std::int64_t id = value.get_int64();
        require_plain(id > m_last_id && id < largest_plain_integer);
        if (m_rows_with_id == 0) m_first_id = id;
        m_last_id = id;
        ++m_rows_with_id;
    }

    void read_geometry(json::value value) {
        Features& features = m_result.features;
        AreaBuilder area(features.rings, features.extent);
        if (!value.is_null()) {
            json::object geometry = value.get_object();
            std::string type;
            bool has_coordinates = false;
            for (auto member : geometry) {
                const std::string_view key = member.unescaped_key();
                if (key == "type") {
                    require_plain(type.empty());
                    type = std::string_view(member.value().get_string());
                    require_plain(type == "Polygon" || type == "MultiPolygon");
                    continue;
                }
                // Coordinates before their type are left to GDAL.
                require_plain(key == "coordinates" && !type.empty() && !has_coordinates);
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
            require_plain(has_coordinates);
        }
        area.end_area();
        features.geometries.push_back(area.report);
    }

    // get_number() takes eight digits at a time where get_double() takes one; but simdjson 3.0 loses a number
    // of more than 19 digits there and gives 0.
    static double real_of(json::value number) {
        const double value = json::number(number.get_number()).as_double();
        return value != 0 ? value : number.get_double().value();
    }

    void read_polygon(json::array rings, AreaBuilder& area) {
        bool first = true;
        Bulk<Point>& points = m_result.features.rings.points;
        for (auto ring : rings) {
            const std::size_t begin = points.size();
            for (auto position : json::array(ring.get_array())) {
                double numbers[2];
                std::size_t count = 0;
                for (auto number : json::array(position.get_array())) {
                    require_plain(count < 2);
                    const double value = real_of(number.value());
                    require_plain(std::abs(value) < static_cast<double>(largest_plain_integer));
                    numbers[count++] = value;
                }
                require_plain(count == 2);
                points.push_back({numbers[0], numbers[1]});
            }
            // GDAL warns of rings that are left open.
            require_plain(points.size() > begin && points.back() == points[begin]);
            if (first) area.begin_polygon();
            first = false;
            area.end_ring();
        }
    }

    void read_properties(json::object properties) {
        for (auto member : properties) {
            const std::size_t column = m_columns.column_of(member.unescaped_key());
            read_cell(member.value(), column);
        }
        m_columns.end_row();
    }

    void read_cell(json::value value, std::size_t column) {
        switch (value.type()) {
            case json::json_type::null:
                require_plain(value.is_null());
                return;
            case json::json_type::boolean:
                m_columns.add_truth(column, value.get_bool());
                return;
            case json::json_type::string: {
                std::string text = text_of(value);
                require_plain(text.find_first_of("-/:") == std::string::npos || !m_is_date(text));
                m_columns.add_text(column, std::move(text));
                return;
            }
            case json::json_type::number: {
                const json::number number = value.get_number();
                if (number.is_int64()) {
                    m_columns.add_whole(column, number.get_int64());
                    return;
                }
                require_plain(number.is_double());
                m_columns.add_real(column, number.get_double());
                return;
            }
            default:
                throw NotPlain{};
        }
    }

    const std::function<bool(const std::string&)>& m_is_date;
    GeoJson m_result;
    GeoJsonColumns m_columns;
    std::size_t m_rows_with_id = 0;
    std::int64_t m_first_id = -1;
    std::int64_t m_last_id = -1;
    bool m_has_type = false;
};

// Reads parts, one at a time, as collections of their own.
class PartReader {
public:
    void read(const FileBytes& file, const FeatureRun& part, Collection& collection) {
        // What makes a collection of a part.
        constexpr std::string_view opening = "{\"features\":[";
        constexpr std::string_view closing = "]}";
        const std::string_view before = part.begin == 0 ? "" : opening;
        const std::string_view after = part.end == file.size() ? "" : closing;
        const std::size_t bytes = part.end - part.begin;
        const std::size_t length = before.size() + bytes + after.size();
        m_text.resize(std::max(m_text.size(), length + simdjson::SIMDJSON_PADDING));
        std::ranges::copy(before, m_text.data());
        require_plain(file.read(part.begin, {m_text.data() + before.size(), bytes}));
        std::ranges::copy(after, m_text.data() + before.size() + bytes);
        json::document document =
            m_parser.iterate(simdjson::padded_string_view(m_text.data(), length, m_text.size()));
        collection.read(document);
    }

private:
    json::parser m_parser;
    std::string m_text;
};

Collection read_whole(const FileBytes& file, const std::function<bool(const std::string&)>& is_date) {
    Collection collection(is_date);
    collection.reserve_points(likely_contents(file).positions);
    PartReader().read(file, {0, file.size()}, collection);
    return collection;
}

Collection read_on_two_threads(const FileBytes& file,
                               const std::function<bool(const std::string&)>& is_date) {
    constexpr std::size_t bytes_of_a_part = std::size_t{1} << 17;
    FeatureRuns runs(file, bytes_of_a_part);
    const FeatureRun first = runs.next().value();
    require_plain(first.end < file.size());
    Collection all(is_date);
    const GeoJsonContents likely = likely_contents(file);
    all.reserve_points(likely.positions);
    // Its columns are what those of the others are compared with.
    PartReader().read(file, first, all);
    const std::vector<Column> columns = all.columns_without_cells();
    all.reserve_rows(likely.features);
    struct Worker {
        PartReader reader;
        FeatureRun part{};
        std::optional<Collection> read;
    };
    in_order_of_parts<Worker>(
        file.size(),
        [&](Worker& worker) {
            const std::optional<FeatureRun> next = runs.next();
            if (next) worker.part = *next;
            return next.has_value();
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
            require_plain(file.is_open());
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
