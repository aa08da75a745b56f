// The folder of real files, which are not part of the project: FOOTPRINT_REAL_DATA names it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace support {

/// Base of the tests on real files; they are skipped where the variable is not set.
class RealData : public testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("FOOTPRINT_REAL_DATA");
        if (!folder || *folder == '\0') GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
        m_folder = folder;
    }
    [[nodiscard]] std::filesystem::path path(const char* name) const { return m_folder / name; }

private:
    std::filesystem::path m_folder;
};

}  // namespace support
