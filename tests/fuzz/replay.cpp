// Runs a fuzz target without a fuzzer: seeds for its kind of input and some thousand mutations of them,
// always the same. The first argument names the kind, the second the number of inputs.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::string> seeds_for(std::string_view kind) {
    if (kind == "csv") {
        return {"code,name\r\n00C,\"Bath, \"\"x\"\"\r\ny\"\r\n01E,M\xF4n\n",
                "\xEF\xBB\xBF"
                "a\n1\n\n2\n"};
    }
    if (kind == "geojson") {
        return {
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"00C","n":1.5},)"
            R"("geometry":{"type":"MultiPolygon","coordinates":[[[[0,50],[1,50],[1,51],[0,50]],)"
            R"([[0.5,50.1],[0.6,50.2],[0.6,50.1],[0.5,50.1]]]]}}]})",
            R"({"type":"FeatureCollection","name":"a","crs":{"type":"name","properties":{"name":)"
            R"("urn:ogc:def:crs:EPSG::4258"}},"bbox":[0,50,1e0,51],"features":[{"type":"Feature","id":1,)"
            R"("properties":{"code":"00C","n":-1.5e2,"b":true,"x":null},"geometry":null},)"
            R"({"type":"Feature","id":2,"properties":{"code":"00\u0044","n":7},"geometry":{"type":)"
            R"("Polygon","coordinates":[[[0,50],[1,50],[1,51],[0,50]]]}}]})",
            R"({"type":"Feature","properties":{"code":"00C"},"geometry":{"type":"Polygon",)"
            R"("coordinates":[[[0,50,3],[1,50,3],[1,51,3],[0,50,3]]]}})"};
    }
    // Two squares that share a border, and one in the hole of another.
    return {std::string("\x11\x13\x33\x31\xFE\x13\x15\x35\x33\xFE", 10),
            std::string("\x00\x05\x55\x50\xFF\x22\x42\x44\x24\xFE\x22\x24\x44\x42\xFE", 15)};
}

void mutate(std::string& input, const std::vector<std::string>& seeds, std::mt19937_64& random) {
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    const std::size_t at = below(input.size() + 1);
    switch (below(6)) {
        case 0:
            input.insert(at, 1, static_cast<char>(below(256)));
            break;
        case 1:
            input.erase(at, 1 + below(8));
            break;
        case 2:
            if (at < input.size()) input[at] = static_cast<char>(below(256));
            break;
        case 3:
            input.resize(at);
            break;
        case 4:
            input.insert(at, input.substr(below(input.size() + 1), 1 + below(16)));
            break;
        default: {
            const std::string& other = seeds[below(seeds.size())];
            input.insert(at, other.substr(below(other.size()), 1 + below(16)));
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const std::vector<std::string> seeds = seeds_for(argv[1]);
    const std::size_t inputs = std::strtoul(argv[2], nullptr, 10);
    std::mt19937_64 random(20170401);
    for (std::size_t i = 0; i < inputs; ++i) {
        std::string input = seeds[i % seeds.size()];
        // The seeds themselves come first, then ever more distant relatives.
        for (std::size_t changes = i < seeds.size() ? 0 : 1 + random() % 12; changes > 0; --changes)
            mutate(input, seeds, random);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    }
    return 0;
}
