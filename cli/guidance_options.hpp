// The guidance as the command line gives it: options over the section [guidance] of a file.
#pragma once

#include <string>
#include <vector>

#include "cli/guidance_file.hpp"

namespace cli {

class Arguments;

/// What the options of validate say; only those that the user gave.
struct GuidanceOptions {
    std::string file;  ///< --guidance, or empty
    struct Threshold {
        std::string option;
        double value;
    };
    std::vector<Threshold> thresholds;
    bool names_required = false;
    std::vector<std::string> required;
    GuidanceFiles files;
};

/// Opens nothing. @throws UsageError for thresholds that no plan can meet, as far as options alone tell, and
/// for the column of a table that is not given.
[[nodiscard]] GuidanceOptions guidance_options(const Arguments& arguments);

/// Reads the file, if there is one, and puts the options over it.
/// @throws InputError as read_guidance() does, and UsageError when the options cross with what the file says.
[[nodiscard]] GuidanceSettings settle_guidance(const GuidanceOptions& options);

}  // namespace cli
