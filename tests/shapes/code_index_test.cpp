#include "shapes/code_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

TEST(TrimCode, DropsBlanksAroundAndNothingElse) {
    EXPECT_EQ(shapes::trim_code("  00T\r"), "00T");
    EXPECT_EQ(shapes::trim_code("01E"), "01E");
    EXPECT_EQ(shapes::trim_code("A B"), "A B");
    EXPECT_EQ(shapes::trim_code(" \t "), "");
    EXPECT_EQ(shapes::trim_code(""), "");
}

TEST(CodeIndex, FindsTheFirstOfEqualCodes) {
    const shapes::CodeIndex index(std::vector<std::string>{"B", "A", "B"});
    EXPECT_EQ(index.find("B"), 0);
    EXPECT_EQ(index.find("A"), 1);
    EXPECT_EQ(index.find("C"), shapes::CodeIndex::none);
}

TEST(CodeIndex, InternsEachCodeOnceInTheOrderOfItsFirstCall) {
    shapes::CodeIndex index;
    EXPECT_EQ(index.intern("01E"), 0);
    EXPECT_EQ(index.intern(""), 1);
    EXPECT_EQ(index.intern("01E"), 0);
    EXPECT_EQ(index.intern("1E0"), 2);
    EXPECT_EQ(index.size(), 3u);
    EXPECT_THAT(index.codes(), testing::ElementsAre("01E", "", "1E0"));
}

}  // namespace
