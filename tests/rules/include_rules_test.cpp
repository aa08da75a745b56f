// The layers of CONTRIBUTING.md, held by reading #include lines: who may know whom, and who may use which
// third party.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Rule {
    std::set<std::string> layers;                 ///< whose headers it may include
    std::vector<std::string> parties_in_sources;  ///< beginnings of names of third parties in .cpp files
    std::vector<std::string> parties_in_headers;
};

const std::map<std::string, Rule>& rules() {
    static const std::map<std::string, Rule> table{
        {"geo",
         {{"geo"},
          {"gdal", "ogr", "cpl_", "geos_c.h", "proj", "boost/polygon", "boost/geometry", "openssl/",
           "simdjson.h", "zlib.h"},
          {}}},
        {"shapes", {{"geo", "shapes"}, {"igraph/"}, {}}},
        {"render", {{"geo", "render"}, {"cairo", "fontconfig/", "pango/", "png.h", "qpdf/"}, {}}},
        {"cli",
         {{"geo", "shapes", "render", "cli"},
          {"CLI/", "toml++/", "nlohmann/", "fmt/"},
          {"nlohmann/json_fwd.hpp"}}},
    };
    return table;
}

/// Headers that sources of one layer share and no header may include: they may name a third party.
const std::map<std::string, std::vector<std::string>>& private_headers() {
    static const std::map<std::string, std::vector<std::string>> table{
        {"geo/geos_support.hpp", {"geos_c.h"}}, {"geo/proj_context.hpp", {"proj.h"}},
        {"render/cairo_shapes.hpp", {"cairo"}}, {"cli/json_values.hpp", {"nlohmann/"}},
        {"cli/toml_section.hpp", {"toml++/"}},
    };
    return table;
}

struct Include {
    std::string name;
    std::size_t line;
    bool quoted;
};

std::vector<Include> includes_of(const std::filesystem::path& path) {
    std::vector<Include> found;
    std::ifstream in(path);
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (!line.starts_with("#include ")) continue;
        const bool quoted = line.find('"') != std::string::npos;
        const std::size_t begin = line.find_first_of("<\"") + 1;
        const std::size_t end = line.find_first_of(">\"", begin);
        found.push_back({line.substr(begin, end - begin), number, quoted});
    }
    return found;
}

/// Headers of the C++ library have no dot; those of C and POSIX that we use end in .h and are listed.
bool is_standard(const std::string& name) {
    static const std::set<std::string> posix{
        "fcntl.h",     "malloc.h",      "unistd.h",   "signal.h", "pthread.h",    "sys/stat.h",
        "sys/types.h", "sys/file.h",    "sys/wait.h", "dirent.h", "sys/random.h", "xlocale.h",
        "linux/fs.h",  "sys/syscall.h", "sys/mman.h", "dlfcn.h",  "emmintrin.h",  "immintrin.h"};
    return name.find('.') == std::string::npos ? name.find('/') == std::string::npos : posix.contains(name);
}

bool begins_with_any(const std::string& name, const std::vector<std::string>& beginnings) {
    for (const std::string& beginning : beginnings) {
        if (name.starts_with(beginning)) return true;
    }
    return false;
}

std::string broken_rule(const std::string& layer, const std::string& file, const Include& include) {
    const Rule& rule = rules().at(layer);
    const std::string folder = include.name.substr(0, include.name.find('/'));
    if (rules().contains(folder) && include.name.find('/') != std::string::npos) {
        if (private_headers().contains(include.name) && (folder != layer || file.ends_with(".hpp"))) {
            return "is private to the sources of " + folder;
        }
        if (!include.quoted) return "our own headers are written in quotes";
        return rule.layers.contains(folder) ? "" : layer + " must not know " + folder;
    }
    if (include.quoted) return "names no layer";
    if (is_standard(include.name)) return "";
    const auto shared = private_headers().find(layer + "/" + file);
    if (shared != private_headers().end() && begins_with_any(include.name, shared->second)) return "";
    const bool header = file.ends_with(".hpp");
    return begins_with_any(include.name, header ? rule.parties_in_headers : rule.parties_in_sources)
               ? ""
               : "is no third party that " + layer + (header ? " headers" : "") + " may use";
}

class IncludeRules : public testing::TestWithParam<std::string> {};

TEST_P(IncludeRules, EveryIncludeIsAllowed) {
    const std::string layer = GetParam();
    std::size_t files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(FOOTPRINT_SOURCE) / layer)) {
        const std::string file = entry.path().filename().string();
        if (!file.ends_with(".hpp") && !file.ends_with(".cpp")) continue;
        ++files;
        for (const Include& include : includes_of(entry.path())) {
            const std::string broken = broken_rule(layer, file, include);
            EXPECT_EQ(broken, "") << layer << "/" << file << ":" << include.line << " includes "
                                  << include.name;
        }
    }
    EXPECT_GT(files, 0U);
}

// So that each header compiles without what others include before it.
TEST_P(IncludeRules, ASourceIncludesItsOwnHeaderFirst) {
    const std::filesystem::path folder = std::filesystem::path(FOOTPRINT_SOURCE) / GetParam();
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::filesystem::path header = entry.path();
        if (header.extension() != ".cpp" || !exists(header.replace_extension(".hpp"))) continue;
        const std::vector<Include> includes = includes_of(entry.path());
        ASSERT_FALSE(includes.empty()) << entry.path();
        EXPECT_EQ(includes.front().name, GetParam() + "/" + header.filename().string()) << entry.path();
    }
}

INSTANTIATE_TEST_SUITE_P(Layers, IncludeRules, testing::Values("geo", "shapes", "render", "cli"),
                         [](const auto& layer) { return layer.param; });

// The rules themselves: each wrong direction is seen.
TEST(BrokenRule, SeesWrongDirectionsAndForeignParties) {
    EXPECT_NE(broken_rule("geo", "a.cpp", {"shapes/plan.hpp", 1, true}), "");
    EXPECT_NE(broken_rule("shapes", "a.cpp", {"render/map.hpp", 1, true}), "");
    EXPECT_NE(broken_rule("shapes", "a.cpp", {"fmt/format.h", 1, false}), "");
    EXPECT_NE(broken_rule("geo", "a.hpp", {"geos_c.h", 1, false}), "");
    EXPECT_NE(broken_rule("geo", "a.cpp", {"csv.hpp", 1, true}), "");
    EXPECT_NE(broken_rule("geo", "a.hpp", {"geo/geos_support.hpp", 1, true}), "");
    EXPECT_NE(broken_rule("cli", "a.cpp", {"geo/geos_support.hpp", 1, true}), "");
    EXPECT_EQ(broken_rule("geo", "a.cpp", {"geos_c.h", 1, false}), "");
    EXPECT_EQ(broken_rule("render", "a.cpp", {"geo/grid.hpp", 1, true}), "");
    EXPECT_EQ(broken_rule("cli", "a.cpp", {"vector", 1, false}), "");
}

}  // namespace
