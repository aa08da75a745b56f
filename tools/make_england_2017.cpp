// make_england_2017: makes the approximate areas and the modelled flows of data/england-2017.
//
// usage: make_england_2017 WORLD_MAP.gpkg DATA_FOLDER OUTPUT_FOLDER
#include <cstdio>
#include <exception>

#include "tools/england_recipe.hpp"

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: make_england_2017 WORLD_MAP.gpkg DATA_FOLDER OUTPUT_FOLDER\n", stderr);
        return 2;
    }
    try {
        tools::make_england(argv[1], argv[2], argv[3]);
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "make_england_2017: %s\n", e.what());
        return 1;
    }
}
