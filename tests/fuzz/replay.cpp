// Runs a fuzz target without a fuzzer: seeds for its kind of input and some thousand mutations of them,
// always the same. The first argument names the kind, the second the number of inputs.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/seeds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

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
    const std::vector<std::string> seeds = fuzz::seeds_for(argv[1]);
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
