// Files that GDAL writes by way of us: bytes come back from memory, from the disk, and across the border of
// both.
#include "geo/watched_file.hpp"

#include <cpl_vsi.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <random>

#include "tests/support/temp_folder.hpp"

namespace {

using support::TempFolder;

struct CloseFile {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

File open(const std::string& name) {
    return File(VSIFOpenL(name.c_str(), "wb+"));
}

constexpr std::size_t in_memory = std::size_t{16} << 20;

std::string noise(std::size_t bytes) {
    std::mt19937 random(3);
    std::string text(bytes, '\0');
    for (char& c : text)
        c = static_cast<char>(random() >> 24);
    return text;
}

std::string read(VSILFILE* file, std::size_t at, std::size_t bytes) {
    std::string text(bytes, '?');
    EXPECT_EQ(VSIFSeekL(file, at, SEEK_SET), 0);
    text.resize(VSIFReadL(text.data(), 1, bytes, file));
    return text;
}

TEST(WatchedFile, IsThatAtItsPath) {
    const TempFolder folder;
    {
        geo::WatchedFile watched(folder.path("a.fgb"));
        const File file = open(watched.name());
        ASSERT_TRUE(file);
        EXPECT_EQ(VSIFWriteL("ground", 1, 6, file.get()), 6U);
        EXPECT_TRUE(std::filesystem::exists(folder.path("a.fgb")));
        EXPECT_EQ(read(file.get(), 2, 9), "ound");
        watched.require_written("a.fgb");
    }
    EXPECT_EQ(std::filesystem::file_size(folder.path("a.fgb")), 6U);
}

TEST(WatchedFile, WhatLiesBesideItComesBackFromMemoryAndDiskAndHasNoName) {
    const TempFolder folder;
    geo::WatchedFile watched(folder.path("a.fgb"));
    const File file = open(watched.folder() + "/rows");
    ASSERT_TRUE(file);
    std::string expected = noise(in_memory + 3000000);
    constexpr std::size_t at_once = 700001;  // goes into no block evenly
    for (std::size_t at = 0; at < expected.size(); at += at_once) {
        const std::string part = expected.substr(at, at_once);
        ASSERT_EQ(VSIFWriteL(part.data(), 1, part.size(), file.get()), part.size());
    }
    EXPECT_EQ(VSIFTellL(file.get()), expected.size());
    const std::string over = noise(5000);
    const std::size_t border = in_memory - 2000;
    ASSERT_EQ(VSIFSeekL(file.get(), border, SEEK_SET), 0);
    ASSERT_EQ(VSIFWriteL(over.data(), 1, over.size(), file.get()), over.size());
    expected.replace(border, over.size(), over);
    for (const std::size_t at : {std::size_t{0}, std::size_t{(1 << 20) - 3}, in_memory - 7, in_memory,
                                 in_memory + 2999990, expected.size()})
        EXPECT_EQ(read(file.get(), at, 20), expected.substr(at, 20)) << at;
    EXPECT_EQ(read(file.get(), 0, expected.size() + 1), expected);
    EXPECT_TRUE(std::filesystem::is_empty(folder.root()));
    watched.require_written("a.fgb");
}

}  // namespace
