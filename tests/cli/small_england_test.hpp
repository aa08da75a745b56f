// What tests of commands on the little country have in common.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/small_england.hpp"

namespace support {

class SmallEnglandTest : public testing::Test {
protected:
    /// Expects one line on standard error that has the text, and nothing on standard output.
    void expect_failure(const RunResult& result, int exit_code, const std::string& text) const {
        EXPECT_EQ(result.exit_code, exit_code) << result.err;
        EXPECT_TRUE(is_one_line(result.err)) << result.err;
        EXPECT_THAT(result.err, testing::AllOf(testing::StartsWith("footprint: "), testing::HasSubstr(text)));
        EXPECT_EQ(result.out, "");
    }

    SmallEngland england;
};

/// Of the command map, which leaves no picture when it fails.
class MapTest : public SmallEnglandTest {
protected:
    void expect_failure(const RunResult& result, int exit_code, const std::string& text) const {
        SmallEnglandTest::expect_failure(result, exit_code, text);
        EXPECT_THAT(england.folder.names(),
                    testing::Not(testing::Contains(testing::AnyOf(
                        testing::EndsWith(".svg"), testing::EndsWith(".png"), testing::EndsWith(".pdf")))));
    }
    /// Bytes of a file in the folder.
    [[nodiscard]] std::string bytes(const std::string& file) const { return england.folder.read(file); }
};

}  // namespace support
