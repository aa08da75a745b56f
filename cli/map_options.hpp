// Options of map that say how the page is made up: texts, labels, insets, north arrow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/areas_input.hpp"
#include "render/map.hpp"

namespace cli {

class Arguments;

enum class LabelChoice { none, names, codes, values };
enum class NorthChoice { none, grid, true_north };

/// An inset as the user asked for it: by a box, or by the areas that it is to show.
struct InsetRequest {
    std::string name;
    std::optional<geo::Box> box_m;
    std::vector<std::string> codes;
    std::optional<double> magnification;
};

struct MapComposition {
    LabelChoice labels = LabelChoice::none;
    NorthChoice north = NorthChoice::none;
    std::optional<std::vector<InsetRequest>> insets;  ///< nothing: those that the map has by itself
};

/// --labels, --north and --inset. @throws UsageError for an inset that is not "name=...,bbox=W,S,E,N" or
/// "name=...,areas=CODE,CODE", each with "times=N" if wanted.
[[nodiscard]] MapComposition map_composition(const Arguments& arguments);

/// The labels of areas; of names without the words with which all of them begin and end.
[[nodiscard]] std::vector<std::string> area_labels(LabelChoice choice, const render::MapData& data);

/// The insets a map has when none are asked for: London, where a map in EPSG:27700 is of England, or at least
/// eight times as high as London and has London in it.
[[nodiscard]] std::vector<render::Inset> usual_insets(const std::string& crs, const render::MapData& map);

/// Gives a map with its values the labels, insets and north arrow of a composition; insets may name
/// areas of the coverage as well as those of the map.
/// @throws InputError for an inset of an unknown code, naming the nearest.
void compose_map(const MapComposition& composition, const Areas& areas, render::MapSpec& spec,
                 render::MapData& data);

}  // namespace cli
