// Where the review that ships with the tool lies.
#pragma once

#include <filesystem>

namespace cli {

/// review.toml of the shipped review: in the folder FOOTPRINT_DATA names, else in
/// ../share/footprint/england-2017 seen from the executable.
/// @throws InputError when it is in neither.
[[nodiscard]] std::filesystem::path shipped_review();

}  // namespace cli
