// Any bytes as a HexJSON file: a layer that keeps the conventions of RingSet, or an InputError.
#include "tests/fuzz/fuzz_layer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::filesystem::path path = fuzz::scratch_file("a.hexjson", data, size);
    fuzz::read(path);
    std::filesystem::remove(path);
    return 0;
}
