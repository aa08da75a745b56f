// Geographies small enough to draw, and the command align run on them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/cli/small_england.hpp"

namespace support {

class AlignTest : public testing::Test {
protected:
    RunResult run(std::vector<std::string> words) {
        words.insert(words.begin(), "align");
        return run_footprint(folder.root(), std::move(words));
    }
    nlohmann::json result_of(std::vector<std::string> words) {
        words.insert(words.end(), {"--json", "report.json", "--quiet", "--overwrite"});
        const RunResult run_of_it = run(std::move(words));
        EXPECT_EQ(run_of_it.exit_code, 0) << run_of_it.err;
        return nlohmann::json::parse(folder.read("report.json")).at("result");
    }
    void expect_failure(const RunResult& result, int exit_code, const std::string& text) {
        EXPECT_EQ(result.exit_code, exit_code) << result.err;
        EXPECT_TRUE(is_one_line(result.err)) << result.err;
        EXPECT_THAT(result.err, testing::AllOf(testing::StartsWith("footprint: "), testing::HasSubstr(text)));
        EXPECT_EQ(result.out, "");
    }
    static nlohmann::json unit(const nlohmann::json& units, const std::string& code) {
        for (const nlohmann::json& entry : units)
            if (entry.at("code") == code) return entry;
        ADD_FAILURE() << "no unit " << code;
        return {};
    }
    static nlohmann::json pair(const nlohmann::json& result, const std::string& a, const std::string& b) {
        for (const nlohmann::json& entry : result.at("pairs"))
            if (entry.at("a") == a && entry.at("b") == b) return entry;
        ADD_FAILURE() << "no pair " << a << " " << b;
        return {};
    }
    /// Authorities A, B and C against footprints A (west) and B (east): A nests, B straddles, C is outside in
    /// part.
    void write_maps() {
        write_areas(folder.path("authorities.gpkg"), {"AABBBBCC",  //
                                                      "AABBBBCC",  //
                                                      "AABBBBCC"});
        write_areas(folder.path("footprints.gpkg"), {"AAAAABB.",  //
                                                     "AAAAABB.",  //
                                                     "AAAAABB."});
    }
    void write_lookups() {
        folder.write("units.csv",
                     "LSOA11CD,LAD17CD,LAD17NM,STP17CD\n"
                     "E01000001,E07000001,North,E54000001\nE01000002,E07000001,North,E54000001\n"
                     "E01000003,E07000002,South,E54000001\nE01000004,E07000002,South,E54000002\n"
                     "E01000005,E07000002,South,E54000002\n");
        folder.write("people.csv",
                     "LSOA11CD,population\nE01000001,1500\nE01000002,1600\nE01000003,1700\nE01000004,1800\n"
                     "E01000005,1900\n");
    }
    std::vector<std::string> of_units(std::vector<std::string> more = {}) {
        std::vector<std::string> words{"units.csv", "--a-column", "LAD17CD", "--b-column", "STP17CD"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    TempFolder folder;
};

}  // namespace support
