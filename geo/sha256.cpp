#include "geo/sha256.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "geo/error.hpp"
#include "geo/late_library.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

namespace fs = std::filesystem;

// The files that hold the content; indexes and metadata beside them may come and go.
std::vector<std::string_view> companions(const std::string& extension) {
    if (extension == ".shp") return {".shp", ".shx", ".dbf", ".prj", ".cpg"};
    if (extension == ".tab") return {".tab", ".dat", ".map", ".id", ".ind"};
    if (extension == ".mif") return {".mif", ".mid"};
    return {};
}

std::vector<fs::path> files_of(const fs::path& path) {
    std::vector<fs::path> files;
    std::error_code error;
    const auto endings = companions(lower_extension(path));
    const bool folder = fs::is_directory(path, error);
    if (!folder && endings.empty()) return {path};
    const fs::path parent = folder ? path : path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error)) {
        const bool belongs = entry->path().stem() == path.stem() &&
                             std::ranges::count(endings, lower_extension(entry->path())) > 0;
        if ((folder || belongs) && entry->is_regular_file()) files.push_back(entry->path());
    }
    std::ranges::sort(files);
    if (files.empty()) return {path};
    return files;
}

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

std::string sha256_of_input(const fs::path& path) {
    load_library(FOOTPRINT_CRYPTO);
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
    if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
        throw InternalError("SHA-256 is not available");
    constexpr std::size_t buffer_size = std::size_t{1} << 20;
    const auto buffer = std::make_unique<char[]>(buffer_size);
    for (const fs::path& name : files_of(path)) {
        std::ifstream file(name, std::ios::binary);
        if (!file || fs::is_directory(name)) throw InputError(name.string(), "cannot be opened");
        while (file) {
            file.read(buffer.get(), buffer_size);
            EVP_DigestUpdate(digest.get(), buffer.get(), static_cast<std::size_t>(file.gcount()));
        }
        if (file.bad()) throw InputError(name.string(), "cannot be read to its end");
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned length = 0;
    EVP_DigestFinal_ex(digest.get(), bytes.data(), &length);
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text.push_back("0123456789abcdef"[bytes[i] >> 4]);
        text.push_back("0123456789abcdef"[bytes[i] & 15]);
    }
    return text;
}

}  // namespace geo
