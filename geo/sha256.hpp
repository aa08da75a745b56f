// SHA-256 of input files, for the record in every report.
#pragma once

#include <filesystem>
#include <string>

namespace geo {

/// Lower-case hexadecimal digest of the file's bytes (FIPS 180-4). For a format of several files the files
/// that belong together are hashed one after the other in order of name: those of the same stem that a
/// Shapefile or MapInfo table is made of, or all files of a folder. O(bytes), in constant memory.
/// @throws InputError when a file cannot be read.
[[nodiscard]] std::string sha256_of_input(const std::filesystem::path& path);

}  // namespace geo
