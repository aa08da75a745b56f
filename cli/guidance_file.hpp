// The section [guidance] of a review file: thresholds, required criteria, and the tables that only the
// guidance needs. docs/guidance.md describes each key.
#pragma once

#include <filesystem>
#include <string>

#include "shapes/authority_table.hpp"
#include "shapes/guidance_rules.hpp"

namespace cli {

class TomlSection;

/// Tables that a plan is judged by; empty paths are not given.
struct GuidanceFiles {
    std::string links;
    std::string authorities;
    shapes::AuthorityColumns authority_columns;
    std::string upper_authorities;
    shapes::AuthorityColumns upper_columns;
    std::string roadmaps;
    std::string roadmap_area_column;
    std::string roadmap_column;
};

struct GuidanceSettings {
    bool given = false;  ///< by a section
    shapes::GuidanceRules rules;
    GuidanceFiles files;
    std::string source;
};

/// Reads the section, which may be absent. Paths are joined to `folder`.
/// @throws InputError with file, line and key: an unknown key, a value of the wrong kind, bounds that cross,
/// a criterion that does not exist, a column of a table that is not given.
[[nodiscard]] GuidanceSettings read_guidance_section(TomlSection section,
                                                     const std::filesystem::path& folder);

/// Reads the section of a file; its other sections are left alone, so that a review file will do.
/// @throws InputError as above, and for a file that is missing, not TOML, or without the section.
[[nodiscard]] GuidanceSettings read_guidance(const std::filesystem::path& path);

}  // namespace cli
