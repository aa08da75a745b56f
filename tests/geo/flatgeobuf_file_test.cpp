// FlatGeobuf files of which GDAL writes the rows: the bytes are those that it writes alone.
#include "geo/flatgeobuf_file.hpp"

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <numeric>
#include <random>

#include "geo/error.hpp"
#include "geo/flatgeobuf_index.hpp"
#include "geo/gdal_support.hpp"
#include "geo/write_features.hpp"
#include "geo/write_layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::Box;
using geo::Point;
using support::message_of;
using support::TempFolder;
using testing::HasSubstr;

struct CloseFile {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using VsiFile = std::unique_ptr<VSILFILE, CloseFile>;

/// Triangles of any size, here and there.
geo::OutputLayer triangles(std::size_t count) {
    std::mt19937 random(5);
    const auto within = [&](std::uint32_t n) { return static_cast<double>(random() % n); };
    geo::Rings rings;
    geo::Column codes{"code", geo::ColumnType::text, {}};
    for (std::size_t i = 0; i < count; ++i) {
        const Point p{within(600000), within(600000)};
        const double size = 1 + within(5000);
        for (const Point corner : {p, Point{p.x + size, p.y}, Point{p.x, p.y + size}})
            rings.points.push_back(corner);
        rings.close_ring();
        rings.close_area();
        codes.cells.push_back("E" + std::to_string(i));
    }
    geo::OutputLayer layer;
    layer.name = "a";
    layer.crs = "EPSG:27700";
    layer.geometry = std::move(rings);
    layer.attributes.columns = {std::move(codes)};
    return layer;
}

void write_by_gdal_alone(const std::filesystem::path& path, const geo::OutputLayer& layer) {
    geo::start_gdal();
    GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("FlatGeobuf");
    const geo::Dataset dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    geo::write_rows(geo::create_target(*dataset, layer, {}), layer, geo::all_rows(layer));
}

class FlatgeobufOf : public testing::TestWithParam<std::size_t> {};

TEST_P(FlatgeobufOf, ManyRowsIsWhatGdalWritesAlone) {
    const TempFolder folder;
    const geo::OutputLayer layer = triangles(GetParam());
    write_by_gdal_alone(folder.path("theirs.fgb"), layer);
    geo::write_layers(folder.path("ours.fgb"), std::span(&layer, 1), false);
    EXPECT_EQ(folder.read("ours.fgb") == folder.read("theirs.fgb"), true);
}

// One row, a full node, one more, two levels, three, more than a thread puts in order alone.
INSTANTIATE_TEST_SUITE_P(Rows, FlatgeobufOf, testing::Values(1, 2, 16, 17, 256, 257, 5000, 20000));

TEST(FlatgeobufOfPoints, IsWhatGdalWritesAlone) {
    const TempFolder folder;
    geo::OutputLayer layer;
    layer.name = "a";
    layer.crs = "EPSG:27700";
    layer.geometry = std::vector<Point>{{3, 4}, {10, 0}, {-5, 20}};
    write_by_gdal_alone(folder.path("theirs.fgb"), layer);
    geo::write_layers(folder.path("ours.fgb"), std::span(&layer, 1), false);
    EXPECT_EQ(folder.read("ours.fgb") == folder.read("theirs.fgb"), true);
}

TEST(FlatgeobufOfNothing, HasAHeaderAndNoRows) {
    const TempFolder folder;
    const geo::OutputLayer layer = triangles(0);
    geo::write_layers(folder.path("a.fgb"), std::span(&layer, 1), false);
    const geo::GdalMessages messages;
    const geo::Dataset dataset = geo::open_vector(folder.path("a.fgb"), messages);
    EXPECT_EQ(dataset->GetLayer(0)->GetFeatureCount(), 0);
    EXPECT_STREQ(dataset->GetLayer(0)->GetLayerDefn()->GetFieldDefn(0)->GetNameRef(), "code");
}

// A limit on the size of files stands in for a full disk. It comes while GDAL still writes rows.
TEST(FlatgeobufOfManyRows, SaysThatTheDiskIsFull) {
    const TempFolder folder;
    const geo::OutputLayer layer = triangles(20000);
    EXPECT_EXIT(
        {
            std::signal(SIGXFSZ, SIG_IGN);
            rlimit limit;
            limit.rlim_cur = limit.rlim_max = 1 << 21;
            setrlimit(RLIMIT_FSIZE, &limit);
            const std::string message = message_of<geo::OutputError>(
                [&] { geo::write_layers(folder.path("a.fgb"), std::span(&layer, 1), false); });
            std::fputs(message.c_str(), stderr);
            _exit(0);
        },
        testing::ExitedWithCode(0), "a.fgb: cannot be written: File too large");
    EXPECT_THAT(folder.names(), testing::IsEmpty());
}

TEST(HilbertOrder, GoesFromNeighbourToNeighbour) {
    std::vector<Box> boxes;
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x)
            boxes.push_back({x + 0.1, y + 0.2, x + 0.3, y + 0.4});
    }
    const std::vector<std::uint32_t> order = geo::hilbert_order(boxes);
    EXPECT_THAT(order, testing::UnorderedElementsAreArray([] {
                    std::vector<std::uint32_t> all(64);
                    std::iota(all.begin(), all.end(), 0U);
                    return all;
                }()));
    for (std::size_t i = 1; i < order.size(); ++i) {
        const Point from = boxes[order[i - 1]].centre();
        const Point to = boxes[order[i]].centre();
        EXPECT_NEAR(std::abs(to.x - from.x) + std::abs(to.y - from.y), 1.0, 1e-9) << i;
    }
}

TEST(HilbertOrder, OfManyIsThatOfFew) {
    // Of halves that two threads put in order, as of parts that one does.
    std::mt19937 random(9);
    std::vector<Box> boxes{{0, 0, 0, 0}, {999, 999, 999, 999}};
    while (boxes.size() < 30000) {
        const auto x = static_cast<double>(random() % 1000);
        const auto y = static_cast<double>(random() % 1000);
        boxes.push_back({x, y, x, y});
    }
    const std::vector<std::uint32_t> order = geo::hilbert_order(boxes);
    const std::vector<Box> few(boxes.begin(), boxes.begin() + 5000);
    std::vector<std::uint32_t> of_few;
    std::ranges::copy_if(order, std::back_inserter(of_few), [](std::uint32_t row) { return row < 5000; });
    // The curve of both goes through the same box, whose corners are among the few.
    EXPECT_EQ(geo::hilbert_order(few), of_few);
}

TEST(HilbertOrder, TakesTiesByNumber) {
    EXPECT_THAT(geo::hilbert_order(std::vector<Box>(5, Box{1, 2, 3, 4})),
                testing::ElementsAre(0, 1, 2, 3, 4));
}

TEST(FlatgeobufHeader, IsNotMadeOfOneThatIsNotOfOneRow) {
    const TempFolder folder;
    const std::vector<Box> boxes{{0, 0, 1, 1}};
    write_by_gdal_alone(folder.path("two.fgb"), triangles(2));
    EXPECT_FALSE(geo::flatgeobuf_header(folder.read("two.fgb"), boxes).has_value());
    write_by_gdal_alone(folder.path("one.fgb"), triangles(1));
    const std::string whole = folder.read("one.fgb");
    ASSERT_TRUE(geo::flatgeobuf_header(whole, boxes).has_value());
    for (const std::size_t bytes : {0U, 8U, 12U, 40U})
        EXPECT_FALSE(geo::flatgeobuf_header(whole.substr(0, bytes), boxes).has_value()) << bytes;
    // Whatever one of its first bytes says, nothing beyond its end is looked at.
    for (std::size_t at = 8; at < 120; ++at) {
        for (const char c : {'\x00', '\x7F', '\xFF'}) {
            std::string altered = whole;
            altered[at] = c;
            (void)geo::flatgeobuf_header(altered, boxes);
        }
    }
}

/// Magic bytes, size and a header of three bytes, as GDAL begins a file.
const std::string beginning("fgb\3fgb\0\3\0\0\0abc", 15);

TEST(FlatgeobufRows, AreWhatGdalWritesBehindItsHeader) {
    geo::load_gdal();
    geo::FlatgeobufRows written;
    const VsiFile file(VSIFOpenL(written.name().c_str(), "wb+"));
    ASSERT_TRUE(file);
    // The header in two pieces, which are not kept, and the second with a row behind it.
    EXPECT_EQ(VSIFWriteL(beginning.data(), 1, 10, file.get()), 10U);
    const std::string rest = beginning.substr(10) + "one row";
    EXPECT_EQ(VSIFWriteL(rest.data(), 1, rest.size(), file.get()), rest.size());
    EXPECT_EQ(VSIFTellL(file.get()), beginning.size() + 7);
    EXPECT_EQ(written.rows, "one row");
    // They may be taken on the way.
    written.rows.clear();
    EXPECT_EQ(VSIFWriteL(", two", 1, 5, file.get()), 5U);
    EXPECT_EQ(VSIFSeekL(file.get(), 0, SEEK_SET), 0);
    EXPECT_EQ(VSIFWriteL(beginning.data(), 1, beginning.size(), file.get()), beginning.size());
    EXPECT_EQ(written.rows, ", two");
}

TEST(FlatgeobufRows, AreTakenInTheirTurnOnly) {
    geo::load_gdal();
    geo::FlatgeobufRows written;
    const VsiFile file(VSIFOpenL(written.name().c_str(), "wb+"));
    ASSERT_EQ(VSIFWriteL(beginning.data(), 1, beginning.size(), file.get()), beginning.size());
    EXPECT_EQ(VSIFSeekL(file.get(), 2, SEEK_CUR), 0);
    EXPECT_EQ(VSIFWriteL("row", 1, 3, file.get()), 0U);
    EXPECT_EQ(written.rows, "");
}

TEST(FlatgeobufFile, HasWhatIsSaidBeforeTheRowsBeforeThem) {
    const TempFolder folder;
    geo::FlatgeobufFile file(folder.path("a.fgb"), "a.fgb", 6);
    file.append("one row");
    EXPECT_EQ(file.row_bytes(), 7U);
    file.append(", two");
    file.finish("before");
    EXPECT_EQ(folder.read("a.fgb"), "beforeone row, two");
}

TEST(FlatgeobufFile, RefusesMoreBeforeTheRowsThanThereIsRoomFor) {
    const TempFolder folder;
    geo::FlatgeobufFile written(folder.path("a.fgb"), "a.fgb", 2);
    EXPECT_THAT(message_of<geo::InternalError>([&] { written.finish("abc"); }), HasSubstr("foreseen"));
}

TEST(FlatgeobufFile, RefusesAFileThatIsThere) {
    const TempFolder folder;
    EXPECT_THROW(geo::FlatgeobufFile(folder.write("a.fgb", "before"), "a.fgb", 0), geo::OutputError);
    EXPECT_EQ(folder.read("a.fgb"), "before");
}

}  // namespace
