#include "geo/memory_pages.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace {

constexpr std::size_t many = 3000000;

TEST(MemoryPages, OfAnEmptyTableAreRoomForIt) {
    geo::Bulk<std::uint64_t> table;
    geo::reserve_pages(table, many);
    EXPECT_TRUE(table.empty());
    EXPECT_GE(table.capacity(), many);
}

TEST(MemoryPages, MadeLateKeepWhatIsThere) {
    std::vector<std::uint64_t> table(many, 7);
    const std::span<std::byte> bytes = std::as_writable_bytes(std::span(table));
    geo::make_pages(bytes);
    geo::make_pages(bytes.subspan(3, 1));
    geo::make_pages({});
    EXPECT_EQ(table, std::vector<std::uint64_t>(many, 7));
}

TEST(MemoryPages, AreMadeAheadOfTheFilling) {
    geo::Bulk<std::uint64_t> table;
    table.reserve(many);
    geo::PagesAhead pages({reinterpret_cast<std::byte*>(table.data()), many * sizeof(std::uint64_t)});
    for (std::size_t i = 0; i < many; ++i) {
        pages.reached(i * sizeof(std::uint64_t));
        table.push_back(i);
    }
    pages.reached(2 * many * sizeof(std::uint64_t));  // beyond the end there is nothing to make
    for (std::size_t i = 0; i < many; ++i)
        ASSERT_EQ(table[i], i);
}

}  // namespace
