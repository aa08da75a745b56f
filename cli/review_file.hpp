// The review file: which inputs a review has and which maps it makes. docs/review.md describes each key.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/guidance_file.hpp"
#include "cli/map_layers.hpp"
#include "geo/layer.hpp"
#include "render/classify.hpp"
#include "shapes/area_values.hpp"
#include "shapes/flow_table.hpp"
#include "shapes/lookup.hpp"
#include "shapes/review_numbers.hpp"
#include "shapes/site_places.hpp"

namespace cli {

/// A file of a review: its path as it is opened, and where its content comes from.
struct ReviewInput {
    std::string file;    ///< empty when the review has none
    std::string source;  ///< for source lines

    [[nodiscard]] bool given() const { return !file.empty(); }
};

struct ReviewAreas : ReviewInput {
    geo::ReadOptions read;
    std::string population;  ///< column of the layer, or empty
};

struct ReviewPopulation : ReviewInput {
    std::string code;
    std::string column;
};

struct ReviewNames : ReviewInput {
    std::string code;
    std::string name;
};

struct ReviewLookup : ReviewInput {
    shapes::LookupOptions options;
};

struct ReviewFlows : ReviewInput {
    shapes::FlowColumns columns;
    std::string population;  ///< file, for shares
    shapes::ValueColumns population_columns;
    std::vector<std::string> origin_lookups;
    std::string origin_weights;
    std::string origin_weights_column;
    std::string origin_succession;
    bool disclosure_control = true;
};

struct ReviewSites : ReviewInput {
    shapes::SiteColumns columns;
    std::string succession;
    double reach_m = 0.0;
};

/// A value of each footprint.
struct ReviewValue : ReviewInput {
    std::string name;
    std::string code;
    std::string column;
    bool categories = false;
    std::vector<std::string> order;
    std::string unit;
};

/// Another geography that footprints are laid beside.
struct ReviewAlign : ReviewInput {
    std::string name;    ///< file name without ending
    std::string title;   ///< what its units are called
    std::string code;    ///< column of the area
    std::string column;  ///< of the unit
    std::string names;   ///< of the unit, or empty
    std::string people;  ///< of each row, or empty
    bool is_partial = false;
};

struct ReviewMap {
    std::string name;  ///< file name without ending
    std::string what;  ///< "footprints", "value:NAME", "localisation_index" or "flows"
    std::string title;
    std::string subtitle;
    std::string legend;
    std::string palette;
    std::string source;
    std::string page;
    render::ClassifyOptions classes;
    std::size_t most_lines = 60;  ///< of a map of flows
    std::optional<OverlayChoice> overlay = {};

    /// NAME of "value:NAME", else empty.
    [[nodiscard]] std::string value_name() const { return what.starts_with("value:") ? what.substr(6) : ""; }
};

/// Proposals to be evaluated on the plan.
struct ReviewProposals {
    std::vector<std::string> files;
    std::vector<std::string> groups;  ///< tables that group the areas, beside the lookup
    std::string member_column;        ///< of the lookup; empty: each area is a member
};

struct Review {
    std::string path;
    bool shipped = false;  ///< the one that comes with the tool, whose place on this machine is no news
    std::string title;
    std::string date;
    std::vector<std::string> notes;
    std::string crs = "EPSG:27700";
    std::optional<double> snap_m;
    double gap_width_m = 10.0;
    ReviewAreas areas;
    ReviewPopulation population;
    ReviewLookup lookup;
    ReviewNames footprints;
    ReviewFlows flows;
    ReviewSites sites;
    std::vector<ReviewValue> values;
    std::vector<ReviewAlign> alignments;
    std::vector<ReviewMap> maps;
    shapes::PublishedNumbers published;
    GuidanceSettings guidance;
    ReviewProposals proposals;
};

/// Reads a review file. Paths in it are relative to its folder, and are joined to it.
/// @throws InputError naming file, line and key: for a file that is missing or not TOML, an unknown key (with
/// the
///   nearest known one), a value of the wrong kind, a missing section or key, a map of a value that is not
///   there.
[[nodiscard]] Review read_review(const std::filesystem::path& path);

}  // namespace cli
