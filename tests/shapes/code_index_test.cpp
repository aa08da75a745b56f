#include "shapes/code_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "shapes/code_key.hpp"

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

TEST(CodeIndex, TellsTheDistinctCodesOfAList) {
    const shapes::CodeIndex index(std::vector<std::string>{"B", "A", "B", "C"});
    EXPECT_EQ(index.size(), 3u);
    EXPECT_EQ(index.find("C"), 3);
    EXPECT_THAT(index.codes(), testing::ElementsAre("B", "A", "C"));
    EXPECT_EQ(shapes::CodeIndex().find(""), shapes::CodeIndex::none);
}

TEST(CodeIndex, FindsEachOfManyWhileItGrows) {
    shapes::CodeIndex index;
    std::map<std::string, std::int32_t> expected;
    for (int i = 0; i < 3000; ++i) {
        // Long and short ones, a third of them twice.
        const std::string code =
            std::string(static_cast<std::size_t>(i % 7) * 4, 'x') + std::to_string(i % 2000);
        const auto entry = expected.try_emplace(code, static_cast<std::int32_t>(expected.size()));
        ASSERT_EQ(index.intern(code), entry.first->second) << code;
        ASSERT_EQ(index.size(), expected.size());
    }
    for (const auto& [code, position] : expected) {
        ASSERT_EQ(index.find(code), position) << code;
        ASSERT_EQ(index.find(code + "y"), shapes::CodeIndex::none);
    }
}

TEST(CodeKey, ComparesAsTheCodesDo) {
    const std::vector<std::string> codes{"",
                                         "A",
                                         std::string("A\0", 2),
                                         "AB",
                                         "E01000001",
                                         "E010000010",
                                         "E01000002",
                                         "\x7f",
                                         "\x80",
                                         "\xc3\xa9",
                                         "abcdefghijklmnop",
                                         "abcdefghijklmnopa",
                                         "abcdefghijklmnopb"};
    for (const std::string& a : codes) {
        for (const std::string& b : codes) {
            const auto expected = std::string_view(a) <=> std::string_view(b);
            EXPECT_EQ(shapes::CodeKey(a) <=> shapes::CodeKey(b), expected) << a << " and " << b;
            EXPECT_EQ(shapes::CodeKey(a) == shapes::CodeKey(b), a == b);
        }
    }
}

}  // namespace
