#include "shapes/code_numbers.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

/// Codes that are alike: of one letter in every length, and with one other letter in every place.
std::vector<std::string> alike_codes() {
    std::vector<std::string> codes;
    for (std::size_t size = 0; size <= 20; ++size) {
        codes.emplace_back(size, 'A');
        for (std::size_t at = 0; at < size; ++at)
            codes.emplace_back(size, 'A').at(at) = 'B';
    }
    for (int i = 0; i < 5000; ++i)
        codes.push_back("E0" + std::to_string(1000000 + i));
    return codes;
}

TEST(CodeNumbers, TellCodesApartLetterByLetter) {
    const std::vector<std::string> codes = alike_codes();
    shapes::CodeNumbers numbers;
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = 0; i < codes.size(); ++i)
            ASSERT_EQ(numbers.number_of(codes[i]), static_cast<std::int32_t>(i)) << codes[i];
    }
    EXPECT_EQ(numbers.codes(), codes);
}

TEST(CodeNumbers, OfManyAtOnceAreThoseOfOneByOne) {
    // New codes come among known ones, so that the table grows on the way.
    std::vector<std::string> codes;
    for (const std::string& code : alike_codes()) {
        codes.push_back(code);
        codes.push_back(codes[codes.size() / 2]);
    }
    shapes::CodeNumbers one_by_one;
    shapes::CodeNumbers at_once;
    std::vector<std::int32_t> numbers(codes.size());
    at_once.number_all(
        codes.size(), [&](std::size_t i) { return std::string_view(codes[i]); }, numbers.data());
    for (std::size_t i = 0; i < codes.size(); ++i)
        ASSERT_EQ(numbers[i], one_by_one.number_of(codes[i])) << codes[i];
}

}  // namespace
