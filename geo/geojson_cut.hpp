// Where a long GeoJSON can be cut. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "geo/file_bytes.hpp"

namespace geo {

/// A run of features, between two commas or an end of the file.
struct FeatureRun {
    std::size_t begin;
    std::size_t end;
};

/// Cuts a file at commas before features that begin with their type, once in so many bytes where there is
/// one. Such a comma may stand in a text or in an object of another kind: then the runs beside it are no
/// lists of features, and whoever reads them finds out.
class FeatureRuns {
public:
    /// The file must outlive it.
    FeatureRuns(const FileBytes& file, std::size_t bytes) : m_file(file), m_bytes(bytes) {}

    /// The next run; nothing after the end of the file, or when it cannot be read. O(bytes to the comma).
    [[nodiscard]] std::optional<FeatureRun> next();

private:
    std::optional<std::size_t> next_comma();

    const FileBytes& m_file;
    std::size_t m_bytes;
    std::size_t m_begin = 0;   // of the next run
    std::size_t m_looked = 0;  // a comma is looked for behind this
    std::string m_text;
};

}  // namespace geo
