// Writes the seeds of a kind of input into a folder, for a fuzzer to begin with: write_seeds KIND FOLDER.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/fuzz/seeds.hpp"

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const std::vector<std::string> seeds = fuzz::seeds_for(argv[1]);
    for (std::size_t i = 0; i < seeds.size(); ++i)
        std::ofstream(std::filesystem::path(argv[2]) / std::to_string(i), std::ios::binary) << seeds[i];
    return 0;
}
