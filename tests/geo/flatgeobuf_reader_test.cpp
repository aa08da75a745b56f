// FlatGeobuf files read in parts: what GDAL gives of the whole, or nothing.
#include "geo/flatgeobuf_reader.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cstdlib>
#include <cstring>

#include "geo/error.hpp"
#include "geo/flatgeobuf_index.hpp"
#include "geo/gdal_support.hpp"
#include "geo/layer.hpp"
#include "geo/write_features.hpp"
#include "geo/write_layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::Features;
using support::TempFolder;
using testing::HasSubstr;

constexpr std::size_t rows = 3000;

/// Squares in rows of fifty, each with a hole in every third, and texts of many lengths.
geo::OutputLayer squares(std::size_t count) {
    geo::Rings rings;
    geo::Column codes{"code", geo::ColumnType::text, {}};
    geo::Column names{"name", geo::ColumnType::text, {}};
    geo::Column sizes{"size", geo::ColumnType::real, {}};
    for (std::size_t i = 0; i < count; ++i) {
        const double x = 10 * static_cast<double>(i % 50);
        const double y = 10 * static_cast<double>(i / 50);
        rings.points.insert(rings.points.end(), {{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}});
        rings.close_ring();
        if (i % 3 == 0) {
            rings.points.insert(rings.points.end(), {{x + 4, y + 4}, {x + 4, y + 6}, {x + 6, y + 5}});
            rings.close_ring();
        }
        rings.close_area();
        codes.cells.push_back("E" + std::to_string(i));
        names.cells.push_back(i % 5 == 0 ? "" : std::string(i % 400, 'n'));
        sizes.cells.push_back(std::to_string(i) + ".5");
    }
    geo::OutputLayer layer;
    layer.name = "squares";
    layer.crs = "EPSG:27700";
    layer.geometry = std::move(rings);
    layer.attributes.columns = {std::move(codes), std::move(names), std::move(sizes)};
    return layer;
}

class FlatgeobufInParts : public testing::Test {
protected:
    void write(std::size_t count) {
        const geo::OutputLayer layer = squares(count);
        geo::write_layers(m_path, std::span(&layer, 1), true);
    }

    /// Puts bytes in place of others.
    void alter(std::size_t at, std::string_view bytes) {
        std::string text = m_folder.read("a.fgb");
        text.replace(at, bytes.size(), bytes);
        m_folder.write("a.fgb", text);
    }

    /// Where the index of such a file says where a row begins.
    static std::size_t begin_in_index(std::string_view file, std::size_t row) {
        return geo::flatgeobuf_header_end(file).value() + geo::flatgeobuf_index_bytes(rows) -
               (rows - row) * geo::flatgeobuf_leaf_bytes + 4 * sizeof(double);
    }

    [[nodiscard]] std::optional<Features> in_parts() const {
        const geo::GdalMessages messages;
        const geo::Dataset dataset = geo::open_vector(m_path, messages);
        return geo::read_flatgeobuf_in_parts(*dataset->GetLayer(0), m_path);
    }
    [[nodiscard]] Features whole() const {
        const geo::GdalMessages messages;
        const geo::Dataset dataset = geo::open_vector(m_path, messages);
        return geo::read_features(*dataset->GetLayer(0), m_path.string(), "FlatGeobuf", messages);
    }

    TempFolder m_folder;
    std::filesystem::path m_path = m_folder.path("a.fgb");
};

void expect_same(const Features& a, const Features& b) {
    EXPECT_EQ(a.rings.points == b.rings.points, true);
    EXPECT_EQ(a.rings.ring_start, b.rings.ring_start);
    EXPECT_EQ(a.rings.area_start, b.rings.area_start);
    EXPECT_EQ(a.extent, b.extent);
    EXPECT_EQ(a.recoded_cells, b.recoded_cells);
    EXPECT_EQ(a.attributes.path, b.attributes.path);
    ASSERT_EQ(a.geometries.size(), b.geometries.size());
    for (std::size_t row = 0; row < a.geometries.size(); ++row) {
        EXPECT_EQ(a.geometries[row].polygons, b.geometries[row].polygons) << row;
        EXPECT_EQ(a.geometries[row].vertices, b.geometries[row].vertices) << row;
    }
    ASSERT_EQ(a.attributes.columns.size(), b.attributes.columns.size());
    for (std::size_t i = 0; i < a.attributes.columns.size(); ++i) {
        EXPECT_EQ(a.attributes.columns[i].name, b.attributes.columns[i].name);
        EXPECT_EQ(a.attributes.columns[i].type, b.attributes.columns[i].type);
        EXPECT_EQ(a.attributes.columns[i].cells, b.attributes.columns[i].cells);
    }
}

TEST_F(FlatgeobufInParts, IsWhatGdalReadsInOneGo) {
    write(rows);
    const std::optional<Features> features = in_parts();
    ASSERT_TRUE(features.has_value());
    EXPECT_EQ(features->geometries.size(), rows);
    expect_same(*features, whole());
}

TEST_F(FlatgeobufInParts, CountsCellsThatAreNotUtf8) {
    write(rows);
    const std::size_t name = m_folder.read("a.fgb").rfind("nnnn");
    alter(name, "\xE9");
    const std::optional<Features> features = in_parts();
    ASSERT_TRUE(features.has_value());
    EXPECT_EQ(features->recoded_cells, 1U);
    expect_same(*features, whole());
}

TEST_F(FlatgeobufInParts, IsNotASmallFile) {
    write(100);
    EXPECT_FALSE(in_parts().has_value());
}

TEST_F(FlatgeobufInParts, IsNotAFileWithoutIndex) {
    geo::start_gdal();
    GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("FlatGeobuf");
    {
        const geo::OutputLayer layer = squares(rows);
        const geo::Dataset dataset(driver->Create(m_path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        geo::FeatureFormat format;
        format.options = {"SPATIAL_INDEX=NO"};
        geo::write_rows(geo::create_target(*dataset, layer, format), layer, geo::all_rows(layer));
    }
    EXPECT_FALSE(in_parts().has_value());
    EXPECT_EQ(whole().geometries.size(), rows);
}

TEST_F(FlatgeobufInParts, IsNotAFileWhoseIndexLies) {
    write(rows);
    const std::string good = m_folder.read("a.fgb");
    const Features all = whole();
    std::uint64_t bytes_of_first = 0;  // and so where the second begins
    std::memcpy(&bytes_of_first, good.data() + begin_in_index(good, 1), sizeof bytes_of_first);
    // Wherever parts are cut: rows say that they begin where the next does, or in the middle of one, or far
    // behind the end; all of them, or all but the first.
    for (const std::uint64_t too_far : {bytes_of_first, std::uint64_t{1}, std::uint64_t{1} << 40}) {
        for (const std::size_t first : {0U, 1U}) {
            std::string lying = good;
            for (std::size_t row = first; row < rows; ++row) {
                std::uint64_t begin = 0;
                std::memcpy(&begin, good.data() + begin_in_index(good, row), sizeof begin);
                begin += too_far;
                std::memcpy(lying.data() + begin_in_index(good, row), &begin, sizeof begin);
            }
            m_folder.write("a.fgb", lying);
            EXPECT_FALSE(in_parts().has_value()) << too_far << " from " << first;
            expect_same(whole(), all);
        }
    }
}

TEST_F(FlatgeobufInParts, IsNotAFileWithMoreBehindItsRows) {
    write(rows);
    m_folder.write("a.fgb", m_folder.read("a.fgb") + "more");
    EXPECT_FALSE(in_parts().has_value());
    EXPECT_EQ(whole().geometries.size(), rows);
}

TEST_F(FlatgeobufInParts, IsNotADamagedFileOfWhichTheWholeSaysWhy) {
    write(rows);
    const std::string good = m_folder.read("a.fgb");
    // The last row says that it is longer than it is.
    alter(good.size() - 200, std::string(100, '\xFF'));
    EXPECT_FALSE(in_parts().has_value());
    EXPECT_THAT(support::message_of<geo::InputError>([&] { (void)geo::read_layer(m_path, {}); }),
                HasSubstr("is damaged or cut short"));
    m_folder.write("a.fgb", good.substr(0, good.size() - 10));
    EXPECT_FALSE(in_parts().has_value());
    EXPECT_THAT(support::message_of<geo::InputError>([&] { (void)geo::read_layer(m_path, {}); }),
                HasSubstr("is damaged or cut short"));
}

// In a process of its own, for drivers are registered once. Other files have all of GDAL's.
TEST(FlatgeobufAlone, IsWrittenAndReadByItsDriverAlone) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const auto drivers = [] { return GetGDALDriverManager()->GetDriverCount(); };
    const auto read = [](const std::filesystem::path& path) {
        geo::ReadOptions options;
        options.code_column = "code";
        return geo::read_layer(path, options);
    };
    const auto are_as_needed = [&] {
        const TempFolder folder;
        const auto path = folder.path("a.fgb");
        const geo::OutputLayer layer = squares(3);
        geo::write_layers(path, std::span(&layer, 1), true);
        if (read(path).codes.size() != 3 || drivers() != 1) return false;
        // Known by its bytes, not by its ending.
        const auto table =
            folder.write("b.fgb", R"({"type":"Feature","properties":{"code":"E1"},"geometry":)"
                                  R"({"type":"Polygon","coordinates":[[[0,50],[1,50],[1,51]]]}})");
        return read(table).codes.size() == 1 && drivers() > 1 && read(path).codes.size() == 3;
    };
    EXPECT_EXIT(std::_Exit(are_as_needed() ? 0 : 1), testing::ExitedWithCode(0), "");
}

TEST(FlatgeobufHeaderOfAnother, SaysWhetherAnIndexOf16Follows) {
    const TempFolder folder;
    const geo::OutputLayer layer = squares(3);
    geo::write_layers(folder.path("a.fgb"), std::span(&layer, 1), false);
    const std::string file = folder.read("a.fgb");
    const std::string header = file.substr(0, geo::flatgeobuf_header_end(file).value());
    EXPECT_TRUE(geo::flatgeobuf_has_index_of_16(header));
    for (std::size_t bytes = 0; bytes < 20; ++bytes)
        EXPECT_FALSE(geo::flatgeobuf_has_index_of_16(header.substr(0, bytes))) << bytes;
    // Whatever one of its bytes says, nothing beyond its end is looked at.
    for (std::size_t at = 8; at < header.size(); ++at) {
        for (const char c : {'\x00', '\x7F', '\xFF'}) {
            std::string altered = header;
            altered[at] = c;
            (void)geo::flatgeobuf_has_index_of_16(altered);
        }
    }
}

}  // namespace
